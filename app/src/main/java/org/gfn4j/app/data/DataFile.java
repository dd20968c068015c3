package org.gfn4j.app.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.FileOptions;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.storage.Sha256;
import org.gfn4j.task.Problem;

/**
 * Stored data to train on: finished objects, with their log-rewards where these are known.
 *
 * <p>A file ends in {@code .jsonl}, {@code .ndjson} or {@code .json} (a line {@code {"object": "3 0 7", "logReward":
 * -1.5}} or {@code "3 0 7"} for each row) or in {@code .csv} (RFC 4180, with a header that has a column
 * {@value DataRow#OBJECT} and perhaps one {@value DataRow#LOG_REWARD}). Other fields and columns do not count, so that what
 * {@link SampleFile} wrote can be read back. It is UTF-8; empty lines do not count.
 *
 * <p>Thread-safety: immutable, as long as nobody writes to the array.
 *
 * @param objects the finished objects, [rows]
 * @param logRewards their log-rewards, NaN where a row has none, [rows]
 * @param sha256 the SHA-256 of the bytes of the file, in hexadecimal digits
 * @param <S> the type of a state
 */
public record DataFile<S>(List<S> objects, double[] logRewards, String sha256) {

    /**
     * Reads a file, row after row.
     *
     * @param file the value of {@code --data}
     * @param problem what its objects belong to
     * @param <S> the type of a state
     * @return all rows
     * @throws WrongOptionException if it cannot be read; the message is a line that names the file, the place and what is
     *     expected there
     */
    public static <S> DataFile<S> read(Path file, Problem<S> problem) {
        DataFaults faults = new DataFaults(file);
        String ending = FileOptions.endingOf(file);
        if (!List.of("jsonl", "ndjson", "json", "csv").contains(ending)) {
            throw faults.file("must end in .jsonl, .ndjson, .json or .csv");
        }
        MessageDigest digest = Sha256.start();
        try {
            checkKind(file, faults);
            try (InputStream stream = new DigestInputStream(Files.newInputStream(file), digest)) {
                DataLines lines = new DataLines(stream, faults);
                DataRows rows = ending.equals("csv") ? new CsvRows(lines, faults) : new JsonRows(lines, faults);
                return read(rows, problem, faults, digest);
            }
        } catch (NoSuchFileException e) {
            throw faults.file("does not exist");
        } catch (IOException e) {
            throw faults.file("cannot be read: " + Failures.describe(e));
        }
    }

    private static <S> DataFile<S> read(DataRows rows, Problem<S> problem, DataFaults faults, MessageDigest digest) {
        List<S> objects = new ArrayList<>();
        DoubleStream.Builder logRewards = DoubleStream.builder();
        for (DataRow row = rows.next(); row != null; row = rows.next()) {
            objects.add(object(row, problem, faults));
            logRewards.add(row.logReward());
        }
        if (objects.isEmpty()) {
            throw faults.file("holds no rows");
        }
        return new DataFile<>(objects, logRewards.build().toArray(), Sha256.end(digest));
    }

    private static <S> S object(DataRow row, Problem<S> problem, DataFaults faults) {
        S object;
        try {
            object = problem.format().parse(row.object());
        } catch (IllegalArgumentException e) {
            throw faults.at(row.line(), row.column(), Failures.describe(e));
        }
        if (!problem.environment().isTerminal(object)) {
            throw faults.at(row.line(), row.column(), "'" + row.object() + "' is not a finished object");
        }
        return object;
    }

    private static void checkKind(Path file, DataFaults faults) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            throw faults.file("is a folder, but must be a file");
        }
        if (!attributes.isRegularFile()) {
            throw faults.file("is not a regular file");
        }
    }
}
