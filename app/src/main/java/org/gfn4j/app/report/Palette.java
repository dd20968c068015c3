package org.gfn4j.app.report;

import java.awt.BasicStroke;
import java.awt.Color;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Colours and strokes by number, which colour-blind readers tell apart; those after the eighth are dashed, or diamonds.
 *
 * <p>Thread-safety: stateless.
 */
final class Palette {
    private static final Color[] COLORS = {
        new Color(0x0072B2),
        new Color(0xD55E00),
        new Color(0x009E73),
        new Color(0xCC79A7),
        new Color(0x333333),
        new Color(0x56B4E9),
        new Color(0x8C4B1F),
        new Color(0x8A8F98)
    };
    private static final float DASH = 5;
    private static final float THIN = 0.7f;
    private static final int FAINT = 110;

    private Palette() {}

    /** Returns the colour of a number, at least 0. */
    static Color color(int number) {
        return COLORS[number % COLORS.length];
    }

    /** Returns the same colour for what stands behind. */
    static Color faint(int number) {
        Color color = color(number);
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), FAINT);
    }

    /** Returns how a curve of a number is drawn. */
    static BasicStroke stroke(int number) {
        return dashed(number, Charts.NARROW_LINE);
    }

    /** Returns how what stands behind is drawn. */
    static BasicStroke thin(int number) {
        return dashed(number, new BasicStroke(THIN, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }

    /** Returns what points of a number look like. */
    static Marker marker(int number) {
        return number < COLORS.length ? SeriesMarkers.CIRCLE : SeriesMarkers.DIAMOND;
    }

    private static BasicStroke dashed(int number, BasicStroke stroke) {
        return number < COLORS.length
                ? stroke
                : new BasicStroke(
                        stroke.getLineWidth(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {DASH}, 0);
    }
}
