package org.gfn4j.app.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A figure of a page, or the sentence that stands in its place.
 *
 * <p>Thread-safety: immutable.
 *
 * @param name what it is called in the page and, with {@code .png}, in a folder
 * @param heading what it shows
 * @param caption how to read it, or why there is none
 * @param picture the picture, null where there is none
 * @param legend what the colours stand for, below the picture; none where the picture says so itself
 */
record Figure(
        String name,
        String heading,
        String caption,
        @Nullable Picture picture,
        List<LegendEntry> legend) implements ReportSection.Part {

    /** Keeps a copy of the list. */
    Figure {
        legend = List.copyOf(legend);
    }

    /** Makes a figure without a legend below it. */
    Figure(String name, String heading, String caption, @Nullable Picture picture) {
        this(name, heading, caption, picture, List.of());
    }

    /**
     * What a colour stands for.
     *
     * @param label its name
     * @param color the colour
     * @param stroke how lines of it are drawn
     */
    record LegendEntry(String label, Color color, BasicStroke stroke) {}

    /**
     * A picture.
     *
     * @param description what it shows, for those who cannot see it
     * @param painter paints it
     */
    record Picture(String description, Painter painter) {}

    /** Paints a picture. */
    @FunctionalInterface
    interface Painter {
        /** Paints into a rectangle that starts at the origin. */
        void paint(Graphics2D graphics, int width, int height);
    }

    /** Makes a figure that is left out. */
    static Figure missing(String name, String heading, String reason) {
        return new Figure(name, heading, reason, null);
    }
}
