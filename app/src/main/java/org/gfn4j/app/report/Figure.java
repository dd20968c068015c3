package org.gfn4j.app.report;

import java.awt.Graphics2D;
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
 */
record Figure(String name, String heading, String caption, @Nullable Picture picture) {

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
