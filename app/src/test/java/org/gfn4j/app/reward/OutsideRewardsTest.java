package org.gfn4j.app.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gfn4j.app.testing.Outcome;
import org.gfn4j.app.testing.Program;
import org.gfn4j.app.testing.RunFiles;
import org.gfn4j.rewards.JdbcRewardCache;
import org.gfn4j.training.Checkpoints;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Trains on rewards from outside through the command line, good ones and bad ones. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
class OutsideRewardsTest {
    private static final Path UNRELIABLE =
            Path.of("../rewards/src/test/resources/unreliable.sh").toAbsolutePath();

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    private String program(String mode) {
        return "exec:sh " + UNRELIABLE + " " + mode;
    }

    /** A program that notes what it is asked; a file that it writes to is no word of the command, as it changes. */
    private static String noting(Path log) {
        return "exec:sh -c 'sh " + UNRELIABLE + " record " + log + "'";
    }

    private List<String> training(String reward, String run, String... more) {
        List<String> command = new ArrayList<>(List.of(
                "train",
                "hypergrid",
                "--dimensions",
                "2",
                "--side",
                "8",
                "--hidden",
                "8",
                "--iterations",
                "6",
                "--evaluate-every",
                "3",
                "--checkpoint-every",
                "2",
                "--reward",
                reward,
                "--reward-cache",
                cache().toString(),
                "--run",
                folder.resolve(run).toString()));
        command.addAll(List.of(more));
        return command;
    }

    private Path cache() {
        return folder.resolve("rewards.db");
    }

    private Outcome train(String reward, String run, String... more) {
        return Outcome.of(training(reward, run, more));
    }

    private String text(String run, String name) throws IOException {
        return Files.readString(folder.resolve(run).resolve(name));
    }

    private long asked() {
        try (JdbcRewardCache cache = JdbcRewardCache.open(cache().toString())) {
            return cache.sizes().keySet().stream().mapToLong(cache::asked).sum();
        }
    }

    @Test
    void whyExactFiguresAreLeftOutIsSaid_andHowToGetThem() {
        Outcome outcome = train(program("good"), "run");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        String reason = "exact figures are left out, because every object would need an external reward "
                + "(--exact-limit 128 asks for all)";
        assertThat(outcome.err()).contains("gfn4j: " + reason);
        assertThat(folder.resolve("run/report.html"))
                .content()
                .contains("every object would need an external reward (--exact-limit 128 asks for");
        assertThat(asked()).isLessThan(64);
        Outcome evaluated = Outcome.of("evaluate", folder.resolve("run").toString(), "--samples", "10");
        assertThat(evaluated.err()).contains("gfn4j: " + reason);
        Outcome exact =
                Outcome.of("evaluate", folder.resolve("run").toString(), "--samples", "10", "--exact-limit", "128");
        assertThat(exact.status()).as(exact.err()).isZero();
        assertThat(exact.out()).contains("total variation");
        assertThat(asked()).isEqualTo(64);
    }

    private long kept() {
        try (JdbcRewardCache cache = JdbcRewardCache.open(cache().toString())) {
            return cache.sizes().values().stream().mapToLong(Long::longValue).sum();
        }
    }

    @Test
    void aProgramRewardsCells() throws IOException {
        Outcome outcome = train(program("good"), "run");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        List<String> rows = text("run", "rewards.csv").lines().toList();
        assertThat(rows.get(0)).isEqualTo("iteration,object,rawReward," + program("good") + ",failure,state");
        assertThat(rows.subList(1, rows.size())).isNotEmpty().allMatch(row -> row.matches("[0-9],. .,3.0,3.0,,. ."));
        assertThat(kept()).isEqualTo(rows.size() - 1).isEqualTo(asked());
        assertThat(text("run", "report.html"))
                .contains("Rewards and their parts")
                .contains("id=\"reward-distribution\"")
                .doesNotContain("id=\"reward-part-1\""); // which would show the same
        assertThat(folder.resolve("run/failures.csv")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "1.7976931348623157e308, 1.798e308",
        "1.2e308, 1.2e308",
        "7.25, 7.25",
        "1e-300, 1e-300",
        "4.9e-324, 4.9e-324"
    })
    void rewardsAtTheEndsOfTheRangeHaveMeansAndAPage(String answer, String shown) throws IOException {
        Outcome outcome = train(program("constant " + answer), "run", "--random-objects", "10");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("wrote ").doesNotContain("not written");
        assertThat(outcome.out()).contains("random objects   10, mean raw reward " + shown + System.lineSeparator());
        assertThat(text("run", "report.html"))
                .contains("id=\"reward-distribution\"")
                .contains("data:image");
        JsonNode summary = JSON.readTree(text("run", "summary.json"));
        assertThat(summary.at("/randomObjects/meanRawReward").doubleValue()).isEqualTo(Double.parseDouble(answer));

        Outcome evaluation = Outcome.of("evaluate", folder.resolve("run").toString(), "--json");
        assertThat(evaluation.status()).as(evaluation.err()).isZero();
        JsonNode sampled = JSON.readTree(evaluation.out()).get("sampled");
        double raw = Math.max(Double.parseDouble(answer), 1e-35); // the floor
        assertThat(sampled.get("meanRawReward").doubleValue()).isCloseTo(raw, withinPercentage(1e-9));
        assertThat(sampled.get("logMeanReward").doubleValue()).isCloseTo(Math.log(raw), within(1e-9));
    }

