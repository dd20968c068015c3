package org.gfn4j.model;

/**
 * A named group of numbers that a model learns, seen as one flat array.
 *
 * <p>Thread-safety: confined to one thread.
 */
public interface ParameterGroup {

    /**
     * Returns the name.
     *
     * @return for example {@code trunk}, {@code heads}, {@code logZ}
     */
    String name();

    /**
     * Returns how many numbers there are.
     *
     * @return the size
     */
    long size();

    /**
     * Returns a number.
     *
     * @param index in {@code [0, size())}
     * @return its value
     */
    double value(long index);

    /**
     * Sets a number.
     *
     * @param index in {@code [0, size())}
     * @param value its new value, rounded to the precision of the model
     */
    void setValue(long index, double value);

    /**
     * Returns a gradient.
     *
     * @param index in {@code [0, size())}
     * @return the derivative that has been added up since the last step
     */
    double gradient(long index);
}
