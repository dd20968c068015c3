package org.gfn4j.model;

import java.util.Arrays;

/** Draws from the softmax of a group of logits by inverting its distribution function. */
final class Draw {
    private Draw() {}

    /**
     * Draws an index with probability (1 − ε)·softmax(logits / T) + ε/n.
     *
     * @param logits natural logs, not normalised
     * @param from the first index of the group
     * @param to the index after its last
     * @param exploration ε and T
     * @param uniform a number in [0, 1)
     * @return an index in {@code [0, to - from)}
     * @throws IllegalStateException if the logits are not those of a distribution
     */
    static int fromLogits(double[] logits, int from, int to, Exploration exploration, double uniform) {
        int count = to - from;
        double inverseTemperature = 1 / exploration.temperature();
        double max = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            max = Math.max(max, inverseTemperature * logits[i]);
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Math.exp(inverseTemperature * logits[i] - max);
        }
        if (!Double.isFinite(sum)) {
            throw new IllegalStateException("the logits of a policy must not be NaN, +∞ or all −∞, but are "
                    + Arrays.toString(Arrays.copyOfRange(logits, from, to)) + "; the model has diverged");
        }
        double share = (1 - exploration.epsilon()) / sum;
        double floor = exploration.epsilon() / count;
        double cumulative = 0;
        int last = 0;
        for (int i = 0; i < count; i++) {
            double probability = share * Math.exp(inverseTemperature * logits[from + i] - max) + floor;
            if (probability > 0) {
                last = i;
            }
            cumulative += probability;
            if (uniform < cumulative) {
                return i;
            }
        }
        return last;
    }
}
