package org.gfn4j.app.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.gfn4j.app.report.Curve;
import org.gfn4j.app.report.Metrics;
import org.gfn4j.app.report.ReportSection;
import org.gfn4j.app.report.SeriesChart;

/**
 * What runs have measured and found in their course, against what was visited.
 *
 * <p>Thread-safety: immutable, as far as the runs are.
 */
final class ComparisonCurves {
    private static final double FARTHEST_TOTAL = 20;
    private static final String VISITED = "objects visited";

    private final ComparisonReport.RunSet set;
    private final List<MethodGroup> groups;
    private final boolean molecules;

    ComparisonCurves(ComparisonReport.RunSet set, List<MethodGroup> groups, boolean molecules) {
        this.set = set;
        this.groups = groups;
        this.molecules = molecules;
    }

    /** Returns the curves, in the order to show them in. */
    List<CurveFigure> curves() {
        return molecules ? moleculeCurves() : visitCurves();
    }

    private static List<CurveFigure> visitCurves() {
        return List.of(
                new CurveFigure(
                        "distance",
                        "Distance of visits to the exact distribution",
                        "The L1 distance of the last visits from the exact distribution, summed over all objects. "
                                + "Lower is better; the wide line is what a perfect sampler would have by chance "
                                + "alone.",
                        Metrics.VISITED,
                        VISITED,
                        "/visited/l1Sum",
                        "L1, sum (0 to 2, log axis)",
                        SeriesChart.Scale.LOGARITHMIC),
                new CurveFigure(
                        "modes",
                        "Modes found",
                        "How many different regions of high reward have been visited. Higher is better, and earlier.",
                        Metrics.VISITED,
                        VISITED,
                        "/visited/modesFound",
                        "modes (number)",
                        SeriesChart.Scale.COUNTS),
                new CurveFigure(
                        "total-variation",
                        "Exact total variation of the model",
                        "The probability that a model puts in the wrong place, computed without sampling. Lower is "
                                + "better; methods without a model, such as chains, have no line.",
                        Metrics.VISITED,
                        VISITED,
                        "/exactTotalVariation",
                        "total variation (log axis)",
                        SeriesChart.Scale.LOGARITHMIC));
    }

    private List<CurveFigure> moleculeCurves() {
        List<CurveFigure> curves = new ArrayList<>();
        for (int top : List.of(10, 100, 1000)) {
            curves.add(new CurveFigure(
                    "top" + top,
                    "Raw reward of the top " + top,
                    "The mean raw reward of the best " + top
                            + " molecules so far, against the number of different ones visited. Higher is better, "
                            + "and further to the left.",
                    "/distinctMolecules",
                    "different molecules visited",
                    "/rawRewardTop" + top,
                    "mean raw reward, top " + top,
                    SeriesChart.Scale.LINEAR));
        }
        curves.add(modesOfMolecules());
        return curves;
    }

    private CurveFigure modesOfMolecules() {
        String from = set.runs().stream()
                .map(ComparedRun::modes)
                .filter(Objects::nonNull)
                .findFirst()
                .map(modes -> " from a raw reward of " + CurveFigure.number(modes.threshold()) + " on")
                .orElse("");
        return new CurveFigure(
                "modes",
                "Modes found",
                "Number of modes among the molecules so far" + from + " against the number visited, "
                        + "including repetitions. A mode is less than 0.7 similar (Tanimoto of ECFP4) to all better "
                        + "modes. Higher is better, and earlier.",
                Metrics.VISITED,
                "molecules visited",
                "/visited/modesFound",
                "modes (number)",
                SeriesChart.Scale.COUNTS,
                run -> run.modes() == null
                        ? new Curve(new double[0], new double[0])
                        : run.modes().curve());
    }

    /** Returns the section of the page. */
    ReportSection section() {
        List<ReportSection.Part> charts = new ArrayList<>();
        for (CurveFigure curve : curves()) {
            charts.add(curve.chart(groups, references(curve)));
        }
        return new ReportSection(
                "courses", molecules ? "Reward and modes of what was found" : "Over the runs", "", charts);
    }

    private List<SeriesChart.Series> references(CurveFigure curve) {
        return switch (curve.name()) {
            case "distance" -> floor().stream().toList();
            case "modes" -> allModes().stream().toList();
            default -> List.of();
        };
    }

    /** The floor is that of the run with the most visits: it depends on these and on the target. */
    private Optional<SeriesChart.Series> floor() {
        Curve longest = null;
        for (ComparedRun run : set.runs()) {
            Curve floor = new Metrics(run.recorded().metrics()).curve(Metrics.VISITED, "/visited/l1SumFloor");
            if (floor.size() > 0 && (longest == null || end(floor) > end(longest))) {
                longest = floor;
            }
        }
        return Optional.ofNullable(longest)
                .map(curve -> new SeriesChart.Series("perfect sampler", 0, SeriesChart.Style.REFERENCE, curve));
    }

    private static double end(Curve curve) {
        return curve.x()[curve.size() - 1];
    }

    private Optional<SeriesChart.Series> allModes() {
        double most = 0;
        double total = 0;
        double end = 0;
        for (ComparedRun run : set.runs()) {
            most = Math.max(most, run.number("/visited/modesFound").orElse(0.0));
            total = Math.max(total, run.number("/visited/modes").orElse(0.0));
            end = Math.max(end, run.number("/visited/count").orElse(0.0));
        }
        return total > 0 && total <= FARTHEST_TOTAL * Math.max(1, most) && end > 0
                ? Optional.of(new SeriesChart.Series(
                        "all there are", 0, SeriesChart.Style.REFERENCE, new Curve(new double[] {0, end}, new double[] {
                            total, total
                        })))
                : Optional.empty();
    }
}
