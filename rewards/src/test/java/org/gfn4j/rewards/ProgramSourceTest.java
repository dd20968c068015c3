package org.gfn4j.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(OS.WINDOWS)
final class ProgramSourceTest {
    /** Of the three bytes abc, from FIPS 180-2. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder;

    private static ProgramSource<String> source(String command) {
        return new ProgramSource<>(command, RewardKey::of, Duration.ofSeconds(30));
    }

    @Test
    void identityHasTheWordsAndWhatTheirFilesHold() throws IOException {
        Path script = Files.writeString(folder.resolve("score it.sh"), "abc");

        ProgramSource<String> source = source("sh   '" + script + "' -v \"a#b\" " + folder);

        assertThat(source.identity()).isEqualTo("exec sh '" + script + "'#sha256:" + ABC + " -v 'a#b' " + folder);
        assertThat(source.files()).containsExactly(script);
        assertThat(source.identity())
                .isEqualTo(source("sh '" + script + "' '-v' 'a#b' " + folder).identity());
    }

    @Test
    void aProgramThatIsNamedByItsPathIsAFileToo() throws IOException {
        Path script = Files.writeString(folder.resolve("score"), "abc");
        assertThat(script.toFile().setExecutable(true)).isTrue();

        assertThat(source(script.toString()).identity()).isEqualTo("exec " + script + "#sha256:" + ABC);
    }

    @Test
    void aChangedScriptIsAnotherRewardAndIsNotMixedWithTheFirst() throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("score.sh"), "read x; echo 1");
        ProgramSource<String> source = source("sh " + script);
        try (RewardWorker<String> worker = source.newWorker()) {
            assertThat(worker.score(List.of("a"))).containsExactly(Outcome.of(1));
            Files.writeString(script, "read x; echo 22");

            assertThatThrownBy(() -> worker.score(List.of("b")))
                    .isInstanceOf(RewardSourceException.class)
                    .hasMessageContainingAll("'" + script + "'", "has changed", "start again");
        }
        assertThat(source("sh " + script).identity()).isNotEqualTo(source.identity());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no-such-program -x | no-such-program | was not found on the PATH; install it, or name it by its path",
                "pom.xml            | pom.xml         | was not found on the PATH; for the file of the present folder write ./pom.xml",
                "''                 | ''              | was not found on the PATH",
                "./no-such-program  | ./no-such-program | does not exist; name a program that does",
                "./src              | ./src           | is a folder; name the program in it",
                "./pom.xml 1        | ./pom.xml       | is not executable; make it so with 'chmod +x', or put the program that runs it",
            })
    void aProgramThatCannotBeStartedIsRefusedAtOnce(String command, String program, String cause) {
        String words = command.isEmpty() ? "''" : command;
        assertThatThrownBy(() -> source(words))
                .isInstanceOf(RewardSourceException.class)
                .hasMessageContainingAll("the program '" + program + "' of the command \"" + words + "\" ", cause);
    }

    @Test
    void aProgramThatHasGoneSinceIsNamed() throws IOException {
        Path interpreter = folder.resolve("no-interpreter");
        Path script = Files.writeString(folder.resolve("score"), "#!" + interpreter + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        try (RewardWorker<String> worker = source(script.toString()).newWorker()) {
            assertThatThrownBy(() -> worker.score(List.of("a")))
                    .isInstanceOf(RewardSourceException.class)
                    .hasMessageContainingAll("the command \"" + script + "\" cannot be started");
        }
    }

    @Test
    void theTimeoutMustBePositive() {
        assertThatThrownBy(() -> new ProgramSource<>("sh", RewardKey::of, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("timeout must be positive, but is PT0S");
    }
}
