package org.gfn4j.app.report;

import static j2html.TagCreator.*;

import j2html.tags.DomContent;
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
        return PageShell.page(
                title,
                each(Stream.ofNullable(verdict).map(SectionsPage::line)),
                iff(
                        !keyFigures.isEmpty(),
                        dl(each(keyFigures, (name, value) -> div(dt(name), dd(value))))
                                .withId("key-figures")),
                each(paragraphs, text -> p(text)),
                nav(each(Stream.concat(shown.stream(), folded.stream())
                        .map(section -> each(a(section.heading()).withHref("#" + section.name()), text("\n"))))),
                each(shown, SectionHtml::of),
                leftOut(),
                each(folded, SectionHtml::folded));
    }

    private static DomContent line(Verdict verdict) {
        String word = verdict.level().words();
        return p(strong(word), text(": " + verdict.sentence()))
                .withId("verdict")
                .withClass(word.replace(' ', '-'));
    }

    /** Says what is left out, once for each reason. */
    private DomContent leftOut() {
        Map<String, List<Figure>> missing = figures().stream()
                .filter(figure -> figure.picture() == null)
                .collect(Collectors.groupingBy(Figure::caption, LinkedHashMap::new, Collectors.toList()));
        return iff(
                !missing.isEmpty(),
                p(each(
                                missing,
                                (reason, figures) -> each(
                                        each(
                                                figures,
                                                (index, figure) -> each(
                                                        text(index == 0 ? "" : ", "),
                                                        b(figure.heading()).withId(figure.name()))),
                                        text(": " + reason + "\n"))))
                        .withId("left-out"));
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
