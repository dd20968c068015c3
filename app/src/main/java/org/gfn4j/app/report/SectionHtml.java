package org.gfn4j.app.report;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes the sections of a page.
 *
 * <p>Thread-safety: stateless.
 */
final class SectionHtml {
    private static final int RGB = 0xFFFFFF;
    private static final int MOST_NARROW = 4;

    private SectionHtml() {}

    /** Adds a section of figures. */
    static void append(StringBuilder page, String heading, String note, List<Figure> figures) {
        page.append("<section>\n");
        appendHeading(page, heading, note);
        appendFigures(page, figures);
        page.append("</section>\n");
    }

    /** Adds a section of a task. */
    static void append(StringBuilder page, ReportSection section) {
        page.append("<section id=\"").append(Html.escape(section.name())).append("\">\n");
        appendHeading(page, section.heading(), section.text());
        List<Figure> charts = new ArrayList<>();
        for (ReportSection.Part part : section.parts()) {
            Optional<Figure> figure = figure(part);
            if (figure.isPresent()) {
                charts.add(figure.get());
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
        page.append("</section>\n");
    }

    /** Returns the figures of a section, in their order. */
    static List<Figure> figures(ReportSection section) {
        return section.parts().stream().flatMap(part -> figure(part).stream()).toList();
    }

    private static Optional<Figure> figure(ReportSection.Part part) {
        if (part instanceof ReportChart chart) {
            return Optional.of(chart.figure());
        }
        if (part instanceof SeriesChart chart) {
            return Optional.of(chart.figure());
        }
        return part instanceof BarChart chart ? Optional.of(chart.figure()) : Optional.empty();
    }

    private static void appendHeading(StringBuilder page, String heading, String note) {
        page.append("<h2>").append(Html.escape(heading)).append("</h2>\n");
        if (!note.isEmpty()) {
            page.append("<p>").append(Html.escape(note)).append("</p>\n");
        }
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
        page.append("<figure id=\"")
                .append(Html.escape(figure.name()))
                .append(picture == null ? "\" class=\"missing\">\n<h3>" : "\">\n<h3>");
        page.append(Html.escape(figure.heading())).append("</h3>\n");
        if (picture != null) {
            page.append(String.format(
                            Locale.ROOT,
                            "<img width=\"%d\" height=\"%d\" alt=\"%s\" src=\"data:image/png;base64,",
                            Figures.WIDTH,
                            Figures.HEIGHT,
                            Html.escape(picture.description())))
                    .append(Base64.getEncoder().encodeToString(Figures.png(picture)))
                    .append("\">\n");
            appendLegend(page, figure.legend());
        }
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
        page.append("<ol class=\"drawings\" id=\"")
                .append(Html.escape(drawings.name()))
                .append("\">\n");
        for (ReportDrawings.Drawing drawing : drawings.drawings()) {
            page.append("<li><figure>\n<h3>")
                    .append(Html.escape(drawing.heading()))
                    .append("</h3>\n");
            if (!drawing.svg().isEmpty()) {
                page.append("<div role=\"img\" aria-label=\"")
                        .append(Html.escape(drawing.heading()))
                        .append("\">")
                        .append(drawing.svg())
                        .append("</div>\n");
            }
            page.append("<figcaption>");
            drawing.lines()
                    .forEach(line ->
                            page.append("<div>").append(Html.escape(line)).append("</div>"));
            if (!drawing.code().isEmpty()) {
                page.append("<code>").append(Html.escape(drawing.code())).append("</code>");
            }
            page.append("</figcaption>\n</figure></li>\n");
        }
        page.append("</ol>\n");
    }
}
