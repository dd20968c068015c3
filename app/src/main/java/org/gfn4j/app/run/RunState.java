package org.gfn4j.app.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.app.method.StateJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what a run has counted as JSON, and reads it back; states in their text form.
 *
 * <p>Thread-safety: as that of the format of states.
 *
 * @param <S> the type of a state
 */
final class RunState<S> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final StateJson<S> states;

    RunState(StateJson<S> states) {
        this.states = states;
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
        json.set("windowObjects", states.texts(List.copyOf(places.keySet())));
        json.set("firstOfModes", states.texts(counts.firstOfModes()));
        return json;
    }

    /**
     * Reads counts.
     *
     * @throws IllegalArgumentException if the JSON is not what {@link #write} makes
     */
    Measurements.Counts<S> readCounts(JsonNode json) {
        List<S> objects = states.states(json.path("windowObjects"));
        List<S> window = new ArrayList<>();
        for (JsonNode place : json.path("window")) {
            window.add(objects.get(place.intValue()));
        }
        return new Measurements.Counts<>(
                StateJson.required(json, "trajectories").longValue(),
                StateJson.required(json, "transitions").longValue(),
                StateJson.required(json, "lossSum").doubleValue(),
                StateJson.required(json, "lossCount").longValue(),
                StateJson.required(json, "rewardRequests").longValue(),
                StateJson.required(json, "rewardsFloored").longValue(),
                json.path("rewardRequestsNeeded").asLong(0),
                StateJson.required(json, "visited").longValue(),
                window,
                states.states(json.path("firstOfModes")));
    }
}
