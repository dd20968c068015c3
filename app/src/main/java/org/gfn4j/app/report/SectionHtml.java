package org.gfn4j.app.report;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes the sections of a page.
 *
 * <p>Thread-safety: stateless.
 */
final class SectionHtml {
    private static final int RGB = 0xFFFFFF;
    private static final int MOST_NARROW = 4;

    private SectionHtml() {}

    /** Adds a section. */
    static void append(StringBuilder page, ReportSection section) {
        page.append("<section id=\"").append(Html.escape(section.name())).append("\">\n<h2>");
        page.append(Html.escape(section.heading())).append("</h2>\n");
        appendContents(page, section);
        page.append("</section>\n");
    }

    /** Adds a section that shows its heading only, until a reader opens it. */
    static void appendFolded(StringBuilder page, ReportSection section) {
        page.append("<details id=\"").append(Html.escape(section.name())).append("\">\n<summary>");
        page.append(Html.escape(section.heading())).append("</summary>\n");
        appendContents(page, section);
        page.append("</details>\n");
    }

    private static void appendContents(StringBuilder page, ReportSection section) {
        if (!section.text().isEmpty()) {
            page.append("<p>").append(Html.escape(section.text())).append("</p>\n");
        }
        List<Figure> charts = new ArrayList<>();
        for (ReportSection.Part part : section.parts()) {
            Optional<Figure> figure = ReportSection.figure(part);
            if (figure.isPresent()) {
                figure.filter(each -> each.picture() != null).ifPresent(charts::add);
                continue;
            }
            appendFigures(page, charts);
            charts.clear();
            if (part instanceof ReportTable table) {
                appendTable(page, table);
            } else if (part instanceof ReportDrawings drawings) {
                appendDrawings(page, drawings);
            }
        }
        appendFigures(page, charts);
    }

    private static void appendFigures(StringBuilder page, List<Figure> figures) {
        if (figures.isEmpty()) {
            return;
        }
        page.append("<div class=\"grid\">\n");
        figures.forEach(figure -> appendFigure(page, figure));
        page.append("</div>\n");
    }

    private static void appendFigure(StringBuilder page, Figure figure) {
        Figure.Picture picture = figure.picture();
        if (picture == null) {
            return;
        }
        page.append("<figure id=\"").append(Html.escape(figure.name())).append("\">\n<h3>");
        page.append(Html.escape(figure.heading())).append("</h3>\n");
        page.append(String.format(
                        Locale.ROOT,
                        "<img width=\"%d\" height=\"%d\" alt=\"%s\" src=\"data:image/png;base64,",
                        Figures.WIDTH,
                        Figures.HEIGHT,
                        Html.escape(picture.description())))
                .append(Base64.getEncoder().encodeToString(Figures.png(picture)))
                .append("\">\n");
        appendLegend(page, figure.legend());
        page.append("<figcaption>").append(Html.escape(figure.caption())).append("</figcaption>\n</figure>\n");
    }

    private static void appendLegend(StringBuilder page, List<Figure.LegendEntry> legend) {
        if (legend.isEmpty()) {
            return;
        }
        page.append("<ul class=\"legend\">\n");
        for (Figure.LegendEntry entry : legend) {
            float[] dashes = entry.stroke().getDashArray();
            page.append(String.format(
                    Locale.ROOT,
                    "<li><svg width=\"24\" height=\"10\" aria-hidden=\"true\"><path d=\"M1 5H23\" stroke=\"#%06x\""
                            + " stroke-width=\"%.1f\"%s/></svg>%s</li>%n",
                    entry.color().getRGB() & RGB,
                    entry.stroke().getLineWidth(),
                    dashes == null ? "" : " stroke-dasharray=\"" + (int) dashes[0] + "\"",
                    Html.escape(entry.label())));
        }
        page.append("</ul>\n");
    }

