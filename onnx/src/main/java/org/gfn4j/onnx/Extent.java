package org.gfn4j.onnx;

import org.gfn4j.text.Checks;

/**
 * How many entries a tensor has along an axis.
 *
 * <p>Thread-safety: immutable.
 *
 * @param size the number, or {@link #DYNAMIC} where it changes from batch to batch
 * @param name what a dynamic extent is called in messages; empty for a fixed one
 */
public record Extent(long size, String name) {
    /** The size of an extent that changes from batch to batch. */
    public static final long DYNAMIC = -1;

    private static final String NAMELESS = "?";

    /**
     * Makes an extent.
     *
     * @throws IllegalArgumentException if the size is neither dynamic nor at least 0
     */
    public Extent {
        if (size < DYNAMIC) {
            throw new IllegalArgumentException("an extent must be at least 0, or -1 if dynamic, but is " + size);
        }
    }

    /**
     * Makes an extent that is the same in every batch.
     *
     * @param size how many entries there are, at least 0
     * @return an extent
     * @throws IllegalArgumentException if it is negative
     */
    public static Extent fixed(long size) {
        Checks.requireAtLeast("a fixed extent", size, 0);
        return new Extent(size, "");
    }

    /**
     * Makes an extent that changes from batch to batch.
     *
     * @param name what it counts
     * @return an extent
     */
    public static Extent dynamic(String name) {
        return new Extent(DYNAMIC, name);
    }

    /**
     * Tells whether the extent changes from batch to batch.
     *
     * @return true if it has no size
     */
    public boolean isDynamic() {
        return size == DYNAMIC;
    }

    /** Tells whether what has this extent always fits where the other is requested. */
    boolean fits(Extent wanted) {
        return wanted.isDynamic() || wanted.size == size;
    }

    @Override
    public String toString() {
        if (!isDynamic()) {
            return Long.toString(size);
        }
        return name.isEmpty() ? NAMELESS : name;
    }
}
