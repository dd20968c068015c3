package org.gfn4j.app.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.gfn4j.app.folder.RunRecord;
import org.gfn4j.app.report.BarChart;
import org.gfn4j.app.report.Numbers;
import org.gfn4j.app.report.Spread;

/**
 * A figure that a comparison has in its table, a column of it.
 *
 * <p>Thread-safety: immutable.
 *
 * @param key its name in files, as in {@code summary.json} with dots
 * @param title its name in tables
 * @param decimals how many digits behind the point it has
 * @param spread whether its standard deviation says anything
 * @param anySize whether it may be so large or small that digits behind the point do not show it
 * @param better 1 where the method with the most of it did best, -1 where that with the least, 0 where it does not tell
 * @param value reads it off a run
 */
public record ComparedFigure(
        String key,
        String title,
        int decimals,
        boolean spread,
        boolean anySize,
        int better,
        Function<RunRecord, Optional<Double>> value) {
    private static final String UNKNOWN = "–";

    /**
     * Makes a figure that does not tell which method did best.
     *
     * @param title its name in tables
     * @param decimals how many digits behind the point it has
     * @param path where it stands in {@code summary.json}: names within names
     * @return the figure
     */
    public static ComparedFigure of(String title, int decimals, String... path) {
        String pointer = "/" + String.join("/", path);
        return new ComparedFigure(String.join(".", path), title, decimals, true, false, 0, run -> run.number(pointer));
    }

    /**
     * Returns this figure as one that tells which method did best.
     *
     * @param sign 1 if that is the method with the most of it, -1 if that with the least
     * @return such a figure
     */
    public ComparedFigure better(int sign) {
        return new ComparedFigure(key, title, decimals, spread, anySize, sign, value);
    }

    /**
     * Returns this figure as one that may be of any size, such as a raw reward.
     *
     * @return such a figure
     */
    public ComparedFigure ofAnySize() {
        return new ComparedFigure(key, title, decimals, spread, true, better, value);
    }

    /**
     * Writes what a method has of it.
     *
     * @param group the runs of the method
     * @return mean and standard deviation, and of how many runs they are where that is not all; a dash where no run has it
     */
    public String text(RunGroup group) {
        Optional<Spread> known = group.spread(this);
        if (known.isEmpty()) {
            return UNKNOWN;
        }
        Spread own = known.get();
        boolean whole = own.mean() == Math.rint(own.mean()) && (own.count() == 1 || own.deviation() == 0);
        int digits = decimals > 0 || whole ? decimals : 1;
        String text = format(own.mean(), digits);
        if (spread && own.count() > 1 && own.deviation() > 0) {
            text += " ± " + format(own.deviation(), digits);
        }
        return own.count() == group.runs().size() ? text : text + " (n=" + own.count() + ")";
    }

    private String format(double number, int digits) {
        return anySize ? Numbers.readable(number, digits) : String.format(Locale.ROOT, "%,." + digits + "f", number);
    }

    /**
     * Draws a bar for each method that has it.
     *
     * @param groups the methods
     * @param name what the chart is called in the page
     * @param heading what it shows
     * @param caption how to read it
     * @param axis what the length of a bar is
     * @return the chart, left out where no run has the figure
     */
    public BarChart bars(List<RunGroup> groups, String name, String heading, String caption, String axis) {
        List<BarChart.Bar> bars = new ArrayList<>();
        for (int number = 0; number < groups.size(); number++) {
            double[] values = groups.get(number).values(this).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            if (values.length > 0) {
                bars.add(new BarChart.Bar(groups.get(number).label(), number, values));
            }
        }
        boolean several = bars.stream().anyMatch(bar -> bar.values().length > 1);
        String text = bars.isEmpty()
                ? "Left out, because no run has recorded it."
                : caption + (several ? " Dots are single runs." : "");
        return new BarChart(name, heading, text, axis, decimals, bars);
    }
}
