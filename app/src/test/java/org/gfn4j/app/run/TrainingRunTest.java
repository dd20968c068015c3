package org.gfn4j.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gfn4j.app.cli.ChoiceConverter;
import org.gfn4j.app.command.Main;
import org.gfn4j.app.folder.RunWriter;
import org.gfn4j.app.method.ObjectiveName;
import org.gfn4j.app.testing.Outcome;
import org.gfn4j.app.testing.RunFiles;
import org.gfn4j.training.Checkpoints;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class TrainingRunTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    /** Evaluations come after the same iterations, and all settings stand in the same order. */
    @ParameterizedTest
    @ValueSource(strings = {"", "--evaluate-every 7", "--method random --checkpoint-every 10"})
    void runThatWentBackToACheckpoint_hasTheFilesOfOneThatDidNot(String options) throws IOException {
        String all =
                "train hypergrid --dimensions 2 --side 4 --hidden 8 --iterations 101 --keep 100 " + options + " --run ";
        Path expected = folder.resolve("expected");
        Path run = folder.resolve("run");
        for (Path folder : List.of(expected, run)) {
            Outcome trained = Outcome.ofLine((all + folder).replace("  ", " "));
            assertThat(trained.status()).as(trained.err()).isZero();
        }
        for (int checkpoint : new int[] {70, 10, 0}) {
            Outcome resumed = Outcome.of("resume", run.toString(), "--checkpoint", "" + checkpoint);
            assertThat(resumed.status()).as(resumed.err()).isZero();
            RunFiles.assertEqual(run, expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyObjective_leavesACompleteRunFolder(ObjectiveName objective) throws IOException {
        Path run = folder.resolve("run");
        Outcome outcome = train(run, "--objective", ChoiceConverter.nameOf(objective), "--iterations", "20");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("total variation", "modes found", "run folder       " + run);

        JsonNode summary = JSON.readTree(run.resolve("summary.json"));
        assertThat(summary.propertyNames())
                .contains(
                        "task",
                        "objective",
                        "seed",
                        "iterations",
                        "trajectories",
                        "transitions",
                        "rewardRequests",
                        "logZ",
                        "exactLogZ",
                        "exactTotalVariation",
                        "exactJensenShannon",
                        "pearson",
                        "spearman",
                        "visited",
                        "timing");
        assertThat(summary.get("visited").propertyNames())
                .contains("count", "window", "l1Sum", "l1SumFloor", "modesFound", "modes");
        assertThat(summary.get("timing").propertyNames())
                .contains(
                        "trainingSeconds", "iterationsPerSecond", "transitionsPerSecond", "threads", "java", "kernel");
        assertThat(summary.get("objective").asString()).isEqualTo(ChoiceConverter.nameOf(objective));
        assertThat(summary.get("iterations").asInt()).isEqualTo(20);
        assertThat(summary.get("trajectories").asInt()).isEqualTo(80);
        assertThat(summary.get("visited").get("count").asInt()).isEqualTo(80);
        assertThat(summary.get("visited").get("window").asInt()).isEqualTo(50);
        assertThat(summary.get("visited").get("modes").asInt()).isEqualTo(4);
        assertThat(summary.get("exactLogZ").asDouble())
                .isCloseTo(Math.log(0.001 * 64 + 0.5 * 16 + 2 * 4), org.assertj.core.api.Assertions.within(1e-12));
        boolean innerRewards = List.of(ObjectiveName.MDB, ObjectiveName.FL_DB, ObjectiveName.FL_SUBTB)
                .contains(objective);
        assertThat(summary.get("rewardRequests").asInt())
                .isEqualTo(innerRewards ? summary.get("transitions").asInt() : 80);

        List<String> metrics = Files.readAllLines(run.resolve("metrics.jsonl"));
        assertThat(metrics).hasSize(3);
        assertThat(JSON.readTree(metrics.get(0)).get("iterations").asInt()).isEqualTo(8);
        assertThat(JSON.readTree(metrics.get(2)).get("exactTotalVariation"))
                .isEqualTo(summary.get("exactTotalVariation"));
        assertThat(summary.get("completed").asBoolean()).isTrue();
        JsonNode config = YAMLMapper.builder().build().readTree(run.resolve("config.yaml"));
        assertThat(config.get("objective").asString()).isEqualTo(ChoiceConverter.nameOf(objective));
        assertThat(config.get("written-by").propertyNames()).contains("gfn4j", "kernel", "java", "processor");
        try (Stream<Path> files = Files.list(run)) {
            assertThat(files.map(Path::getFileName)
                            .map(Path::toString)
                            .map(name -> name.replaceAll("^events.out.tfevents\\..*", "events")))
                    .containsExactlyInAnyOrder(
                            ".lock", "checkpoints", "config.yaml", "events", "metrics.jsonl", "summary.json");
        }
        assertThat(Checkpoints.ofRun(run).steps()).containsExactly(18L, 20L);
    }

    @Test
    void sameCommandTwice_givesTheSameBytesButForTiming() throws IOException {
        train(folder.resolve("a"), "--iterations", "30", "--epsilon", "0.1", "--seed", "5");
        train(folder.resolve("b"), "--iterations", "30", "--epsilon", "0.1", "--seed", "5");
        train(folder.resolve("c"), "--iterations", "30", "--epsilon", "0.1", "--seed", "6");
        assertThat(Files.readString(folder.resolve("a/metrics.jsonl")))
                .isEqualTo(Files.readString(folder.resolve("b/metrics.jsonl")))
                .isNotEqualTo(Files.readString(folder.resolve("c/metrics.jsonl")));
        assertThat(withoutTiming(folder.resolve("a"))).isEqualTo(withoutTiming(folder.resolve("b")));
        assertThat(Files.readString(folder.resolve("a/config.yaml")))
                .isEqualTo(Files.readString(folder.resolve("b/config.yaml")));
    }

    private static String withoutTiming(Path run) throws IOException {
        ObjectNode summary = (ObjectNode) JSON.readTree(run.resolve("summary.json"));
        summary.remove("timing");
        return summary.toPrettyString();
    }

    @Test
    void spaceTooLargeToEnumerate_isSaidAndExactFiguresAreNull() throws IOException {
        Path run = folder.resolve("run");
        Outcome outcome = Outcome.of(
                "train",
                "hypergrid",
                "--dimensions",
                "40",
                "--side",
                "1000",
                "--hidden",
                "8",
                "--batch",
                "2",
                "--iterations",
                "2",
                "--exact-limit",
                "1000",
                "--run",
                run.toString());
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err())
                .contains("gfn4j: exact figures are left out, because the space has more than 1,000 states");
        JsonNode summary = JSON.readTree(run.resolve("summary.json"));
        for (String name : List.of("exactLogZ", "exactTotalVariation", "exactJensenShannon", "pearson")) {
            assertThat(summary.get(name).isNull()).as(name).isTrue();
        }
        assertThat(summary.get("visited").get("l1Sum").isNull()).isTrue();
        assertThat(summary.get("visited").get("count").asInt()).isEqualTo(4);
    }

    @Test
    void fileThatCannotBeWritten_isNamed() throws IOException {
        Path run = folder.resolve("run");
        Files.createDirectory(run);
        RunWriter writer = new RunWriter(run);
        Files.createDirectory(run.resolve("metrics.jsonl"));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> writer.metrics(java.util.Map.of("a", 1))))
                .hasMessageContaining("cannot write to '" + run.resolve("metrics.jsonl") + "'");
    }

    @Test
    @Tag("acceptance")
    void terminatedProcess_finishesTheIterationAndWritesTheSummary() throws IOException, InterruptedException {
        Path run = folder.resolve("run");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "train",
                        "hypergrid",
                        "--hidden",
                        "8",
                        "--iterations",
                        "20000",
                        "--exact-limit",
                        "0",
                        "--evaluate-every",
                        "2000",
                        "--run",
                        run.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).contains("of 20,000 iterations");
            process.toHandle().destroy();
            assertThat(output.lines())
                    .anyMatch(line -> line.matches("gfn4j: stopped after [0-9,]+ of 20,000 iterations; .*"));
        }
        assertThat(process.waitFor()).isEqualTo(143);
        int iterations =
                JSON.readTree(run.resolve("summary.json")).get("iterations").asInt();
        assertThat(iterations).isBetween(2_000, 19_999);
        List<String> metrics = Files.readAllLines(run.resolve("metrics.jsonl"));
        assertThat(JSON.readTree(metrics.get(metrics.size() - 1))
                        .get("iterations")
                        .asInt())
                .isEqualTo(iterations);
    }

    @Test
    void divergence_stopsWithTheIteration() {
        Outcome outcome = train(folder.resolve("run"), "--log-z", "1e200", "--iterations", "20");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("gfn4j: the loss of iteration ").contains("lower the learning rate");
        assertThat(folder.resolve("run/summary.json")).doesNotExist();
    }

    @Test
    void budget_endsTheRunAndAHigherOneGoesOn() throws IOException {
        Path run = folder.resolve("run");
        Path straight = folder.resolve("straight");
        List<String> common = List.of("--schedule", "constant", "--checkpoint-every", "5");
        Outcome outcome = train(run, with(common, "--budget", "40"));
        assertThat(outcome.status()).as(outcome.err()).isZero();
        JsonNode summary = JSON.readTree(run.resolve("summary.json"));
        assertThat(summary.get("completed").asBoolean()).isTrue();
        assertThat(summary.get("rewardRequests").asInt()).isEqualTo(40);
        assertThat(Files.readString(run.resolve("config.yaml")))
                .contains("budget: 40")
                .doesNotContain("iterations:");

        Outcome resumed = Outcome.of("resume", run.toString(), "--budget", "80");
        assertThat(resumed.status()).as(resumed.err()).isZero();
        train(straight, with(common, "--budget", "80"));
        assertThat(run.resolve("checkpoints/step-20/model.safetensors"))
                .hasSameBinaryContentAs(straight.resolve("checkpoints/step-20/model.safetensors"));
        assertThat(resumed.out()).contains("  speed ");
        Outcome nothingLeft = Outcome.of("resume", run.toString());
        assertThat(nothingLeft.err()).contains("the run is complete; --budget with more than 80 trains on");
        assertThat(nothingLeft.out()).contains("  iterations ").doesNotContain("speed");
        assertThat(Outcome.of("resume", run.toString(), "--budget", "8").message())
                .isEqualTo("gfn4j: Invalid value for option '--budget': '8' ends the run after 2 iterations, but it has"
                        + " done 20");
        Outcome longer = Outcome.of("resume", run.toString(), "--iterations", "21");
        assertThat(longer.status()).as(longer.err()).isZero();
        assertThat(Files.readString(run.resolve("config.yaml")))
                .contains("iterations: 21")
                .doesNotContain("budget:");
    }

    @Test
    void budget_countsRewardsOfInnerStates() throws IOException {
        Path run = folder.resolve("run");
        train(run, "--objective", "fl-db", "--budget", "100");
        JsonNode summary = JSON.readTree(run.resolve("summary.json"));
        assertThat(summary.get("completed").asBoolean()).isTrue();
        assertThat(summary.get("rewardRequests").asInt()).isBetween(80, 100);
        assertThat(summary.get("trajectories").asInt()).isLessThan(100);
    }

    private static String[] with(List<String> options, String... more) {
        return Stream.concat(options.stream(), Stream.of(more)).toArray(String[]::new);
    }

    private static Outcome train(Path run, String... options) {
        Stream<String> command = Stream.of(
                "train",
                "hypergrid",
                "--dimensions",
                "2",
                "--hidden",
                "16",
                "--batch",
                "4",
                "--window",
                "50",
                "--evaluate-every",
                "8",
                "--run",
                run.toString());
        return Outcome.of(Stream.concat(command, Stream.of(options)).toList());
    }
}
