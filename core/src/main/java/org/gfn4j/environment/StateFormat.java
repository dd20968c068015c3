package org.gfn4j.environment;

/**
 * The text form of states: one line, read back to an equal state.
 *
 * <p>Thread-safety: implementations are immutable and safe for any number of threads.
 *
 * @param <S> the type of a state
 */
public interface StateFormat<S> {

    /**
     * Writes a state.
     *
     * @param state a state
     * @return its text, a single line without leading or trailing blanks
     */
    String format(S state);

    /**
     * Reads a state.
     *
     * @param text what {@link #format} wrote
     * @return an equal state
     * @throws IllegalArgumentException if the text is not the form of a state; the message quotes it and says what is
     *     expected
     */
    S parse(String text);
}
