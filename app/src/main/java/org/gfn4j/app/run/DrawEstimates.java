package org.gfn4j.app.run;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gfn4j.evaluation.TrajectoryEstimator;
import org.gfn4j.model.FlowModel;
import org.gfn4j.reward.LogReward;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * What fresh draws of a model say of log Z, under the names that summaries and evaluations have.
 *
 * <p>Thread-safety: stateless.
 */
public final class DrawEstimates {
    /** The name in {@code summary.json}, where they are made at the end of a run. */
    public static final String NAME = "estimates";

    /** The figure of how many trajectories were drawn, which only summaries have. */
    public static final String DRAWS = "trajectories";

    private static final int MOST = 1000;
    private static final int FEWEST = 100;

    private DrawEstimates() {}

    /**
     * Returns how many trajectories are drawn at the end of a run: a tenth of the requests for a reward that training has made,
     * as each asks for one more, at most {@value #MOST}, and none where that is below {@value #FEWEST}.
     */
    static int draws(long rewardRequests) {
        long tenth = Math.min(MOST, rewardRequests / 10);
        return tenth < FEWEST ? 0 : (int) tenth;
    }

    /**
     * Draws trajectories, without exploration, and weighs them.
     *
     * @param model the model
     * @param logReward asked once for each
     * @param count how many, at least 2
     * @param seed the seed of the draws
     * @return log Z and its lower bound, in nats, with standard errors, and the effective sample size
     */
    public static <S> Map<String, @Nullable Object> of(
            FlowModel<S> model, LogReward<S> logReward, int count, long seed) {
        RandomStreams streams = new RandomStreams(seed);
        TrajectoryEstimator.ForwardEstimates estimates =
                new TrajectoryEstimator<>(model, logReward).forward(count, streams.trajectories(Purpose.EVALUATION, 0));
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("logZ", estimates.logZ().value());
        values.put("logZStandardError", estimates.logZ().standardError());
        values.put("evidenceLowerBound", estimates.evidenceLowerBound().value());
        values.put(
                "evidenceLowerBoundStandardError",
                estimates.evidenceLowerBound().standardError());
        values.put("effectiveSampleSize", estimates.effectiveSampleSize());
        return values;
    }
}
