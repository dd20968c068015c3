package org.gfn4j.app.strings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.gfn4j.app.testing.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A task that only its own package knows shows its figures in every command. */
class StringsTaskTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path SOURCE = Path.of("src/test/java/org/gfn4j/app/strings/StringsTask.java");

    @TempDir
    private Path folder;

    private ClassLoader before = Thread.currentThread().getContextClassLoader();

    /** The task is found by this thread alone, so that other tests list the tasks that users have. */
    @BeforeEach
    void register() throws MalformedURLException {
        URL services = Objects.requireNonNull(StringsTask.class.getResource("/strings/"));
        before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(new URLClassLoader(new URL[] {services}, before));
    }

    @AfterEach
    void forget() {
        Thread.currentThread().setContextClassLoader(before);
    }

    private static String run(String line) {
        Outcome outcome = Outcome.ofLine(line);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return outcome.out();
    }

    private static JsonNode summary(Path run) {
        return JSON.readTree(run.resolve("summary.json"));
    }

    @Test
    void aTaskTakesNoMoreThanAHundredLinesBesideItsSpace() throws IOException {
        List<String> lines = Files.readAllLines(SOURCE);
        assertThat(lines.subList(lines.lastIndexOf("@Command"), lines.size())).hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void itTrainsSamplesEvaluatesResumesAndReportsWithFiguresOfItsOwn() throws IOException {
        Path run = folder.resolve("run");
        assertThat(run("tasks")).contains("strings of letters");
        String trained = run("train strings --length 3 --hidden 8 --iterations 20 --run " + run);
        String share = summary(run).path("palindromes").asString();
        assertThat(trained).containsPattern("palindromes +" + share + " of the objects");
        assertThat(run.resolve("config.yaml")).content().contains("task: strings", "length: 3");

        run("sample " + run + " --count 20 --out " + folder.resolve("drawn.csv"));
        List<String> rows = Files.readAllLines(folder.resolve("drawn.csv"));
        assertThat(rows.get(0)).startsWith("palindrome,object,");
        assertThat(rows.subList(1, rows.size()))
                .hasSize(20)
                .allMatch(row -> row.matches("(true,(.).\\2|false,...),.*"));

        assertThat(run("evaluate " + run + " --samples 200")).containsPattern("palindromes +0\\.\\d+ of the objects");
        assertThat(run("resume " + run + " --iterations 30")).contains("palindromes");

        run("report " + run);
        assertThat(run.resolve("report.html"))
                .content()
                .contains("palindromes", summary(run).path("palindromes").asString());
    }

    @Test
    void itIsComparedByFiguresOfItsOwnBesideTheCommonOnes() throws IOException {
        Path all = folder.resolve("all");
        String table = run("compare strings --length 3 --methods gflownet-tb,mh --budget 320 --seeds 2 --set hidden=8"
                + " --run " + all);
        assertThat(table).contains("L1 of visits", "exact TV", "palindromes");
        Path numbers = all.resolve("comparison");
        double mean = (summary(all.resolve("mh/seed-0")).path("palindromes").doubleValue()
                        + summary(all.resolve("mh/seed-1")).path("palindromes").doubleValue())
                / 2;
        assertThat(Files.readAllLines(numbers.resolve("table.csv")))
                .anyMatch(line -> line.startsWith("mh,palindromes," + mean + ","));
        assertThat(Files.readAllLines(numbers.resolve("palindromes.csv")))
                .startsWith("method,seed,visited.count,palindromes")
                .anyMatch(line -> line.startsWith("gflownet-tb,mean,320,"));
        assertThat(all.resolve("comparison.html"))
                .content()
                .contains("id=\"palindromes\"", "Palindromes are their share of the last batch.", "id=\"distance\"");
    }
}
