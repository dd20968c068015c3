package org.gfn4j.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.gfn4j.app.command.CommandLinePropertyTest;
import org.gfn4j.app.testing.Outcome;

/** Whatever stands in a file, the answer is a configuration or one clear line. */
class ConfigPropertyTest {
    private static final String VALID = """
            task: hypergrid
            dimensions: 2
            side: 8
            reward: corners
            r0: 1.0E-4
            episode-end: "free"
            objective: subtb
            lambda: 0.9
            learning-rate: 2e-3
            log-z: auto
            clip: 2.5 # limited
            written-by:
              gfn4j: '1'
              processor: {name: x, cores: [1, 2]}
            """;

    private static Arbitrary<String> keys() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        8,
                        Arbitraries.of(
                                "dimensions",
                                "side",
                                "reward",
                                "r0",
                                "objective",
                                "lambda",
                                "backward",
                                "clip",
                                "log-z")),
                Tuple.of(
                        2, Arbitraries.of("task", "run", "written-by", "dry-run", "? side", "<<", "1", "'side'", "*x")),
                Tuple.of(1, Arbitraries.strings().ascii().ofMaxLength(5)));
    }

    private static Arbitrary<String> values() {
        return Arbitraries.frequencyOf(
                Tuple.of(10, Arbitraries.of("2", "8", "cosine", "0.5", "1e-3", "fm", "learned", "auto", "hypergrid")),
                Tuple.of(2, Arbitraries.of(CommandLinePropertyTest.BROKEN)),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                "&x 4",
                                "*x",
                                "!y 4",
                                "!!int x",
                                "!!null",
                                "[1]",
                                "{a: b}",
                                "|\n  8",
                                "'8'",
                                "\"\\x41\"",
                                "# c",
                                "\n  - 1",
                                "~",
                                "null",
                                "? a",
                                "1: 2",
                                "[",
                                "}",
                                "\n---\na: 1",
                                "\t8",
                                "\r")),
                Tuple.of(1, Arbitraries.strings().ascii().ofMaxLength(8)));
    }

    @Provide
    Arbitrary<byte[]> lines() {
        Arbitrary<String> line = Combinators.combine(keys(), Arbitraries.of(": ", ": ", ": ", ": ", ":", " "), values())
                .as((key, colon, value) -> key + colon + value + "\n");
        return line.list()
                .ofMaxSize(4)
                .map(all -> all.stream().collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        byte[] valid = VALID.getBytes(StandardCharsets.UTF_8);
        return Combinators.combine(
                        Arbitraries.integers().between(0, valid.length - 1),
                        Arbitraries.integers().between(0, valid.length - 1),
                        Arbitraries.bytes(),
                        Arbitraries.of(true, false))
                .as((end, at, value, cut) -> {
                    byte[] bytes = cut ? Arrays.copyOf(valid, end) : valid.clone();
                    if (at < bytes.length) {
                        bytes[at] = value;
                    }
                    return bytes;
                });
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
    }

    @Provide
    Arbitrary<String> sets() {
        return Combinators.combine(keys(), Arbitraries.of("=", "=", "=", ""), values())
                .as((key, equals, value) -> key + equals + value);
    }

    @Property(tries = 600)
    void lines(@ForAll("lines") byte[] text) throws IOException {
        answersClearly(text);
    }

    @Property(tries = 400)
    void damagedFile(@ForAll("damaged") byte[] text) throws IOException {
        answersClearly(text);
    }

    @Property(tries = 200)
    void bytes(@ForAll("bytes") byte[] text) throws IOException {
        answersClearly(text);
    }

    @Property(tries = 300)
    void set(@ForAll("sets") String text) {
        answersClearly(Outcome.of("train", "hypergrid", "--dry-run", "--set=" + text), "--set");
    }

    @Property(tries = 20)
    void truncatedFileWithTheTaskInIt(@ForAll("damaged") byte[] text) throws IOException {
        inFile(text, file -> answersClearly(Outcome.of("train", "--config", file, "--dry-run"), file));
    }

    private static void answersClearly(byte[] text) throws IOException {
        inFile(text, file -> answersClearly(Outcome.of("train", "hypergrid", "--dry-run", "--config", file), file));
    }

    private static void inFile(byte[] text, java.util.function.Consumer<String> check) throws IOException {
        Path file = Files.createTempFile("config", ".yaml");
        try {
            Files.write(file, text);
            check.accept(file.toString());
        } finally {
            Files.delete(file);
        }
    }

    private static void answersClearly(Outcome outcome, String place) {
        assertThat(outcome.status()).as(outcome.err()).isIn(0, 2);
        assertThat(outcome.err()).doesNotContain("\tat ", "Exception", "picocli", "jackson", "snakeyaml");
        if (outcome.status() == 0) {
            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.out()).startsWith("task: hypergrid");
            return;
        }
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).hasLineCount(2).startsWith("gfn4j: ").contains("Try 'gfn4j train");
        assertThat(List.of(place, "for option '--", "for options '--", "Missing the name of a task"))
                .as(outcome.err())
                .anyMatch(outcome.message()::contains);
    }
}
