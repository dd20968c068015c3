package org.gfn4j.app.report;

import java.util.List;

/**
 * Drawings one after the other, in an order that means something.
 *
 * <p>Thread-safety: immutable.
 *
 * @param name what they are called in the page
 * @param drawings the drawings, in their order
 */
public record ReportDrawings(String name, List<Drawing> drawings) implements ReportSection.Part {

    /**
     * A drawing with what is said of it.
     *
     * @param heading a few words above it
     * @param svg an {@code svg} element without ids, scripts and links, which is put into the page as it is; empty where
     *     there is none
     * @param lines what stands below it, one below the other
     * @param code a text in fixed width at the end, perhaps empty
     */
    public record Drawing(String heading, String svg, List<String> lines, String code) {

        /** Keeps a copy of the list. */
        public Drawing {
            lines = List.copyOf(lines);
        }
    }

    /** Keeps a copy of the list. */
    public ReportDrawings {
        drawings = List.copyOf(drawings);
    }
}
