package org.gfn4j.molecules.flow;

import org.gfn4j.text.Checks;
import org.gfn4j.torch.Precision;

/**
 * The shape of a {@link MoleculeFlowNetwork}.
 *
 * <p>Thread-safety: immutable.
 *
 * @param width how many numbers a block has, at least 1
 * @param steps how often messages are passed, at least 1
 * @param precision the precision
 * @param bothWays whether messages go both ways along a bond; if not, from its first block to its second
 */
public record FlowNetworkShape(int width, int steps, Precision precision, boolean bothWays) {
    /** That of the paper, with messages both ways: 256 wide, 10 steps, in single precision. */
    public static final FlowNetworkShape DEFAULT = new FlowNetworkShape(256, 10, Precision.SINGLE, true);

    /**
     * Makes a shape.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public FlowNetworkShape {
        Checks.requireAtLeast("width", width, 1);
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be at least 1, but are " + steps);
        }
    }
}
