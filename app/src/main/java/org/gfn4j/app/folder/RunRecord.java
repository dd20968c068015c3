package org.gfn4j.app.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.storage.PlainFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * The figures that a run has recorded in its folder. The run may be going on or have been interrupted.
 *
 * <p>Thread-safety: immutable, as long as nobody changes the nodes.
 *
 * @param folder the folder of the run
 * @param metrics the lines of {@code metrics.jsonl}, which may be none and may lack figures
 * @param summary what {@code summary.json} holds; a missing node where there is none
 */
public record RunRecord(Path folder, List<JsonNode> metrics, JsonNode summary) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Keeps a copy of the list. */
    public RunRecord {
        metrics = List.copyOf(metrics);
    }

    /**
     * Reads the figures, as far as they are whole.
     *
     * @param folder the folder of a run
     * @return its figures
     * @throws UncheckedIOException if a file that is there cannot be read
     */
    public static RunRecord read(Path folder) {
        return new RunRecord(folder, metrics(text(folder.resolve(RunWriter.METRICS))), summary(folder));
    }

    /**
     * Returns the newest figures.
     *
     * @return the summary, or the last line of the metrics where the run has gone on since; a missing node where there is
     *     neither
     */
    public JsonNode figures() {
        return isSummaryNewest() ? summary : lastLine();
    }

    /**
     * Returns one of the newest figures.
     *
     * @param pointer its JSON pointer
     * @return the figure; empty where it is missing, null or not finite
     */
    public Optional<Double> number(String pointer) {
        JsonNode value = figures().at(pointer);
        return value.isNumber() ? Optional.of(value.doubleValue()).filter(Double::isFinite) : Optional.empty();
    }

    /**
     * Tells whether the run has not gone on since its summary was written.
     *
     * @return false, too, where there is no summary
     */
    public boolean isSummaryNewest() {
        return summary.isObject()
                && summary.path("iterations").asLong(-1)
                        >= lastLine().path("iterations").asLong(-1);
    }

    private JsonNode lastLine() {
        return metrics.isEmpty() ? MissingNode.getInstance() : metrics.get(metrics.size() - 1);
    }

    /** Reads the lines of the metrics up to one that is not whole, as a run that is going on may be writing it. */
    private static List<JsonNode> metrics(String text) {
        List<JsonNode> lines = new ArrayList<>();
        try {
            for (String line : text.lines().toList()) {
                JsonNode values = JSON.readTree(line);
                if (!values.isObject()) {
                    return lines;
                }
                lines.add(FormerNames.renamed(values));
            }
        } catch (JacksonException e) {
            return lines;
        }
        return lines;
    }

    private static JsonNode summary(Path folder) {
        try {
            return FormerNames.renamed(JSON.readTree(text(folder.resolve(RunWriter.SUMMARY))));
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    private static String text(Path file) {
        try {
            return PlainFile.exists(file) ? new String(PlainFile.readAll(file), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read '" + file + "': " + Failures.describe(e), e);
        }
    }
}
