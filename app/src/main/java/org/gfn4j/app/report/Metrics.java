package org.gfn4j.app.report;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The figures that a run has recorded; one that is missing or null is left out.
 *
 * <p>Thread-safety: immutable.
 *
 * @param lines the lines of {@code metrics.jsonl}
 */
public record Metrics(List<JsonNode> lines) {
    /** Where the number of iterations stands in a line. */
    public static final String ITERATIONS = "/iterations";
    /** Where the number of objects visited stands in a line. */
    public static final String VISITED = "/visited/count";

    /**
     * Returns the curve of two figures over all lines that have both.
     *
     * @param x the JSON pointer of the figure along the first axis
     * @param y the JSON pointer of the other
     * @return the points in the order of the lines, perhaps none
     */
    public Curve curve(String x, String y) {
        List<JsonNode> known = lines.stream()
                .filter(line -> number(line, x).isPresent() && number(line, y).isPresent())
                .toList();
        return new Curve(values(known, x), values(known, y));
    }

    /** Returns a figure of the last line, where it is known there. */
    Optional<Double> last(String pointer) {
        return lines.isEmpty() ? Optional.empty() : number(lines.get(lines.size() - 1), pointer);
    }

    /** Tells whether a flag of the last line is set. */
    boolean lastIs(String pointer) {
        return !lines.isEmpty() && lines.get(lines.size() - 1).at(pointer).asBoolean(false);
    }

    private static double[] values(List<JsonNode> lines, String pointer) {
        return lines.stream()
                .mapToDouble(line -> number(line, pointer).orElseThrow())
                .toArray();
    }

    private static Optional<Double> number(JsonNode line, String pointer) {
        JsonNode value = line.at(pointer);
        return value.isNumber() ? Optional.of(value.doubleValue()).filter(Double::isFinite) : Optional.empty();
    }
}
