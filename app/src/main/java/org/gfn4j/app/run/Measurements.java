package org.gfn4j.app.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gfn4j.app.method.RunParts.Policy;
import org.gfn4j.app.method.StateJson;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Counts what training visits and measures, when asked, how far the model is from the exact answer.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
final class Measurements<S> implements TrainingListener<S> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final StateJson<S> states;
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
        this.states = new StateJson<>(problem.format());
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

    /** Writes what has been counted so far; the window is its different objects, and their places in it. */
    ObjectNode write() {
        ObjectNode json = JSON.createObjectNode();
        json.put("trajectories", trajectories);
        json.put("transitions", transitions);
        json.put("lossSum", lossSum);
        json.put("lossCount", lossCount);
        json.put("rewardRequests", logReward.requests());
        json.put("rewardsFloored", logReward.floored());
        if (logReward.needed() > 0) {
            json.put("rewardRequestsNeeded", logReward.needed());
        }
        json.put("visited", window.visited());
        Map<S, Integer> places = new LinkedHashMap<>();
        ArrayNode order = json.putArray("window");
        for (S object : window.contents()) {
            Integer known = places.putIfAbsent(object, places.size());
            order.add(known == null ? places.size() - 1 : known);
        }
        json.set("windowObjects", states.texts(List.copyOf(places.keySet())));
        json.set("firstOfModes", states.texts(modes == null ? List.of() : modes.firstObjects()));
        return json;
    }

    /**
     * Goes back to an earlier state of a run.
     *
     * @param iterationsDone how many iterations were done
     * @param json what {@link #write} returned
     * @throws IllegalArgumentException if the counts are not those of such a run
     */
    void restore(long iterationsDone, JsonNode json) {
        List<S> objects = states.states(json.path("windowObjects"));
        List<S> visited = new ArrayList<>();
        json.path("window").forEach(place -> visited.add(objects.get(place.intValue())));
        long count = StateJson.required(json, "visited").longValue();
        iterations = iterationsDone;
        trajectories = StateJson.required(json, "trajectories").longValue();
        transitions = StateJson.required(json, "transitions").longValue();
        lossSum = StateJson.required(json, "lossSum").doubleValue();
        lossCount = StateJson.required(json, "lossCount").longValue();
        logReward.restoreCounts(
                StateJson.required(json, "rewardRequests").longValue(),
                StateJson.required(json, "rewardsFloored").longValue(),
                json.path("rewardRequestsNeeded").asLong(0));
        window.restore(visited, count);
        if (modes != null) {
            modes.restore(states.states(json.path("firstOfModes")), count);
        }
    }

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
