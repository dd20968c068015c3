package org.gfn4j.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gfn4j.app.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @Test
    void tasks_areListedWithWhatTheyDo() {
        Outcome outcome = Outcome.of("tasks");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out().lines())
                .hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("hypergrid  cells of a grid"),
                        line -> assertThat(line).startsWith("molecules  molecules assembled block by block"));
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void version_isThatOfTheBuild() {
        assertThat(Outcome.of("--version").out())
                .matches("(?s)gfn4j [0-9]+\\.[0-9].*")
                .contains("Java ");
    }

    @Test
    void noCommand_showsTheHelpOnStandardError() {
        Outcome outcome = Outcome.of();
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("Usage: gfn4j").contains("train", "verify", "tasks", "completion");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "train --help",
                "verify --help",
                "tasks --help",
                "completion --help",
                "train hypergrid --help",
                "verify hypergrid --help",
                "train molecules --help",
                "verify molecules --help",
                "resume --help",
                "sample --help",
                "evaluate --help"
            })
    void help_fitsEightyColumns(String line) {
        Outcome outcome = Outcome.ofLine(line);
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out().lines())
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).hasSizeLessThanOrEqualTo(80));
        assertThat(outcome.err()).isEmpty();
    }

    /** Whatever is quoted, from the command line or a file. */
    @Test
    void valuesOfAnyLength_makeShortMessages(@TempDir Path folder) throws IOException {
        String value = "it's+x".repeat(20_000);
        List<List<String>> lines = new ArrayList<>();
        for (String option : List.of(
                "--side",
                "--learning-rate",
                "--reward",
                "--objective",
                "--epsilon",
                "--replay",
                "--mix",
                "--target",
                "--method",
                "--log-z",
                "--run",
                "--data",
                "--config",
                "--reward-cache",
                "--seeds")) {
            for (String text : List.of(value, "y".repeat(100_000), "exec:" + value, "seh:" + value)) {
                lines.add(List.of("train", "hypergrid", option, text, "--dry-run"));
                lines.add(List.of("train", "molecules", option, text, "--blocks", text, "--dry-run"));
            }
        }
        String long1 = "y".repeat(100_000);
        for (String command : List.of("resume", "sample", "evaluate", "report", "compare", "train", "tasks")) {
            lines.add(List.of(command, value));
            lines.add(List.of(command, long1, "--out", long1));
        }
        Map<String, String> files = Map.of(
                "keys.yaml", long1 + ": 1\n",
                "values.yaml", "task: hypergrid\nside: " + long1 + "\n",
                "task.yaml", "task: " + long1 + "\n",
                "text.yaml", long1,
                "objects.csv", "object\n" + long1 + "\n",
                "columns.csv", long1 + "\n1 1\n",
                "objects.jsonl", "{\"object\":\"" + long1 + "\"}\n",
                "fields.jsonl", "{\"" + long1 + "\": 1}\n",
                "smiles.smi", long1 + "\n",
                "graphs.json", "[{\"" + long1 + "\": \"" + long1 + "\"}]\n");
        for (Map.Entry<String, String> file : files.entrySet()) {
            String path = folder.resolve(file.getKey()).toString();
            Files.writeString(Path.of(path), file.getValue());
            lines.add(List.of("train", "hypergrid", "--config", path, "--dry-run"));
            lines.add(List.of("train", "hypergrid", "--data", path, "--dry-run"));
            lines.add(List.of("train", "molecules", "--blocks", path, "--dry-run"));
            lines.add(List.of("reward", "score", "--reward", "qed", "--in", path, "--out", "-"));
            lines.add(List.of(
                    "molecules",
                    "mine-blocks",
                    "--in",
                    path,
                    "--out",
                    folder.resolve("b.json").toString()));
            lines.add(List.of("proxy", "score", "--in", path, "--out", "-"));
            lines.add(List.of(
                    "proxy",
                    "train",
                    "--data",
                    path,
                    "--out",
                    folder.resolve("p.safetensors").toString()));
        }
        assertThat(lines).allSatisfy(line -> {
            Outcome outcome = Outcome.of(line);
            assertThat(outcome.err()).as(head(line)).hasSizeLessThan(20_000);
        });
    }

    private static String head(List<String> line) {
        return line.stream()
                .map(word -> word.substring(0, Math.min(40, word.length())))
                .toList()
                .toString();
    }

    @Test
    void help_saysDefaultAndRangeOfEveryNumber() {
        String help = Outcome.ofLine("train hypergrid --help").out().replaceAll("\\s+", " ");
        assertThat(help)
                .contains("Number of coordinates. Default 4; a whole number from 1 to 1000.")
                .contains("--learning-rate=NUMBER Step size of Adam. Default 0.002; a number above 0 and at most 100.")
                .contains("Default tb; one of tb, db, subtb, fm, vargrad, mdb, fl-db, fl-subtb.")
                .contains("one of relu, leaky-relu, elu.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--side abc           | Invalid value for option '--side': 'abc' is not a whole number from 2 to 100000",
                "--side 1             | Invalid value for option '--side': '1' is not a whole number from 2 to 100000",
                "--side -3            | Invalid value for option '--side': '-3' is not a whole number from 2 to 100000",
                "--side 4.0           | Invalid value for option '--side': '4.0' is not a whole number from 2 to 100000",
                "--side=              | Invalid value for option '--side': '' is not a whole number from 2 to 100000",
                "--seed 9999999999999999999 | Invalid value for option '--seed': '9999999999999999999' is not a whole"
                        + " number from 0 to 9223372036854775807",
                "--seed -1            | Invalid value for option '--seed': '-1' is not a whole number of at least 0",
                "--epsilon 1.5        | Invalid value for option '--epsilon': '1.5' is not a number from 0 to 1",
                "--epsilon NaN        | Invalid value for option '--epsilon': 'NaN' is not a number from 0 to 1",
                "--clip Infinity      | Invalid value for option '--clip': 'Infinity' is not a number above 0",
                "--clip 1e999         | Invalid value for option '--clip': '1e999' is not a number above 0",
                "--clip 0             | Invalid value for option '--clip': '0' is not a number above 0",
                "--clip 1e-999        | Invalid value for option '--clip': '1e-999' is not a number above 0",
                "--clip 1d            | Invalid value for option '--clip': '1d' is not a number above 0",
                "--log-z maybe        | Invalid value for option '--log-z': 'maybe' is not a finite number or the word auto",
                "--objective TB       | Invalid value for option '--objective': 'TB' is not one of tb, db, subtb, fm,"
                        + " vargrad, mdb, fl-db, fl-subtb",
                "--activation leaky_relu | Invalid value for option '--activation': 'leaky_relu' is not one of relu,"
                        + " leaky-relu, elu",
                "--side               | Missing value for option '--side': expected a whole number from 2 to 100000",
                "--side --r0 1        | Missing value for option '--side': expected a whole number from 2 to 100000",
                "--side 4 --side 4    | Option '--side' is given more than once",
                "--sied 4             | Unknown option '--sied'. Did you mean '--side'?",
                "--dimension=4        | Unknown option '--dimension'. Did you mean '--dimensions'?",
                "--nothing-like-it    | Unknown option '--nothing-like-it'.",
                "extra                | Unexpected argument 'extra'",
                "--run ./pom.xml      | Invalid value for option '--run': './pom.xml' is not a folder; give a new or an"
                        + " empty one",
                "--run ./src          | Invalid value for option '--run': './src' is not empty; give a new or an empty"
                        + " folder",
                "--run ./pom.xml/a/b  | Invalid value for option '--run': './pom.xml/a/b' cannot be made, because",
                "--run --x            | Invalid value for option '--run': '--x' looks like an option",
                "--run=               | Invalid value for option '--run': '' is not the name of a folder",
                "--objective fm --backward learned | Invalid value for option '--backward': 'learned' cannot be"
                        + " combined with --objective fm",
                "--objective vargrad --batch 1 | Invalid value for option '--batch': '1' is too small for --objective"
                        + " vargrad",
                "--r0 0 --r1 0 --r2 0 | Invalid values for options '--r0', '--r1' and '--r2': all are 0",
                "--r0 0 --r1 0 --side 2 | Invalid values for options '--r0' and '--r1': both are 0"
            })
    void wrongOption_isNamedWithItsValueAndWhatIsAllowed(String options, String message) {
        Outcome outcome = Outcome.ofLine("train hypergrid --dry-run " + options);
        assertThat(outcome.message()).startsWith("gfn4j: " + message);
        assertThat(outcome.err()).endsWith("Try 'gfn4j train hypergrid --help'." + System.lineSeparator());
        assertThat(outcome.err()).hasLineCount(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--lambda 0.5         | option '--lambda' has no effect with --objective tb; it is for subtb, fl-subtb",
                "--objective db --fm-epsilon 0 | option '--fm-epsilon' has no effect with --objective db; it is for fm",
                "--objective vargrad --log-z 3 | option '--log-z' has no effect with --objective vargrad; it is for tb",
                "--objective fm --backward uniform | option '--backward' has no effect with --objective fm; it is for tb,"
                        + " db, subtb, vargrad, mdb, fl-db, fl-subtb",
                "--reward cosine --r1 0.5 | option '--r1' has no effect, because it is for --reward corners"
            })
    void optionWithoutEffect_isNoted(String options, String message) {
        Outcome outcome = Outcome.ofLine("train hypergrid --dry-run " + options);
        assertThat(outcome.err()).isEqualTo("gfn4j: " + message + System.lineSeparator());
        assertThat(outcome.status()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "train           | Missing the name of a task; the tasks are: hypergrid, molecules",
                "train hypegrid  | Unknown task 'hypegrid'. Did you mean 'hypergrid'? The tasks are: hypergrid, molecules",
                "verify zebra    | Unknown task 'zebra'. The tasks are: hypergrid, molecules",
                "trainn hypergrid | Unknown command 'trainn'. Did you mean 'train'? The commands are: train,",
                "--foo           | Unknown option '--foo'.",
                "@zzz            | Unknown command '@zzz'. The commands are: train,",
                "tasks all       | Unexpected argument 'all'"
            })
    void wrongCommand_isNamedWithWhatThereIs(String line, String message) {
        Outcome outcome = Outcome.ofLine(line);
        assertThat(outcome.message()).startsWith("gfn4j: " + message);
        assertThat(outcome.status()).isEqualTo(2);
    }

    @Test
    void lineEndInAValue_staysOnOneLine() {
        Outcome outcome = Outcome.of("train", "hypergrid", "--side", "a\nb\u001b[31m");
        assertThat(outcome.message()).contains("'a b\\u001b[31m'");
        assertThat(outcome.err()).hasLineCount(2);
    }

    @Test
    void stackTrace_onlyWithDebug() {
        assertThat(Outcome.ofLine("verify hypergrid --side x").err()).doesNotContain("\tat ");
        assertThat(Outcome.ofLine("verify hypergrid --debug --side x").err()).contains("\tat ");
    }

    @Test
    void verify_passesOnTheHypergrid() {
        Outcome outcome = Outcome.ofLine("verify hypergrid --dimensions 2 --side 4 --episode-end forced");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).startsWith("passed");
    }
}
