package org.gfn4j.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gfn4j.app.report.ReportChart.Line;
import org.gfn4j.app.report.ReportDrawings.Drawing;
import org.junit.jupiter.api.Test;

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
                                List.of(
                                        new Drawing("1. \"first\"", SVG, List.of("a < b"), "C<C"),
                                        new Drawing("2.", "", List.of(), "")))));
    }

    @Test
    void section_hasItsPartsInOrderAndAllTextsAsTheyAre() {
        StringBuilder page = new StringBuilder();
        SectionHtml.append(page, section());
        assertThat(page)
                .startsWith("<section id=\"own\">\n<h2>Own &amp; &lt;b&gt;</h2>\n<p>Text &lt;i&gt;</p>\n")
                .containsSubsequence(
                        "<figure id=\"own-chart\">",
                        "alt=\"Line chart of y, up from 3 at 1 to 4 at 2 x.\"",
                        "<figure id=\"own-missing\" class=\"missing\">",
                        "id=\"own-table\"",
                        "<tr><th scope=\"row\">&lt;1&gt;</th><td class=\"number\">2</td></tr>",
                        "<ol class=\"drawings\" id=\"own-drawings\">",
                        "<div role=\"img\" aria-label=\"1. &quot;first&quot;\">" + SVG + "</div>",
                        "<div>a &lt; b</div><code>C&lt;C</code>",
                        "<h3>2.</h3>\n<figcaption></figcaption>")
                .doesNotContain("<b>", "<i>");
    }

    @Test
    void page_hasSectionsAndTheirFiguresBetweenItsOwn() {
        ReportPage page = ReportPage.of(Runs.untrained(Runs.corners(2, 3), Runs.LIMIT), List.of(section()));
        assertThat(page.figures())
                .extracting(Figure::name)
                .containsSubsequence("modes", "own-chart", "own-missing", "marginal-1-2-learned");
        assertThat(page.html())
                .containsSubsequence("id=\"modes\"", "<section id=\"own\">", "id=\"marginal-1-2-learned\"");
    }

    @Test
    void wrongParts_areRefused() {
        assertThatThrownBy(() -> new Line("up", new double[1], new double[1]))
                .hasMessage("a line needs at least 2 points, but 'up' has 1 × 1");
        assertThatThrownBy(() -> new ReportTable("t", "T", List.of("a"), List.of(List.of("1", "2"))))
                .hasMessage("a row of 't' needs 1 texts, but one has 2: [1, 2]");
        List<Line> four = List.of(line("a"), line("b"), line("c"), line("d"));
        assertThatThrownBy(() -> new ReportChart("c", "C", "", "x", "y", true, four))
                .hasMessage("a chart has at most 3 lines, but 'c' has 4");
        assertThatThrownBy(() -> new ReportChart("c", "C", "", "x", "y", true, List.of(line("a"), line("a"))))
                .hasMessage("the lines of 'c' must have different labels, but two have one: [a, a]");
    }
}
