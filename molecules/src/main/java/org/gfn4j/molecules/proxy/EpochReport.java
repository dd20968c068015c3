package org.gfn4j.molecules.proxy;

/**
 * How training stands after a walk through the training molecules.
 *
 * <p>Thread-safety: immutable.
 *
 * @param epoch the number of epochs so far
 * @param epochs the largest number there will be
 * @param trainingRmse the error on the training molecules during the epoch, in units of the target
 * @param validationRmse the error on the validation molecules after it, in units of the target
 * @param bestEpoch the epoch with the smallest error on the validation molecules so far, whose weights are kept
 * @param bestRmse that error
 */
public record EpochReport(
        int epoch, int epochs, double trainingRmse, double validationRmse, int bestEpoch, double bestRmse) {}
