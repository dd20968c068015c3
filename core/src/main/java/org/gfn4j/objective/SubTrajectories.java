package org.gfn4j.objective;

import org.gfn4j.text.Checks;
import org.gfn4j.trajectory.Layout;

/**
 * The residuals V_i − V_j of all parts i &lt; j of the trajectories of a batch, with weight λ^(j−i).
 *
 * <p>For λ &gt; 1 weights are scaled by λ^(−n), n the longest length of the batch, else by 1/λ, so that they neither overflow
 * nor vanish.
 *
 * <p>Thread-safety: immutable.
 *
 * @param lambda the weight λ of one step more, positive
 * @param longest the most steps j − i that a part has, at least 1
 */
public record SubTrajectories(double lambda, int longest) {

    /**
     * Makes residuals.
     *
     * @throws IllegalArgumentException if λ is not positive and finite, or parts have no step
     */
    public SubTrajectories {
        Checks.requirePositive("lambda", lambda);
        Checks.requireAtLeast("longest", longest, 1);
    }

    /**
     * Makes residuals of parts of any length.
     *
     * @param lambda the weight λ of one step more, positive
     * @throws IllegalArgumentException if λ is not positive and finite
     */
    public SubTrajectories(double lambda) {
        this(lambda, Integer.MAX_VALUE);
    }

    /**
     * Adds the residuals to a loss.
     *
     * @param layout the trajectories of the batch
     * @param potentials where the residuals are added
     */
    public void addTo(Layout layout, Potentials potentials) {
        int most = 0;
        for (int row = 0; row < layout.trajectories(); row++) {
            most = Math.max(most, layout.length(row));
        }
        double[] weights = new double[most + 1];
        for (int steps = 1; steps <= most; steps++) {
            weights[steps] = Math.pow(lambda, lambda > 1 ? steps - most : steps - 1);
        }
        for (int row = 0; row < layout.trajectories(); row++) {
            for (int from = 0; from < layout.length(row); from++) {
                for (int to = from + 1; to <= layout.length(row) && to - from <= longest; to++) {
                    potentials.addResidual(row, from, to, weights[to - from]);
                }
            }
        }
    }
}
