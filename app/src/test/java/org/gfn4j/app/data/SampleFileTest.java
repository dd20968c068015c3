package org.gfn4j.app.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.gfn4j.app.cli.ClosedOutputException;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridProblems;
import org.gfn4j.task.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleFileTest {
    private static final Sample KNOWN = new Sample(List.of(), "3 0", -1.5, -0.1, OptionalDouble.of(1e-7), 4);
    private static final Sample UNKNOWN =
            new Sample(List.of(), "a,\"b\" \u00E9\\", -0.0, -2.0 / 3, OptionalDouble.empty(), 1);

    private final StringWriter shown = new StringWriter();
    private final PrintWriter output = new PrintWriter(shown);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"samples.jsonl", "samples.ndjson", "samples.NDJSON"})
    void jsonLines_holdALineForEachSample(String name) throws IOException {
        assertThat(written(name, List.of(KNOWN, UNKNOWN))).isEqualTo("""
                        {"object":"3 0","logReward":-1.5,"logForward":-0.1,"logTerminal":1.0E-7,"length":4}
                        {"object":"a,\\"b\\" \u00E9\\\\","logReward":-0.0,"logForward":-0.6666666666666666,"logTerminal":null,"length":1}
                        """);
    }

    @Test
    void csv_holdsAHeaderAndARowForEachSample() throws IOException {
        assertThat(written("samples.csv", List.of(KNOWN, UNKNOWN))).isEqualTo("""
                        object,logReward,logForward,logTerminal,length
                        3 0,-1.5,-0.1,1.0E-7,4
                        "a,""b"" \u00E9\\",-0.0,-0.6666666666666666,,1
                        """);
    }

    @Test
    void noSamples_leaveAnEmptyFileOrAHeader() throws IOException {
        assertThat(written("samples.jsonl", List.of())).isEmpty();
        assertThat(written("samples.csv", List.of())).isEqualTo("object,logReward,logForward,logTerminal,length\n");
    }

    @Test
    void numberThatIsNotFinite_isNull() throws IOException {
        Sample sample = new Sample(List.of(), "3 0", Double.NEGATIVE_INFINITY, Double.NaN, OptionalDouble.empty(), 1);
        assertThat(written("samples.jsonl", List.of(sample)))
                .isEqualTo(
                        "{\"object\":\"3 0\",\"logReward\":null,\"logForward\":null,\"logTerminal\":null,\"length\":1}\n");
        assertThat(written("samples.csv", List.of(sample))).endsWith("\n3 0,,,,1\n");
    }

    @Test
    void standardOutput_showsJsonLinesInAsciiAfterEachBatch() {
        try (SampleFile file = SampleFile.open("-", List.of(), output)) {
            file.write(List.of(UNKNOWN));
            assertThat(shown)
                    .hasToString(
                            "{\"object\":\"a,\\\"b\\\" \\u00E9\\\\\",\"logReward\":-0.0,\"logForward\":-0.6666666666666666,"
                                    + "\"logTerminal\":null,\"length\":1}\n");
            file.write(List.of(KNOWN, KNOWN));
            assertThat(shown.toString()).hasLineCount(3).endsWith("\"length\":4}\n");
            file.commit();
        }
        output.println("still open");
        assertThat(shown.toString()).endsWith("}\nstill open" + System.lineSeparator());
    }

    @Test
    void readerThatHasGone_stopsTheWriting() {
        PrintWriter broken = new PrintWriter(
                new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                },
                false,
                StandardCharsets.UTF_8);
        SampleFile file = SampleFile.open("-", List.of(), broken);
        assertThatExceptionOfType(ClosedOutputException.class)
                .isThrownBy(() -> file.write(List.of(KNOWN)))
                .withMessage("standard output cannot be written to");
        assertThatExceptionOfType(ClosedOutputException.class).isThrownBy(file::commit);
        file.close();
    }

    @Test
    void aCellOfCsvIsNoFormula() throws IOException {
        Sample sample = new Sample(List.of(), "=1+\u202e1", -1, 0, OptionalDouble.empty(), 1);
        assertThat(written("samples.csv", List.of(sample))).contains("\n'=1+\\u202e1,-1.0,");
        assertThat(written("samples.jsonl", List.of(sample))).contains("\"object\":\"=1+\u202e1\"");
    }

    @Test
    void uncommittedFile_leavesWhatWasThere() throws IOException {
        Path target = Files.writeString(folder.resolve("samples.csv"), "before");
        try (SampleFile file = SampleFile.open(target.toString(), List.of(), output)) {
            file.write(List.of(KNOWN));
            assertThat(names()).hasSize(2).contains("samples.csv");
        }
        assertThat(names()).containsExactly("samples.csv");
        assertThat(target).hasContent("before");
    }

    @Test
    void committedFile_replacesWhatWasThere() throws IOException {
        Files.writeString(folder.resolve("samples.csv"), "before");
        assertThat(written("samples.csv", List.of(KNOWN))).startsWith("object,").endsWith("1.0E-7,4\n");
        assertThat(names()).containsExactly("samples.csv");
    }

    @Test
    void placeThatIsTakenMeanwhile_isNamed() throws IOException {
        Path target = folder.resolve("samples.csv");
        try (SampleFile file = SampleFile.open(target.toString(), List.of(), output)) {
            file.write(List.of(KNOWN));
            Files.createDirectories(target.resolve("inside"));
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(file::commit)
                    .withMessageStartingWith("cannot write '" + target + "': ");
        }
        assertThat(names()).containsExactly("samples.csv");
    }

    @Test
    void textThatCannotBeEncoded_isAFailureOfTheFile() throws IOException {
        Path target = folder.resolve("samples.jsonl");
        Sample sample = new Sample(List.of(), "\uD83D", 0, 0, OptionalDouble.empty(), 1);
        try (SampleFile file = SampleFile.open(target.toString(), List.of(), output)) {
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> {
                        file.write(List.of(sample));
                        file.commit();
                    })
                    .withMessageStartingWith("cannot write '" + target + "': ");
        }
        assertThat(names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"samples.txt", "samples.json", "samples", "", "-x"})
    void otherEnding_isRefused(String name) {
        assertThat(refusal(name)).isEqualTo("must end in .jsonl, .ndjson or .csv, or be - for standard output");
    }

    @Test
    void targetThatCannotBeWritten_isRefused() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("taken.csv"));
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(refusal(taken.toString())).isEqualTo("is a folder, but must be a file");
        assertThat(refusal(folder.resolve("none/samples.csv").toString()))
                .isEqualTo("cannot be written, because there is no folder '" + folder.resolve("none") + "'");
        assertThat(refusal(file.resolve("samples.csv").toString()))
                .isEqualTo("cannot be written, because there is no folder '" + file + "'");
        assertThat(refusal("a\u0000.csv")).startsWith("is not the name of a file: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"samples.jsonl", "samples.csv"})
    void dataFile_readsTheSamplesBackBitForBit(String name) throws IOException {
        Hypergrid grid = new Hypergrid(3, 8);
        Problem<Cell> problem = HypergridProblems.cosine(grid);
        SplittableRandom random = new SplittableRandom(7);
        List<Sample> samples = new ArrayList<>();
        for (int row = 0; row < 10_000; row++) {
            String object = random.nextInt(8) + " " + random.nextInt(8) + " " + random.nextInt(8);
            double logReward = Double.longBitsToDouble(random.nextLong());
            samples.add(new Sample(List.of(), object, logReward, -random.nextDouble(), OptionalDouble.empty(), row));
        }
        for (double value : new double[] {0.0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, 2e23, -1e22, 0x1p-44, 9e15}) {
            samples.add(new Sample(List.of(), "0 0 0", value, 0, OptionalDouble.of(value), 1));
        }
        written(name, samples);

        DataFile<Cell> data = DataFile.read(folder.resolve(name), problem);
        assertThat(data.objects())
                .isEqualTo(samples.stream().map(Sample::object).map(grid::parse).toList());
        assertThat(bits(data.logRewards()))
                .isEqualTo(bits(samples.stream()
                        .mapToDouble(Sample::logReward)
                        .map(value -> Double.isFinite(value) ? value : Double.NaN)
                        .toArray()));
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
    }

    private String written(String name, List<Sample> samples) throws IOException {
        Path target = folder.resolve(name);
        try (SampleFile file = SampleFile.open(target.toString(), List.of(), output)) {
            file.write(samples);
            file.commit();
        }
        return Files.readString(target);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::getFileName).map(Path::toString).sorted().toList();
        }
    }

    private String refusal(String target) {
        WrongOptionException refusal =
                catchThrowableOfType(WrongOptionException.class, () -> SampleFile.open(target, List.of(), output));
        assertThat(refusal).isNotNull();
        String start = "Invalid value for option '--out': '" + target + "' ";
        assertThat(refusal.getMessage()).startsWith(start);
        return refusal.getMessage().substring(start.length());
    }
}
