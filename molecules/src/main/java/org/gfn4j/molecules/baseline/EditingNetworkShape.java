package org.gfn4j.molecules.baseline;

import org.gfn4j.text.Checks;
import org.gfn4j.torch.Precision;

/**
 * The shape of an {@link EditingNetwork}.
 *
 * <p>Thread-safety: immutable.
 *
 * @param width how many numbers an atom has, at least 1
 * @param steps how often messages are passed, at least 1
 * @param precision the precision
 */
public record EditingNetworkShape(int width, int steps, Precision precision) {
    /** That of Xie et al. 2021: 64 wide, 6 steps, in single precision. */
    public static final EditingNetworkShape DEFAULT = new EditingNetworkShape(64, 6, Precision.SINGLE);

    /**
     * Makes a shape.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public EditingNetworkShape {
        Checks.requireAtLeast("width", width, 1);
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be at least 1, but are " + steps);
        }
    }
}
