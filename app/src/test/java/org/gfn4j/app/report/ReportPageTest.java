package org.gfn4j.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gfn4j.environment.StateFormat;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridProblems;
import org.gfn4j.task.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ReportPageTest {
    private static final List<String> ALL = List.of(
            "marginal-1-2-learned",
            "marginal-1-2-true",
            "marginal-1-2-difference",
            "loss",
            "log-z",
            "total-variation",
            "visited-distance",
            "modes",
            "lengths");

    @TempDir
    private Path folder;

    @Test
    void completeRun_hasEveryFigureInOrder() {
        ReportPage page = Runs.page(Runs.trained(Runs.corners(2, 8), 50));
        assertThat(page.figures()).extracting(Figure::name).containsExactlyElementsOf(ALL);
        assertThat(page.figures()).allSatisfy(figure -> {
            assertThat(figure.picture()).as(figure.name()).isNotNull();
            assertThat(figure.caption()).contains(figure.name().endsWith("-true") ? "perfect" : "good is");
        });
        assertThat(page.html())
                .startsWith("<!DOCTYPE html><html lang=\"en\">")
                .contains("<h1>hypergrid, tb, seed 7</h1>", "name=\"viewport\"", "<td class=\"number\">test</td>")
                .contains("id=\"most-probable\"", "id=\"most-rewarding\"")
                .doesNotContain("http:", "https:", "Left out")
                .containsOnlyOnce("<script");
        Runs.assertInOrder(
                page.html(), ALL.stream().map(name -> "id=\"" + name + "\"").toList());
    }

    @Test
    void sameRun_givesTheSamePage() {
        String first = Runs.page(Runs.trained(Runs.corners(2, 8), 20)).html();
        assertThat(Runs.page(Runs.trained(Runs.corners(2, 8), 20)).html()).isEqualTo(first);
    }

    @Test
    void files_arePageAndPicturesOfTwiceTheSize() throws IOException {
        ReportPage page = Runs.page(Runs.trained(Runs.corners(2, 8), 20));
        Path target = folder.resolve("report.html");
        page.write(target);
        page.write(target);
        assertThat(Files.readString(target)).isEqualTo(page.html());
        List<Path> pictures = page.writeFigures(folder.resolve("a").resolve("b"));
        assertThat(pictures)
                .extracting(file -> file.getFileName().toString())
                .containsExactlyElementsOf(
                        ALL.stream().map(name -> name + ".png").toList());
        for (Path picture : pictures) {
            BufferedImage image = ImageIO.read(picture.toFile());
            assertThat(image.getWidth()).isEqualTo(2 * Figures.WIDTH);
            assertThat(image.getHeight()).isEqualTo(2 * Figures.HEIGHT);
            assertThat(colours(image)).as("colours of %s", picture).isGreaterThan(10);
        }
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left).noneMatch(file -> file.toString().endsWith(".part"));
        }
    }

    private static long colours(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return java.util.Arrays.stream(pixels).distinct().count();
    }

    @Test
    void fileThatCannotBeWritten_leavesNothingBehind() throws IOException {
        ReportPage page = Runs.page(Runs.untrained(Runs.corners(2, 3), Runs.LIMIT));
        Path target = folder.resolve("report.html");
        Files.createDirectories(target.resolve("not empty"));
        assertThatThrownBy(() -> page.write(target)).isInstanceOf(IOException.class);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void textsWithMarkup_areShownAsTheyAre() {
        Problem<Cell> problem = Runs.corners(2, 3);
        StateFormat<Cell> marked = new StateFormat<>() {
            @Override
            public String format(Cell state) {
                return "<i>\"" + problem.format().format(state) + "\" & more</i>";
            }

            @Override
            public Cell parse(String text) {
                throw new IllegalArgumentException(text);
            }
        };
        Problem<Cell> changed = new Problem<>(
                problem.environment(),
                marked,
                problem.engine(),
                problem.reward(),
                problem.rewardScale(),
                problem.mode(),
                problem.modeCount(),
                problem.coordinates());
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("task", "<script>alert(1)</script>");
        config.put("\"key\" & <b>", "a < b & \"c\"");
        config.put("nothing", null);
        String html = Runs.page(Runs.withConfig(Runs.untrained(changed, Runs.LIMIT), config))
                .html();
        assertThat(html)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;, unknown method, seed 0")
                .contains("&quot;key&quot; &amp; &lt;b&gt;</th><td class=\"number\">a &lt; b &amp; &quot;c&quot;</td>")
                .contains("&lt;i&gt;&quot;0 0&quot; &amp; more&lt;/i&gt;")
                .doesNotContain("<script>alert", "<i>", "<b>");
    }

    @Test
    void noMetrics_areSaidInPlaceOfCurves() {
        ReportPage page = Runs.page(Runs.untrained(Runs.corners(2, 8), Runs.LIMIT));
        assertThat(captions(page))
                .containsEntry(
                        "loss", "Left out, because the run has recorded no value of the loss that could be shown.")
                .hasEntrySatisfying("log-z", caption -> assertThat(caption).startsWith("Left out"))
                .hasEntrySatisfying(
                        "total-variation", caption -> assertThat(caption).startsWith("Left out"))
                .hasEntrySatisfying(
                        "visited-distance", caption -> assertThat(caption).startsWith("Left out"))
                .hasEntrySatisfying("modes", caption -> assertThat(caption).startsWith("Left out"));
        assertThat(page.html()).contains("total variation (exact; 0 is perfect)", "<b id=\"loss\">");
    }

    @Test
    void singleLineOfMetrics_isDrawnAsPointsWithTheirValues() {
        TrainedRun<Cell> run = Runs.trained(Runs.corners(2, 8), 10);
        assertThat(run.metrics()).hasSize(1);
        ReportPage page = Runs.page(run);
        assertThat(page.figures())
                .allSatisfy(figure -> assertThat(figure.picture()).isNotNull());
        assertThat(page.figures().get(4).picture().description())
                .isEqualTo("Line chart of log Z, 1.9 at 10 iterations.");
    }

    @Test
    void oldMetrics_withNullsAndMissingParts_areLeftOut() {
        List<JsonNode> lines = List.of(
                Runs.line("{}"),
                Runs.line("{\"iterations\":10,\"loss\":null,\"logZ\":1.5,\"visited\":null}"),
                Runs.line("{\"iterations\":20,\"loss\":0,\"logZ\":\"text\",\"visited\":{\"count\":null}}"),
                Runs.line("{\"iterations\":30,\"loss\":0.5,\"logZ\":1.25,\"exactTotalVariation\":null}"));
        ReportPage page = Runs.page(Runs.withMetrics(Runs.untrained(Runs.corners(2, 8), Runs.LIMIT), lines));
        assertThat(captions(page))
                .hasEntrySatisfying(
                        "total-variation", caption -> assertThat(caption).startsWith("Left out"));
        Figure logZ = page.figures().get(4);
        assertThat(logZ.picture().description())
                .isEqualTo("Line chart of log Z, from 1.5 at 10 iterations to 1.25 at 30.");
        assertThat(page.html()).contains("<dd>30</dd>");
    }

    @Test
    void largeSpace_saysWhatIsLeftOutAndWhy() {
        List<JsonNode> lines = List.of(
                Runs.line(
                        "{\"iterations\":10,\"loss\":3,\"logZ\":1,\"logZIsEstimate\":true,\"exactTotalVariation\":null,"
                                + "\"visited\":{\"count\":160,\"l1Sum\":null,\"modesFound\":0,\"modes\":1099511627776}}"),
                Runs.line(
                        "{\"iterations\":20,\"loss\":2,\"logZ\":2,\"logZIsEstimate\":true,\"exactTotalVariation\":null,"
                                + "\"visited\":{\"count\":320,\"l1Sum\":null,\"modesFound\":1,\"modes\":1099511627776}}"));
        ReportPage page = Runs.page(Runs.withMetrics(Runs.untrained(Runs.corners(40, 100_000), 1000), lines));
        String reason = "the space has more than 1,000 states, the limit of enumeration";
        assertThat(captions(page))
                .containsOnlyKeys(
                        "loss",
                        "log-z",
                        "total-variation",
                        "visited-distance",
                        "modes",
                        "marginal-1-2-learned",
                        "marginal-2-3-learned",
                        "marginal-3-4-learned",
                        "lengths")
                .hasEntrySatisfying(
                        "total-variation", caption -> assertThat(caption).contains(reason))
                .hasEntrySatisfying(
                        "visited-distance", caption -> assertThat(caption).contains(reason))
                .hasEntrySatisfying("lengths", caption -> assertThat(caption).contains(reason))
                .hasEntrySatisfying(
                        "log-z",
                        caption ->
                                assertThat(caption).contains("the exact value is not known", "estimate from one batch"))
                .hasEntrySatisfying("modes", caption -> assertThat(caption).contains("1,099,511,627,776"))
                .hasEntrySatisfying(
                        "marginal-1-2-learned",
                        caption -> assertThat(caption).contains("A cell sums 5,000 × 5,000 values."));
        assertThat(page.html()).contains(reason, "estimated from 2,000 sampled trajectories", "2.0000 (estimate)");
    }

    @Test
    void oneDimension_isALine() {
        TrainedRun<Cell> run = Runs.untrained(Runs.corners(1, 1_000), Runs.LIMIT);
        assertThat(captions(Runs.page(run)))
                .hasEntrySatisfying("marginal-1", caption -> assertThat(caption).contains("A point sums 20 values."));
    }

    @Test
    void problemWithoutCoordinatesAndModes_saysSo() {
        Problem<Cell> cosine = HypergridProblems.cosine(new Hypergrid(2, 4));
        Problem<Cell> bare = Problem.of(cosine.environment(), cosine.format(), cosine.engine(), cosine.reward());
        assertThat(captions(Runs.page(Runs.trained(bare, 10))))
                .containsEntry("marginal", "Left out, because the objects of this task have no coordinates.");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void withoutFonts_theMessageSaysWhatToInstall() throws IOException, InterruptedException {
        Path noFonts = folder.resolve("fonts.conf");
        Files.writeString(noFonts, "<?xml version=\"1.0\"?><fontconfig></fontconfig>");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                DrawingWithoutFonts.class.getName());
        builder.environment().put("FONTCONFIG_FILE", noFonts.toString());
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(output)
                .startsWith("cannot draw figures, because Java finds no fonts")
                .hasLineCount(1);
    }

    private static Map<String, String> captions(ReportPage page) {
        return page.figures().stream()
                .collect(Collectors.toMap(Figure::name, Figure::caption, (a, b) -> b, LinkedHashMap::new));
    }
}
