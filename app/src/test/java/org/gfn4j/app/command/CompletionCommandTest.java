package org.gfn4j.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gfn4j.app.testing.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the script in bash. */
@Timeout(60)
class CompletionCommandTest {
    private static final boolean BASH = Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
            .anyMatch(path -> Files.isExecutable(Path.of(path).resolve("bash")));

    @TempDir
    private Path folder;

    @BeforeEach
    void writeScript() throws IOException {
        assumeThat(BASH).as("a bash on the PATH").isTrue();
        Outcome outcome = Outcome.of("completion");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).isEmpty();
        Files.writeString(folder.resolve("script"), outcome.out());
        Files.createFile(folder.resolve("my config.yaml"));
        Files.createDirectory(folder.resolve("my-runs"));
    }

    /** Completes the last word of a line; a line that ends with a blank has an empty last word. */
    private List<String> complete(String line) throws IOException, InterruptedException {
        List<String> words = List.of(line.split(" ", -1));
        String quoted = words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        String program = "source ./script; COMP_LINE='" + line
                + "'; COMP_WORDS=(" + quoted + "); COMP_CWORD=" + (words.size() - 1)
                + "; _complete_gfn4j 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"";
        Process process = new ProcessBuilder("bash", "--norc", "-c", program)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        assertThat(process.waitFor()).isZero();
        return output.lines().filter(word -> !word.isEmpty()).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "'gfn4j tr', train trust",
        "'gfn4j trust my-', my-runs",
        "'gfn4j train ', hypergrid molecules",
        "'gfn4j train molecules --blocks my-', my-runs",
        "'./gfn4j verify hyper', hypergrid",
        "'gfn4j train hypergrid --obj', --objective",
        "'gfn4j train hypergrid --conf', --config",
        "'gfn4j train hypergrid --objective f', fm fl-db fl-subtb",
        "'gfn4j train hypergrid --objective ', tb db subtb fm vargrad mdb fl-db fl-subtb",
        "'gfn4j train hypergrid --side 4 --backward ', uniform learned",
        "'gfn4j verify hypergrid --episode-end fo', forced",
        "'gfn4j train hypergrid --run my-', my-runs",
        "'gfn4j train hypergrid --side ', ''",
        "'gfn4j resume my-', my-runs"
    })
    void words_areCompleted(String line, String completions) throws Exception {
        assertThat(String.join(" ", complete(line))).isEqualTo(completions);
    }

    @Test
    void files_areCompleted() throws Exception {
        assertThat(complete("gfn4j train hypergrid --config my"))
                .containsExactlyInAnyOrder("my config.yaml", "my-runs");
    }

    @Test
    void everyVisibleCommandAndOption_isOffered() throws Exception {
        assertThat(complete("gfn4j ")).contains("train", "verify", "tasks", "completion");
        List<String> options = complete("gfn4j train hypergrid --");
        List<String> shown = Outcome.ofLine("train hypergrid --help")
                .out()
                .lines()
                .map(String::strip)
                .filter(text -> text.startsWith("--"))
                .map(text -> text.replaceFirst("[= ].*", ""))
                .toList();
        assertThat(shown).contains("--side", "--set");
        assertThat(options).containsAll(shown).contains("--help").doesNotContain("--debug");
    }

    @Test
    void script_setsUpItsCommand() throws Exception {
        Process process = new ProcessBuilder("bash", "--norc", "-c", "source ./script && complete -p gfn4j")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), Charset.defaultCharset()))
                .contains("-F _complete_gfn4j")
                .hasLineCount(1);
        assertThat(process.waitFor()).isZero();
    }
}
