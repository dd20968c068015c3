package org.gfn4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridEncoder;
import org.gfn4j.rewards.Outcome;
import org.gfn4j.rewards.PoolSettings;
import org.gfn4j.rewards.RewardCache;
import org.gfn4j.rewards.RewardKey;
import org.gfn4j.rewards.RewardPool;
import org.gfn4j.rewards.RewardSourceException;
import org.gfn4j.rewards.RewardWorker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What models.py prints is what the reference evaluator of onnx makes of the models. */
class OnnxSourceTest {
    private static final Path MODELS = Path.of("src/test/resources/models");
    private static final List<int[]> SETS =
            List.of(new int[] {0}, new int[] {3, 17, 2047}, new int[] {1, 64, 65, 1024}, new int[0]);
    private static final double[] ECFP = {0.5000000, 0.6393821, 0.9461673, 0.5000000};

    @TempDir
    private Path folder;

    @Test
    void fingerprints_areScoredAsByTheReferenceEvaluator() throws InterruptedException {
        try (OnnxSource<int[]> source = open("ecfp")) {
            assertThat(numbers(source, SETS)).containsExactly(ECFP, within(1e-5));
            assertThat(source.batchSize()).isGreaterThan(1);
            assertThat(source.key(new int[] {3, 4})).isEqualTo(RewardKey.of("[3, 4]"));
        }
    }

    @Test
    void statesOfAGrid_areScoredInDoublePrecision() throws InterruptedException {
        Hypergrid grid = new Hypergrid(2, 4);
        StateInputs<Cell> inputs = new StateInputs<>(
                "hypergrid 2x4 one-hot", new HypergridEncoder(grid), grid, List.of(grid.source(), grid.parse("1 0")));
        try (OnnxSource<Cell> source = OnnxSource.open(MODELS.resolve("states.onnx"), List.of(inputs))) {
            List<Cell> cells = List.of(grid.parse("0 0"), grid.parse("3 3"), grid.parse("1 2"));
            assertThat(numbers(source, cells))
                    .containsExactly(new double[] {0.1116627, -0.0397477, -0.0757860}, within(1e-6));
            assertThat(source.key(cells.get(2))).isEqualTo(RewardKey.of("1 2"));
            assertThat(source.identity()).matches("onnx [0-9a-f]{64} hypergrid 2x4 one-hot");
        }
    }

