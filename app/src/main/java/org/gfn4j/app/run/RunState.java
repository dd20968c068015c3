package org.gfn4j.app.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.baseline.ChainLearner;
import org.gfn4j.baseline.Proposals;
import org.gfn4j.environment.StateFormat;
import org.gfn4j.sampling.RememberingSource;
import org.gfn4j.sampling.ReplayBuffer;
import org.gfn4j.trajectory.Ending;
import org.gfn4j.trajectory.IntActions;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.Trajectories;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what a run has counted and remembers as JSON, and reads it back; states in their text form.
 *
 * <p>Thread-safety: as that of the format of states.
 *
 * @param <S> the type of a state
 */
final class RunState<S> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final StateFormat<S> format;

    RunState(StateFormat<S> format) {
        this.format = format;
    }

    /** Writes counts. The window is its different objects, and their places in it. */
    ObjectNode write(Measurements.Counts<S> counts) {
        ObjectNode json = JSON.createObjectNode();
        json.put("trajectories", counts.trajectories());
        json.put("transitions", counts.transitions());
        json.put("lossSum", counts.lossSum());
        json.put("lossCount", counts.lossCount());
        json.put("rewardRequests", counts.rewardRequests());
        json.put("rewardsFloored", counts.rewardsFloored());
        if (counts.rewardRequestsNeeded() > 0) {
            json.put("rewardRequestsNeeded", counts.rewardRequestsNeeded());
        }
        json.put("visited", counts.visited());
        Map<S, Integer> places = new LinkedHashMap<>();
        ArrayNode order = json.putArray("window");
        for (S object : counts.window()) {
            Integer known = places.putIfAbsent(object, places.size());
            order.add(known == null ? places.size() - 1 : known);
        }
        json.set("windowObjects", texts(List.copyOf(places.keySet())));
        json.set("firstOfModes", texts(counts.firstOfModes()));
        return json;
    }

    /**
     * Reads counts.
     *
     * @throws IllegalArgumentException if the JSON is not what {@link #write} makes
     */
    Measurements.Counts<S> readCounts(JsonNode json) {
        List<S> objects = states(json.path("windowObjects"));
        List<S> window = new ArrayList<>();
        for (JsonNode place : json.path("window")) {
            window.add(objects.get(place.intValue()));
        }
        return new Measurements.Counts<>(
                required(json, "trajectories").longValue(),
                required(json, "transitions").longValue(),
                required(json, "lossSum").doubleValue(),
                required(json, "lossCount").longValue(),
                required(json, "rewardRequests").longValue(),
                required(json, "rewardsFloored").longValue(),
                json.path("rewardRequestsNeeded").asLong(0),
                required(json, "visited").longValue(),
                window,
                states(json.path("firstOfModes")));
    }

    /** Writes what replay remembers. */
    ObjectNode write(RememberingSource.State<S> replay) {
        ObjectNode json = JSON.createObjectNode();
        json.put("trajectories", replay.trajectories());
        json.put("transitions", replay.transitions());
        json.set("entries", entries(replay.entries()));
        return json;
    }

    private ArrayNode entries(List<ReplayBuffer.Entry<S>> rows) {
        ArrayNode entries = JSON.createArrayNode();
        for (ReplayBuffer.Entry<S> entry : rows) {
            Trajectories<S> row = entry.row();
            ObjectNode each = entries.addObject();
            each.put("logReward", entry.logReward());
            each.set("states", texts(row.states()));
            ArrayNode actions = each.putArray("actions");
            Arrays.stream(((IntActions) row.actions()).values()).forEach(actions::add);
            each.put("fromSource", row.layout().startsAtSource(0));
            each.put("ending", row.layout().ending(0).name());
            if (row.stateLogRewards() != null) {
                ArrayNode inner = each.putArray("stateLogRewards");
                Arrays.stream(row.stateLogRewards()).forEach(inner::add);
            }
        }
        return entries;
    }

    /** Writes where chains are and which moves they remember. */
    ObjectNode write(ChainLearner<S> chains) {
        ObjectNode json = JSON.createObjectNode();
        json.set("states", texts(chains.position().states()));
        ArrayNode logRewards = json.putArray("logRewards");
        Arrays.stream(chains.position().logRewards()).forEach(logRewards::add);
        json.set("growing", entries(chains.proposals().memory().growing()));
        json.set("shrinking", entries(chains.proposals().memory().shrinking()));
        return json;
    }

    /**
     * Puts chains back to where they were.
     *
     * @throws IllegalArgumentException if the JSON is not what {@link #write(ChainLearner)} makes of such chains
     */
    void readChains(JsonNode json, ChainLearner<S> chains) {
        double[] logRewards = numbers(required(json, "logRewards"));
        chains.restore(new ChainLearner.Position<>(
                states(json.path("states")), logRewards == null ? new double[0] : logRewards));
        chains.proposals()
                .restore(new Proposals.Memory<>(
                        entries(required(json, "growing")), entries(required(json, "shrinking"))));
    }

    /**
     * Reads what replay remembers.
     *
     * @throws IllegalArgumentException if the JSON is not what {@link #write} makes
     */
    RememberingSource.State<S> readReplay(JsonNode json) {
        return new RememberingSource.State<>(
                entries(json.path("entries")),
                required(json, "trajectories").longValue(),
                required(json, "transitions").longValue());
    }

    private List<ReplayBuffer.Entry<S>> entries(JsonNode array) {
        List<ReplayBuffer.Entry<S>> entries = new ArrayList<>();
        for (JsonNode entry : array) {
            entries.add(new ReplayBuffer.Entry<>(
                    row(entry), required(entry, "logReward").doubleValue()));
        }
        return entries;
    }

    private Trajectories<S> row(JsonNode entry) {
        List<Integer> actions = new ArrayList<>();
        entry.path("actions").forEach(action -> actions.add(action.intValue()));
        Ending ending = Ending.valueOf(required(entry, "ending").stringValue());
        double logReward = ending.isTerminal() ? required(entry, "logReward").doubleValue() : Double.NaN;
        return new Trajectories<>(
                new Layout(
                        new int[] {0, actions.size()},
                        new boolean[] {required(entry, "fromSource").booleanValue()},
                        new Ending[] {ending}),
                states(entry.path("states")),
                new IntActions(actions.stream().mapToInt(Integer::intValue).toArray()),
                new double[] {logReward},
                numbers(entry.get("stateLogRewards")));
    }

    private static double @Nullable [] numbers(@Nullable JsonNode array) {
        if (array == null) {
            return null;
        }
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = array.get(i).doubleValue();
        }
        return numbers;
    }

    private ArrayNode texts(List<S> states) {
        ArrayNode texts = JSON.createArrayNode();
        states.forEach(state -> texts.add(format.format(state)));
        return texts;
    }

    private List<S> states(JsonNode texts) {
        List<S> states = new ArrayList<>(texts.size());
        texts.forEach(text -> states.add(format.parse(text.stringValue())));
        return states;
    }

    private static JsonNode required(JsonNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException("the checkpoint lacks '" + name + "'");
        }
        return value;
    }
}
