package org.gfn4j.app.data;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gfn4j.app.cli.ClosedOutputException;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.FileOptions;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.storage.AtomicFile;
import org.gfn4j.text.CsvCell;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvGenerator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;
import tools.jackson.dataformat.csv.CsvWriteFeature;

/**
 * Writes samples to a file, as JSON lines or comma-separated values (RFC 4180), or to standard output, as JSON lines in
 * ASCII. {@link DataFile} reads them back.
 *
 * <p>Numbers have as many digits as tell them from their neighbours. Those that are not finite, and what is not known, are
 * null, or empty. A file is written beside its place and moved there by {@link #commit}; one that is closed without that
 * leaves nothing behind.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class SampleFile implements AutoCloseable {
    /** The target that stands for standard output. */
    public static final String STANDARD_OUTPUT = "-";

    private static final ObjectWriter JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .build())
            .build()
            .writer()
            .withRootValueSeparator("");
    private static final CsvMapper CSV = CsvMapper.builder(CsvFactory.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .enable(CsvWriteFeature.STRICT_CHECK_FOR_QUOTING)
                    .build())
            .build();
    private static final List<String> ENDINGS = List.of("jsonl", "ndjson", "csv");

    private final JsonGenerator generator;
    private final List<String> columns;
    private final boolean jsonLines;
    private final String name;
    private final @Nullable AtomicFile file;
    private final @Nullable PrintWriter standardOutput;

    private SampleFile(
            ObjectWriter format,
            List<String> columns,
            Writer target,
            String name,
            @Nullable AtomicFile file,
            @Nullable PrintWriter output) {
        this.generator = format.createGenerator(target);
        this.columns = columns;
        this.jsonLines = !(generator instanceof CsvGenerator);
        this.name = name;
        this.file = file;
        this.standardOutput = output;
    }

    /**
     * Opens what a user requested.
     *
     * @param target the value of {@code --out}: a file that ends in {@code .jsonl}, {@code .ndjson} or {@code .csv}, or
     *     {@code -} for standard output
     * @param columns the columns of the task, before the common ones
     * @param standardOutput standard output
     * @return an open file without samples
     * @throws WrongOptionException if it cannot be written; the message names the option and says why
     */
    public static SampleFile open(String target, List<String> columns, PrintWriter standardOutput) {
        if (target.equals(STANDARD_OUTPUT)) {
            ObjectWriter ascii =
                    JSON.with(JsonWriteFeature.ESCAPE_NON_ASCII).without(StreamWriteFeature.AUTO_CLOSE_TARGET);
            return new SampleFile(ascii, columns, standardOutput, "standard output", null, standardOutput);
        }
        Path file = checked(target, List.of());
        try {
            AtomicFile written = AtomicFile.beside(file);
            Writer writer = Files.newBufferedWriter(written.part(), StandardCharsets.UTF_8);
            ObjectWriter format = FileOptions.endingOf(file).equals("csv") ? csv(columns) : JSON;
            return new SampleFile(format, columns, writer, "'" + target + "'", written, null);
        } catch (IOException e) {
            throw refusal(target, "cannot be written: " + Failures.describe(e));
        }
    }

    private static ObjectWriter csv(List<String> columns) {
        CsvSchema.Builder schema = CsvSchema.builder();
        columns.forEach(schema::addColumn);
        return CSV.writer(schema.addColumn(DataRow.OBJECT)
                .addColumn(DataRow.LOG_REWARD)
                .addColumn("logForward")
                .addColumn("logTerminal")
                .addColumn("length")
                .build()
                .withHeader());
    }

    /**
     * Checks that a file can be written.
     *
     * @param target the value of {@code --out}
     * @param more endings beside those of this class
     * @throws WrongOptionException if it cannot; the message names the option and says why
     */
    public static Path checked(String target, List<String> more) {
        Path file;
        try {
            file = Path.of(target);
        } catch (InvalidPathException e) {
            throw refusal(target, "is not the name of a file: " + e.getReason());
        }
        List<String> endings = Stream.concat(ENDINGS.stream(), more.stream()).toList();
        if (!endings.contains(FileOptions.endingOf(file))) {
            int last = endings.size() - 1;
            throw refusal(
                    target,
                    "must end in ." + String.join(", .", endings.subList(0, last)) + " or ." + endings.get(last)
                            + ", or be - for standard output");
        }
        Path folder = file.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw refusal(target, "cannot be written, because there is no folder '" + folder + "'");
        }
        if (Files.isDirectory(file)) {
            throw refusal(target, "is a folder, but must be a file");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw refusal(target, "is not a regular file");
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw refusal(target, "is not writable");
        }
        return file;
    }

    /**
     * Writes samples. Standard output shows them when this returns.
     *
     * @param samples any number of them
     * @throws ClosedOutputException if standard output cannot be written to any more
     * @throws UncheckedIOException if the file cannot be written to
     */
    public void write(List<Sample> samples) {
        try {
            samples.forEach(this::write);
            if (standardOutput != null) {
                generator.flush();
            }
        } catch (JacksonException e) {
            throw failed(e);
        }
        checkStandardOutput();
    }

    private void write(Sample sample) {
        generator.writeStartObject();
        for (int column = 0; column < columns.size(); column++) {
            write(columns.get(column), sample.values().get(column));
        }
        generator.writeStringProperty(DataRow.OBJECT, text(sample.object()));
        write(DataRow.LOG_REWARD, sample.logReward());
        write("logForward", sample.logForward());
        write("logTerminal", sample.logTerminal().orElse(Double.NaN));
        generator.writeNumberProperty("length", sample.length());
        generator.writeEndObject();
        if (jsonLines) {
            generator.writeRaw('\n');
        }
    }

    private String text(String value) {
        return jsonLines ? value : CsvCell.encode(value);
    }

    private void write(String property, @Nullable Object value) {
        if (value instanceof Number number) {
            write(property, number.doubleValue());
        } else if (value == null) {
            generator.writeNullProperty(property);
        } else {
            generator.writeStringProperty(property, text(value.toString()));
        }
    }

    private void write(String property, double value) {
        if (Double.isFinite(value)) {
            generator.writeNumberProperty(property, value);
        } else {
            generator.writeNullProperty(property);
        }
    }

    /**
     * Puts the file in its place, over what was there. Nothing can be written afterwards.
     *
     * @throws ClosedOutputException if standard output cannot be written to any more
     * @throws UncheckedIOException if the file cannot be written to
     */
    public void commit() {
        try {
            generator.close();
            if (file != null) {
                file.commit();
            }
        } catch (JacksonException | IOException e) {
            throw failed(e);
        }
        checkStandardOutput();
    }

    /** Removes what has not been committed. */
    @Override
    public void close() {
        try {
            generator.close();
        } catch (JacksonException e) {
            // What is thrown away need not be whole.
        }
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void checkStandardOutput() {
        if (standardOutput != null && standardOutput.checkError()) {
            throw new ClosedOutputException();
        }
    }

    private UncheckedIOException failed(Exception failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        IOException reason = cause instanceof IOException exception ? exception : new IOException(failure);
        return new UncheckedIOException("cannot write " + name + ": " + Failures.describe(cause), reason);
    }

    private static WrongOptionException refusal(String target, String reason) {
        return new WrongOptionException("Invalid value for option '--out': '" + target + "' " + reason);
    }
}
