package org.gfn4j.app.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A chart of a few curves.
 *
 * <p>Thread-safety: immutable.
 *
 * @param name what it is called in the page and, with {@code .png}, in a folder
 * @param heading what it shows
 * @param caption how to read it, or why there is none where there are no lines
 * @param xTitle what the horizontal axis shows
 * @param yTitle what the upright axis shows
 * @param counts whether the values are whole numbers, whose axis starts at 0
 * @param lines the curves, at most 3, with different labels; none where there is nothing to show
 */
public record ReportChart(
        String name, String heading, String caption, String xTitle, String yTitle, boolean counts, List<Line> lines)
        implements ReportSection.Part {

    /**
     * A curve of finite numbers. The arrays are not copied and must not be written to.
     *
     * @param label what the legend calls it
     * @param x where the points are, ascending and not negative, at least 1, [points]
     * @param y their values, [points]
     */
    public record Line(String label, double[] x, double[] y) {

        /**
         * Checks the lengths.
         *
         * @throws IllegalArgumentException if there is no point, or the arrays differ in length
         */
        public Line {
            if (x.length < 1 || x.length != y.length) {
                throw new IllegalArgumentException(
                        "a line needs at least 1 point, but '" + label + "' has " + x.length + " × " + y.length);
            }
        }
    }

    /**
     * Keeps a copy of the list, values beyond what an axis can be labelled with in units of a power of ten.
     *
     * @throws IllegalArgumentException if there are more than 3 lines, or two have one label
     */
    public ReportChart {
        lines = List.copyOf(lines);
        if (lines.size() > Charts.MOST_CURVES) {
            throw new IllegalArgumentException(
                    "a chart has at most " + Charts.MOST_CURVES + " lines, but '" + name + "' has " + lines.size());
        }
        if (lines.stream().map(Line::label).distinct().count() < lines.size()) {
            throw new IllegalArgumentException(
                    "the lines of '" + name + "' must have different labels, but two have one: "
                            + lines.stream().map(Line::label).toList());
        }
        if (!counts) {
            Magnitude unit = Magnitude.of(lines.stream().flatMapToDouble(line -> Arrays.stream(line.y())));
            lines = lines.stream()
                    .map(line -> new Line(line.label(), line.x(), unit.scaled(line.y())))
                    .toList();
            yTitle = unit.title(yTitle);
        }
    }

    /**
     * Makes a chart that is left out.
     *
     * @param name what it is called in the page
     * @param heading what it would show
     * @param reason why there is none
     * @return the chart, without lines
     */
    public static ReportChart missing(String name, String heading, String reason) {
        return new ReportChart(name, heading, reason, "", "", false, List.of());
    }

    /** Returns the figure that is drawn. */
    Figure figure() {
        if (lines.isEmpty()) {
            return Figure.missing(name, heading, caption);
        }
        List<Charts.Line> curves = lines.stream()
                .map(line -> new Charts.Line(line.label(), new Curve(line.x(), line.y())))
                .toList();
        Range range = counts ? Range.counts(curves) : Range.around(curves);
        return new Figure(
                name,
                heading,
                caption,
                new Figure.Picture(description(), Charts.curves(xTitle, yTitle, range, curves)));
    }

    private String description() {
        Line first = lines.get(0);
        int last = first.x().length - 1;
        return String.format(
                Locale.ROOT,
                "Line chart of %s, %s from %s at %s to %s at %s %s.",
                yTitle,
                first.label(),
                Numbers.significant(first.y()[0], 3),
                Numbers.whole(first.x()[0]),
                Numbers.significant(first.y()[last], 3),
                Numbers.whole(first.x()[last]),
                xTitle);
    }
}
