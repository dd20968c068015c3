package org.gfn4j.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.testing.Outcome;
import org.gfn4j.app.testing.RunFolders;

/** Whatever is typed, the answer is a result or one clear line. */
public class CommandLinePropertyTest {
    private static Path folder;
    private static Path data;

    @BeforeContainer
    static void makeData() throws IOException {
        folder = Files.createTempDirectory("gfn4j-lines-");
        data = folder.resolve("data.csv");
        Files.writeString(data, "object\n1 1\n0 7\n");
    }

    @AfterContainer
    static void deleteData() throws IOException {
        RunFolders.delete(folder);
    }

    /** Values that no option takes, or hardly any. */
    public static final List<String> BROKEN = List.of(
            "abc",
            "",
            " ",
            "-1",
            "NaN",
            "-Infinity",
            "1e999",
            "99999999999999999999",
            "0x10",
            "1,5",
            "--",
            "-",
            "'",
            "%s",
            "${x}",
            "\u0663",
            "a\nb",
            "=");

    private static Arbitrary<List<String>> option(String name, String... values) {
        Arbitrary<String> value = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.of(values)),
                Tuple.of(1, Arbitraries.of(BROKEN)),
                Tuple.of(1, Arbitraries.strings().ascii().ofMaxLength(6)));
        return Combinators.combine(value, Arbitraries.of(0, 1, 2, 3, 4, 5))
                .as((text, form) -> form == 0 ? List.of(name + "=" + text) : List.of(name, text));
    }

    private static Arbitrary<List<String>> noise() {
        return Arbitraries.of(
                List.of("--side"),
                List.of("extra"),
                List.of("--unknown", "1"),
                List.of("-x"),
                List.of("--dry-run=maybe"));
    }

    @SafeVarargs
    private static Arbitrary<List<String>> lines(List<String> start, Arbitrary<List<String>>... options) {
        List<Tuple.Tuple2<Integer, Arbitrary<List<String>>>> choices = new ArrayList<>();
        for (Arbitrary<List<String>> option : options) {
            choices.add(Tuple.of(10, option));
        }
        choices.add(Tuple.of(options.length, noise()));
        return Arbitraries.frequencyOf(choices).list().ofMaxSize(5).map(parts -> {
            List<String> line = new ArrayList<>(start);
            parts.forEach(line::addAll);
            return line;
        });
    }

    @Provide
    Arbitrary<List<String>> trainings() {
        return lines(
                List.of("train", "hypergrid", "--dry-run"),
                option("--dimensions", "1", "4", "0"),
                option("--side", "2", "8", "1"),
                option("--r0", "0", "0.1"),
                option("--reward", "corners", "cosine"),
                option("--episode-end", "free", "forced", "never"),
                option("--objective", "tb", "db", "subtb", "fm", "vargrad", "mdb", "fl-db", "fl-subtb", "fl"),
                option("--lambda", "0.9", "1.1", "0"),
                option("--loss", "squared", "huber", "log-cosh"),
                option("--fm-epsilon", "0", "1e-6"),
                option("--leaf-coefficient", "1", "25"),
                option("--backward", "uniform", "learned"),
                option("--iterations", "1", "100", "0"),
                option("--batch", "1", "16"),
                option("--activation", "relu", "leaky-relu", "elu", "tanh"),
                option("--learning-rate", "1e-3", "0"),
                option("--logz-learning-rate", ".1"),
                option("--log-z", "auto", "-3", "12"),
                option("--schedule", "constant", "linear", "cosine"),
                option("--weight-decay", "0", "0.1"),
                option("--clip", "1"),
                option("--epsilon", "0", "1", "1.01", "0.5:0", "0.5:0:20", "1:2", "0:1:0", "0:1:2:3", ":"),
                option("--temperature", "1", "2", "4:1", "4:1:100", "0:1"),
                option("--window", "1"),
                option("--evaluate-every", "1", "0"),
                option("--seed", "0", "7"));
    }

    /** The options that say where batches come from, and what is kept. */
    @Provide
    Arbitrary<List<String>> offPolicyTrainings() {
        return lines(
                List.of("train", "hypergrid", "--dimensions", "2", "--dry-run"),
                option("--objective", "tb", "db", "fm", "vargrad", "mdb"),
                option("--batch", "1", "2", "3", "16"),
                option("--replay", "none", "fifo:10", "top:1000", "prioritised:1", "fifo:0", "fifo", "lifo:3", "top:"),
                option("--replay", "none", "fifo:10", "top:1000", "prioritised:1"),
                option("--replay-form", "backward", "backward-uniform", "trajectories", "transitions", "forward"),
                option(
                        "--data",
                        data.toString(),
                        data.toString(),
                        data.toString(),
                        "/no/such/file.csv",
                        "/tmp",
                        "x.txt"),
                option("--off-policy", "uniform-terminal", "uniform"),
                option(
                        "--mix",
                        "policy=1",
                        "policy=.5,replay=.5",
                        "data=1",
                        "policy=.5,data=.5",
                        "policy=.4,replay=.3,data=.2,uniform-terminal=.1",
                        "uniform-terminal=1",
                        "policy=.5",
                        "policy",
                        "replay=1"),
                option("--target", "none", "ema:0.05", "copy:100", "ema:2", "copy:0", "ema"),
                option("--seeds", "1", "3", "0", "100001"),
                option("--checkpoint-every", "1", "1000", "0"),
                option("--keep", "1", "100", "0"),
                option("--seed", "0", "9223372036854775807"));
    }

    private static Arbitrary<List<String>> runs(String command, List<String> more, Arbitrary<List<String>> options) {
        Arbitrary<String> run = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of(folder.toString(), data.toString(), "no/such/run", ".", "..", "/", "runs")),
                Tuple.of(1, Arbitraries.of(BROKEN)),
                Tuple.of(1, Arbitraries.strings().ascii().ofMaxLength(6)));
        return Combinators.combine(run, options, Arbitraries.of(true, true, true, true, false))
                .as((name, rest, given) -> {
                    List<String> line = new ArrayList<>(List.of(command));
                    if (given) {
                        line.add(name);
                    }
                    line.addAll(more);
                    line.addAll(rest);
                    return line;
                });
    }

    @Provide
    Arbitrary<List<String>> ofRuns() {
        Arbitrary<List<String>> shared = Arbitraries.oneOf(
                option("--checkpoint", "0", "10", "-1"),
                option("--exact-limit", "0", "1000", "x"),
                option("--threads", "1", "3", "0", "2000"),
                option("--seed", "0", "7"));
        return Arbitraries.oneOf(
                runs(
                        "resume",
                        List.of(),
                        lines(List.of(), option("--iterations", "1", "100", "0"), option("--checkpoint", "0", "10"))),
                runs(
                        "sample",
                        List.of(),
                        lines(
                                List.of(),
                                shared,
                                option("--count", "1", "1000", "0"),
                                option("--out", "-", folder.resolve("a.csv").toString(), "/no/a.csv", "a.txt", ".csv/"),
                                Arbitraries.just(List.of("--unique")))),
                runs("evaluate", List.of("--json"), lines(List.of(), shared, option("--samples", "2", "1"))),
                runs("report", List.of(), lines(List.of(), shared, option("--figures", "/no/such/folder"))));
    }

    @Provide
    Arbitrary<List<String>> verifications() {
        return lines(
                List.of("verify", "hypergrid", "--max-states", "50", "--walks", "2"),
                option("--dimensions", "1", "2", "3", "0"),
                option("--side", "2", "3", "5", "1"),
                option("--r0", "0", "0.1"),
                option("--r1", "0"),
                option("--r2", "0", "2"),
                option("--reward", "corners", "cosine"),
                option("--episode-end", "free", "forced", "never"),
                option("--seed", "0", "7"));
    }

    @Provide
    Arbitrary<List<String>> listings() {
        return lines(List.of("tasks"), option("--side", "2"), option("tasks", "hypergrid"), option("train", "x"));
    }

    @Property(tries = 500)
    void train(@ForAll("trainings") List<String> line) {
        answersClearly(line);
    }

    @Property(tries = 500)
    void trainOffPolicy(@ForAll("offPolicyTrainings") List<String> line) {
        answersClearly(line);
    }

    /** None of the folders is that of a run. */
    @Property(tries = 400)
    void commandsOnRuns(@ForAll("ofRuns") List<String> line) throws IOException {
        Outcome outcome = Outcome.of(line);
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
        answersClearly(line, outcome);
        assertThat(RunFolders.contents(folder).keySet()).containsExactly("", "data.csv");
    }

    @Property(tries = 300)
    void verify(@ForAll("verifications") List<String> line) {
        answersClearly(line);
    }

    @Property(tries = 100)
    void tasks(@ForAll("listings") List<String> line) {
        answersClearly(line);
    }

    private static void answersClearly(List<String> line) {
        answersClearly(line, Outcome.of(line));
    }

    private static void answersClearly(List<String> line, Outcome outcome) {
        assertThat(outcome.status()).as(outcome.err()).isIn(0, 2);
        assertThat(outcome.err()).doesNotContain("\tat ", "Exception", "picocli");
        if (outcome.status() == 0) {
            assertThat(outcome.err().lines())
                    .allMatch(note -> note.startsWith("gfn4j: option '") && note.contains("has no effect"));
            assertThat(outcome.out()).isNotEmpty();
            return;
        }
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).hasLineCount(2).startsWith("gfn4j: ").contains("Try 'gfn4j " + line.get(0));
        assertThat(Stream.concat(
                        line.stream().skip(1).flatMap(CommandLinePropertyTest::namesIn), Stream.of("RUN", "--count")))
                .as(outcome.err())
                .anyMatch(word -> outcome.message().contains("'" + word + "'"));
    }

    /** A word by which a message may name it: itself, as after "--" it is an argument, or the option before the "=". */
    private static Stream<String> namesIn(String word) {
        Stream<String> names = word.startsWith("-") && word.contains("=")
                ? Stream.of(word, word.substring(0, word.indexOf('=')))
                : Stream.of(word);
        return names.map(name -> Failures.oneLine("'" + name + "'").replaceAll("^'|'$", ""));
    }
}
