package org.gfn4j.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gfn4j.app.testing.MoleculeRuns;
import org.gfn4j.app.testing.Outcome;
import org.gfn4j.app.testing.Program;
import org.gfn4j.app.testing.RunFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ends real processes in the middle of training and compares what comes of them with a run that was left alone. */
@Tag("acceptance")
@Timeout(600)
class KilledRunTest {
    private static final int KILLS = 10;
    private static final long SEED = Long.getLong("gfn4j.seed", System.nanoTime());

    @TempDir
    private Path folder;

    private Path output;

    @BeforeEach
    void writeData() throws IOException {
        output = folder.resolve("output");
        Files.writeString(
                folder.resolve("cells.csv"),
                IntStream.range(0, 64)
                        .mapToObj(cell -> cell / 8 + " " + cell % 8)
                        .collect(Collectors.joining("\n", "object\n", "\n")));
    }

    private static List<String> training(String run, int iterations, int checkpointEvery, String... more) {
        List<String> command = new ArrayList<>(List.of(
                "train",
                "hypergrid",
                "--dimensions",
                "2",
                "--hidden",
                "8",
                "--batch",
                "8",
                "--window",
                "500",
                "--evaluate-every",
                "70",
                "--iterations",
                Integer.toString(iterations),
                "--checkpoint-every",
                Integer.toString(checkpointEvery),
                "--run",
                run));
        command.addAll(List.of(more));
        return command;
    }

    /** Checkpoints come so often that some of the kills hit one that is being written. */
    @Test
    void tenKillsAtRandomMoments_changeNothing() throws Exception {
        String[] options = {
            "--objective",
            "db",
            "--replay",
            "prioritised:100",
            "--replay-form",
            "transitions",
            "--data",
            "cells.csv",
            "--mix",
            "policy=.5,replay=.25,data=.25",
            "--target",
            "ema:.02",
            "--epsilon",
            "0.5:0.05",
            "--temperature",
            "2:1:500"
        };
        assertThat(Program.end(Program.start(folder, output, training("expected", 6_000, 20, options))))
                .as(Files.readString(output))
                .isZero();
        kill(KILLS, training("run", 6_000, 20, options));
        RunFiles.assertEqual(folder.resolve("run"), folder.resolve("expected"));
    }

    /** Molecules are counted and written on a thread of their own, which may be ahead of the checkpoint or behind. */
    @Test
    void killsOfARunOnMolecules_changeNothing() throws Exception {
        MoleculeRuns.writeBlocks(folder.resolve("blocks.json"));
        Path blocks = Path.of("blocks.json");
        assertThat(Program.end(Program.start(folder, output, molecules(blocks, "expected"))))
                .as(Files.readString(output))
                .isZero();
        kill(3, molecules(blocks, "run"));
        RunFiles.assertEqual(folder.resolve("run"), folder.resolve("expected"));
    }

    private static List<String> molecules(Path blocks, String run) {
        return MoleculeRuns.training(blocks, Path.of(run), "--iterations", "400");
    }

    /** Starts a run, kills it at random moments between checkpoints, resumes it each time, and waits for its end. */
    private void kill(int kills, List<String> command) throws Exception {
        RandomGenerator random = new SplittableRandom(SEED);
        Process process = Program.start(folder, output, command);
        for (int kill = 0; kill < kills; kill++) {
            awaitCheckpoint(process, folder.resolve("run"));
            process.waitFor(random.nextInt(250), TimeUnit.MILLISECONDS);
            assertThat(process.isAlive())
                    .as("kill %d of seed %d, %s", kill, SEED, Files.readString(output))
                    .isTrue();
            process.destroyForcibly();
            assertThat(Program.end(process)).isEqualTo(137);
            process = Program.start(folder, output, List.of("resume", "run"));
        }
        assertThat(Program.end(process))
                .as("seed %d, %s", SEED, Files.readString(output))
                .isZero();
    }

    /** Kills that come before the first checkpoint or the configuration leave a folder that is resumed or trained into. */
    @Test
    void killsAtTheStart_leaveARunThatCanBeGoneOnWithOrTrainedInto() throws Exception {
        // in this JVM, as are those that go on: a configuration names the kernel that it was written on
        Outcome whole = Outcome.of(training(folder.resolve("expected").toString(), 60, 20));
        assertThat(whole.status()).as(whole.err()).isZero();
        RandomGenerator random = new SplittableRandom(SEED);
        for (int kill = 0; kill < 5; kill++) {
            String run = "run" + kill;
            Process process = Program.start(folder, output, training(run, 60, 20));
            awaitCreation(process, folder, run);
            process.waitFor(random.nextInt(200), TimeUnit.MILLISECONDS);
            process.destroyForcibly();
            Program.end(process);
            String killed = folder.resolve(run).toString();
            Outcome outcome = Files.exists(folder.resolve(run).resolve("config.yaml"))
                    ? Outcome.of("resume", killed)
                    : Outcome.of(training(killed, 60, 20));
            assertThat(outcome.status()).as("seed %d: %s", SEED, outcome.err()).isZero();
            RunFiles.assertEqual(folder.resolve(run), folder.resolve("expected"));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void interruption_writesACheckpointSaysHowToGoOnAndExitsWith130() throws Exception {
        assertThat(Program.end(Program.start(folder, output, training("expected", 4_000, 1_000, "--replay", "top:50"))))
                .isZero();
        Files.delete(output);
        Process process =
                Program.startInterruptible(folder, output, training("run", 4_000, 1_000, "--replay", "top:50"));
        awaitCheckpoint(process, folder.resolve("run"));
        assertThat(Program.end(new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start()))
                .isZero();
        assertThat(Program.end(process)).isEqualTo(130);
        assertThat(Files.readString(output))
                .containsPattern("gfn4j: stopped after [0-9,]+ of 4,000 iterations; 'gfn4j resume run' continues")
                .contains("run folder       run");
        assertThat(folder.resolve("run/summary.json")).content().contains("\"completed\" : false");

        assertThat(Program.end(Program.start(folder, output, List.of("resume", "run"))))
                .isZero();
        RunFiles.assertEqual(folder.resolve("run"), folder.resolve("expected"));
    }

    /** Waits until a process has written one more checkpoint. */
    private static void awaitCheckpoint(Process process, Path run) throws IOException, InterruptedException {
        awaitCreation(process, run.getParent(), run.getFileName().toString());
        awaitCreation(process, run, "checkpoints");
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            run.resolve("checkpoints").register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            for (boolean seen = false; !seen && process.isAlive(); ) {
                WatchKey key = watch.poll(100, TimeUnit.MILLISECONDS);
                if (key != null) {
                    seen = key.pollEvents().stream()
                            .anyMatch(event -> event.context().toString().matches("step-[1-9][0-9]*"));
                    key.reset();
                }
            }
        }
    }

    /** Waits until there is a file or folder of a name. */
    private static void awaitCreation(Process process, Path parent, String name)
            throws IOException, InterruptedException {
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            parent.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            while (!Files.exists(parent.resolve(name)) && process.isAlive()) {
                WatchKey key = watch.poll(100, TimeUnit.MILLISECONDS);
                if (key != null) {
                    key.pollEvents();
                    key.reset();
                }
            }
        }
    }
}
