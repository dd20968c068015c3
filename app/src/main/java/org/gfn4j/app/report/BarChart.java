package org.gfn4j.app.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A chart of a bar for each of a few names, with a dot for each single value where there are several.
 *
 * <p>Thread-safety: immutable.
 *
 * @param name what it is called in the page
 * @param heading what it shows
 * @param caption how to read it, or why there is none where there are no bars
 * @param title what the length of a bar is
 * @param decimals how many digits behind the point its number has, at least 0
 * @param bars the bars from top to bottom; none where there is nothing to show
 */
public record BarChart(String name, String heading, String caption, String title, int decimals, List<Bar> bars)
        implements ReportSection.Part {

    /**
     * A bar. The array is not copied and must not be written to.
     *
     * @param label what it is called
     * @param color the number of its colour, at least 0
     * @param values finite numbers, at least 0, whose mean is its length, at least 1, [values]
     */
    public record Bar(String label, int color, double[] values) {

        /** Returns the length of the bar. */
        double mean() {
            return Arrays.stream(values).average().orElse(0);
        }
    }

    /** Keeps a copy of the list. */
    public BarChart {
        bars = List.copyOf(bars);
    }

    /** Returns the figure that is drawn. */
    Figure figure() {
        return bars.isEmpty()
                ? Figure.missing(name, heading, caption)
                : new Figure(name, heading, caption, new Figure.Picture(description(), new BarPainter(this)));
    }

    private String description() {
        return "Bar chart of " + title + ": "
                + bars.stream()
                        .map(bar -> bar.label() + " " + number(bar.mean()))
                        .collect(Collectors.joining(", "))
                + ".";
    }

    /** Writes a number as the chart does: a mean of counts has a digit behind the point where it is no count. */
    String number(double value) {
        int digits = decimals > 0 || value == Math.rint(value) ? decimals : 1;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
