package org.gfn4j.training;

import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.LogSpace;
import org.gfn4j.trajectory.Scores;

/** A start value for log Z. */
final class LogZEstimate {
    private static final double OPTIMISM = 16;

    private LogZEstimate() {}

    /**
     * Returns an optimistic estimate of log Z from a first batch: the log of the mean of R·P_B/P_F over its complete
     * trajectories, which for trajectories of the policy itself is an unbiased estimate of Z, plus log 16; 0 where there
     * are none or all rewards are 0.
     *
     * <p>A log Z that is too high makes what has been visited less likely and the policy explore; one that is too low
     * lets it settle on the first reward that it finds.
     */
    static double optimistic(Scores scores) {
        Layout layout = scores.layout();
        double logSum = Double.NEGATIVE_INFINITY;
        int count = 0;
        for (int row = 0; row < layout.trajectories(); row++) {
            if (layout.startsAtSource(row) && layout.ending(row).isTerminal()) {
                double logWeight = scores.logRewards()[row];
                for (int t = layout.firstTransition(row); t < layout.firstTransition(row + 1); t++) {
                    logWeight += scores.logBackward()[t] - scores.logForward()[t];
                }
                logSum = LogSpace.add(logSum, logWeight);
                count++;
            }
        }
        return Double.isFinite(logSum) ? logSum + Math.log(OPTIMISM / count) : 0;
    }
}
