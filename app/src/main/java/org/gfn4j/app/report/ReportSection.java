package org.gfn4j.app.report;

import java.util.List;

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
    public sealed interface Part permits ReportChart, SeriesChart, BarChart, ReportTable, ReportDrawings {}

    /** Keeps a copy of the list. */
    public ReportSection {
        parts = List.copyOf(parts);
    }

    /**
     * Makes a section that says why it has nothing to show.
     *
     * @param name what it is called in the page
     * @param heading what it would show
     * @param reason why there is nothing
     * @return the section
     */
    public static ReportSection missing(String name, String heading, String reason) {
        return new ReportSection(name, heading, reason, List.of());
    }
}
