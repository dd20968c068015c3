package org.gfn4j.app.report;

import java.util.List;
import java.util.Optional;

/**
 * A part of a page under a heading of its own, which a task adds to those of all tasks.
 *
 * <p>Thread-safety: immutable.
 *
 * @param name what it is called in the page: lower case with hyphens, unlike that of any other section or figure
 * @param heading what it shows
 * @param text how to read it, or why there is nothing; plain text, perhaps empty
 * @param parts what it shows, from top to bottom; charts that follow one another stand beside each other where there is room
 */
public record ReportSection(String name, String heading, String text, List<Part> parts) {

    /** Something to be shown in a section. All texts are plain, and shown as they are. */
    public sealed interface Part permits Figure, ReportChart, SeriesChart, BarChart, ReportTable, ReportDrawings {}

    /** Keeps a copy of the list. */
    public ReportSection {
        parts = List.copyOf(parts);
    }

    /**
     * Makes a section that is left out.
     *
     * @param name what it is called in the page
     * @param heading what it would show
     * @param reason why there is nothing
     * @return the section
     */
    public static ReportSection missing(String name, String heading, String reason) {
        return new ReportSection(name, heading, "", List.of(ReportChart.missing(name, heading, reason)));
    }

    /** Returns the figure that a part is drawn as. */
    static Optional<Figure> figure(Part part) {
        if (part instanceof Figure figure) {
            return Optional.of(figure);
        }
        if (part instanceof ReportChart chart) {
            return Optional.of(chart.figure());
        }
        if (part instanceof SeriesChart chart) {
            return Optional.of(chart.figure());
        }
        return part instanceof BarChart chart ? Optional.of(chart.figure()) : Optional.empty();
    }

    /** Returns its figures in their order, those left out among them. */
    List<Figure> figures() {
        return parts.stream().flatMap(part -> figure(part).stream()).toList();
    }

    /** Tells whether all its parts are figures that are left out. */
    boolean isLeftOut() {
        return !parts.isEmpty()
                && figures().size() == parts.size()
                && figures().stream().allMatch(figure -> figure.picture() == null);
    }
}
