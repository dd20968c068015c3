package org.gfn4j.app.comparison;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gfn4j.app.folder.RunRecord;
import org.gfn4j.app.report.Curve;
import org.gfn4j.app.report.Metrics;
import org.gfn4j.app.report.SeriesChart;
import org.gfn4j.app.task.ComparedCurve;
import org.gfn4j.app.task.ComparedFigure;
import org.gfn4j.app.task.ComparisonStudy;

/**
 * What a comparison shows of any task: the distance of visits from the exact distribution, that of models, and modes.
 *
 * <p>Thread-safety: immutable, as far as the runs are.
 *
 * @param runs what the runs have recorded
 */
record CommonStudy(List<RunRecord> runs) {
    private static final double FARTHEST_TOTAL = 20;
    private static final String WORDS =
            "L1 of visits is how far the last visits are from the exact distribution, summed over all objects; 0 is"
                    + " perfect, and the floor is what a perfect sampler would get with as many visits. Exact TV is the"
                    + " total variation of a trained model, computed without sampling; lower is better. Modes are"
                    + " regions of high reward that were found; more is better.";

    /** Returns the figures, curves and words. */
    ComparisonStudy study() {
        return new ComparisonStudy(figures(), WORDS, "Over the runs", curves(), List.of(), CommonStudy::noFile);
    }

    private static Optional<double[]> noFile(Path run) {
        return Optional.empty();
    }

    private List<ComparedFigure> figures() {
        return List.of(
                ComparedFigure.of("visited", 0, "visited", "count"),
                ComparedFigure.of("L1 of visits", 4, "visited", "l1Sum").better(-1),
                new ComparedFigure(
                        "visited.l1SumFloor", "floor", 4, false, false, 0, run -> run.number("/visited/l1SumFloor")),
                ComparedFigure.of("exact TV", 4, "exactTotalVariation").better(-1),
                ComparedFigure.of(modesTitle(), 0, "visited", "modesFound").better(1));
    }

    private String modesTitle() {
        List<Double> totals = runs.stream()
                .flatMap(run -> run.number("/visited/modes").stream())
                .distinct()
                .toList();
        return totals.size() == 1 ? String.format(Locale.ROOT, "modes of %,.0f", totals.get(0)) : "modes";
    }

    private List<ComparedCurve> curves() {
        return List.of(
                ComparedCurve.ofVisits(
                        "distance",
                        "Distance of visits to the exact distribution",
                        "The L1 distance of the last visits from the exact distribution, summed over all objects. "
                                + "Lower is better; the wide line is what a perfect sampler would have by chance "
                                + "alone.",
                        "/visited/l1Sum",
                        "L1, sum (0 to 2, log axis)",
                        SeriesChart.Scale.LOGARITHMIC,
                        floor()),
                ComparedCurve.ofVisits(
                        "modes",
                        "Modes found",
                        "How many different regions of high reward have been visited. Higher is better, and earlier.",
                        "/visited/modesFound",
                        "modes (number)",
                        SeriesChart.Scale.COUNTS,
                        allModes()),
                ComparedCurve.ofVisits(
                        "total-variation",
                        "Exact total variation of the model",
                        "The probability that a model puts in the wrong place, computed without sampling. Lower is "
                                + "better; methods without a model, such as chains, have no line.",
                        "/exactTotalVariation",
                        "total variation (log axis)",
                        SeriesChart.Scale.LOGARITHMIC,
                        List.of()));
    }

    /** The floor is that of the run with the most visits: it depends on these and on the target. */
    private List<SeriesChart.Series> floor() {
        return runs.stream()
                .map(run -> new Metrics(run.metrics()).curve(Metrics.VISITED, "/visited/l1SumFloor"))
                .filter(curve -> curve.size() > 0)
                .reduce((longest, curve) -> curve.lastX() > longest.lastX() ? curve : longest)
                .map(curve -> new SeriesChart.Series("perfect sampler", 0, SeriesChart.Style.REFERENCE, curve))
                .stream()
                .toList();
    }

    private List<SeriesChart.Series> allModes() {
        double most = largest("/visited/modesFound");
        double total = largest("/visited/modes");
        double end = largest("/visited/count");
        return total > 0 && total <= FARTHEST_TOTAL * Math.max(1, most) && end > 0
                ? List.of(new SeriesChart.Series(
                        "all there are", 0, SeriesChart.Style.REFERENCE, new Curve(new double[] {0, end}, new double[] {
                            total, total
                        })))
                : List.of();
    }

    private double largest(String pointer) {
        return runs.stream()
                .flatMap(run -> run.number(pointer).stream())
                .mapToDouble(Double::doubleValue)
                .reduce(0, Math::max);
    }
}
