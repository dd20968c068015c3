package org.gfn4j.app.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.gfn4j.app.report.CsvTable;
import org.gfn4j.app.report.Curve;
import org.gfn4j.app.report.Metrics;
import org.gfn4j.app.report.SeriesChart;

/**
 * A figure over the course of runs: a line for the mean of each method, thin lines for its single runs, and all of it as
 * comma-separated values.
 *
 * <p>Thread-safety: immutable.
 *
 * @param name what it is called in the page and, with {@code .csv}, in a folder
 * @param heading what it shows
 * @param caption how to read it
 * @param x the JSON pointer of the horizontal figure
 * @param xTitle what it is called
 * @param y the JSON pointer of the upright figure
 * @param yTitle what it is called
 * @param scale how the upright axis is divided
 * @param source reads the curve off a run, perhaps without points
 */
record CurveFigure(
        String name,
        String heading,
        String caption,
        String x,
        String xTitle,
        String y,
        String yTitle,
        SeriesChart.Scale scale,
        Function<ComparedRun, Curve> source) {
    private static final String MEAN = "mean";

    /** Makes a figure of what runs have recorded at both pointers. */
    CurveFigure(
            String name,
            String heading,
            String caption,
            String x,
            String xTitle,
            String y,
            String yTitle,
            SeriesChart.Scale scale) {
        this(
                name,
                heading,
                caption,
                x,
                xTitle,
                y,
                yTitle,
                scale,
                run -> new Metrics(run.recorded().metrics()).curve(x, y));
    }

    private Curve curve(ComparedRun run) {
        return source.apply(run);
    }

    private Optional<Curve> mean(MethodGroup group) {
        return MeanCurve.of(group.runs().stream()
                .map(this::curve)
                .filter(curve -> curve.size() > 0)
                .toList());
    }

    /**
     * Returns the chart.
     *
     * @param groups the methods
     * @param references what stands behind the curves
     */
    SeriesChart chart(List<MethodGroup> groups, List<SeriesChart.Series> references) {
        List<SeriesChart.Series> series = new ArrayList<>(references);
        List<SeriesChart.Series> means = new ArrayList<>();
        boolean thin = false;
        for (int number = 0; number < groups.size(); number++) {
            MethodGroup group = groups.get(number);
            int color = number;
            if (group.runs().size() > 1) {
                for (ComparedRun run : group.runs()) {
                    series.add(new SeriesChart.Series(group.label(), color, SeriesChart.Style.THIN, curve(run)));
                }
                thin = true;
            }
            mean(group)
                    .ifPresent(curve ->
                            means.add(new SeriesChart.Series(group.label(), color, SeriesChart.Style.LINE, curve)));
        }
        series.addAll(means);
        String text = means.stream().allMatch(each -> each.curve().size() == 0)
                ? "Left out, because no run has recorded these figures."
                : caption + (thin ? " Thin lines are single runs, the others their means." : "");
        return new SeriesChart(name, heading, text, xTitle, yTitle, true, scale, series);
    }

    /** Returns the rows of single runs and of means. */
    String csv(List<MethodGroup> groups) {
        CsvTable table = new CsvTable(List.of("method", "seed", column(x), column(y)));
        for (MethodGroup group : groups) {
            for (ComparedRun run : group.runs()) {
                add(table, group.label(), run.seed(), curve(run));
            }
            if (group.runs().size() > 1) {
                mean(group).ifPresent(curve -> add(table, group.label(), MEAN, curve));
            }
        }
        return table.text();
    }

    private static String column(String pointer) {
        return pointer.substring(1).replace('/', '.');
    }

    private static void add(CsvTable table, String method, String seed, Curve curve) {
        for (int point = 0; point < curve.size(); point++) {
            table.add(Arrays.asList(method, seed, number(curve.x()[point]), curve.y()[point]));
        }
    }

    /** Writes a whole number without a point. */
    static Object number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return (long) value;
        }
        return value;
    }
}
