package org.gfn4j.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.folder.RunFolder;
import org.gfn4j.app.method.TrainingOptions;
import org.gfn4j.app.testing.Outcome;
import org.gfn4j.model.PerceptronEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {

    @Test
    void dryRun_saysWhichLayerAValueComesFrom_andCanBeReadAgain(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), "batch: 8\nhidden: 32\nside: 5\n");
        Outcome outcome = Outcome.ofLine("train hypergrid --dry-run --method ppo --side 6 --set hidden=16 --config "
                + file + " --run " + folder.resolve("run"));
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines().map(line -> line.replaceAll(" +#", " #")))
                .contains(
                        "task: hypergrid # command line",
                        "side: 6 # command line",
                        "method: ppo # command line",
                        "batch: 8 # configuration " + file,
                        "hidden: 16 # configuration --set",
                        "learning-rate: 0.001 # default of ppo on hypergrid",
                        "dimensions: 4 # default of ppo on hypergrid");

        Path printed = Files.writeString(folder.resolve("printed.yaml"), outcome.out());
        Outcome again = Outcome.of("train", "--config", printed.toString(), "--dry-run");
        assertThat(again.settings())
                .containsExactlyElementsOf(outcome.settings().toList());
        assertThat(again.out().lines()).allMatch(line -> line.endsWith("# configuration " + printed));
    }

    /** In YAML a blank and # begin a comment, and a colon and a blank a value. */
    @Test
    void dryRun_quotesWhatYamlWouldReadDifferently(@TempDir Path folder) throws IOException {
        String two = "x".repeat(60) + " " + "y".repeat(60);
        for (String value : List.of(
                "a # b",
                "a: b",
                "\"a\" 'b'",
                "#a",
                "? a",
                "[a",
                "{a",
                "*a",
                "&a",
                "!a",
                "| a",
                "%a",
                "`a",
                "no",
                "null",
                "1e3",
                "a:",
                two)) {
            Outcome outcome = Outcome.of("train", "hypergrid", "--dry-run", "--run=" + value);
            assertThat(outcome.status()).as(outcome.err()).isZero();
            Path printed = Files.writeString(folder.resolve("printed.yaml"), outcome.out());
            Outcome again = Outcome.of("train", "--config", printed.toString(), "--dry-run");
            assertThat(again.status()).as(again.err()).isZero();
            assertThat(again.out().lines().filter(line -> line.startsWith("run:")))
                    .singleElement()
                    .asString()
                    .startsWith(outcome.out()
                            .lines()
                            .filter(line -> line.startsWith("run:"))
                            .findFirst()
                            .orElseThrow()
                            .replaceFirst(" +# command line$", ""));
        }
    }

    @Test
    void help_saysWhoseDefaultsDiffer() {
        assertThat(Outcome.ofLine("train hypergrid --help").out().replaceAll("\\s+", " "))
                .contains(
                        "Step size of Adam. Default 0.002; a number above 0 and at most 100. 0.001 with all methods but"
                                + " gflownet.",
                        "Default squared; one of squared, ");
        assertThat(Outcome.ofLine("train molecules --help").out().replaceAll("\\s+", " "))
                .contains(
                        "along uniform edges, whole trajectories, or single transitions (db, fl-db, mdb). Default backward;"
                                + " one of backward, backward-uniform, trajectories, transitions. transitions with sac.",
                        "mars, mars-grid: optimiser steps in an iteration. Default 1; a whole number from 1 to 1000000."
                                + " 25 with mars.",
                        "Step size of Adam. Default 0.0005; a number above 0 and at most 100. The default of molecules;"
                                + " 0.0001 with ppo; 0.00025 with mars.");
    }

    @Test
    void dryRun_printsTheDefaults() {
        Outcome outcome = Outcome.ofLine("train hypergrid --dry-run");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.settings())
                .startsWith(
                        "task: hypergrid",
                        "dimensions: 4",
                        "side: 8",
                        "reward: corners",
                        "r0: 0.001",
                        "r1: 0.5",
                        "r2: 2",
                        "episode-end: free",
                        "method: gflownet",
                        "objective: tb",
                        "loss: squared",
                        "backward: learned",
                        "iterations: 12500",
                        "batch: 16",
                        "hidden: 256",
                        "layers: 2",
                        "activation: relu",
                        "learning-rate: 0.002",
                        "logz-learning-rate: 0.1",
                        "log-z: auto")
                .contains("epsilon: 0", "temperature: 1", "window: 200000", "seed: 0")
                .last()
                .asString()
                .startsWith("run: " + Path.of("runs", "hypergrid-tb-seed0"));
    }

    @Test
    void dryRun_printsWhatIsGivenAndLeavesOutWhatDoesNotApply() {
        Outcome outcome = Outcome.ofLine("train hypergrid --dry-run --objective fm --fm-epsilon .5 --clip 2.50"
                + " --activation leaky-relu --iterations 10 --reward cosine");
        assertThat(outcome.settings())
                .contains("fm-epsilon: 0.5", "clip: 2.5", "activation: leaky-relu")
                .contains("reward: cosine")
                .noneMatch(line -> line.startsWith("backward:") || line.startsWith("log") || line.startsWith("r0:"))
                .noneMatch(line -> line.startsWith("lambda:"));
    }

    @Test
    void emptyRunFolder_isAcceptedAndNothingIsWritten(@TempDir Path folder) throws IOException {
        Path run = folder.resolve("a").resolve("b");
        assertThat(Outcome.of("train", "hypergrid", "--dry-run", "--run", run.toString())
                        .status())
                .isZero();
        assertThat(Outcome.of("train", "hypergrid", "--dry-run", "--run", folder.toString())
                        .status())
                .isZero();
        assertThat(Outcome.of("train", "hypergrid", "--side", "x", "--run", run.toString())
                        .status())
                .isEqualTo(2);
        try (var entries = Files.list(folder)) {
            assertThat(entries).isEmpty();
        }
    }

    @Test
    void freshFolder_isTheFirstThatDoesNotExist(@TempDir Path folder) throws IOException {
        assertThat(RunFolder.free(folder, "a")).isEqualTo(folder.resolve("a"));
        Files.createDirectory(folder.resolve("a"));
        Files.createFile(folder.resolve("a-2"));
        assertThat(RunFolder.free(folder, "a")).isEqualTo(folder.resolve("a-3"));
    }

    @Test
    void runsThatStartTogether_takeFoldersOfTheirOwn(@TempDir Path folder) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Path>> takers = Collections.nCopies(8, () -> RunFolder.makeFree(folder.resolve("runs"), "a"));
            Set<Path> taken = new HashSet<>();
            for (Future<Path> future : executor.invokeAll(takers)) {
                taken.add(future.get());
            }
            assertThat(taken).hasSize(8);
        } finally {
            executor.shutdown();
        }
        Path run = folder.resolve("runs/a");
        assertThat(RunFolder.given(RunFolder.make(run).toString())).isEqualTo(run);
        Files.writeString(run.resolve("config.yaml"), "task: hypergrid\n");
        assertThatThrownBy(() -> RunFolder.requireFree(run))
                .isInstanceOf(WrongOptionException.class)
                .hasMessageContaining("has just been taken by another run");
    }

    @Test
    void whatARunLeftThatWasKilledBeforeItsConfiguration_canBeTrainedInto(@TempDir Path folder) throws IOException {
        Path run = Files.createDirectory(folder.resolve("run"));
        for (String file : List.of(".lock", "config.yaml", "config.yaml.part")) {
            Files.writeString(run.resolve(file), file.equals("config.yaml") ? "" : "1");
            Outcome resumed = Outcome.of("resume", run.toString());
            assertThat(resumed.status()).isEqualTo(2);
            assertThat(resumed.err()).contains("'" + run + "' ");
            assertThat(RunFolder.given(run.toString())).isEqualTo(run);
        }
        Outcome trained = Outcome.of("train", "hypergrid", "--iterations", "2", "--run", run.toString());
        assertThat(trained.status()).as(trained.err()).isZero();
        assertThatThrownBy(() -> RunFolder.given(run.toString())).hasMessageContaining("holds a run");
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("notes.txt"), "");
        assertThatThrownBy(() -> RunFolder.given(other.toString())).hasMessageContaining("is not empty");
    }

    @Test
    void evaluationsAreFewerInLargeSpaces() {
        TrainingOptions options = new TrainingOptions(PerceptronEngine.SETTINGS);
        assertThat(options.evaluateEvery(8192)).isEqualTo(250);
        assertThat(options.evaluateEvery(500_000)).isEqualTo(2_500);
        assertThat(options.evaluateEvery(5_000_000)).isEqualTo(12_500);
    }
}
