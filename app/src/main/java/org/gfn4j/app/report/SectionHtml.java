package org.gfn4j.app.report;

import static j2html.TagCreator.*;

import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lays out the sections of a page.
 *
 * <p>Thread-safety: stateless.
 */
final class SectionHtml {
    private static final int RGB = 0xFFFFFF;
    private static final int MOST_NARROW = 4;

    private SectionHtml() {}

    /** Lays out a section. */
    static DomContent of(ReportSection section) {
        return section(h2(section.heading())).withId(section.name()).with(contents(section));
    }

    /** Lays out a section that shows its heading only, until a reader opens it. */
    static DomContent folded(ReportSection section) {
        return details(summary(section.heading())).withId(section.name()).with(contents(section));
    }

    private static List<DomContent> contents(ReportSection section) {
        List<DomContent> contents = new ArrayList<>();
        if (!section.text().isEmpty()) {
            contents.add(p(section.text()));
        }
        List<DomContent> charts = new ArrayList<>();
        for (ReportSection.Part part : section.parts()) {
            Optional<Figure> figure = ReportSection.figure(part);
            if (figure.isPresent()) {
                Figure.Picture picture = figure.get().picture();
                if (picture != null) {
                    charts.add(chart(figure.get(), picture));
                }
                continue;
            }
            addCharts(contents, charts);
            if (part instanceof ReportTable table) {
                contents.add(tableOf(table));
            } else if (part instanceof ReportDrawings drawings) {
                contents.addAll(drawings(drawings));
            }
        }
        addCharts(contents, charts);
        return contents;
    }

    private static void addCharts(List<DomContent> contents, List<DomContent> charts) {
        if (!charts.isEmpty()) {
            contents.add(div().withClass("grid").with(charts));
            charts.clear();
        }
    }

    private static DomContent chart(Figure figure, Figure.Picture picture) {
        return figure(
                        h3(figure.heading()),
                        img().withWidth(String.valueOf(Figures.WIDTH))
                                .withHeight(String.valueOf(Figures.HEIGHT))
                                .withAlt(picture.description())
                                .withSrc("data:image/png;base64,"
                                        + Base64.getEncoder().encodeToString(Figures.png(picture))),
                        iff(
                                !figure.legend().isEmpty(),
                                ul(each(figure.legend(), SectionHtml::legend)).withClass("legend")),
                        figcaption(figure.caption()))
                .withId(figure.name());
    }

    private static DomContent legend(Figure.LegendEntry entry) {
        ContainerTag<?> line = tag("path")
                .attr("d", "M1 5H23")
                .attr(
                        "stroke",
                        String.format(Locale.ROOT, "#%06x", entry.color().getRGB() & RGB))
                .attr("stroke-width", entry.stroke().getLineWidth());
        float[] dashes = entry.stroke().getDashArray();
        if (dashes != null) {
            line.attr("stroke-dasharray", (int) dashes[0]);
        }
        return li(
                tag("svg")
                        .attr("width", 24)
                        .attr("height", 10)
                        .attr("aria-hidden", "true")
                        .with(line),
                text(entry.label()));
    }

    private static DomContent tableOf(ReportTable table) {
        List<String> columns = table.columns();
        return div(
                        h3(table.heading()),
                        table(
                                thead(tr(
                                        th(columns.get(0)).withScope("col"),
                                        each(
                                                columns.subList(1, columns.size()),
                                                column -> th(column)
                                                        .withScope("col")
                                                        .withClass("number")))),
                                tbody(each(
                                        table.rows(),
                                        row -> tr(
                                                th(row.get(0)).withScope("row"),
                                                each(
                                                        row.subList(1, row.size()),
                                                        text -> td(text).withClass("number")))))))
                .withClass(columns.size() > MOST_NARROW ? "table wide" : "table")
                .withId(table.name());
    }

    private static List<DomContent> drawings(ReportDrawings drawings) {
        DomContent list = ol(each(drawings.drawings(), drawing -> drawing(drawings.columns(), drawing)))
                .withClass("drawings")
                .withId(drawings.name());
        return drawings.columns().isEmpty() ? List.of(list) : List.of(tools(drawings), list);
    }

    private static DomContent drawing(List<String> columns, ReportDrawings.Drawing drawing) {
        String code = drawing.code();
        List<Double> values = drawing.values();
        return li(figure(
                        h3(drawing.heading()),
                        iff(
                                !drawing.svg().isEmpty(),
                                div(rawHtml(drawing.svg()))
                                        .withClass("drawing")
                                        .attr("role", "img")
                                        .attr("aria-label", drawing.heading())),
                        figcaption(
                                iff(!values.isEmpty(), values(columns, values)),
                                each(drawing.lines(), line -> div(line)),
                                iff(
                                        !code.isEmpty(),
                                        div(
                                                        code(code).withTitle(code),
                                                        iff(
                                                                !values.isEmpty(),
                                                                button("copy")
                                                                        .withType("button")
                                                                        .isHidden()))
                                                .withClass("code")))))
                .attr("data-values", values.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }

    /** Lays out the link to the table of the values and, for the script to show, what they are sorted by. */
    private static DomContent tools(ReportDrawings drawings) {
        return p(
                        a(drawings.file()).withHref(drawings.file()),
                        label(
                                        text("sort by "),
                                        select(each(
                                                        drawings.columns(),
                                                        (column, name) -> each(
                                                                option(name + ", highest first")
                                                                        .withValue(column + " -1"),
                                                                option(name + ", lowest first")
                                                                        .withValue(column + " 1"))))
                                                .attr("aria-controls", drawings.name()))
                                .isHidden())
                .withClass("tools");
    }

    /** Lays out the values but the first, which the heading has. */
    private static DomContent values(List<String> names, List<Double> values) {
        return dl(each(IntStream.range(1, values.size())
                .mapToObj(value -> div(
                        dt(names.get(value)),
                        dd(values.get(value).isNaN() ? "–" : Numbers.significant(values.get(value), 4))))));
    }
}
