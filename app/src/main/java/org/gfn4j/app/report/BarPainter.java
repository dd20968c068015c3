package org.gfn4j.app.report;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;

/**
 * Paints a chart of bars: names to the left, numbers to the right.
 *
 * <p>Thread-safety: immutable.
 *
 * @param chart what is painted
 */
record BarPainter(BarChart chart) implements Figure.Painter {
    private static final Color TEXT = new Color(0x1B1F24);
    private static final double MARGIN = 8;
    private static final double THICKEST = 26;
    private static final double FILLED = 0.6;
    private static final double DOT = 4;
    private static final double WIDEST_NAMES = 0.45;
    private static final String CUT = "…";

    @Override
    public void paint(Graphics2D graphics, int width, int height) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fill(new Rectangle2D.Double(0, 0, width, height));
        graphics.setFont(Charts.FONT);
        FontMetrics font = graphics.getFontMetrics();
        double names = Math.min(
                width * WIDEST_NAMES,
                chart.bars().stream()
                        .mapToDouble(bar -> font.stringWidth(bar.label()))
                        .max()
                        .orElse(0));
        double numbers = chart.bars().stream()
                .mapToDouble(bar -> font.stringWidth(chart.number(bar.mean())))
                .max()
                .orElse(0);
        double left = MARGIN + names + MARGIN;
        double room = width - left - numbers - 2 * MARGIN;
        double scale = room / largest();
        double top = MARGIN;
        double step = Math.min(
                2 * THICKEST,
                (height - 3 * MARGIN - font.getHeight()) / chart.bars().size());
        for (BarChart.Bar bar : chart.bars()) {
            double thickness = Math.min(THICKEST, step * FILLED);
            double middle = top + step / 2;
            graphics.setColor(Palette.faint(bar.color()));
            graphics.fill(new Rectangle2D.Double(left, middle - thickness / 2, bar.mean() * scale, thickness));
            graphics.setColor(Palette.color(bar.color()));
            if (bar.values().length > 1) {
                for (double value : bar.values()) {
                    graphics.fill(new Ellipse2D.Double(left + value * scale - DOT / 2, middle - DOT / 2, DOT, DOT));
                }
            }
            graphics.setColor(TEXT);
            float base = (float) (middle + (font.getAscent() - font.getDescent()) / 2.0);
            String name = fitting(bar.label(), font, names);
            graphics.drawString(name, (float) (left - MARGIN - font.stringWidth(name)), base);
            double end = Math.max(bar.mean(), Arrays.stream(bar.values()).max().orElse(0)) * scale;
            graphics.drawString(chart.number(bar.mean()), (float) (left + end + MARGIN), base);
            top += step;
        }
        graphics.drawString(
                chart.title(), (float) Math.max(MARGIN, left + (room - font.stringWidth(chart.title())) / 2), (float)
                        (top + MARGIN + font.getAscent()));
    }

    private double largest() {
        double largest = chart.bars().stream()
                .flatMapToDouble(bar -> Arrays.stream(bar.values()))
                .max()
                .orElse(0);
        return largest > 0 ? largest : 1;
    }

    private static String fitting(String label, FontMetrics font, double room) {
        if (font.stringWidth(label) <= room) {
            return label;
        }
        int kept = label.length() - 1;
        while (kept > 1 && font.stringWidth(label.substring(0, kept) + CUT) > room) {
            kept--;
        }
        return label.substring(0, kept) + CUT;
    }
}
