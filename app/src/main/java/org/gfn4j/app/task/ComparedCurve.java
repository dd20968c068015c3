package org.gfn4j.app.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.gfn4j.app.folder.RunRecord;
import org.gfn4j.app.report.Curve;
import org.gfn4j.app.report.Metrics;
import org.gfn4j.app.report.SeriesChart;

/**
 * A figure over the course of runs that a comparison draws: a line for the mean of each method, thin lines for its single
 * runs.
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
 * @param references what stands behind the curves
 */
public record ComparedCurve(
        String name,
        String heading,
        String caption,
        String x,
        String xTitle,
        String y,
        String yTitle,
        SeriesChart.Scale scale,
        Function<RunRecord, Curve> source,
        List<SeriesChart.Series> references) {

    /** Keeps a copy of the list. */
    public ComparedCurve {
        references = List.copyOf(references);
    }

    /**
     * Makes a curve of what runs have recorded over the number of objects visited.
     *
     * @param name what it is called in the page and, with {@code .csv}, in a folder
     * @param heading what it shows
     * @param caption how to read it
     * @param y the JSON pointer of the upright figure
     * @param yTitle what it is called
     * @param scale how the upright axis is divided
     * @param references what stands behind the curves
     * @return the curve
     */
    public static ComparedCurve ofVisits(
            String name,
            String heading,
            String caption,
            String y,
            String yTitle,
            SeriesChart.Scale scale,
            List<SeriesChart.Series> references) {
        return new ComparedCurve(
                name,
                heading,
                caption,
                Metrics.VISITED,
                "objects visited",
                y,
                yTitle,
                scale,
                run -> new Metrics(run.metrics()).curve(Metrics.VISITED, y),
                references);
    }

    /**
     * Returns the mean of a method.
     *
     * @param group its runs
     * @return the mean curve; empty where there is no place at which all curves are known
     */
    public Optional<Curve> mean(RunGroup group) {
        return MeanCurve.of(group.runs().stream()
                .map(source)
                .filter(curve -> curve.size() > 0)
                .toList());
    }

    /**
     * Returns the chart.
     *
     * @param groups the methods
     * @return the chart, left out where no run has recorded the figures
     */
    public SeriesChart chart(List<RunGroup> groups) {
        List<SeriesChart.Series> series = new ArrayList<>(references);
        List<SeriesChart.Series> means = new ArrayList<>();
        boolean thin = false;
        for (int number = 0; number < groups.size(); number++) {
            RunGroup group = groups.get(number);
            int color = number;
            if (group.runs().size() > 1) {
                for (RunRecord run : group.runs()) {
                    series.add(new SeriesChart.Series(group.label(), color, SeriesChart.Style.THIN, source.apply(run)));
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
}
