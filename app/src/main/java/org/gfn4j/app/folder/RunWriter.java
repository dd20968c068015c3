package org.gfn4j.app.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.storage.AtomicFile;
import org.gfn4j.storage.PlainFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * Writes the files of a run folder.
 *
 * <p>Numbers that are not finite are written as null. Whole files are written beside their place and moved there.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class RunWriter {
    /** The file with a line for each evaluation. */
    static final String METRICS = "metrics.jsonl";

    /** The file with the last figures. */
    static final String SUMMARY = "summary.json";

    private static final JsonMapper LINE = JsonMapper.builder().build();
    /** Writes JSON over several lines, for readers. */
    public static final JsonMapper PAGE =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .build();
    private static final YAMLMapper YAML_LINE =
            YAML.rebuild().disable(YAMLWriteFeature.SPLIT_LINES).build();

    private final Path folder;

    /**
     * Makes a writer.
     *
     * @param folder the folder, which is there
     */
    public RunWriter(Path folder) {
        this.folder = folder;
    }

    /** Writes {@code config.yaml}. */
    public void config(Map<String, ?> settings) {
        write(RunFolder.CONFIG, text(YAML, settings));
    }

    /**
     * Writes a setting as a line of a configuration.
     *
     * @param name its name
     * @param value a text of one line, which gets quotes where YAML would read another one without them
     * @return the line, without its end
     */
    public static String line(String name, String value) {
        return text(YAML_LINE, Map.of(name, value)).stripTrailing();
    }

    /** Returns the length of {@code metrics.jsonl} in bytes. */
    public long metricsLength() {
        Path file = folder.resolve(METRICS);
        try {
            return PlainFile.size(file);
        } catch (IOException e) {
            throw failed("read", file, e);
        }
    }

    /**
     * Checks that {@code metrics.jsonl} has what it had at a checkpoint.
     *
     * @param length what {@link #metricsLength} was
     * @throws WrongOptionException if the file is shorter
     */
    public void requireMetrics(long length) {
        long present = metricsLength();
        if (present < length) {
            throw new WrongOptionException("'" + folder.resolve(METRICS) + "' has " + present + " bytes, but had "
                    + length + " when the checkpoint was written; it has been altered or lost, so the run cannot be "
                    + "resumed");
        }
    }

    /**
     * Cuts off the lines of {@code metrics.jsonl} that came after a checkpoint.
     *
     * @param length what {@link #metricsLength} was
     */
    public void cutMetrics(long length) {
        Path file = folder.resolve(METRICS);
        try {
            AppendedFile.cut(file, length);
        } catch (IOException e) {
            throw failed("write to", file, e);
        }
    }

    /** Adds a line to {@code metrics.jsonl}, all of it or nothing. */
    public void metrics(Map<String, ? extends @Nullable Object> values) {
        Path file = folder.resolve(METRICS);
        byte[] line = (text(LINE, finite(values)) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            AppendedFile.writeAt(file, PlainFile.size(file), line);
        } catch (IOException e) {
            throw failed("write to", file, e);
        }
    }

    /** Writes {@code summary.json}. */
    public void summary(Map<String, ? extends @Nullable Object> values) {
        page(SUMMARY, values);
    }

    /** Writes a file of JSON. */
    public void page(String name, Map<String, ? extends @Nullable Object> values) {
        write(name, text(PAGE, finite(values)) + "\n");
    }

    private void write(String name, String text) {
        Path file = folder.resolve(name);
        try {
            AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw failed("write", file, e);
        }
    }

    private static String text(ObjectMapper mapper, Map<String, ?> values) {
        try {
            return mapper.writeValueAsString(values);
        } catch (JacksonException e) {
            throw new IllegalStateException("cannot write " + values.keySet(), e);
        }
    }

    /** Replaces numbers that are not finite by null. */
    public static Map<String, @Nullable Object> finite(Map<String, ? extends @Nullable Object> values) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        values.forEach((name, value) -> result.put(name, finiteOrNull(value)));
        return result;
    }

    @SuppressWarnings("unchecked") // nested maps have names, too
    private static @Nullable Object finiteOrNull(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return finite((Map<String, ?>) map);
        }
        return value instanceof Double number && !Double.isFinite(number) ? null : value;
    }

    private static UncheckedIOException failed(String deed, Path file, IOException cause) {
        return new UncheckedIOException("cannot " + deed + " '" + file + "': " + Failures.describe(cause), cause);
    }
}
