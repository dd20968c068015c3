package org.gfn4j.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gfn4j.app.report.ReportChart.Line;
import org.gfn4j.app.report.ReportDrawings.Drawing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SectionHtmlTest {
    private static final String SVG = "<svg width='1' height='1'></svg>";

    private static Line line(String label) {
        return new Line(label, new double[] {1, 2}, new double[] {3, 4});
    }

    private static ReportSection section() {
        return new ReportSection(
                "own",
                "Own & <b>",
                "Text <i>",
                List.of(
                        new ReportChart(
                                "own-chart",
                                "Chart",
                                "good is up",
                                "x",
                                "y",
                                false,
                                List.of(line("up"), line("b"), line("c"))),
                        ReportChart.missing("own-missing", "Missing", "Left out, because."),
                        new ReportTable("own-table", "Table", List.of("a", "b"), List.of(List.of("<1>", "2"))),
                        new ReportDrawings(
                                "own-drawings",
                                "code",
                                List.of("a<b", "c"),
                                List.of(
                                        new Drawing("1. \"first\"", SVG, List.of("a < b"), List.of(2.0, 3.25), "C<C"),
                                        new Drawing("2.", "", List.of(), List.of(1.0, Double.NaN), "")))));
    }

    @Test
    void figuresThatAreLeftOut_leaveNoGap() {
        ReportTable table = new ReportTable("table", "Table", List.of("a"), List.of(List.of("1")));
        String page = PageShell.render(SectionHtml.of(new ReportSection(
                "own", "Own", "", List.of(ReportChart.missing("chart", "Chart", "Left out."), table))));
        assertThat(page).contains("id=\"table\"").doesNotContain("class=\"grid\"");
    }

    @Test
    void section_hasItsPartsInOrderAndAllTextsAsTheyAre() {
        String page = PageShell.render(SectionHtml.of(section()));
        assertThat(page)
                .startsWith("<section id=\"own\"><h2>Own &amp; &lt;b&gt;</h2><p>Text &lt;i&gt;</p>")
                .containsSubsequence(
                        "<figure id=\"own-chart\">",
                        "alt=\"Line chart of y, up from 3 at 1 to 4 at 2 x.\"",
                        "id=\"own-table\"",
                        "<tr><th scope=\"row\">&lt;1&gt;</th><td class=\"number\">2</td></tr>",
                        "<a href=\"own-drawings.csv\">own-drawings.csv</a>",
                        "<option value=\"0 -1\">a&lt;b, highest first</option>",
                        "<ol class=\"drawings\" id=\"own-drawings\">",
                        "<li data-values=\"2.0 3.25\">",
                        "<div class=\"drawing\" role=\"img\" aria-label=\"1. &quot;first&quot;\">" + SVG + "</div>",
                        "<dl><div><dt>c</dt><dd>3.25</dd></div></dl>",
                        "<div>a &lt; b</div>",
                        "<code title=\"C&lt;C\">C&lt;C</code><button type=\"button\" hidden>copy</button>",
                        "<li data-values=\"1.0 NaN\">",
                        "<h3>2.</h3><figcaption><dl><div><dt>c</dt><dd>–</dd></div></dl></figcaption>")
                .doesNotContain("<b>", "<i>", "own-missing");
    }

    @Test
    void page_answersFirstAndGathersWhatIsLeftOut() {
        ReportSection missing = ReportSection.missing("none", "None <i>", "Left out, because.");
        ReportSection course =
                new ReportSection("own-course", "Course", "", section().parts().subList(2, 3));
        ReportPage page = ReportPage.of(
                Runs.untrained(Runs.corners(2, 3), Runs.LIMIT),
                new TaskSections(Map.of("key <b>", "7 & 8"), List.of(section(), missing), List.of(course)));
        assertThat(page.figures())
                .extracting(Figure::name)
                .containsSubsequence("own-chart", "own-missing", "none", "marginal-1-2-learned", "modes");
        Runs.assertInOrder(
                page.html(),
                List.of(
                        "<dt>key &lt;b&gt;</dt><dd>7 &amp; 8</dd>",
                        "<dt>total variation",
                        "<nav><a href=\"#own\">Own &amp; &lt;b&gt;</a>\n<a href=\"#distribution\">",
                        "<section id=\"own\">",
                        "id=\"marginal-1-2-learned\"",
                        "id=\"most-probable\"",
                        "<section id=\"own-course\">",
                        "<p id=\"left-out\"><b id=\"own-missing\">Missing</b>, <b id=\"none\">None &lt;i&gt;</b>:"
                                + " Left out, because.",
                        "<b id=\"modes\">",
                        "<details id=\"configuration\"><summary>Configuration</summary>"));
        assertThat(page.html()).doesNotContain("<section id=\"none\">", "href=\"#none\"");
    }

    @Test
    void valuesOfDrawings_areATableBesideThePage(@TempDir Path folder) throws IOException {
        ReportPage.of(
                        Runs.untrained(Runs.corners(2, 3), Runs.LIMIT),
                        new TaskSections(Map.of(), List.of(section()), List.of()))
                .write(folder.resolve("report.html"));
        assertThat(folder.resolve("own-drawings.csv")).content().isEqualTo("code,a<b,c\nC<C,2.0,3.25\n,1.0,\n");
    }

    @Test
    void wrongParts_areRefused() {
        assertThatThrownBy(() -> new Line("up", new double[0], new double[0]))
                .hasMessage("a line needs at least 1 point, but 'up' has 0 × 0");
        assertThatThrownBy(() -> new ReportTable("t", "T", List.of("a"), List.of(List.of("1", "2"))))
                .hasMessage("a row of 't' needs 1 texts, but one has 2: [1, 2]");
        assertThatThrownBy(() -> new ReportDrawings(
                        "d", "code", List.of("a"), List.of(new Drawing("1.", "", List.of(), List.of(), ""))))
                .hasMessage("a drawing of 'd' needs 1 values, but one has []");
        List<Line> four = List.of(line("a"), line("b"), line("c"), line("d"));
        assertThatThrownBy(() -> new ReportChart("c", "C", "", "x", "y", true, four))
                .hasMessage("a chart has at most 3 lines, but 'c' has 4");
        assertThatThrownBy(() -> new ReportChart("c", "C", "", "x", "y", true, List.of(line("a"), line("a"))))
                .hasMessage("the lines of 'c' must have different labels, but two have one: [a, a]");
    }
}