    private static void appendTable(StringBuilder page, ReportTable table) {
        page.append(
                        table.columns().size() > MOST_NARROW
                                ? "<div class=\"table wide\" id=\""
                                : "<div class=\"table\" id=\"")
                .append(Html.escape(table.name()))
                .append("\">\n<h3>");
        page.append(Html.escape(table.heading())).append("</h3>\n<table>\n<thead><tr>");
        for (int column = 0; column < table.columns().size(); column++) {
            page.append(column == 0 ? "<th scope=\"col\">" : "<th scope=\"col\" class=\"number\">")
                    .append(Html.escape(table.columns().get(column)))
                    .append("</th>");
        }
        page.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : table.rows()) {
            page.append("<tr><th scope=\"row\">")
                    .append(Html.escape(row.get(0)))
                    .append("</th>");
            for (String text : row.subList(1, row.size())) {
                page.append("<td class=\"number\">").append(Html.escape(text)).append("</td>");
            }
            page.append("</tr>\n");
        }
        page.append("</tbody>\n</table>\n</div>\n");
    }

    private static void appendDrawings(StringBuilder page, ReportDrawings drawings) {
        appendTools(page, drawings);
        page.append("<ol class=\"drawings\" id=\"")
                .append(Html.escape(drawings.name()))
                .append("\">\n");
        for (ReportDrawings.Drawing drawing : drawings.drawings()) {
            page.append("<li data-values=\"")
                    .append(drawing.values().stream().map(String::valueOf).collect(Collectors.joining(" ")))
                    .append("\"><figure>\n<h3>")
                    .append(Html.escape(drawing.heading()))
                    .append("</h3>\n");
            if (!drawing.svg().isEmpty()) {
                page.append("<div class=\"drawing\" role=\"img\" aria-label=\"")
                        .append(Html.escape(drawing.heading()))
                        .append("\">")
                        .append(drawing.svg())
                        .append("</div>\n");
            }
            page.append("<figcaption>");
            appendValues(page, drawings.columns(), drawing.values());
            drawing.lines()
                    .forEach(line ->
                            page.append("<div>").append(Html.escape(line)).append("</div>"));
            if (!drawing.code().isEmpty()) {
                String code = Html.escape(drawing.code());
                page.append("<div class=\"code\"><code title=\"").append(code).append("\">");
                page.append(code).append("</code>");
                page.append(drawing.values().isEmpty() ? "" : "<button type=\"button\" hidden>copy</button>");
                page.append("</div>");
            }
            page.append("</figcaption>\n</figure></li>\n");
        }
        page.append("</ol>\n");
    }

    /** Adds the link to the table of the values and, for the script to show, what they are sorted by. */
    private static void appendTools(StringBuilder page, ReportDrawings drawings) {
        if (drawings.columns().isEmpty()) {
            return;
        }
        String file = Html.escape(drawings.file());
        page.append("<p class=\"tools\"><a href=\"").append(file).append("\">").append(file);
        page.append("</a> <label hidden>sort by <select aria-controls=\"")
                .append(Html.escape(drawings.name()))
                .append("\">");
        for (int column = 0; column < drawings.columns().size(); column++) {
            String name = Html.escape(drawings.columns().get(column));
            page.append("<option value=\"").append(column).append(" -1\">");
            page.append(name).append(", highest first</option><option value=\"").append(column);
            page.append(" 1\">").append(name).append(", lowest first</option>");
        }
        page.append("</select></label></p>\n");
    }

    /** Adds the values but the first, which the heading has. */
    private static void appendValues(StringBuilder page, List<String> names, List<Double> values) {
        if (values.isEmpty()) {
            return;
        }
        page.append("<dl>");
        for (int value = 1; value < values.size(); value++) {
            page.append("<div><dt>").append(Html.escape(names.get(value))).append("</dt><dd>");
            page.append(values.get(value).isNaN() ? "–" : Numbers.significant(values.get(value), 4))
                    .append("</dd></div>");
        }
        page.append("</dl>");
    }
}
