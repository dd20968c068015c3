package org.gfn4j.training;

import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.Scores;

/** A start value for log Z. */
final class LogZEstimate {
    private LogZEstimate() {}

    /**
     * Returns the log Z at which the trajectory-balance residuals of a batch have mean zero: the mean of log R + Σ log
     * P_B − Σ log P_F over complete trajectories, 0 where there are none or a reward is 0.
     */
    static double mean(Scores scores) {
        Layout layout = scores.layout();
        double sum = 0;
        int count = 0;
        for (int row = 0; row < layout.trajectories(); row++) {
            if (layout.startsAtSource(row) && layout.ending(row).isTerminal()) {
                sum += scores.logRewards()[row];
                count++;
                for (int t = layout.firstTransition(row); t < layout.firstTransition(row + 1); t++) {
                    sum += scores.logBackward()[t] - scores.logForward()[t];
                }
            }
        }
        return count == 0 || !Double.isFinite(sum) ? 0 : sum / count;
    }
}
