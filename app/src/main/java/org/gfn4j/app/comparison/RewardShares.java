package org.gfn4j.app.comparison;

import java.util.Map;
import java.util.TreeMap;
import org.gfn4j.app.report.Curve;

/**
 * Raw rewards and how much weight each has.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class RewardShares {
    private static final int POINTS = 400;

    private final TreeMap<Double, Double> weights = new TreeMap<>();

    /** Adds a raw reward, unless it is not finite, with a weight above 0. */
    void add(double reward, double weight) {
        if (Double.isFinite(reward)) {
            weights.merge(reward, weight, Double::sum);
        }
    }

    /** Tells whether there are none. */
    boolean isEmpty() {
        return weights.isEmpty();
    }

    /** Returns the share of at least some reward, over that reward, as steps; at most a few hundred points. */
    Curve sharesFrom() {
        double total =
                weights.values().stream().mapToDouble(Double::doubleValue).sum();
        int every = weights.size() / POINTS + 1;
        int levels = (weights.size() + every - 1) / every;
        double[] x = new double[2 * levels];
        double[] y = new double[2 * levels];
        double left = total;
        int level = 0;
        int number = 0;
        for (Map.Entry<Double, Double> entry : weights.entrySet()) {
            if (number % every == 0) {
                x[2 * level] = entry.getKey();
                y[2 * level] = left / total;
                x[2 * level + 1] = entry.getKey();
                y[2 * level + 1] = Math.max(0, left - entry.getValue()) / total;
                level++;
            }
            left -= entry.getValue();
            number++;
        }
        return new Curve(x, y);
    }
}
