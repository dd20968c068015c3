package org.gfn4j.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gfn4j.app.cli.ChoiceConverter;
import org.gfn4j.app.folder.RunFolder;
import org.gfn4j.app.method.ObjectiveName;
import org.gfn4j.app.testing.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trains from files. */
class ConfigTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("my.yaml");
    }

    private Outcome dryRun(String text, String... options) throws IOException {
        Files.writeString(file, text);
        return Outcome.of(words(List.of("train", "hypergrid", "--dry-run", "--config", file.toString()), options));
    }

    private static List<String> words(List<String> start, String... more) {
        List<String> words = new ArrayList<>(start);
        words.addAll(List.of(more));
        return words;
    }

    private static void refused(Outcome outcome, String message) {
        assertThat(outcome.message()).startsWith("gfn4j: " + message);
        assertThat(outcome.err()).hasLineCount(2).contains("Try 'gfn4j train");
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void configOfARun_reproducesIt(ObjectiveName objective) throws IOException {
        reproduces("--objective", ChoiceConverter.nameOf(objective), "--epsilon=.25");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--replay=top:8 --off-policy=uniform-terminal --mix=policy=.5,replay=.25,uniform-terminal=.25",
                "--replay=prioritised:8 --replay-form=trajectories --target=ema:0.25 --temperature=2:1:4",
                "--off-policy=uniform-terminal --target=copy:2 --epsilon=0.5:0.1"
            })
    void configOfARunOffPolicy_reproducesIt(String options) throws IOException {
        reproduces(options.split(" ", -1));
    }

    private void reproduces(String... options) throws IOException {
        Path first = folder.resolve("a");
        Path second = folder.resolve("b");
        Outcome trained = Outcome.of(words(
                List.of(
                        "train",
                        "hypergrid",
                        "--run",
                        first.toString(),
                        "--dimensions=2",
                        "--hidden=8",
                        "--batch=4",
                        "--iterations=6",
                        "--learning-rate=1e-6",
                        "--r0=1e-7",
                        "--clip=2.5",
                        "--seed=9007199254740993"),
                options));
        assertThat(trained.status()).as(trained.err()).isZero();
        Outcome again =
                Outcome.of("train", "--config", first.resolve(RunFolder.CONFIG).toString(), "--run", second.toString());
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.err()).doesNotContain("no effect");
        assertThat(second.resolve("metrics.jsonl")).hasSameBinaryContentAs(first.resolve("metrics.jsonl"));
        assertThat(Files.readAllLines(second.resolve(RunFolder.CONFIG)))
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(first.resolve(RunFolder.CONFIG)));
    }

    @Test
    void commandLine_goesBeforeSet_whichGoesBeforeTheFile() throws IOException {
        String text = "dimensions: 2\nside: 5\nbatch: 7\n";
        Outcome outcome = dryRun(text, "--side", "6", "--set", "side=7", "--set", "batch=9");
        assertThat(outcome.settings()).contains("dimensions: 2", "side: 6", "batch: 9", "hidden: 256");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
    }

    @Test
    void commandLine_keepsItsWordsBesideAFile() throws IOException {
        Outcome outcome = dryRun("side: 5\nbackward: uniform\n", "--backward", "learned", "--r0", "0.5", "--clip=3");
        assertThat(outcome.settings()).contains("side: 5", "backward: learned", "r0: 0.5", "clip: 3");
    }

    @Test
    void set_needsNoFile() {
        assertThat(Outcome.ofLine("train hypergrid --dry-run --set side=5").out())
                .contains("side: 5");
    }

    @Test
    void dryRun_isAConfigurationItself() throws IOException {
        Outcome first = dryRun("objective: subtb\nlambda: 0.5\nr1: 1e-9\nrun: " + folder.resolve("new") + "\n");
        assertThat(first.out()).contains("lambda: 0.5", "r1: 1e-9", "run: " + folder.resolve("new"));
        Outcome again = dryRun(first.out());
        assertThat(again.settings()).containsExactlyElementsOf(first.settings().toList());
        assertThat(again.err()).isEqualTo(first.err());
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "learning-rate: 1e-3   | learning-rate: 0.001",
                "learning-rate: '.5'   | learning-rate: 0.5",
                "learning-rate: \"1\"  | learning-rate: 1",
                "log-z: +4             | log-z: 4",
                "iterations: 0012      | iterations: 12",
                "seed: 9223372036854775807 | seed: 9223372036854775807",
                "{side: 3, batch: 2}   | side: 3",
                "side: &x 3            | side: 3",
                "---                   | side: 8",
                "side: 3 # three       | side: 3"
            },
            delimiter = '|',
            quoteCharacter = '^')
    void value_isTakenAsItWasWritten(String text, String line) throws IOException {
        Outcome outcome = dryRun(text.equals("---") ? "---\nbatch: 1\n...\n" : text);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.settings()).contains(line);
    }

    @Test
    void byteOrderMarkAndWindowsLineEnds_areRead() throws IOException {
        assertThat(dryRun("\ufeffside: 3\r\nbatch: 2\r\n").settings()).contains("side: 3", "batch: 2");
    }

    @Test
    void recordOfTheWriter_isPassedOver() throws IOException {
        assertThat(dryRun("written-by:\n  java: [1, {a: b}]\nside: 3\n").out()).contains("side: 3");
        assertThat(dryRun("written-by: &a [&b [1], *b, *a]\n").status()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "batch: 2;# x;;side: 1 | 4, column 7: Invalid value for option '--side': '1' is not a whole number from 2 to 100000",
                "iterations: 12_500   | 1, column 13: Invalid value for option '--iterations': '12_500' is not a whole number",
                "side: 0x10           | 1, column 7: Invalid value for option '--side': '0x10' is not a whole number",
                "clip: .inf           | 1, column 7: Invalid value for option '--clip': '.inf' is not a number above 0",
                "objective: TB        | 1, column 12: Invalid value for option '--objective': 'TB' is not one of tb, db,",
                "side: --r0           | 1, column 7: Missing value for option '--side': expected a whole number from 2 to 100000",
                "side: ${user.home}   | 1, column 7: Invalid value for option '--side': '${user.home}' is not a whole number",
                "side: ''             | 1, column 7: Invalid value for option '--side': '' is not a whole number",
                "sied: 4              | 1, column 1: Unknown key 'sied'. Did you mean 'side'? The keys are: task, profile, dimensions, side,",
                "x: 4                 | 1, column 1: Unknown key 'x'. The keys are: task, profile, dimensions, side,",
                "side: 4;dry-run: true| 2, column 1: Unknown key 'dry-run'.",
                "config: a            | 1, column 1: Unknown key 'config'.",
                "set: a=b             | 1, column 1: Unknown key 'set'.",
                "seeds: 3             | 1, column 1: Unknown key 'seeds'.",
                "help: true           | 1, column 1: Unknown key 'help'.",
                "'': 1                | 1, column 1: Unknown key ''.",
                "--side: 4            | 1, column 1: Unknown key '--side'.",
                "task: grid           | 1, column 7: Invalid value for key 'task': 'grid' is not hypergrid, the task of the command",
                "side: 4;side: 4      | 2, column 1: the key 'side' is given more than once",
                "side:                | 1, column 1: the key 'side' has no value",
                "side: {a: 1}         | 1, column 7: the key 'side' takes a single value, but this is a map",
                "side:;  - 3          | 2, column 3: the key 'side' takes a single value, but this is a list",
                "side: &x 3;batch: *x | 2, column 8: '*x' refers to another value; write the value itself",
                "- side               | 1, column 1: expected lines of the form 'key: value', but this is a list",
                "side=4               | 1, column 1: expected lines of the form 'key: value', but this is a single value",
                "side: 4;---;batch: 4 | 3, column 1: a file holds one configuration, but here starts another",
                "side: 4; batch: 4    | 2, column 7: not YAML: mapping values are not allowed here",
                "side: 'x             | 1, column 9: not YAML: found unexpected end of stream",
                "side: @x             | 1, column 7: not YAML: found character '@' that cannot start any token.",
                "? [a];: b            | 1, column 4: not YAML of the form 'key: value'"
            },
            delimiter = '|',
            quoteCharacter = '^')
    void wrongFile_isNamedWithThePlace(String text, String message) throws IOException {
        refused(dryRun(text.replace(';', '\n')), file + ", line " + message);
    }

    @Test
    void wrongFile_thatIsNoText_isNamed() throws IOException {
        refused(dryRun(""), "cannot read the configuration '" + file + "': it is empty");
        refused(dryRun("# nothing\n"), "cannot read the configuration '" + file + "': it is empty");
        Files.write(file, "side: 4\nbatch: \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        refused(
                Outcome.of("train", "--config", file.toString()),
                file + ", line 2, column 8: not a character in UTF-8");
        refused(dryRun("side: 4\nbatch: \u0007\n"), file + ", line ");
        refused(
                dryRun("#".repeat(ConfigFile.LARGEST + 1)),
                "cannot read the configuration '" + file + "': it is larger");
        assertThat(dryRun("side: 5\n" + "#".repeat(ConfigFile.LARGEST - 8)).status())
                .isZero();
        refused(dryRun("written-by: " + "[".repeat(100_000)), file + ": not YAML");
        refused(dryRun("side: " + "9".repeat(100_000)), file + ", line 1, column 7: Invalid value for option '--side'");
    }

    @Test
    void wrongFile_thatIsNoFile_isNamed() throws IOException {
        Path missing = folder.resolve("missing");
        refused(
                Outcome.of("train", "--config", missing.toString()),
                "cannot read the configuration '" + missing + "': there is no such file");
        refused(
                Outcome.of("train", "hypergrid", "--config", folder.toString()),
                "cannot read the configuration '" + folder + "': it is a folder");
        Path config = Files.createFile(folder.resolve(RunFolder.CONFIG));
        assertThat(Outcome.of("train", "--config", folder.toString()).message())
                .endsWith("it is a folder; in it lies '" + config + "'");
        refused(
                Outcome.of("train", "hypergrid", "--config", "a\0b"),
                "Invalid value for option '--config': 'a\\u0000b' is not");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--set side          | Invalid value for option '--set': 'side' is not of the form KEY=VALUE",
                "--set =4            | Invalid value for option '--set': '=4' is not of the form KEY=VALUE",
                "--set side=1        | --set side=1: Invalid value for option '--side': '1' is not a whole number from 2",
                "--set side=         | --set side=: Invalid value for option '--side': \"\" is not a whole number from 2",
                "--set sied=4        | --set sied: Unknown key 'sied'. Did you mean 'side'? The keys are: task, profile, dimensions",
                "--set written-by=4  | --set written-by: Unknown key 'written-by'.",
                "--set side=4 --set side=4 | Option '--set' is given more than once for the key 'side'",
                "--set task=grid     | --set task=grid: Invalid value for key 'task': 'grid' is not hypergrid",
                "--config a --config b | Option '--config' is given more than once",
                "--config            | Missing value for option '--config': expected FILE"
            },
            quoteCharacter = '^')
    void wrongSet_isNamed(String options, String message) {
        refused(Outcome.ofLine("train hypergrid --dry-run " + options), message.replace('"', '\''));
    }

    @Test
    void optionsThatDoNotGoTogether_areRefusedWhereverTheyStand() throws IOException {
        String message = "Invalid value for option '--backward': 'learned' cannot be combined with --objective fm";
        refused(dryRun("objective: fm\nbackward: learned\n"), message);
        refused(dryRun("backward: learned\n", "--objective", "fm"), message);
        refused(dryRun("objective: fm\n", "--set", "backward=learned"), message);
        assertThat(dryRun("objective: fm\n").status()).isZero();
        assertThat(dryRun("objective: fm\nbackward: learned\n", "--backward", "uniform")
                        .status())
                .isZero();
    }

    @Test
    void optionWithoutEffect_isNotedWhereItWasGivenOnTheCommandLine() throws IOException {
        assertThat(dryRun("lambda: 0.5\nr1: 3\nreward: cosine\n").err()).isEmpty();
        assertThat(dryRun("reward: cosine\n", "--r1", "3", "--set", "lambda=1").err())
                .startsWith("gfn4j: option '--r1' has no effect")
                .hasLineCount(1);
    }

    @Test
    void task_mayStandInTheFile() throws IOException {
        dryRun("task: hypergrid\nside: 5\n");
        for (String line : List.of(
                "train --config FILE --dry-run",
                "train --dry-run --config FILE --batch 3",
                "train --config=FILE hypergrid --dry-run --batch 3",
                "train --set batch=3 --config FILE hypergrid --dry-run")) {
            Outcome outcome = Outcome.ofLine(line.replace("FILE", file.toString()));
            assertThat(outcome.status()).as(outcome.err()).isZero();
            assertThat(outcome.out()).startsWith("task: hypergrid").contains("side: 5");
        }
        assertThat(Outcome.of("train", "--config", file.toString(), "--help").out())
                .startsWith("Usage: gfn4j train hypergrid");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "side: 5         | --config PATH                | Missing the name of a task; the tasks are: hypergrid, molecules",
                "side: 5         | --set side=4                 | Missing the name of a task; the tasks are: hypergrid, molecules",
                "task: hypegrid  | --config PATH                | PATH, line 1, column 7: Unknown task 'hypegrid'. Did you"
                        + " mean 'hypergrid'? The tasks are: hypergrid, molecules",
                "task: hypergrid | --config PATH hypegrid       | Unknown task 'hypegrid'. Did you mean 'hypergrid'?",
                "task: hypergrid | --config PATH --sied 4       | Unknown option '--sied'. Did you mean '--side'?",
                "task: hypergrid | --config PATH --side 4 more  | Unexpected argument 'more'",
                "task: hypergrid | --config PATH --config PATH  | Option '--config' is given more than once",
                "task: hypergrid | --config                     | Missing value for option '--config': expected FILE",
                "task: hypergrid | --side 4 --dry-run           | Unknown option '--side'.",
                "task: hypergrid | --run hypergrid --side 4     | Unknown option '--run'."
            })
    void taskThatIsNotKnown_isNamed(String text, String options, String message) throws IOException {
        Files.writeString(file, text);
        refused(
                Outcome.ofLine("train " + options.replace("PATH", file.toString())),
                message.replace("PATH", file.toString()));
    }

    @Test
    @Timeout(60)
    @DisabledOnOs(OS.WINDOWS)
    void pipe_isReadOnce() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Process writer = new ProcessBuilder("sh", "-c", "printf 'task: hypergrid\\nside: 5\\n' > pipe")
                .directory(folder.toFile())
                .start();
        Outcome outcome = Outcome.of("train", "--config", pipe.toString(), "--dry-run");
        assertThat(outcome.out()).as(outcome.err()).contains("side: 5");
        assertThat(writer.waitFor()).isZero();
    }
}