    @Test
    void aRunWhosePageCannotBeWrittenFailsAndNamesTheCommandThatWritesIt() throws IOException {
        assertThat(train(program("good"), "run").status()).isZero();
        Path page = folder.resolve("run/report.html");
        Files.delete(page);
        Files.writeString(Files.createDirectory(page).resolve("taken"), "");

        Outcome outcome = Outcome.of("resume", folder.resolve("run").toString());

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("report.html was not written: ")
                .contains("the run is complete, and 'gfn4j report " + folder.resolve("run") + "' writes it")
                .doesNotContain("\tat ");
        assertThat(text("run", "summary.json")).contains("\"completed\" : true");
    }

    @Test
    void aSecondRunAsksForNothingThatTheFirstHasScored() throws IOException {
        Path log = folder.resolve("asked.txt");
        assertThat(train(noting(log), "first").status()).isZero();
        List<String> asked = Files.readAllLines(log);
        assertThat(asked).isNotEmpty().doesNotHaveDuplicates();

        assertThat(train(noting(log), "second").status()).isZero();

        assertThat(Files.readAllLines(log)).isEqualTo(asked);
        RunFiles.assertEqual(folder.resolve("second"), folder.resolve("first"));
    }

    @Test
    void anotherSeedAsksOnlyForWhatIsNew() throws IOException {
        Path log = folder.resolve("asked.txt");
        assertThat(train(noting(log), "first").status()).isZero();
        assertThat(train(noting(log), "second", "--seed", "1").status()).isZero();

        assertThat(Files.readAllLines(log)).doesNotHaveDuplicates().hasSize((int) kept());
    }

    @Test
    void aRunThatGoesOnTakesRewardsFromWhatItHasRecorded() throws IOException {
        Path log = folder.resolve("asked.txt");
        List<String> command = training(noting(log), "run");
        command.set(command.indexOf("--reward-cache") + 1, "none");
        Outcome first = Outcome.of(command);
        assertThat(first.status()).as(first.err()).isZero();
        List<String> asked = Files.readAllLines(log);
        assertThat(Outcome.of("resume", folder.resolve("run").toString(), "--iterations", "12")
                        .status())
                .isZero();

        assertThat(Files.readAllLines(log))
                .startsWith(asked.toArray(String[]::new))
                .doesNotHaveDuplicates();
    }

