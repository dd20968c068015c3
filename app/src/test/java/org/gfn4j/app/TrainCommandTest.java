package org.gfn4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {

    @Test
    void dryRun_printsTheDefaults() {
        Outcome outcome = Outcome.ofLine("train hypergrid --dry-run");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out().lines())
                .startsWith(
                        "task: hypergrid",
                        "dimensions: 4",
                        "side: 8",
                        "reward: corners",
                        "r0: 0.001",
                        "r1: 0.5",
                        "r2: 2",
                        "episode-end: free",
                        "objective: tb",
                        "loss: squared",
                        "backward: uniform",
                        "iterations: 12500",
                        "batch: 16",
                        "hidden: 256",
                        "layers: 2",
                        "activation: relu",
                        "learning-rate: 0.001",
                        "logz-learning-rate: 0.1",
                        "log-z: auto")
                .contains("epsilon: 0", "temperature: 1", "window: 200000", "evaluate-every: 250", "seed: 0")
                .last()
                .asString()
                .startsWith("run: " + Path.of("runs", "hypergrid-tb-seed0"));
    }

    @Test
    void dryRun_printsWhatIsGivenAndLeavesOutWhatDoesNotApply() {
        Outcome outcome = Outcome.ofLine("train hypergrid --dry-run --objective fm --fm-epsilon .5 --clip 2.50"
                + " --activation leaky-relu --iterations 10 --reward cosine");
        assertThat(outcome.out().lines())
                .contains("fm-epsilon: 0.5", "clip: 2.5", "activation: leaky-relu")
                .contains("evaluate-every: 1", "reward: cosine")
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
        assertThat(RunFolder.fresh(folder, "a")).isEqualTo(folder.resolve("a"));
        Files.createDirectory(folder.resolve("a"));
        Files.createFile(folder.resolve("a-2"));
        assertThat(RunFolder.fresh(folder, "a")).isEqualTo(folder.resolve("a-3"));
    }
}
