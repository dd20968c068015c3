package org.gfn4j.molecules.proxy;

import org.gfn4j.text.Checks;

/**
 * How a proxy is trained.
 *
 * <p>Thread-safety: immutable.
 *
 * @param shape the size of the network
 * @param mask which atoms the stem feature marks
 * @param seed the seed of the split, the first weights and the order of the minibatches
 * @param epochs the largest number of walks through the training molecules
 * @param patience training stops when this many epochs have not improved the error on the validation molecules
 * @param batch the molecules of a minibatch
 * @param learningRate the learning rate of Adam at the start; it falls to a hundredth of it along half a cosine over the
 *     epochs
 * @param weightDecay the decoupled weight decay
 * @param validationShare the share of the molecules that decides when to stop, in (0, 1)
 * @param testShare the share of the molecules that the final figures are computed on, in (0, 1)
 */
public record ProxyTrainingOptions(
        ProxyShape shape,
        StemMask mask,
        long seed,
        int epochs,
        int patience,
        int batch,
        double learningRate,
        double weightDecay,
        double validationShare,
        double testShare) {

    /** The options by default: a network that is smaller than the paper's. */
    public static final ProxyTrainingOptions DEFAULT =
            new ProxyTrainingOptions(new ProxyShape(64, 64, 6, 3), StemMask.NONE, 0, 100, 15, 64, 1e-3, 0, 0.1, 0.1);

    /**
     * Makes options.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public ProxyTrainingOptions {
        Checks.requireAtLeast("epochs", epochs, 1);
        Checks.requireAtLeast("patience", patience, 1);
        Checks.requireAtLeast("batch", batch, 1);
        requireShare("validationShare", validationShare);
        requireShare("testShare", testShare);
        if (validationShare + testShare >= 1) {
            throw new IllegalArgumentException(
                    "validationShare and testShare must leave molecules to train on, but are " + validationShare
                            + " and " + testShare);
        }
        if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("learningRate must be finite and above 0, but is " + learningRate);
        }
        Checks.requireAtLeastZero("weightDecay", weightDecay);
    }

    private static void requireShare(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be within 0 and 1, exclusive, but is " + value);
        }
    }
}
