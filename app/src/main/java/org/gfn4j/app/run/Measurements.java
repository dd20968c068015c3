package org.gfn4j.app.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gfn4j.app.method.RunParts.Policy;
import org.gfn4j.evaluation.ModeFinder;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.evaluation.Target;
import org.gfn4j.evaluation.VisitedWindow;
import org.gfn4j.model.FlowModel;
import org.gfn4j.objective.Objective;
import org.gfn4j.reward.LogReward;
import org.gfn4j.task.Problem;
import org.gfn4j.training.TrainingListener;
import org.gfn4j.training.TrainingStep;
import org.jspecify.annotations.Nullable;

/**
 * Counts what training visits and measures, when asked, how far the model is from the exact answer.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
final class Measurements<S> implements TrainingListener<S> {
    private final Optional<Policy<S>> policy;
    private final LogReward<S> logReward;
    private final @Nullable Target<S> target;
    private final VisitedWindow<S> window;
    private final @Nullable ModeFinder<S> modes;
    private @Nullable TrainingStep<S> last;
    private long iterations;
    private long trajectories;
    private long transitions;
    private double lossSum;
    private long lossCount;

    /**
     * Starts counting.
     *
     * @param problem what is trained on
     * @param policy what is measured; empty where objects are visited by none
     * @param logReward the log-reward of training, whose requests are counted
     * @param graph all states; null where they have not been enumerated
     * @param windowSize how many visited objects the sampled figures are taken from
     */
    Measurements(
            Problem<S> problem,
            Optional<Policy<S>> policy,
            LogReward<S> logReward,
            @Nullable StateGraph<S> graph,
            int windowSize) {
        this.policy = policy;
        this.logReward = logReward;
        target = graph == null ? null : Target.of(graph, problem.logReward());
        window = target == null ? VisitedWindow.counting(windowSize) : VisitedWindow.against(target, windowSize);
        modes = problem.mode() == null ? null : new ModeFinder<>(problem.mode(), problem.modeCount());
    }

    /** Returns how many states an evaluation goes through. */
    int states() {
        return target == null ? 0 : target.graph().size();
    }

    @Override
    public void stepped(TrainingStep<S> step) {
        iterations = step.iteration() + 1;
        if (step.batch().isEmpty()) {
            return;
        }
        last = step;
        trajectories += step.batch().all().layout().trajectories();
        transitions += step.batch().all().layout().transitions();
        if (!Double.isNaN(step.loss())) {
            lossSum += step.loss();
            lossCount++;
        }
        List<S> produced = step.batch().produced().lastStates();
        window.addAll(produced);
        if (modes != null) {
            modes.addAll(produced);
        }
    }

    /** Returns the iterations so far. */
    long iterations() {
        return iterations;
    }

    /** Returns the transitions learned from so far. */
    long transitions() {
        return transitions;
    }

    /** Returns the requests for a log-reward so far. */
    long rewardRequests() {
        return logReward.requests();
    }

    /** Tells whether the budget allows no more of them, or too few for what was wanted next. */
    boolean isBudgetSpent() {
        return logReward.isSpent();
    }

    /** Returns how many of them were lifted to the floor. */
    long rewardsFloored() {
        return logReward.floored();
    }

    /** Returns what has been counted so far. */
    Counts<S> counts() {
        return new Counts<>(
                trajectories,
                transitions,
                lossSum,
                lossCount,
                logReward.requests(),
                logReward.floored(),
                logReward.needed(),
                window.visited(),
                window.contents(),
                modes == null ? List.of() : modes.firstObjects());
    }

    /**
     * Goes back to an earlier state of a run.
     *
     * @param iterationsDone how many iterations were done
     * @param before what {@link #counts} was
     * @throws IllegalArgumentException if the counts are not those of such a run
     */
    void restore(long iterationsDone, Counts<S> before) {
        iterations = iterationsDone;
        trajectories = before.trajectories();
        transitions = before.transitions();
        lossSum = before.lossSum();
        lossCount = before.lossCount();
        logReward.restoreCounts(before.rewardRequests(), before.rewardsFloored(), before.rewardRequestsNeeded());
        window.restore(before.window(), before.visited());
        if (modes != null) {
            modes.restore(before.firstOfModes(), before.visited());
        }
    }

    /**
     * What has been counted at some point of a run.
     *
     * @param trajectories the trajectories learned from
     * @param transitions their transitions
     * @param lossSum the sum of the losses since the last evaluation
     * @param lossCount how many they are
     * @param rewardRequests the requests for a log-reward
     * @param rewardsFloored how many of them were lifted to the floor
     * @param rewardRequestsNeeded the budget that what was wanted and not allowed would have needed; 0 for none
     * @param visited how many objects the policy has produced
     * @param window the last of them, oldest first
     * @param firstOfModes the first object of each mode, in the order of discovery
     * @param <S> the type of a state
     */
    record Counts<S>(
            long trajectories,
            long transitions,
            double lossSum,
            long lossCount,
            long rewardRequests,
            long rewardsFloored,
            long rewardRequestsNeeded,
            long visited,
            List<S> window,
            List<S> firstOfModes) {}

    /**
     * Measures, with the mean loss since the last time.
     *
     * @return names and values (numbers or null), in the order to show them in; {@code visited} is a map of its own
     */
    Map<String, @Nullable Object> measure() {
        double meanLoss = lossSum / lossCount;
        lossSum = 0;
        lossCount = 0;
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("iterations", iterations());
        values.put("trajectories", trajectories);
        values.put("transitions", transitions);
        values.put("rewardRequests", logReward.requests());
        values.put("rewardsFloored", logReward.floored());
        values.put("loss", meanLoss);
        policy.ifPresent(own -> {
            own.logZ().ifPresent(objective -> {
                double logZ = logZ(own.model(), objective);
                values.put("logZ", logZ);
                values.put("logZIsEstimate", objective.estimatesLogZ());
                values.put("exactLogZ", target == null ? null : target.logZ());
                values.put("logZError", target == null ? null : logZ - target.logZ());
            });
            ExactFigures.put(values, target, own.model());
        });
        values.put("visited", visited());
        return values;
    }

    private double logZ(FlowModel<S> model, Objective reader) {
        if (last == null) {
            return Double.NaN;
        }
        return reader.logZ(model.scores(last.batch().all(), reader.needs()));
    }

    private Map<String, @Nullable Object> visited() {
        Optional<VisitedWindow.Comparison> comparison = window.comparison();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("count", window.visited());
        values.put("window", window.size());
        values.put("distinct", window.distinct());
        values.put("l1Sum", comparison.map(own -> own.distances().l1Sum()).orElse(null));
        values.put("l1SumFloor", comparison.map(own -> own.noiseFloor().l1Sum()).orElse(null));
        values.put("l1Mean", comparison.map(own -> own.distances().l1Mean()).orElse(null));
        values.put(
                "jensenShannon",
                comparison.map(own -> own.distances().jensenShannon()).orElse(null));
        values.put("modesFound", modes == null || window.visited() == 0 ? null : modes.found());
        values.put(
                "modes",
                modes == null || modes.total().isEmpty() ? null : modes.total().getAsLong());
        return values;
    }
}
