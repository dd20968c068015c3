package org.gfn4j.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gfn4j.app.testing.Outcome;
import org.gfn4j.app.testing.RunFolders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Works in folders of runs in which somebody has laid links that lead out of them, and pipes. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class LinkedRunTest {
    private static final String CONTENT = "what belongs to somebody else\n";

    @TempDir
    private Path folder;

    private Path run;
    private Path outside;
    private Path outsideFile;

    @BeforeEach
    void train() throws IOException {
        run = folder.resolve("run");
        Outcome outcome = Outcome.of(
                "train",
                "hypergrid",
                "--dimensions=1",
                "--side=4",
                "--hidden=4",
                "--batch=2",
                "--iterations=4",
                "--evaluate-every=2",
                "--run=" + run);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        outside = Files.createDirectory(folder.resolve("outside"));
        outsideFile = Files.writeString(outside.resolve("file"), CONTENT);
    }

    private void assertOutsideIsWhole() throws IOException {
        try (Stream<Path> entries = Files.list(outside)) {
            assertThat(entries).containsExactly(outsideFile);
        }
        assertThat(outsideFile).content().isEqualTo(CONTENT);
    }

    private List<List<String>> commands() {
        return List.of(
                List.of("sample", run.toString(), "--count=2"),
                List.of("evaluate", run.toString(), "--samples=4"),
                List.of("report", run.toString()),
                List.of("compare", run.toString(), "--out=" + folder.resolve("page")),
                List.of("resume", run.toString(), "--iterations=6"),
                List.of("train", "--config=" + run.resolve("config.yaml"), "--run=" + folder.resolve("again")));
    }

    /** Runs everything and returns whether all went well; what did not ends in a line and never touches what is outside. */
    private boolean allSucceed() throws IOException {
        boolean all = true;
        for (List<String> command : commands()) {
            Outcome outcome = Outcome.of(command);
            assertThat(outcome.status()).as(command + "\n" + outcome.err()).isBetween(0, 2);
            assertThat(outcome.err()).doesNotContain("\tat ").doesNotContain(CONTENT.strip());
            assertThat(outcome.out()).doesNotContain(CONTENT.strip());
            if (outcome.status() != 0) {
                assertThat(outcome.message()).contains("link");
                all = false;
            }
            assertOutsideIsWhole();
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "report.html.part",
                "samples.jsonl.part",
                "config.yaml.part",
                "summary.json.part",
                "checkpoints/step-6.part",
                "checkpoints/step-4.part",
                "checkpoints/other.part",
                "checkpoints/step-6.old.part",
            })
    @Tag("acceptance")
    void linksUnderTheNamesOfUnfinishedFilesAreNotUsed(String name) throws IOException {
        for (Path target : List.of(outsideFile, outside, outside.resolve("dangling"))) {
            Files.deleteIfExists(run.resolve(name));
            Files.createSymbolicLink(run.resolve(name), target);
            assertThat(allSucceed()).isTrue();
            RunFolders.delete(folder.resolve("again"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"report.html", "samples.jsonl"})
    void aLinkInThePlaceOfAFileIsReplaced(String name) throws IOException {
        Files.deleteIfExists(run.resolve(name));
        Files.createSymbolicLink(run.resolve(name), outsideFile);
        for (List<String> command : commands()) {
            Outcome.of(command);
            assertOutsideIsWhole();
        }
        assertThat(run.resolve(name)).isRegularFile();
        assertThat(Files.isSymbolicLink(run.resolve(name))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        ".lock, file",
        ".lock, dangling",
        ".lock, .",
        "config.yaml, file",
        "metrics.jsonl, file",
        "metrics.jsonl, dangling",
        "summary.json, file",
        "checkpoints, .",
        "checkpoints, dangling",
        "checkpoints, file",
        "checkpoints/step-4, .",
        "checkpoints/step-4/state.json, file",
        "checkpoints/step-4/SHA256SUMS, file",
        "checkpoints/step-4/model.safetensors, dangling",
    })
    void aLinkInThePlaceOfWhatIsNeededIsRefused(String name, String target) throws IOException {
        Path place = run.resolve(name);
        if (Files.isDirectory(place)) {
            RunFolders.delete(place);
        } else {
            Files.deleteIfExists(place);
        }
        Files.createSymbolicLink(place, outside.resolve(target).normalize());
        assertThat(commands().stream().map(Outcome::of).map(Outcome::err).toList())
                .anySatisfy(err -> assertThat(err).containsPattern("link|not a file"))
                .allSatisfy(err -> assertThat(err).doesNotContain("\tat ").doesNotContain(CONTENT.strip()));
        assertOutsideIsWhole();
        assertThat(outside.resolve("dangling")).doesNotExist();
    }

    @Test
    void anEventFileThatIsALinkIsLeftAlone() throws IOException {
        Path events;
        try (Stream<Path> entries = Files.list(run)) {
            events = entries.filter(file -> file.getFileName().toString().startsWith("events."))
                    .findFirst()
                    .orElseThrow();
        }
        Path moved = Files.move(events, folder.resolve("events"));
        byte[] before = Files.readAllBytes(moved);
        Files.createSymbolicLink(events, moved);
        assertThat(allSucceed()).isTrue();
        assertThat(moved).hasBinaryContent(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"metrics.jsonl", "config.yaml", "checkpoints/step-4/state.json", ".lock"})
    void aPipeIsNotWaitedFor(String name) throws Exception {
        Files.deleteIfExists(run.resolve(name));
        assertThat(new ProcessBuilder("mkfifo", run.resolve(name).toString())
                        .start()
                        .waitFor())
                .isZero();
        List<List<String>> own = commands().subList(0, 5);
        assertThat(own.stream().map(Outcome::of).filter(outcome -> outcome.status() != 0))
                .isNotEmpty()
                .allSatisfy(outcome -> assertThat(outcome.message()).containsPattern("file|config.yaml"));
    }

    @Test
    void aFolderThatIsReachedByALinkAndHardLinksAreFine() throws IOException {
        Path real = Files.move(run, folder.resolve("real"));
        Files.createSymbolicLink(run, real);
        Files.move(real.resolve("summary.json"), folder.resolve("summary"));
        Files.createLink(real.resolve("summary.json"), folder.resolve("summary"));
        assertThat(allSucceed()).isTrue();
        assertThat(Files.isSymbolicLink(run)).isTrue();
        assertThat(real.resolve("checkpoints/step-6")).isDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"comparison", "random", "random/seed-0"})
    void foldersOfAComparisonAreNoLinks(String name) throws IOException {
        Path compared = folder.resolve("compared");
        List<String> command = List.of(
                "compare",
                "hypergrid",
                "--methods=random",
                "--seeds=1",
                "--budget=8",
                "--dimensions=1",
                "--run=" + compared);
        assertThat(Outcome.of(command).status()).isZero();
        RunFolders.delete(compared.resolve(name));
        Files.createSymbolicLink(compared.resolve(name), outside);

        Outcome outcome = Outcome.of(command);
        assertThat(outcome.status()).as(outcome.err()).isIn(1, 2);
        assertThat(outcome.message()).contains("must be a folder, but is a symbolic link, which is not followed");
        assertThat(Files.exists(compared.resolve(name), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        assertOutsideIsWhole();
    }
}
