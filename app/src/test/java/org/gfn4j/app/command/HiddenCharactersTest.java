package org.gfn4j.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gfn4j.app.testing.Outcome;
import org.gfn4j.text.VisibleText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Lets programs, files and folders have characters in their output and names that steer a terminal or turn a text around. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class HiddenCharactersTest {
    /** Names a window, turns text around, breaks a line and is a control of eight bits. */
    private static final String HOSTILE = "\u001b]0;mine\u0007\u202egnp\u2028\u009b31m\u2066";

    private static final String VISIBLE = "\\u001b]0;mine\\u0007\\u202egnp\\u2028\\u009b31m\\u2066";

    @TempDir
    private Path folder;

    private static void assertVisible(String text) {
        assertThat(text.replace("\n", "").replace("\t", "").chars().filter(sign -> VisibleText.isHidden((char) sign)))
                .isEmpty();
    }

    private List<String> train(String reward, Path run) {
        return List.of(
                "train",
                "hypergrid",
                "--dimensions=1",
                "--side=3",
                "--hidden=4",
                "--iterations=2",
                "--batch=2",
                "--reward=" + reward,
                "--reward-cache=none",
                "--reward-failures=1",
                "--run=" + run);
    }

    @Test
    void whatAProgramSaysIsVisibleInMessagesTablesAndPages() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "=1+1 " + HOSTILE + "\n");
        Path script = Files.writeString(folder.resolve("dies.sh"), "read -r x\ncat " + text + " >&2\nexit 3\n");
        Path run = folder.resolve("run");
        Outcome outcome = Outcome.of(train("exec:sh " + script, run));

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertVisible(outcome.out() + outcome.err());
        for (String file : List.of("failures.csv", "rewards.csv", "report.html")) {
            String written = Files.readString(run.resolve(file), StandardCharsets.UTF_8);
            assertVisible(written);
            assertThat(written).as(file).contains(file.endsWith("html") ? VISIBLE : "failure");
        }
        assertThat(run.resolve("failures.csv")).content().contains(VISIBLE);
        Outcome resumed = Outcome.of("resume", run.toString(), "--iterations=3");
        assertThat(resumed.status()).as(resumed.err()).isZero();
    }

    @Test
    void namesOfFilesAndFoldersAreVisible() throws IOException {
        Path run = folder.resolve("run" + HOSTILE);
        Outcome outcome = Outcome.of(train("corners", run));
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("run folder").contains("run" + VISIBLE);
        for (Outcome each : List.of(
                outcome,
                Outcome.of("sample", run.toString(), "--count=2"),
                Outcome.of("report", run.toString()),
                Outcome.of("compare", run.toString(), "--json", "--out=" + folder.resolve("page")),
                Outcome.of("sample", folder + "/nothing" + HOSTILE, "--count=2", "--debug"),
                Outcome.of(train("exec:" + folder.resolve(HOSTILE), folder.resolve("other"))))) {
            assertVisible(each.out() + each.err());
        }
        assertVisible(Files.readString(folder.resolve("page/comparison/runs.csv")));
        assertVisible(Files.readString(folder.resolve("page/comparison.html")));
    }
}
