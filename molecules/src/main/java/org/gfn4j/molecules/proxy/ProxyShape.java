package org.gfn4j.molecules.proxy;

/**
 * How large a proxy network is.
 *
 * <p>Thread-safety: immutable.
 *
 * @param width the numbers that each atom carries, d
 * @param edgeWidth the hidden units of the network that makes d×d matrices of types of bonds
 * @param steps how often atoms send messages
 * @param readoutSteps how often Set2Set looks at the atoms
 */
public record ProxyShape(int width, int edgeWidth, int steps, int readoutSteps) {
    /** The network of Bengio et al. 2021. */
    public static final ProxyShape PAPER = new ProxyShape(64, 128, 12, 3);

    private static final int LARGEST_WIDTH = 1024;
    private static final int MOST_STEPS = 100;

    /**
     * Makes a shape.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public ProxyShape {
        require("width", width, LARGEST_WIDTH);
        require("edge width", edgeWidth, LARGEST_WIDTH);
        require("steps", steps, MOST_STEPS);
        require("readout steps", readoutSteps, MOST_STEPS);
    }

    private static void require(String name, int value, int largest) {
        if (value < 1 || value > largest) {
            throw new IllegalArgumentException(
                    name + " of a proxy must be within 1 to " + largest + ", but is " + value);
        }
    }
}
