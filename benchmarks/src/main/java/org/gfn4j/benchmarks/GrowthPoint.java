package org.gfn4j.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One measurement of a series in which one setting grows.
 *
 * <p>Thread-safety: immutable.
 *
 * @param setting what grows, such as {@code side}
 * @param value its value, at least 1
 * @param objective the name of the objective
 * @param batch trajectories in one iteration
 * @param millis the median time of an iteration in milliseconds
 * @param iterationsPerSecond from the mean time of an iteration
 * @param transitionsPerSecond transitions of trajectories in a second
 * @param floorRatio how many times its floor an iteration takes in the mean
 */
record GrowthPoint(
        String setting,
        int value,
        String objective,
        int batch,
        double millis,
        double iterationsPerSecond,
        double transitionsPerSecond,
        double floorRatio) {
    private static final Pattern FILE = Pattern.compile("([a-z]+)-([1-9]\\d{0,8})(-[a-z-]+)?\\.json");
    /** Other settings come after these. */
    private static final List<String> SETTINGS = List.of("side", "dimensions", "batch", "hidden", "threads");

    private static final List<String> OBJECTIVES = List.of("tb", "db", "subtb", "fm");
    private static final JsonMapper JSON = new JsonMapper();

    /** Returns what the matrix products of an iteration alone would take, in milliseconds. */
    double floorMillis() {
        return 1000 / iterationsPerSecond / floorRatio;
    }

    /**
     * Reads what {@code ./gfn4j bench hypergrid --json} has printed.
     *
     * @param folder holds files {@code SETTING-VALUE.json} or {@code SETTING-VALUE-ANYTHING.json}, such as {@code side-8.json} and
     *     {@code side-8-tb.json}; other files are left alone
     * @return all results, in the order of setting, objective and value
     * @throws IllegalArgumentException if there is no such file, or one does not hold such results
     */
    static List<GrowthPoint> readAll(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(folder + " is not a folder");
        }
        List<GrowthPoint> points = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                Matcher matcher = FILE.matcher(file.getFileName().toString());
                if (matcher.matches()) {
                    points.addAll(read(file, matcher.group(1), Integer.parseInt(matcher.group(2))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
        if (points.isEmpty()) {
            throw new IllegalArgumentException(
                    folder + " must hold files SETTING-VALUE.json with results, such as side-8.json, but has none");
        }
        points.sort(Comparator.comparingInt((GrowthPoint point) -> place(SETTINGS, point.setting()))
                .thenComparing(GrowthPoint::setting)
                .thenComparingInt(point -> place(OBJECTIVES, point.objective()))
                .thenComparing(GrowthPoint::objective)
                .thenComparingInt(GrowthPoint::value));
        return points;
    }

    private static int place(List<String> first, String name) {
        int index = first.indexOf(name);
        return index < 0 ? first.size() : index;
    }

    private static List<GrowthPoint> read(Path file, String setting, int value) {
        JsonNode results;
        try {
            results = JSON.readTree(file).path("results");
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + " must hold JSON: " + e.getOriginalMessage(), e);
        }
        List<GrowthPoint> points = new ArrayList<>();
        for (JsonNode result : results) {
            points.add(new GrowthPoint(
                    setting,
                    value,
                    required(file, result, "objective").asString().toLowerCase(Locale.ROOT),
                    required(file, result, "batch").asInt(),
                    number(file, result, "medianMillis"),
                    number(file, result, "iterationsPerSecond"),
                    number(file, result, "transitionsPerSecond"),
                    number(file, result, "floorRatio")));
        }
        return points;
    }

    private static double number(Path file, JsonNode result, String name) {
        double number = required(file, result, name).asDouble(Double.NaN);
        if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "in " + file + ", " + name + " must be a positive number, but is " + number);
        }
        return number;
    }

    private static JsonNode required(Path file, JsonNode result, String name) {
        JsonNode node = result.path(name);
        if (node.isMissingNode()) {
            throw new IllegalArgumentException("in " + file + ", a result has no " + name);
        }
        return node;
    }
}
