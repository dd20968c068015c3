package org.gfn4j.app.report;

import java.util.List;

/**
 * A page of sections under a heading, in one file that needs no other and no network.
 *
 * <p>Thread-safety: immutable.
 *
 * @param title its heading
 * @param paragraphs what stands above the sections, plain texts
 * @param sections the sections, from top to bottom
 */
public record SectionsPage(String title, List<String> paragraphs, List<ReportSection> sections) {

    /** Keeps copies of the lists. */
    public SectionsPage {
        paragraphs = List.copyOf(paragraphs);
        sections = List.copyOf(sections);
    }

    /**
     * Draws the figures and lays out the page.
     *
     * @return its text
     * @throws IllegalStateException if Java has no fonts to draw with; the message says how to get them
     */
    public String html() {
        StringBuilder page = new StringBuilder(1 << 20);
        PageShell.open(page, title);
        paragraphs.forEach(text -> page.append("<p>").append(Html.escape(text)).append("</p>\n"));
        sections.forEach(section -> SectionHtml.append(page, section));
        PageShell.close(page);
        return page.toString();
    }
}
