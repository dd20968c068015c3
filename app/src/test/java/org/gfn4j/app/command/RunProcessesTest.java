package org.gfn4j.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gfn4j.app.testing.Outcome;
import org.gfn4j.app.testing.Program;
import org.gfn4j.app.testing.RunFiles;
import org.gfn4j.app.testing.RunFolders;
import org.gfn4j.training.Checkpoints;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs in processes of their own: where the disk is full, where two meet, where the reader has gone. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
@Tag("acceptance")
class RunProcessesTest {
    private static final List<String> TRAIN =
            List.of("train", "hypergrid", "--dimensions", "2", "--side", "4", "--hidden", "8", "--iterations", "1000");

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    private List<String> java(List<String> arguments) {
        List<String> command =
                new ArrayList<>(Program.builder(folder, arguments).command());
        command.add(1, "-XX:-UsePerfData"); // a file, for which there may be no room
        return command;
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static Outcome outcome(Process process) throws IOException, InterruptedException {
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), out, err);
    }

    private static List<String> with(List<String> line, String... more) {
        return Stream.concat(line.stream(), Stream.of(more)).toList();
    }

    private static List<String> messages(Outcome outcome) {
        return outcome.err()
                .lines()
                .filter(line -> !line.contains(" of 1,000 iterations, "))
                .toList();
    }

    private Outcome whereFilesHaveAtMost(int kilobytes, List<String> arguments) throws Exception {
        // ulimit counts blocks of 512 bytes
        List<String> limited = List.of("sh", "-c", "ulimit -f " + 2 * kilobytes + "; exec \"$@\"", "sh");
        return outcome(
                start(Stream.concat(limited.stream(), java(arguments).stream()).toList()));
    }

    @ParameterizedTest
    @CsvSource({"10, metrics.jsonl", "500, checkpoints/step-"})
    void fullDisk_leavesARunThatGoesOn(int evaluateEvery, String file) throws Exception {
        Path run = folder.resolve("run");
        List<String> train =
                with(TRAIN, "--checkpoint-every", "100", "--evaluate-every", Integer.toString(evaluateEvery), "--run");
        Outcome stopped = whereFilesHaveAtMost(32, with(train, run.toString()));
        assertThat(stopped.status()).as(stopped.err()).isEqualTo(1);

        Checkpoints checkpoints = Checkpoints.ofRun(run);
        long last = checkpoints.newest().orElseThrow();
        assertThat(last).isBetween(100L, 900L);
        assertThat(checkpoints.read(last).iteration()).isEqualTo(last);
        assertThat(messages(stopped))
                .singleElement()
                .asString()
                .startsWith("gfn4j: cannot write ")
                .contains("'" + run.resolve(file))
                .contains("File too large")
                .endsWith("The last checkpoint is '" + checkpoints.folder(last) + "', from which 'gfn4j resume " + run
                        + "' continues once the cause is fixed");
        assertThat(run.resolve("summary.json")).doesNotExist();

        Outcome resumed = Outcome.of("resume", run.toString());
        assertThat(resumed.status()).as(resumed.err()).isZero();
        Path undisturbed = folder.resolve("undisturbed");
        assertThat(Outcome.of(with(train, undisturbed.toString())).status()).isZero();
        RunFiles.assertEqual(run, undisturbed);
    }

    @Test
    void fullDiskFromTheStart_isSaidWithTheFile() throws Exception {
        Path run = folder.resolve("run");
        Outcome outcome = whereFilesHaveAtMost(0, with(TRAIN, "--run", run.toString()));
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .hasLineCount(1)
                .startsWith("gfn4j: cannot write '" + run + "/")
                .contains("File too large");
    }

    @Test
    void folderThatCannotBeWritten_isSaidWithTheFile() throws IOException {
        Path run = folder.resolve("run");
        assertThat(RunFolders.train(run).status()).isZero();
        Files.delete(run.resolve(".lock"));
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeThat(Files.isWritable(run))
                    .as("a user who may write anywhere, such as root, cannot see this")
                    .isFalse();
            Outcome resumed = Outcome.of("resume", run.toString());
            assertThat(resumed.err()).hasLineCount(1).contains("'" + run.resolve(".lock") + "'");
            assertThat(resumed.status()).isEqualTo(1);
            assertThat(Outcome.of("sample", run.toString(), "--count", "1", "--out", "-")
                            .status())
                    .isZero();
        } finally {
            Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void runThatIsTraining_isReadButNotWritten() throws Exception {
        Path run = Files.createDirectory(folder.resolve("run"));
        WatchService watch = run.getFileSystem().newWatchService();
        run.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
        Process training = start(java(List.of(
                "train",
                "hypergrid",
                "--dimensions",
                "2",
                "--side",
                "4",
                "--hidden",
                "8",
                "--iterations",
                "100000000",
                "--evaluate-every",
                "1000",
                "--checkpoint-every",
                "200",
                "--keep",
                "1",
                "--window",
                "100",
                "--run",
                run.toString())));
        try (watch) {
            while (Files.notExists(run.resolve("metrics.jsonl"))) {
                WatchKey made = watch.poll(60, TimeUnit.SECONDS);
                assertThat(made).as("a file in the folder of the run").isNotNull();
                made.pollEvents();
                made.reset();
            }
        }
        Outcome resumed = Outcome.of("resume", run.toString());
        assertThat(resumed.err())
                .hasLineCount(2)
                .startsWith("gfn4j: '" + run + "' is in use by another gfn4j (process " + training.pid() + ")");
        assertThat(resumed.status()).isEqualTo(2);
        Outcome trained = Outcome.of(with(TRAIN, "--run", run.toString()));
        assertThat(trained.err()).hasLineCount(2).contains("'" + run + "' holds a run");
        assertThat(trained.status()).isEqualTo(2);
        for (int time = 0; time < 5; time++) {
            assertWorks("sample", run.toString(), "--count", "3", "--out", "-");
            assertWorks("evaluate", run.toString(), "--samples", "100");
        }
        assertWorks("report", run.toString());
        assertThat(training.isAlive()).isTrue();
        training.toHandle().destroy();
        assertThat(training.errorReader().lines()).anyMatch(line -> line.startsWith("gfn4j: stopped after "));
        assertThat(training.waitFor()).isEqualTo(143);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rm -rf run", "mv run moved; mkdir run"})
    void runWhoseFolderIsGone_stopsAndWritesNothingMore(String command) throws Exception {
        Path run = Files.createDirectory(folder.resolve("run"));
        WatchService watch = run.getFileSystem().newWatchService();
        run.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
        Process training = start(java(List.of(
                "train",
                "hypergrid",
                "--iterations",
                "100000000",
                "--evaluate-every",
                "100000000",
                "--checkpoint-every",
                "100000000",
                "--run",
                "run")));
        try (watch) {
            while (Files.notExists(run.resolve("checkpoints/step-0"))) {
                WatchKey made = watch.poll(100, TimeUnit.MILLISECONDS);
                if (made != null) {
                    made.pollEvents();
                    made.reset();
                }
                assertThat(training.isAlive()).isTrue();
            }
        }
        assertThat(start(List.of("sh", "-c", command)).waitFor()).isZero();
        Outcome outcome = outcome(training);
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err().lines().filter(line -> line.contains("gfn4j: ")))
                .singleElement()
                .asString()
                .contains("the run folder 'run' was removed, moved or emptied during the run");
        if (Files.exists(run)) {
            assertThat(run).isEmptyDirectory();
        }
        if (Files.exists(folder.resolve("moved"))) {
            Outcome resumed = Outcome.of("resume", folder.resolve("moved").toString(), "--iterations", "5");
            assertThat(resumed.status()).as(resumed.err()).isZero();
        }
    }

    private static void assertWorks(String... line) {
        Outcome outcome = Outcome.of(line);
        assertThat(outcome.status()).as(outcome.err()).isZero();
    }

    @Test
    void readerThatHasReadEnough_endsTheCommandWithoutAWord() throws Exception {
        Path run = folder.resolve("run");
        assertThat(RunFolders.train(run).status()).isZero();
        Process sampling = start(java(List.of("sample", run.toString(), "--count", "1000000", "--out", "-")));
        try (BufferedReader output = sampling.inputReader()) {
            assertThat(output.readLine()).startsWith("{\"object\":");
        }
        assertThat(new String(sampling.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(sampling.waitFor()).isEqualTo(141);
    }

    @Test
    void commandsWhoseReaderHasGone_areQuiet() throws Exception {
        for (List<String> command : List.of(List.of("completion"), List.of("train", "hypergrid", "--dry-run"))) {
            Process process = start(java(command));
            process.getInputStream().close();
            assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .as(command.toString())
                    .isEmpty();
            assertThat(process.waitFor()).as(command.toString()).isEqualTo(141);
        }
    }

    @Test
    void standardOutputThatIsFull_isSaid() throws Exception {
        assumeThat(Path.of("/dev/full")).exists();
        ProcessBuilder builder = new ProcessBuilder(java(List.of("completion")));
        Process process = builder.redirectOutput(Path.of("/dev/full").toFile()).start();
        started.add(process);
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("gfn4j: standard output cannot be written to: No space left on device"
                        + System.lineSeparator());
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void reportThatCannotBeWritten_isNamedAndNothingIsLeft() throws Exception {
        Path run = folder.resolve("run");
        assertThat(RunFolders.train(run).status()).isZero();
        Outcome outcome = whereFilesHaveAtMost(4, List.of("report", run.toString()));
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .hasLineCount(1)
                .startsWith("gfn4j: cannot write '" + run.resolve("report.html") + "': File too large");
        assertThat(run.resolve("report.html")).doesNotExist();
        try (Stream<Path> files = Files.list(run)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".part"));
        }
    }

    /** The page of a reward from outside comes at the end of training. */
    @Test
    void trainingWhosePageCannotBeWritten_isCompleteAndSaysHowToWriteIt() throws Exception {
        Path run = folder.resolve("run");
        Files.writeString(folder.resolve("one.sh"), "while read -r cell; do echo 1; done\n");
        Outcome outcome = whereFilesHaveAtMost(
                100,
                List.of(
                        "train",
                        "hypergrid",
                        "--dimensions",
                        "2",
                        "--side",
                        "4",
                        "--hidden",
                        "8",
                        "--iterations",
                        "4",
                        "--reward",
                        "exec:sh " + folder.resolve("one.sh"),
                        "--reward-cache",
                        "none",
                        "--run",
                        run.toString()));
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(1);
        assertThat(messages(outcome))
                .last()
                .asString()
                .startsWith("gfn4j: report.html was not written: cannot write '" + run.resolve("report.html") + "'")
                .contains("the run is complete, and 'gfn4j report " + run + "' writes it");
        assertThat(run.resolve("summary.json")).content().contains("\"completed\" : true");
        assertWorks("report", run.toString());
    }
}
