package org.gfn4j.app.molecules;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * How many rewards a run had requested when, from its metrics.
 *
 * <p>Thread-safety: immutable.
 */
final class RewardRequests {
    private final NavigableMap<Long, Double> known = new TreeMap<>(Map.of(0L, 0.0));

    /**
     * Takes the figures of a run.
     *
     * @param metrics the lines of its metrics; those without {@code iterations} or {@code rewardRequests} are left out
     */
    RewardRequests(List<JsonNode> metrics) {
        for (JsonNode line : metrics) {
            if (line.path("iterations").isIntegralNumber()
                    && line.path("rewardRequests").isNumber()) {
                known.put(
                        line.path("iterations").longValue(),
                        line.path("rewardRequests").doubleValue());
            }
        }
    }

    /** Returns what {@link #after} counts: iterations where the run has recorded no requests. */
    String unit() {
        return known.size() > 1 ? "reward requests" : "iterations";
    }

    /**
     * Returns how many there were after some iterations: between two lines of the metrics on the straight line between
     * them, and after the last line at the rate up to there.
     *
     * @param iterations at least 0
     */
    double after(long iterations) {
        Map.Entry<Long, Double> before = known.floorEntry(iterations);
        Map.Entry<Long, Double> next = known.higherEntry(iterations);
        if (before == null || known.size() == 1) {
            return iterations;
        }
        Map.Entry<Long, Double> from = next == null ? known.firstEntry() : before;
        Map.Entry<Long, Double> to = next == null ? known.lastEntry() : next;
        double rate = (to.getValue() - from.getValue()) / (to.getKey() - from.getKey());
        return before.getValue() + rate * (iterations - before.getKey());
    }
}