    /** Each fault is one of the program's, so that it hits every object; the run stops, and can go on once it is mended. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dies          | the program ended with exit code 3 before it answered",
                "constant nan  | 'nan', which is not a finite number",
                "constant 1e999| '1e999', which is not a finite number",
                "constant words| 'words'",
                "hangs         | no answer within 0.2 s",
                "every-second  | no answer within 0.2 s",
                "twice         | more than one line for one object",
                "no-newline    | bytes",
                "closes-output | closed",
                "chatty-dies   | the end",
            },
            quoteCharacter = '~')
    @Tag("acceptance")
    void aFaultOfTheProgramStopsTheRunAndLeavesItsCheckpoint(String mode, String cause) throws IOException {
        String seconds = cause.startsWith("no answer") ? "0.2" : "60";
        Outcome outcome = train(program(mode), "run", "--reward-timeout", seconds, "--reward-processes", "32");

        assertThat(outcome.status()).as(outcome.err()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("got no reward, which is more than the share of 0.25 that may fail")
                .contains(cause)
                .contains("'gfn4j resume " + folder.resolve("run") + "' continues once the cause is fixed")
                .doesNotContain("\tat ");
        assertThat(Checkpoints.ofRun(folder.resolve("run")).steps()).containsExactly(0L);
    }

    @Test
    void failuresAreCountedNamedAndGetTheFloor() throws IOException {
        Outcome outcome = train(program("constant nan"), "run", "--reward-failures", "1");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).containsPattern("failures +[0-9]+ objects got no reward \\(failures\\.csv\\)");
        List<String> failures = text("run", "failures.csv").lines().toList();
        assertThat(failures.subList(1, failures.size()))
                .isNotEmpty()
                .allMatch(row -> row.contains("the program answered 'nan', which is not a finite number"));
        assertThat(text("run", "report.html"))
                .contains("the program answered &#x27;nan&#x27;, which is not a finite number");
        assertThat(asked()).isEqualTo(failures.size() - 1); // a lasting failure is not asked for again
    }

    @Test
    void aSumOfPartsHasAColumnForEach() throws IOException {
        Outcome outcome = train("corners*0.25 + " + program("good").replace(":", ":\"") + "\"[0..6]*0.75", "run");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        List<String> rows = text("run", "rewards.csv").lines().toList();
        assertThat(rows.get(0)).startsWith("iteration,object,rawReward,corners,exec:sh ");
        String[] row = rows.get(1).split(",", -1);
        double corners = Double.parseDouble(row[3]);
        assertThat(text("run", "report.html")).contains("id=\"reward-part-1\"").contains("id=\"reward-part-2\"");
        assertThat(Double.parseDouble(row[2])).isEqualTo(0.25 * (corners / 2.501) + 0.75 * (3.0 / 6));
    }

    @Test
    void objectsBuiltAtRandomAreRewardedAtTheEnd() throws IOException {
        Outcome outcome = train(program("good"), "run", "--random-objects", "10");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(text("run", "random.csv").lines()).hasSize(11);
        assertThat(outcome.out()).containsPattern("random objects +10, mean raw reward 3\\b");
        assertThat(text("run", "report.html")).contains("built at random");
    }

    @Test
    void trainingGoesOnWhileRewardsAreOutstanding() throws IOException {
        Outcome outcome =
                train(program("good"), "run", "--asynchronous", "--replay", "fifo:100", "--reward-processes", "2");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("the same seed does not give the same run");
        assertThat(text("run", "config.yaml")).contains("asynchronous: true");
        assertThat(text("run", "summary.json")).contains("\"completed\" : true");
    }

    @Test
    void anAsynchronousRunEndsWithItsBudget() throws IOException {
        List<String> command =
                training(program("good"), "run", "--asynchronous", "--replay", "fifo:100", "--reward-processes", "2");
        command.set(command.indexOf("--iterations"), "--budget");
        command.set(command.indexOf("--budget") + 1, "64");
        Outcome outcome = Outcome.of(command);

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(text("run", "summary.json"))
                .contains("\"rewardRequests\" : 64")
                .contains("\"completed\" : true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exec:no-such-program              | no-such-program",
                "exec:                             | 'exec' needs a command",
                "exec:a 'b                         | 'b",
                "onnx:missing.onnx                 | missing.onnx",
                "onnx                              | 'onnx' needs a model",
                "vina:receptor.pdbqt               | one of corners, cosine, exec:COMMAND, onnx:FILE, but not 'vina'",
                "corners:3                         | 'corners' takes nothing after a colon",
                "cosine*0.5 + corners              | 'cosine' can only be combined with limits",
                "corners*0.5 + exec:'true'         | 'exec:true' can only be combined with limits",
                "corners +                         | a reward is missing at the end",
            },
            quoteCharacter = '~')
    void whatIsNoRewardIsRefusedBeforeAnythingIsWritten(String reward, String message) {
        Outcome outcome = train(reward, "run");

        assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.message()).contains("--reward").contains(message);
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void aCacheThatIsNoneIsRefusedBeforeAnythingIsWritten() throws IOException {
        Files.writeString(cache(), "not a database, but some text that is long enough to be looked at ".repeat(20));
        Outcome outcome = train(program("good"), "run");

        assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.message()).contains("--reward-cache").contains(cache().toString());
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void aCheckStartsTheProgramThoughTheCacheKnowsAll() throws IOException {
        Path log = folder.resolve("log");
        assertThat(train(noting(log), "run").status()).isZero();
        long before = Files.readAllLines(log).size();
        Outcome dry = train(noting(log), "dry", "--dry-run");
        assertThat(dry.status()).as(dry.err()).isZero();
        assertThat(Files.readAllLines(log)).hasSize((int) before);

        Outcome checked = train(noting(log), "dry", "--dry-run", "--check");
        assertThat(checked.status()).as(checked.err()).isZero();
        assertThat(checked.out()).startsWith(dry.out());
        assertThat(checked.out().substring(dry.out().length()).lines())
                .hasSize(3)
                .allMatch(line -> line.matches("# checked . .: exec:sh .* = [0-9.]+"));
        assertThat(Files.readAllLines(log)).hasSize((int) before + 3);
        assertThat(folder.resolve("dry")).doesNotExist();
    }

    @Test
    @Tag("acceptance")
    void aCheckOfAProgramThatGivesNothingFails() {
        String broken = "exec:sh -c 'echo no module >&2; exit 3'";
        assertThat(train(broken, "run", "--dry-run").status()).isZero();
        Outcome checked = train(broken, "run", "--dry-run", "--check");
        assertThat(checked.status()).isEqualTo(1);
        assertThat(checked.message()).contains("no reward was given for 3 random objects", "exit code 3", "no module");
        Outcome inside = Outcome.of("train", "hypergrid", "--dry-run", "--check");
        assertThat(inside.out()).endsWith("# checked no reward is external\n");
        assertThat(train(broken, "run", "--check").message()).contains("'--check'", "--dry-run");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void aProgramThatHasChangedIsAnotherReward() throws IOException {
        Path script = Files.writeString(folder.resolve("score.sh"), "while read -r x; do echo 1; done\n");
        assertThat(train("exec:sh " + script, "run").status()).isZero();
        Files.writeString(script, "while read -r x; do echo 2; done\n");
        String run = folder.resolve("run").toString();
        Outcome outcome = Outcome.of("resume", run, "--iterations", "8", "--trust");

        assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.message()).contains("has changed since it was recorded");
    }

    /** The program is of the group that an interrupt reaches, or not; either way the iteration is finished. */
    @Test
    @Tag("acceptance")
    void anInterruptedRunFinishesItsIterationAndLeavesNoProgram() throws Exception {
        Path script = Files.writeString(
                folder.resolve("score.sh"),
                "echo $$ >>" + folder.resolve("pids") + "\nwhile read -r x; do echo 1; done\n");
        Path output = folder.resolve("output");
        List<String> command = training("exec:sh " + script, "run");
        command.set(command.indexOf("--iterations") + 1, "1000000");
        Process process = Program.startInterruptible(folder, output, command);
        while (process.isAlive() && !Files.exists(folder.resolve("run/checkpoints/step-2"))) {
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        Program.end(new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start());

        assertThat(Program.end(process)).as(Files.readString(output)).isEqualTo(130);
        assertThat(Files.readString(output)).contains("gfn4j: stopped after");
        assertThat(Files.readAllLines(folder.resolve("pids")))
                .isNotEmpty()
                .noneMatch(pid -> ProcessHandle.of(Long.parseLong(pid))
                        .filter(ProcessHandle::isAlive)
                        .isPresent());
    }

    @Test
    void moleculesOfAFileAreScoredOnce() throws IOException {
        Path log = folder.resolve("asked.txt");
        Path smiles = Files.writeString(folder.resolve("some.smi"), "CCO\nOCC ethanol again\nc1ccccc1\n");
        String[] command = {
            "reward",
            "score",
            "--reward",
            noting(log),
            "--reward-cache",
            cache().toString(),
            "--in",
            smiles.toString(),
            "--out",
            folder.resolve("scores.csv").toString()
        };
        Outcome first = Outcome.of(command);
        assertThat(first.status()).as(first.err()).isZero();
        Outcome second = Outcome.of(command);
        assertThat(second.status()).as(second.err()).isZero();

        assertThat(Files.readAllLines(log)).hasSize(2).doesNotHaveDuplicates();
        List<String> rows = Files.readAllLines(folder.resolve("scores.csv"), StandardCharsets.UTF_8);
        assertThat(rows.get(0)).startsWith("index,object,reward,exec:sh ").endsWith(",failure");
        assertThat(rows.subList(1, rows.size()))
                .containsExactlyElementsOf(IntStream.range(0, 3)
                        .mapToObj(row ->
                                row + "," + List.of("CCO", "OCC", "c1ccccc1").get(row) + ",1.0,1.0,")
                        .toList());
    }

    @Test
    void failuresOfAFileStandInItsTable() throws IOException {
        Path smiles = Files.writeString(
                folder.resolve("some.smi"),
                IntStream.rangeClosed(1, 12).mapToObj("C"::repeat).collect(Collectors.joining("\n")));
        Outcome outcome = Outcome.of(
                "reward",
                "score",
                "--reward",
                program("constant nan"),
                "--reward-cache",
                cache().toString(),
                "--in",
                smiles.toString());

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines().skip(1))
                .hasSize(12)
                .allMatch(row -> row.contains(",,,\"the program answered 'nan'"));
        assertThat(outcome.err()).contains("12 of 12 molecules have no reward");
    }

    @Test
    void builtInRewardsScoreFilesToo() throws IOException {
        Path smiles = Files.writeString(folder.resolve("some.smi"), "CCO\nc1ccccc1\n");
        Outcome outcome =
                Outcome.of("reward", "score", "--reward", "qed*0.5 + weight:..50*0.5", "--in", smiles.toString());

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines().findFirst()).contains("index,object,reward,qed,weight:..50,failure");
        assertThat(outcome.out().lines()).hasSize(3);
    }
}
