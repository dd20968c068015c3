package org.gfn4j.app.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gfn4j.baseline.ChainLearner;
import org.gfn4j.baseline.Proposals;
import org.gfn4j.environment.StateFormat;
import org.gfn4j.sampling.RememberingSource;
import org.gfn4j.sampling.ReplayBuffer;
import org.gfn4j.trajectory.Ending;
import org.gfn4j.trajectory.IntActions;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.Trajectories;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes states and what is remembered of them as JSON, and reads them back; states in their text form.
 *
 * <p>Thread-safety: as that of the format of states.
 *
 * @param <S> the type of a state
 */
public final class StateJson<S> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final StateFormat<S> format;

    /**
     * Takes the format.
     *
     * @param format the text form of states
     */
    public StateJson(StateFormat<S> format) {
        this.format = format;
    }

    /** Returns the rows that a source remembers. */
    Memory memory(RememberingSource<S> source) {
        return new Memory() {
            @Override
            public JsonNode write() {
                RememberingSource.State<S> state = source.state();
                ObjectNode json = JSON.createObjectNode();
                json.put("trajectories", state.trajectories());
                json.put("transitions", state.transitions());
                json.set("entries", entries(state.entries()));
                return json;
            }

            @Override
            public void restore(JsonNode json) {
                source.restore(new RememberingSource.State<>(
                        entries(json.path("entries")),
                        required(json, "trajectories").longValue(),
                        required(json, "transitions").longValue()));
            }
        };
    }

    /** Returns where chains are and which moves they remember. */
    Memory memory(ChainLearner<S> chains) {
        return new Memory() {
            @Override
            public JsonNode write() {
                ObjectNode json = JSON.createObjectNode();
                json.set("states", texts(chains.position().states()));
                ArrayNode logRewards = json.putArray("logRewards");
                Arrays.stream(chains.position().logRewards()).forEach(logRewards::add);
                json.set("growing", entries(chains.proposals().memory().growing()));
                json.set("shrinking", entries(chains.proposals().memory().shrinking()));
                return json;
            }

            @Override
            public void restore(JsonNode json) {
                chains.restore(new ChainLearner.Position<>(
                        states(json.path("states")), numbers(required(json, "logRewards"))));
                chains.proposals()
                        .restore(new Proposals.Memory<>(
                                entries(required(json, "growing")), entries(required(json, "shrinking"))));
            }
        };
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
        JsonNode inner = entry.get("stateLogRewards");
        double logReward = ending.isTerminal() ? required(entry, "logReward").doubleValue() : Double.NaN;
        return new Trajectories<>(
                new Layout(
                        new int[] {0, actions.size()},
                        new boolean[] {required(entry, "fromSource").booleanValue()},
                        new Ending[] {ending}),
                states(entry.path("states")),
                new IntActions(actions.stream().mapToInt(Integer::intValue).toArray()),
                new double[] {logReward},
                inner == null ? null : numbers(inner));
    }

    private static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = array.get(i).doubleValue();
        }
        return numbers;
    }

    /**
     * Writes states.
     *
     * @param states the states, in any number
     * @return an array of their text forms
     */
    public ArrayNode texts(List<S> states) {
        ArrayNode texts = JSON.createArrayNode();
        states.forEach(state -> texts.add(format.format(state)));
        return texts;
    }

    /**
     * Reads states.
     *
     * @param texts what {@link #texts} has returned
     * @return the states
     */
    public List<S> states(JsonNode texts) {
        List<S> states = new ArrayList<>(texts.size());
        texts.forEach(text -> states.add(format.parse(text.stringValue())));
        return states;
    }

    /**
     * Returns a field.
     *
     * @param json an object
     * @param name the name of the field
     * @return its value, which is not null
     * @throws IllegalArgumentException if there is none
     */
    public static JsonNode required(JsonNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException("the checkpoint lacks '" + name + "'");
        }
        return value;
    }
}
