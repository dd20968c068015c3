package org.gfn4j.app.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page that answers first: a verdict, key figures, then sections, then those that are folded. It is one file that needs no other and
 * no network. Figures that are left out are gathered in one line, and a section without any others has no heading.
 *
 * <p>Thread-safety: immutable.
 *
 * @param title its heading
 * @param verdict what its figures say, in a word and a sentence; null where there are several
 * @param keyFigures the figures that matter most, by what they are called, in their order; perhaps none
 * @param paragraphs what stands above the sections, plain texts
 * @param sections the sections, from top to bottom
 * @param folded the sections at the end whose headings are all that is seen until a reader opens them
 */
public record SectionsPage(
        String title,
        @Nullable Verdict verdict,
        Map<String, String> keyFigures,
        List<String> paragraphs,
        List<ReportSection> sections,
        List<ReportSection> folded) {

    /** Keeps copies of the lists. */
    public SectionsPage {
        keyFigures = new LinkedHashMap<>(keyFigures);
        paragraphs = List.copyOf(paragraphs);
        sections = List.copyOf(sections);
        folded = List.copyOf(folded);
    }

    /**
     * Draws the figures and lays out the page.
     *
     * @return its text
     * @throws IllegalStateException if Java has no fonts to draw with; the message says how to get them
     */
    public String html() {
        List<ReportSection> shown =
                sections.stream().filter(section -> !section.isLeftOut()).toList();
        StringBuilder page = new StringBuilder(1 << 20);
        PageShell.open(page, title);
        if (verdict != null) {
            page.append("<p id=\"verdict\" class=\"")
                    .append(verdict.level().words().replace(' ', '-'))
                    .append("\"><strong>")
                    .append(verdict.level().words())
                    .append("</strong>: ")
                    .append(Html.escape(verdict.sentence()))
                    .append("</p>\n");
        }
        appendKeyFigures(page);
        paragraphs.forEach(text -> page.append("<p>").append(Html.escape(text)).append("</p>\n"));
        appendNavigation(page, Stream.concat(shown.stream(), folded.stream()).toList());
        shown.forEach(section -> SectionHtml.append(page, section));
        appendLeftOut(page);
        folded.forEach(section -> SectionHtml.appendFolded(page, section));
        PageShell.close(page);
        return page.toString();
    }

    private void appendKeyFigures(StringBuilder page) {
        if (keyFigures.isEmpty()) {
            return;
        }
        page.append("<dl id=\"key-figures\">\n");
        keyFigures.forEach((name, value) -> page.append("<div><dt>")
                .append(Html.escape(name))
                .append("</dt><dd>")
                .append(Html.escape(value))
                .append("</dd></div>\n"));
        page.append("</dl>\n");
    }

    private static void appendNavigation(StringBuilder page, List<ReportSection> linked) {
        page.append("<nav>\n");
        linked.forEach(section -> page.append("<a href=\"#")
                .append(Html.escape(section.name()))
                .append("\">")
                .append(Html.escape(section.heading()))
                .append("</a>\n"));
        page.append("</nav>\n");
    }

    /** Says what is left out, once for each reason. */
    private void appendLeftOut(StringBuilder page) {
        Map<String, List<Figure>> missing = figures().stream()
                .filter(figure -> figure.picture() == null)
                .collect(Collectors.groupingBy(Figure::caption, LinkedHashMap::new, Collectors.toList()));
        if (missing.isEmpty()) {
            return;
        }
        page.append("<p id=\"left-out\">");
        missing.forEach((reason, figures) -> page.append(figures.stream()
                        .map(figure -> "<b id=\"" + Html.escape(figure.name()) + "\">" + Html.escape(figure.heading())
                                + "</b>")
                        .collect(Collectors.joining(", ")))
                .append(": ")
                .append(Html.escape(reason))
                .append('\n'));
        page.append("</p>\n");
    }

    /** Returns all figures in the order of the page, those left out among them. */
    List<Figure> figures() {
        return sections.stream().flatMap(section -> section.figures().stream()).toList();
    }

    /** Returns the texts of the tables that the page links to, by the names of their files. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        for (ReportSection section : sections) {
            for (ReportSection.Part part : section.parts()) {
                if (part instanceof ReportDrawings drawings
                        && !drawings.columns().isEmpty()) {
                    files.put(drawings.file(), drawings.csv());
                }
            }
        }
        return files;
    }
}