    @Test
    void manyThreadsAtOnce_getTheNumbersOfOne() throws Exception {
        List<List<int[]>> batches = IntStream.range(0, 200)
                .mapToObj(batch -> IntStream.range(0, 1 + batch % 64)
                        .mapToObj(set -> new int[] {set, 64 + batch, 2047 - 8 * set})
                        .toList())
                .toList();
        try (OnnxSource<int[]> source = open("ecfp")) {
            List<List<Outcome>> alone = scoreAll(source, batches);
            List<Callable<List<List<Outcome>>>> tasks = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                tasks.add(() -> scoreAll(source, batches));
            }
            ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
            try {
                for (Future<List<List<Outcome>>> future : threads.invokeAll(tasks)) {
                    assertThat(future.get()).isEqualTo(alone);
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static <S> List<List<Outcome>> scoreAll(OnnxSource<S> source, List<List<S>> batches)
            throws InterruptedException {
        List<List<Outcome>> outcomes = new ArrayList<>();
        try (RewardWorker<S> worker = source.newWorker()) {
            for (List<S> batch : batches) {
                outcomes.add(worker.score(batch));
            }
        }
        return outcomes;
    }

    @Test
    void poolOfWorkers_getsNumbersAndClosesTheModel() {
        OnnxSource<int[]> source = open("ecfp");
        RewardWorker<int[]> worker = source.newWorker();
        try (RewardPool<int[]> pool =
                new RewardPool<>(source, RewardCache.none(), new PoolSettings(3, Duration.ZERO, 0))) {
            double[] numbers =
                    pool.score(SETS).stream().mapToDouble(Outcome::value).toArray();
            assertThat(numbers).containsExactly(ECFP, within(1e-5));
        }
        assertThatThrownBy(() -> worker.score(SETS)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void numbersThatAreNotFinite_areFailuresOfTheirObjects() throws InterruptedException {
        try (OnnxSource<int[]> source = open("not-finite");
                RewardWorker<int[]> worker = source.newWorker()) {
            assertThat(worker.score(List.of(new int[] {0}, new int[] {1}, new int[] {0, 1})))
                    .containsExactly(
                            Outcome.of(0),
                            Outcome.failed("the model gave NaN"),
                            Outcome.failed("the model gave -Infinity"));
        }
    }

    @Test
    void identity_isOfWhatTheFileHoldsAndNotOfItsPath() throws Exception {
        byte[] bytes = Files.readAllBytes(MODELS.resolve("ecfp.onnx"));
        Path copy = Files.write(folder.resolve("copy.onnx"), bytes);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        try (OnnxSource<int[]> source = OnnxSource.open(copy, List.of(Bits.FINGERPRINT))) {
            assertThat(source.identity()).isEqualTo("onnx " + sha256 + " bits-2048");
        }
    }

    @Test
    void candidateThatFits_isChosen() {
        List<Bits> candidates = List.of(new Bits(8), Bits.FINGERPRINT, new Bits(1024));
        try (OnnxSource<int[]> source = OnnxSource.open(MODELS.resolve("narrow.onnx"), candidates)) {
            assertThat(source.inputs()).isEqualTo(new Bits(1024));
        }
    }

    @Test
    void weightsInAFileBesideTheModel_areReadAndCountForTheIdentity() throws Exception {
        Path model = Files.copy(MODELS.resolve("outside.onnx"), folder.resolve("model.onnx"));
        assertThatThrownBy(() -> OnnxSource.open(model, List.of(Bits.FINGERPRINT)))
                .isInstanceOf(RewardSourceException.class)
                .hasMessage("'" + model + "' keeps weights in the file 'outside.onnx.data', which cannot be read: "
                        + "put it into the same folder, or export the model into one file");

        Path weights = Files.copy(MODELS.resolve("outside.onnx.data"), folder.resolve("outside.onnx.data"));
        String identity;
        try (OnnxSource<int[]> source = OnnxSource.open(model, List.of(Bits.FINGERPRINT))) {
            identity = source.identity();
            assertThat(numbers(source, List.of(new int[] {1}, new int[] {0, 2})))
                    .containsExactly(new double[] {Math.sin(0.7), Math.sin(1.4)}, within(1e-6));
        }

        byte[] changed = Files.readAllBytes(weights);
        changed[0] = 1;
        Files.write(weights, changed);
        try (OnnxSource<int[]> source = OnnxSource.open(model, List.of(Bits.FINGERPRINT))) {
            assertThat(source.identity()).isNotEqualTo(identity);
        }
    }

    /** Nothing outside the folder of a model is opened, whatever it says, and nothing that is no file. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "../secret",
                "../there/secret",
                "link",
                "linked/secret",
                "./../secret",
                "inner/../../secret",
                "pipe",
                "inner",
                "*/_ORT_MEM_ADDR_/*",
                "",
                "a\u0000b",
                "missing"
            })
    void weightsElsewhere_areNotOpened(String location) throws Exception {
        Files.writeString(folder.resolve("secret"), "x".repeat(100));
        Path there = Files.createDirectories(folder.resolve("there"));
        Files.createDirectories(there.resolve("inner"));
        Files.createDirectories(there.resolve("*/_ORT_MEM_ADDR_"));
        Files.writeString(there.resolve("*/_ORT_MEM_ADDR_/*"), "x".repeat(100));
        Files.createSymbolicLink(there.resolve("link"), folder.resolve("secret"));
        Files.createSymbolicLink(there.resolve("linked"), folder);
        assertThat(new ProcessBuilder("mkfifo", there.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        Path model = Files.write(there.resolve("model.onnx"), weightsIn(Map.of("location", location)));
        assertThatThrownBy(() -> OnnxSource.open(model, List.of(Bits.FINGERPRINT)))
                .isInstanceOf(RewardSourceException.class)
                .hasMessageStartingWith("'" + model + "' keeps weights in ")
                .hasMessageContaining("'" + location + "'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "offset | 0                   | length | 101                 | must have at least 101 bytes, but has 100",
                "offset | 100                 | length | 1                   | must have at least 101 bytes, but has 100",
                "offset | 4611686018427387903 | length | 4611686018427387903 | but has 100",
                "offset | 9223372036854775807 | length | 1                   | must be a number of bytes, but is '9223372036854775807'",
                "offset | -1                  | length | 1                   | must be a number of bytes, but is '-1'",
                "offset | 1                   | length | many                | must be a number of bytes, but is 'many'",
            })
    void placesThatAreNotInTheFile_areRefused(String a, String first, String b, String second, String message)
            throws IOException {
        Files.writeString(folder.resolve("weights"), "x".repeat(100));
        Path model = Files.write(
                folder.resolve("model.onnx"), weightsIn(Map.of("location", "weights", a, first, b, second)));
        assertThatThrownBy(() -> OnnxSource.open(model, List.of(Bits.FINGERPRINT)))
                .isInstanceOf(RewardSourceException.class)
                .hasMessageContaining(message);
    }

    @Test
    void graphsWithinGraphs_areReadToALimit() throws IOException {
        byte[] graph = {};
        for (int depth = 0; depth <= 6000; depth++) { // from within: a graph of an attribute of a node
            graph = message(depth % 3 == 0 ? 1 : depth % 3 == 1 ? 6 : 5, graph);
        }
        Path model = Files.write(folder.resolve("model.onnx"), message(7, graph));
        assertThatThrownBy(() -> OnnxSource.open(model, List.of(Bits.FINGERPRINT)))
                .isInstanceOf(RewardSourceException.class)
                .hasMessageEndingWith("its graphs are nested more than 100 messages deep");
    }

    @Test
    void devicesAndPipes_areNotRead() throws Exception {
        Path pipe = folder.resolve("model.onnx");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertRefusal(pipe, "'" + pipe + "' must be a file with an ONNX model, but is a device, a pipe or a socket");
        Path zero = Path.of("/dev/zero");
        assertRefusal(zero, "'" + zero + "' must be a file with an ONNX model, but is a device, a pipe or a socket");
    }

    /** A file in the library's own format would not be read as we have read it. */
    @Test
    void fileInTheFormatOfTheLibrary_isRefused() throws IOException {
        byte[] bytes = message(15, "\0\0ORTM and so on".getBytes(StandardCharsets.ISO_8859_1));
        Path model = Files.write(folder.resolve("model.onnx"), bytes);
        assertThatThrownBy(() -> OnnxSource.open(model, List.of(Bits.FINGERPRINT)))
                .isInstanceOf(RewardSourceException.class)
                .hasMessageContaining("'" + model + "'");
    }

    /** A model whose only tensor keeps its numbers elsewhere. */
    private static byte[] weightsIn(Map<String, String> place) {
        ByteArrayOutputStream tensor = new ByteArrayOutputStream();
        place.forEach((key, value) -> {
            ByteArrayOutputStream entry = new ByteArrayOutputStream();
            entry.writeBytes(message(1, key.getBytes(StandardCharsets.UTF_8)));
            entry.writeBytes(message(2, value.getBytes(StandardCharsets.UTF_8)));
            tensor.writeBytes(message(13, entry.toByteArray()));
        });
        return message(7, message(5, tensor.toByteArray()));
    }

    /** A field of protocol buffers. */
    private static byte[] message(int field, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(field << 3 | 2);
        int length = content.length;
        for (; length > 0x7f; length >>>= 7) {
            out.write((length & 0x7f) | 0x80);
        }
        out.write(length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "narrow      | wants fingerprint: float32[n, 1024], but sets are given as bits: float32[n, 2048]",
                "bytes       | wants fingerprint: int8[n, 2048], but sets are given as bits: float32[n, 2048]",
                "two-inputs  | wants left: float32[n], right: float32[n], but sets are given as bits: float32[n, 2048]",
                "fixed-batch | wants fingerprint: float32[1, 2048], but sets are given as bits: float32[n, 2048]; "
                        + "export it with dynamic axes in place of the fixed ones",
            })
    void modelThatWantsOtherInputs_isRefusedWithBoth(String model, String message) {
        assertThatThrownBy(() -> open(model))
                .isInstanceOf(RewardSourceException.class)
                .hasMessage("'" + MODELS.resolve(model + ".onnx") + "' " + message);
    }

    @Test
    void allCandidates_standInTheRefusal() {
        assertThatThrownBy(() -> OnnxSource.open(MODELS.resolve("ecfp.onnx"), List.of(new Bits(8), new Bits(9))))
                .hasMessageEndingWith("wants fingerprint: float32[n, 2048], "
                        + "but sets are given as bits: float32[n, 8], or as bits: float32[n, 9]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "two-columns | scores: float32[n, 2]",
                "always-two  | score: float32[2]",
                "text        | label: string[n]",
                "list        | scores: a sequence",
            })
    void modelThatGivesSomethingElse_isRefusedWithBoth(String model, String output) {
        assertThatThrownBy(() -> open(model))
                .isInstanceOf(RewardSourceException.class)
                .hasMessage("'" + MODELS.resolve(model + ".onnx") + "' gives " + output
                        + ", but one number for each of n objects is needed: float32[n], float32[n, 1], float64[n] or"
                        + " float64[n, 1], where n is dynamic");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "twice       | float32[2] | float32[6]",
                "one-for-all | float32[]  | float32[]",
            })
    void modelThatGivesMoreOrFewerNumbersThanItSays_isRefusedWithBothShapes(String model, String one, String three) {
        assertThatThrownBy(() -> open(model))
                .isInstanceOf(RewardSourceException.class)
                .hasMessage("'" + MODELS.resolve(model + ".onnx")
                        + "' must give each of n sets a number, as float32[n], "
                        + "float32[n, 1], float64[n] or float64[n, 1], but gives score: " + one + " for one and score: "
                        + three + " for three");
    }

    @ParameterizedTest
    @CsvSource({"share-of-the-batch, 1.0, 0.", "distance-from-the-mean, 0.0, -0.2147"})
    void modelThatGivesAnObjectAnotherNumberBesideOthers_isRefused(String model, String alone, String beside) {
        assertThatThrownBy(() -> open(model))
                .isInstanceOf(RewardSourceException.class)
                .hasMessageContaining("must give each of sets a number that does not depend on the others, but gives"
                        + " score: float32[1] for one and score: float32[3] for three, where the first is " + alone
                        + " alone and " + beside);
    }

    @Test
    void modelThatDropsTheAxisOfOneObject_givesItsNumber() throws InterruptedException {
        try (OnnxSource<int[]> source = open("squeezed")) {
            assertThat(numbers(source, SETS.subList(0, 2)))
                    .containsExactly(new double[] {0, Math.sin(2.1) + Math.sin(11.9) + Math.sin(1432.9)}, within(1e-3));
            assertThat(numbers(source, List.of(new int[] {1})))
                    .containsExactly(new double[] {Math.sin(0.7)}, within(1e-6));
        }
    }

    @Test
    void modelThatFailsWhileItRuns_isNamed() {
        try (OnnxSource<int[]> source = open("table");
                RewardWorker<int[]> worker = source.newWorker()) {
            assertThatThrownBy(() -> worker.score(List.of(new int[] {1, 2, 3, 4})))
                    .isInstanceOf(RewardSourceException.class)
                    .hasMessageStartingWith("'" + MODELS.resolve("table.onnx") + "' failed: ")
                    .hasMessageContaining("out of data bounds")
                    .message()
                    .doesNotContain("\n");
        }
    }

    @Test
    void fileThatIsMissingEmptyOrAFolder_isNamed() throws IOException {
        Path missing = folder.resolve("missing.onnx");
        Path empty = Files.createFile(folder.resolve("empty.onnx"));
        assertRefusal(missing, "there is no file '" + missing + "', which should hold an ONNX model");
        assertRefusal(empty, "'" + empty + "' must hold an ONNX model, but is empty");
        assertRefusal(folder, "'" + folder + "' must be a file with an ONNX model, but is a folder");
    }

    @Test
    void fileOfSomethingElse_isNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.onnx"), "weights: to be trained\n");
        assertThatThrownBy(() -> OnnxSource.open(text, List.of(Bits.FINGERPRINT)))
                .isInstanceOf(RewardSourceException.class)
                .hasMessageStartingWith(
                        "'" + text + "' must hold an ONNX model, but holds something else, or only a part of one: ");
    }

    /** Every start of a file is refused, whether its protocol buffers end in the middle or happen to be whole. */
    @Test
    void fileThatIsCutOff_isNamed() throws IOException {
        byte[] bytes = Files.readAllBytes(MODELS.resolve("ecfp.onnx"));
        for (int length = 1; length < bytes.length; length++) {
            Path cut = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> OnnxSource.open(cut, List.of(Bits.FINGERPRINT)))
                    .isInstanceOf(RewardSourceException.class)
                    .hasMessageContaining("'" + cut + "'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"No Op registered for Bogus", "Opset 99 is under development"})
    void modelThatTheLibraryCannotRun_isNamed(String reason) {
        Path file = MODELS.resolve(reason.startsWith("Opset") ? "future.onnx" : "unknown-operator.onnx");
        assertThatThrownBy(() -> OnnxSource.open(file, List.of(Bits.FINGERPRINT)))
                .isInstanceOf(RewardSourceException.class)
                .hasMessageStartingWith("ONNX Runtime cannot run '" + file + "': ")
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("\n", "onnxruntime_src");
    }

    private static void assertRefusal(Path file, String message) {
        assertThatThrownBy(() -> OnnxSource.open(file, List.of(Bits.FINGERPRINT)))
                .isInstanceOf(RewardSourceException.class)
                .hasMessage(message);
    }

    private static OnnxSource<int[]> open(String model) {
        return OnnxSource.open(MODELS.resolve(model + ".onnx"), List.of(Bits.FINGERPRINT));
    }

    private static <S> double[] numbers(OnnxSource<S> source, List<S> objects) throws InterruptedException {
        try (RewardWorker<S> worker = source.newWorker()) {
            return worker.score(objects).stream().mapToDouble(Outcome::value).toArray();
        }
    }
}
