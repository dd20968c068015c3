package org.gfn4j.app.molecules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gfn4j.app.testing.Outcome;
import org.gfn4j.storage.Safetensors;
import org.gfn4j.storage.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Networks that score molecules, from a table to scores. */
class ProxyCommandsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOLECULES = 120;

    @TempDir
    private static Path shared;

    private static Path table;
    private static Path weights;
    private static Outcome trained;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() throws IOException {
        table = shared.resolve("table.csv");
        StringBuilder text = new StringBuilder("structure,name,polar atoms\n");
        for (int i = 0; i < MOLECULES; i++) {
            int polar = i % 7;
            String smiles = "C".repeat(2 + i % 5) + "OC".repeat(polar) + "C".repeat(1 + i % 3);
            text.append(smiles).append(",m").append(i).append(',').append(polar).append('\n');
        }
        Files.writeString(table, text);
        weights = shared.resolve("polar.safetensors");
        trained = train(weights);
    }

    private static Outcome train(Path out, String... more) {
        return Outcome.of(Stream.concat(
                        Stream.of(
                                "proxy",
                                "train",
                                "--data",
                                table.toString(),
                                "--smiles",
                                "structure",
                                "--target",
                                "polar atoms",
                                "--width",
                                "16",
                                "--edge-width",
                                "8",
                                "--steps",
                                "3",
                                "--batch",
                                "16",
                                "--epochs",
                                "40",
                                "--learning-rate",
                                "0.01",
                                "--out",
                                out.toString()),
                        Stream.of(more))
                .toList());
    }

    private static Outcome evaluate(String... more) {
        return Outcome.of(Stream.concat(
                        Stream.of(
                                "proxy",
                                "evaluate",
                                "--proxy",
                                weights.toString(),
                                "--data",
                                table.toString(),
                                "--smiles",
                                "structure",
                                "--target",
                                "polar atoms"),
                        Stream.of(more))
                .toList());
    }

    @Test
    void training_leavesWeightsAndAPlot() throws IOException {
        assertThat(trained.status()).as(trained.err()).isZero();
        assertThat(trained.out()).contains("molecules        12", "R²", "Spearman", "RMSE");
        assertThat(trained.err()).contains(" of 40 epochs, error ").contains("gfn4j: wrote " + weights);
        assertThat(ImageIO.read(shared.resolve("polar.png").toFile()).getWidth())
                .isGreaterThan(300);
        try (Stream<Path> files = Files.list(shared)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("table.csv", "polar.safetensors", "polar.png");
        }
    }

    @Test
    @Tag("acceptance")
    void training_isTheSameForASeed() {
        Path again = folder.resolve("again.safetensors");
        Outcome outcome = train(again, "--json");
        assertThat(again).hasSameBinaryContentAs(weights);
        JsonNode figures = JSON.readTree(outcome.out());
        assertThat(figures.get("test").get("spearman").asDouble()).isGreaterThan(0.9);
        Path other = folder.resolve("other.safetensors");
        train(other, "--seed", "1");
        assertThat(other.toFile().length()).isPositive();
        assertThat(Outcome.of("proxy", "score", "--proxy", other.toString(), "--molecules", smi("CCO"))
                        .out())
                .isNotEqualTo(Outcome.of("proxy", "score", "--proxy", again.toString(), "--molecules", smi("CCO"))
                        .out());
    }

    private String smi(String... lines) {
        try {
            return Files.write(folder.resolve("m.smi"), List.of(lines)).toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"32", "64"})
    void evaluation_comparesWithTheTable(String precision) {
        Outcome outcome = evaluate("--precision", precision, "--json");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        JsonNode figures = JSON.readTree(outcome.out());
        assertThat(figures.get("molecules").asInt()).isEqualTo(MOLECULES);
        assertThat(figures.get("spearman").asDouble()).isGreaterThan(0.9);
        assertThat(evaluate().out()).contains("Spearman");
    }

    @Test
    void scores_areInTheOrderOfTheFile() throws IOException {
        Path out = folder.resolve("scores.csv");
        Outcome outcome = Outcome.of(
                "proxy",
                "score",
                "--proxy",
                weights.toString(),
                "--molecules",
                smi("CCOCOCC two", "# a comment", "CCCC none"),
                "--out",
                out.toString());
        assertThat(outcome.status()).as(outcome.err()).isZero();
        List<String> lines = Files.readAllLines(out);
        assertThat(lines).hasSize(3).startsWith("index,score");
        double two = Double.parseDouble(lines.get(1).substring(2));
        double none = Double.parseDouble(lines.get(2).substring(2));
        assertThat(two).isGreaterThan(none);
    }

    @ParameterizedTest
    @CsvSource({"free, proxy", "none, proxyWithoutStems", "zero, proxyZeroMask"})
    void scoresOfThePapersMolecules_areThePapers(String mask, String key) throws IOException {
        Path data = Path.of(System.getProperty("gfn4j.shared", "../../shared/data"), "bengio2021");
        assumeTrue(Files.isDirectory(data), "the shared data are not there: " + data.toAbsolutePath());
        Path molecules = data.resolve("seh_molecules_475.json");
        Path out = folder.resolve("scores.csv");
        for (Map.Entry<String, Double> precision :
                Map.of("32", 1e-3, "64", 1e-6).entrySet()) {
            Outcome outcome = Outcome.of(
                    "proxy",
                    "score",
                    "--proxy",
                    data.resolve("seh_proxy.safetensors").toString(),
                    "--blocks",
                    data.resolve("blocks_PDB_105.json").toString(),
                    "--molecules",
                    molecules.toString(),
                    "--precision",
                    precision.getKey(),
                    "--stem-mask",
                    mask,
                    "--out",
                    out.toString());
            assertThat(outcome.status()).as(outcome.err()).isZero();
            JsonNode expected = JSON.readTree(molecules);
            List<String> lines = Files.readAllLines(out);
            assertThat(lines).hasSize(476).startsWith("index,score");
            IntStream.range(0, 475).forEach(i -> {
                String[] values = lines.get(i + 1).split(",", -1);
                assertThat(values[0]).isEqualTo(expected.get(i).get("index").asString());
                assertThat(Double.parseDouble(values[1]))
                        .isCloseTo(expected.get(i).get(key).asDouble(), within(precision.getValue()));
            });
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            structure,y;CCO,1;      | --target z | table.csv, line 1: there is no column 'z'; the columns are 'structure', 'y'
            structure,y;CCO,high;   | --target y | table.csv, line 2: the column 'y' must be a finite number, but is 'high'
            structure,y;CCO,NaN;    | --target y | table.csv, line 2: the column 'y' must be a finite number, but is 'NaN'
            structure,y;CC(,1;      | --target y | table.csv, line 2: the column 'structure': cannot read the SMILES 'CC('
            structure,y;CCO,1,2;    | --target y | table.csv, line 2: the row has 3 values, but the first line names 2 columns
            structure,y;            | --target y | table.csv: there is no molecule in it
            structure,y;CCO,1;      | --target y | there must be at least 10 molecules to train a proxy, but there are 1
            """)
    void badTables_areRefusedWithThePlace(String text, String option, String message) throws IOException {
        Path bad = Files.writeString(folder.resolve("table.csv"), text.replace(";", "\n"));
        Path out = folder.resolve("out.safetensors");
        Outcome outcome = Outcome.of(
                "proxy",
                "train",
                "--data",
                bad.toString(),
                "--smiles",
                "structure",
                option.split(" ", -1)[0],
                option.split(" ", -1)[1],
                "--out",
                out.toString());
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.message())
                .contains("Invalid value for option '--data': ")
                .contains(message);
        assertThat(outcome.err()).hasLineCount(2);
        assertThat(out).doesNotExist();
    }

    /** What training reports is what the file scores, and every number is right or refused. */
    @ParameterizedTest
    @ValueSource(strings = {"-100000000", "1e15", "e-300", "e40", "e299"})
    void numbersFarFrom0_areReportedAsTheFileScoresThem(String far) throws IOException {
        StringBuilder text = new StringBuilder("smiles,y\n");
        for (int i = 0; i < 60; i++) {
            String y = far.startsWith("e") ? i % 7 + far : String.valueOf(Double.parseDouble(far) - i % 7);
            text.append("C".repeat(2 + i % 5))
                    .append("OC".repeat(i % 7))
                    .append(',')
                    .append(y)
                    .append('\n');
        }
        String data = Files.writeString(folder.resolve("far.csv"), text).toString();
        String out = folder.resolve("far.safetensors").toString();
        Outcome training = Outcome.of(
                "proxy",
                "train",
                "--data",
                data,
                "--target",
                "y",
                "--out",
                out,
                "--width",
                "16",
                "--edge-width",
                "8",
                "--steps",
                "2",
                "--epochs",
                "40",
                "--learning-rate",
                "0.01",
                "--batch",
                "16",
                "--json");
        assertThat(training.status()).as(training.err()).isZero();
        assertThat(training.err()).contains("gfn4j: wrote " + out);
        double reported =
                JSON.readTree(training.out()).get("test").get("rSquared").asDouble();
        Outcome evaluation = Outcome.of("proxy", "evaluate", "--proxy", out, "--data", data, "--target", "y", "--json");
        assertThat(evaluation.status()).as(evaluation.err()).isZero();
        assertThat(JSON.readTree(evaluation.out()).get("rSquared").asDouble())
                .isCloseTo(reported, within(0.2))
                .isGreaterThan(0.5);
    }

    @Test
    void scoresThatAreNotFinite_areFailures() throws IOException {
        Safetensors.Content content = Safetensors.read(weights);
        Map<String, Tensor> tensors = new HashMap<>(content.tensors());
        tensors.put("mpnn.lin3.bias", Tensor.of(new float[] {3e38f}, 1));
        tensors.put("scale.deviation", Tensor.of(new double[] {1e300}));
        String large = folder.resolve("large.safetensors").toString();
        Safetensors.write(Path.of(large), tensors, content.metadata());
        String data = Files.writeString(folder.resolve("t.csv"), "smiles,y\nCCO,1\nCCC,2\n")
                .toString();
        for (Outcome outcome : List.of(
                Outcome.of("proxy", "score", "--proxy", large, "--molecules", smi("OCC")),
                Outcome.of("proxy", "evaluate", "--proxy", large, "--data", data, "--target", "y"),
                Outcome.of("reward", "score", "--reward", "proxy", "--proxy", large, "--in", smi("OCC")),
                Outcome.of(
                        "train",
                        "molecules",
                        "--reward",
                        "proxy",
                        "--proxy",
                        large,
                        "--iterations",
                        "1",
                        "--run",
                        folder.resolve("run").toString()))) {
            assertThat(outcome.status()).as(outcome.err()).isEqualTo(1);
            assertThat(outcome.err())
                    .contains("gfn4j: the network must give finite scores, but gives Infinity for '")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void badNetworks_areRefused() throws IOException {
        Path broken = Files.writeString(folder.resolve("x.safetensors"), "no network");
        Outcome outcome = Outcome.of("proxy", "score", "--proxy", broken.toString(), "--molecules", smi("CCO"));
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.message())
                .contains("Invalid value for option '--proxy': ")
                .contains(broken.toString());
        assertThat(Outcome.of("proxy", "score", "--proxy", weights.toString(), "--molecules", smi("CCO", "C1CC"))
                        .message())
                .contains("m.smi, line 2: cannot read the SMILES 'C1CC'");
        assertThat(evaluate("--precision", "16").message())
                .startsWith("gfn4j: Invalid value for option '--precision': '16' is not");
    }
}
