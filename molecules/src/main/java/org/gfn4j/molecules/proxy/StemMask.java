package org.gfn4j.molecules.proxy;

import java.util.Arrays;
import java.util.Locale;

/**
 * Which atoms of a molecule the last feature marks. The proxy of Bengio et al. 2021 marks the atoms of free stems, so that
 * its score is not a function of the molecule alone.
 *
 * <p>Thread-safety: immutable.
 */
public enum StemMask {
    /** The atoms that carry free stems, or the first atom where there are none: what the paper's proxy was trained on. */
    FREE,
    /** The first atom, as if no stem were free. */
    NONE,
    /** No atom at all. */
    ZERO;

    /**
     * Returns the mask of a name.
     *
     * @param name {@code free}, {@code none} or {@code zero}, in any case
     * @return the mask
     * @throws IllegalArgumentException if there is none of that name
     */
    public static StemMask of(String name) {
        for (StemMask mask : values()) {
            if (mask.text().equals(name.toLowerCase(Locale.ROOT))) {
                return mask;
            }
        }
        throw new IllegalArgumentException("a stem mask must be one of "
                + Arrays.stream(values()).map(StemMask::text).toList() + ", but is '" + name + "'");
    }

    /**
     * Returns the name that files and options use.
     *
     * @return the name in lower case
     */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
