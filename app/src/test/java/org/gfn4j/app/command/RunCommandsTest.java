package org.gfn4j.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.run.ExistingRun;
import org.gfn4j.app.run.TaskProblems;
import org.gfn4j.app.testing.Outcome;
import org.gfn4j.training.Checkpoint;
import org.gfn4j.training.Checkpoints;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The commands on a run: what they print and write, and what they refuse. */
class RunCommandsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int CELLS = 16;

    @TempDir
    private static Path shared;

    private static Path run;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() {
        run = shared.resolve("run");
        assertTrained(train(run));
    }

    private static Outcome train(Path folder, String... more) {
        return Outcome.of(Stream.concat(
                        Stream.of(
                                "train",
                                "hypergrid",
                                "--dimensions",
                                "2",
                                "--side",
                                "4",
                                "--hidden",
                                "8",
                                "--batch",
                                "8",
                                "--iterations",
                                "20",
                                "--run",
                                folder.toString()),
                        Stream.of(more))
                .toList());
    }

    private static void assertTrained(Outcome outcome) {
        assertThat(outcome.status()).as(outcome.err()).isZero();
    }

    private static Outcome sample(String... options) {
        return Outcome.of(Stream.concat(Stream.of("sample", run.toString()), Stream.of(options))
                .toList());
    }

    private static List<JsonNode> lines(String text) {
        return text.lines().map(JSON::readTree).toList();
    }

    @Test
    void uniqueSampleOfTheWholeSpace_hasEveryObjectOnceAndAllTheProbability() {
        Outcome outcome = sample("--unique", "--count", Integer.toString(CELLS), "--out", "-");
        assertTrained(outcome);
        assertThat(outcome.err()).isEmpty();
        Set<String> objects = new HashSet<>();
        double sum = 0;
        for (JsonNode line : lines(outcome.out())) {
            objects.add(line.get("object").asString());
            sum += Math.exp(line.get("logTerminal").asDouble());
            assertThat(line.get("logForward").asDouble())
                    .isLessThanOrEqualTo(line.get("logTerminal").asDouble() + 1e-6);
        }
        assertThat(objects).hasSize(CELLS);
        assertThat(outcome.out()).hasLineCount(CELLS);
        assertThat(sum).isCloseTo(1, within(1e-5));
    }

    @Test
    void moreDifferentObjectsThanThereAre_areRefused() {
        Path out = folder.resolve("a.csv");
        Outcome outcome = sample("--unique", "--count", "17", "--out", out.toString());
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .hasLineCount(2)
                .startsWith("gfn4j: Invalid value for option '--count': '17' is more than the 16 different objects");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void moreDifferentObjectsThanAreFound_areSaid() {
        Outcome outcome = sample("--unique", "--count", "17", "--out", "-", "--exact-limit", "0");
        assertTrained(outcome);
        assertThat(outcome.out()).hasLineCount(CELLS);
        assertThat(lines(outcome.out()))
                .allMatch(line -> line.get("logTerminal").isNull());
        assertThat(outcome.err())
                .startsWith("gfn4j: found only 16 different objects in ")
                .hasLineCount(1);
    }

    @Test
    void longerSample_startsWithTheShorterOne() {
        for (List<String> options : List.of(List.<String>of(), List.of("--unique"))) {
            String[] seven = options.toArray(String[]::new);
            String shorter = sample(concat(seven, "--seed", "7", "--count", "5", "--out", "-"))
                    .out();
            String longer = sample(concat(seven, "--seed", "7", "--count", "12", "--out", "-"))
                    .out();
            assertThat(shorter).hasLineCount(5);
            assertThat(longer).hasLineCount(12).startsWith(shorter);
            assertThat(sample(concat(seven, "--seed", "8", "--count", "5", "--out", "-"))
                            .out())
                    .isNotEqualTo(shorter);
        }
        String chunk = sample("--count", "1024", "--out", "-").out();
        assertThat(sample("--count", "2000", "--out", "-").out())
                .startsWith(chunk)
                .hasLineCount(2000);
    }

    private static String[] concat(String[] first, String... second) {
        return Stream.concat(Stream.of(first), Stream.of(second)).toArray(String[]::new);
    }

    @Test
    void samples_areWrittenInTheFormOfTheEnding() throws IOException {
        for (String name : List.of("a.csv", "a.jsonl", "a.NDJSON")) {
            Outcome outcome =
                    sample("--count", "4", "--out", folder.resolve(name).toString());
            assertTrained(outcome);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err()).isEqualTo("gfn4j: wrote " + folder.resolve(name) + System.lineSeparator());
        }
        String printed = sample("--count", "4", "--out", "-").out();
        assertThat(folder.resolve("a.jsonl")).content().isEqualTo(printed);
        assertThat(folder.resolve("a.NDJSON")).content().isEqualTo(printed);
        List<String> rows = Files.readAllLines(folder.resolve("a.csv"));
        assertThat(rows.get(0)).isEqualTo("object,logReward,logForward,logTerminal,length");
        List<JsonNode> objects = lines(printed);
        for (int row = 0; row < 4; row++) {
            assertThat(rows.get(row + 1))
                    .startsWith(objects.get(row).get("object").asString() + ","
                            + objects.get(row).get("logReward").asString() + ",");
        }
    }

    @Test
    void samples_areTrainedOn() {
        Path data = folder.resolve("samples.csv");
        assertTrained(sample("--count", "20", "--out", data.toString()));
        assertTrained(train(folder.resolve("next"), "--data", data.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.txt", "a", "no/such/folder/a.csv", ".", ""})
    void placeThatCannotBeWritten_isRefused(String name) {
        Outcome outcome = sample("--count", "4", "--out", name);
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .hasLineCount(2)
                .startsWith("gfn4j: Invalid value for option '--out': '" + name + "' ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sample --count 5000 --out -", "evaluate --samples 10", "evaluate --samples 10 --json"})
    void closedStandardOutput_isSaidOnce(String line) {
        String[] words = line.split(" ", 2);
        List<String> command = new ArrayList<>(List.of(words[0], run.toString()));
        command.addAll(List.of(words[1].split(" ")));
        PrintWriter closed = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        closed.close();
        StringWriter err = new StringWriter();
        int status = Main.run(command.toArray(String[]::new), closed, new PrintWriter(err));
        assertThat(err).hasToString("gfn4j: standard output cannot be written to" + System.lineSeparator());
        assertThat(status).isEqualTo(1);
    }

    @Test
    void evaluation_isPrintedAsJsonOrAsATable() {
        Outcome json = Outcome.of("evaluate", run.toString(), "--samples", "100", "--json");
        assertTrained(json);
        assertThat(json.err()).isEmpty();
        JsonNode values = JSON.readTree(json.out());
        assertThat(values.propertyNames())
                .containsExactly(
                        "task",
                        "objective",
                        "iterations",
                        "rewardFormula",
                        "exactLogZ",
                        "exactTotalVariation",
                        "exactL1Sum",
                        "exactL1Mean",
                        "exactKlTargetModel",
                        "exactKlModelTarget",
                        "exactJensenShannon",
                        "exactMeanRewardError",
                        "pearson",
                        "spearman",
                        "logZ",
                        "logZStandardError",
                        "evidenceLowerBound",
                        "evidenceLowerBoundStandardError",
                        "effectiveSampleSize",
                        "sampled",
                        "verdict");
        assertThat(values.get("sampled").propertyNames())
                .containsExactly(
                        "count",
                        "distinct",
                        "meanRawReward",
                        "logMeanReward",
                        "l1Sum",
                        "l1SumFloor",
                        "modesFound",
                        "modes");
        assertThat(values.get("iterations").asInt()).isEqualTo(20);
        assertThat(values.get("sampled").get("count").asInt()).isEqualTo(100);
        assertThat(values.get("exactL1Sum").asDouble())
                .isCloseTo(2 * values.get("exactTotalVariation").asDouble(), within(1e-12));
        Outcome table = Outcome.of("evaluate", run.toString(), "--samples", "100");
        assertThat(table.out())
                .contains("total variation  "
                        + String.format(
                                Locale.ROOT,
                                "%.4f",
                                values.get("exactTotalVariation").asDouble()));
        assertThat(Outcome.of("evaluate", run.toString(), "--samples", "100", "--json")
                        .out())
                .isEqualTo(json.out());
    }

    @Test
    void evaluationWithoutEnumeration_hasNullsAndFewerRows() {
        JsonNode values = JSON.readTree(
                Outcome.of("evaluate", run.toString(), "--samples", "100", "--exact-limit", "10", "--json")
                        .out());
        for (String name : List.of("exactLogZ", "exactTotalVariation", "pearson")) {
            assertThat(values.get(name).isNull()).as(name).isTrue();
        }
        Outcome table = Outcome.of("evaluate", run.toString(), "--samples", "100", "--exact-limit", "10");
        assertThat(table.err())
                .isEqualTo(
                        "gfn4j: exact figures are left out, because the space has more than 10 states (--exact-limit)"
                                + System.lineSeparator());
        assertThat(table.out()).contains("lower bound").doesNotContain("exact", "null", "NaN");
    }

    @Test
    void seeds_haveTheMeansAndDeviationsOfTheirRuns() throws IOException {
        Path series = folder.resolve("series");
        Outcome outcome = train(series, "--seeds", "3", "--seed", "5");
        assertTrained(outcome);
        List<Map<String, Double>> figures = new ArrayList<>();
        for (int seed = 5; seed < 8; seed++) {
            JsonNode summary = JSON.readTree(series.resolve("seed-" + seed).resolve("summary.json"));
            assertThat(summary.get("seed").asInt()).isEqualTo(seed);
            figures.add(figures("", summary));
        }
        assertThat(figures.get(0)).isNotEqualTo(figures.get(1)).isNotEqualTo(figures.get(2));
        JsonNode seeds = JSON.readTree(series.resolve("seeds.json"));
        assertThat(seeds.propertyNames()).containsExactly("seeds", "verdicts", "mean", "standardDeviation");
        assertThat(seeds.get("seeds").toString()).isEqualTo("[5,6,7]");
        assertThat(seeds.get("mean").propertyNames())
                .containsExactlyInAnyOrderElementsOf(figures.get(0).keySet());
        for (String name : figures.get(0).keySet()) {
            double a = figures.get(0).get(name);
            double b = figures.get(1).get(name);
            double c = figures.get(2).get(name);
            double mean = (a + b + c) / 3;
            double variance = ((a - b) * (a - b) + (a - c) * (a - c) + (b - c) * (b - c)) / 6;
            assertThat(seeds.get("mean").get(name).asDouble())
                    .as(name)
                    .isCloseTo(mean, within(1e-9 * Math.max(1, Math.abs(mean))));
            assertThat(seeds.get("standardDeviation").get(name).asDouble())
                    .as(name)
                    .isCloseTo(Math.sqrt(variance), within(1e-6 * Math.max(1, Math.abs(mean))));
        }
        double mean = seeds.get("mean").get("exactTotalVariation").asDouble();
        double deviation =
                seeds.get("standardDeviation").get("exactTotalVariation").asDouble();
        assertThat(outcome.out())
                .contains("3 seeds, mean ± standard deviation")
                .contains("total variation")
                .contains(String.format(Locale.ROOT, "%.4f ± %.4f", mean, deviation))
                .contains(series.toString());
        assertThat(Outcome.of("resume", series.resolve("seed-6").toString()).status())
                .isZero();
        Outcome asARun = Outcome.of("resume", series.toString());
        assertThat(asARun.message()).contains("'" + series + "' is not the folder of a run");
    }

    /** The numbers of a summary by their names with slashes, without the seed and what depends on time. */
    private static Map<String, Double> figures(String prefix, JsonNode values) {
        Map<String, Double> figures = new TreeMap<>();
        values.propertyStream().forEach(value -> {
            if (value.getValue().isObject() && !value.getKey().equals("timing")) {
                figures.putAll(figures(prefix + value.getKey() + "/", value.getValue()));
            } else if (value.getValue().isNumber() && !value.getKey().equals("seed")) {
                figures.put(prefix + value.getKey(), value.getValue().asDouble());
            }
        });
        return figures;
    }

    @Test
    void seedsBeyondTheLargest_areRefused() {
        Path series = folder.resolve("series");
        Outcome outcome = train(series, "--seeds", "2", "--seed", Long.toString(Long.MAX_VALUE));
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.message()).startsWith("gfn4j: Invalid value for option '--seeds': '2'");
        assertThat(series).doesNotExist();
    }

    @Test
    void dataThatCannotBeRead_areRefusedBeforeAFolderIsMade() {
        String data = folder.resolve("none.csv").toString();
        Path made = folder.resolve("new");
        for (Outcome outcome : List.of(train(made, "--data", data), train(made, "--data", data, "--dry-run"))) {
            assertThat(outcome.status()).isEqualTo(2);
            assertThat(outcome.err()).hasLineCount(2).contains("none.csv' does not exist");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void divergence_namesTheLastCheckpointAndHowToGoOn() {
        Path diverging = folder.resolve("diverging");
        Outcome outcome = train(diverging, "--log-z", "1e200");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err().lines().filter(line -> line.startsWith("gfn4j: ")))
                .singleElement()
                .asString()
                .startsWith("gfn4j: the loss of iteration ")
                .contains("lower the learning rate")
                .endsWith(". The last checkpoint is '" + diverging.resolve("checkpoints/step-0") + "', from which"
                        + " 'gfn4j resume " + diverging + "' continues once the cause is fixed");
    }

    @Test
    void checkpointThatIsPrunedWhileItIsRead_isReplacedByTheNewest() throws IOException {
        Path training = folder.resolve("training");
        Files.createDirectories(training);
        Files.writeString(training.resolve("config.yaml"), "task: hypergrid\n");
        Checkpoints checkpoints = Checkpoints.ofRun(training);
        checkpoints.write(empty(0));
        ExistingRun existing = ExistingRun.of(training.toString());
        List<Long> asked = new ArrayList<>();
        Checkpoint read = existing.read(null, step -> {
                    asked.add(step);
                    if (step < 3) {
                        checkpoints.write(empty(step + 1));
                        checkpoints.remove(step);
                    }
                    return checkpoints.read(step);
                })
                .orElseThrow();
        assertThat(asked).containsExactly(0L, 1L, 2L, 3L);
        assertThat(read.iteration()).isEqualTo(3);

        assertThatThrownBy(() -> existing.read(null, step -> {
                    checkpoints.write(empty(step + 1));
                    checkpoints.remove(step);
                    return checkpoints.read(step);
                }))
                .isInstanceOf(WrongOptionException.class)
                .hasMessageContaining("there is no checkpoint '");
    }

    @Test
    void newestThatStaysDamaged_isRefused() throws IOException {
        Path training = Files.createDirectories(folder.resolve("training"));
        Files.writeString(training.resolve("config.yaml"), "task: hypergrid\n");
        Checkpoints checkpoints = Checkpoints.ofRun(training);
        checkpoints.write(empty(4));
        Files.writeString(checkpoints.folder(4).resolve("state.json"), "{}");
        List<Long> asked = new ArrayList<>();
        assertThatThrownBy(() -> ExistingRun.of(training.toString()).read(null, step -> {
                    asked.add(step);
                    return checkpoints.read(step);
                }))
                .isInstanceOf(WrongOptionException.class)
                .hasMessageEndingWith("; no other checkpoint is intact");
        assertThat(asked).containsOnly(4L);
    }

    /** Another checkpoint would not help where the task is unknown. */
    @Test
    void intactCheckpointThatCannotBeUsed_isRefusedWithoutOfferingAnother() throws IOException {
        Path training = Files.createDirectories(folder.resolve("training"));
        Files.writeString(training.resolve("config.yaml"), "task: hypergrid\n");
        Checkpoints checkpoints = Checkpoints.ofRun(training);
        checkpoints.write(empty(4));
        assertThatThrownBy(() -> ExistingRun.of(training.toString()).model(null, 1, new TaskProblems()))
                .isInstanceOf(WrongOptionException.class)
                .hasMessageEndingWith("step-4' cannot be used: it has no settings of a run");
        ObjectNode state = JSON.createObjectNode();
        state.putObject("settings").put("task", "ring");
        checkpoints.write(new Checkpoint(5, Map.of(), state));
        assertThatThrownBy(() -> ExistingRun.of(training.toString()).model(null, 1, new TaskProblems()))
                .isInstanceOf(WrongOptionException.class)
                .hasMessageContaining("nothing on the class path makes the problem of this run, of the task 'ring'")
                .hasMessageContainingAll("ProblemSource", "GFN4J_CLASSPATH")
                .message()
                .doesNotContain("--checkpoint");
    }

    private static Checkpoint empty(long iteration) {
        return new Checkpoint(iteration, Map.of(), JSON.createObjectNode());
    }
}
