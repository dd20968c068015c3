package org.gfn4j.environment;

/**
 * Thrown where a network would see a state in a way that cannot be learned from, such as an edge without an output.
 *
 * <p>Thread-safety: immutable.
 */
public final class WrongEncodingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** What is right. */
    private final String expected;

    /** What is there instead. */
    private final String got;

    /**
     * Makes an exception.
     *
     * @param state the state in words
     * @param expected what is right, in words
     * @param got what is there instead, in words
     */
    public WrongEncodingException(String state, String expected, String got) {
        super("the encoder is wrong for the state " + state + ": expected " + expected + ", but " + got);
        this.expected = expected;
        this.got = got;
    }

    /**
     * Returns what is right.
     *
     * @return a clause without capital and full stop
     */
    public String expected() {
        return expected;
    }

    /**
     * Returns what is there instead.
     *
     * @return a clause without capital and full stop
     */
    public String got() {
        return got;
    }
}
