package org.gfn4j.app.molecules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.gfn4j.app.folder.RunRecord;
import org.gfn4j.app.report.BarChart;
import org.gfn4j.app.report.Curve;
import org.gfn4j.app.report.Metrics;
import org.gfn4j.app.report.ReportSection;
import org.gfn4j.app.report.SeriesChart;
import org.gfn4j.app.task.ComparedCurve;
import org.gfn4j.app.task.ComparedFigure;
import org.gfn4j.app.task.ComparisonStudy;
import org.gfn4j.app.task.RunGroup;
import org.gfn4j.molecules.task.Thresholds;

/**
 * What a comparison shows of molecules: rewards of the best, and how different they are.
 *
 * <p>Thread-safety: immutable, as far as the runs are.
 *
 * @param methods the runs
 */
record MoleculesComparison(List<RunGroup> methods) {
    private static final String DISTINCT = "/distinctMolecules";
    private static final String MODES_AT = "modesAt";
    private static final String SCAFFOLDS_AT = "scaffoldsAt";
    private static final ComparedFigure TANIMOTO = ComparedFigure.of("Tanimoto", 3, "tanimotoTop1000");
    private static final String WORDS =
            "Top 10, 100 and 1000 are mean raw rewards of the best different molecules; higher is better. Tanimoto is how"
                    + " similar the best 1000 are to each other, from 0 to 1; lower is more diverse. Modes and scaffolds"
                    + " are counted from a raw reward on; more is better.";

    private List<RunRecord> runs() {
        return methods.stream().flatMap(method -> method.runs().stream()).toList();
    }

    /** Returns the figures, curves, charts and words; what is common where no run has counted molecules. */
    ComparisonStudy study(ComparisonStudy common) {
        if (runs().stream().noneMatch(run -> run.number(DISTINCT).isPresent())) {
            return common;
        }
        List<ComparedFigure> figures = new ArrayList<>(List.of(
                top(10).ofAnySize(), top(100).ofAnySize().better(1), top(1000).ofAnySize(), TANIMOTO));
        List<ReportSection.Part> charts = new ArrayList<>();
        charts.add(TANIMOTO.bars(
                methods,
                "tanimoto",
                "Similarity of the best molecules",
                "The mean Tanimoto similarity of pairs of the best 1000 molecules. Lower is more diverse.",
                "mean Tanimoto similarity"));
        for (String threshold : thresholds(MODES_AT)) {
            ComparedFigure modes = ComparedFigure.of("modes ≥ " + threshold, 0, MODES_AT, threshold);
            figures.add(modes.better(1));
            charts.add(
                    bars(
                            modes,
                            charts.size(),
                            "Molecules less than 0.7 similar (Tanimoto of ECFP4) to all better ones, from this raw reward on."));
        }
        for (String threshold : thresholds(SCAFFOLDS_AT)) {
            ComparedFigure scaffolds = ComparedFigure.of("scaffolds ≥ " + threshold, 0, SCAFFOLDS_AT, threshold);
            figures.add(scaffolds);
            charts.add(bars(
                    scaffolds,
                    charts.size(),
                    "Different scaffolds of Bemis and Murcko among the molecules from this raw reward on."));
        }
        charts.add(rewardAgainstDiversity());
        return new ComparisonStudy(
                figures,
                WORDS,
                "Reward and modes of what was found",
                List.of(topCurve(10), topCurve(100), topCurve(1000), modesCurve()),
                List.of(new ReportSection(
                        "diversity",
                        "How different the good molecules are",
                        "These figures are computed when a run ends; unfinished runs have none.",
                        charts)),
                run -> DiscoveryFile.readPossible(run).map(FoundMolecules::rewards));
    }

    private BarChart bars(ComparedFigure figure, int number, String caption) {
        String noun = figure.title().substring(0, figure.title().indexOf(' '));
        String heading = figure.title().substring(0, 1).toUpperCase(Locale.ROOT)
                + figure.title().substring(1);
        return figure.bars(methods, noun + "-" + number, heading, caption + " More is better.", noun + " (number)");
    }

    private static ComparedFigure top(int count) {
        return ComparedFigure.of("raw top " + count, 3, Discoveries.topName(count))
                .ofAnySize();
    }

    /** Returns the thresholds by which any run counts, in the order in which they come. */
    private Set<String> thresholds(String name) {
        Set<String> thresholds = new LinkedHashSet<>();
        runs().forEach(run -> thresholds.addAll(run.figures().path(name).propertyNames()));
        return thresholds;
    }

    private static ComparedCurve topCurve(int top) {
        String reward = "/" + Discoveries.topName(top);
        return new ComparedCurve(
                "top" + top,
                "Raw reward of the top " + top,
                "The mean raw reward of the best " + top
                        + " molecules so far, against the number of different ones visited. Higher is better, and further"
                        + " to the left.",
                DISTINCT,
                "different molecules visited",
                reward,
                "mean raw reward, top " + top,
                SeriesChart.Scale.LINEAR,
                run -> new Metrics(run.metrics()).curve(DISTINCT, reward),
                List.of());
    }

    /**
     * Returns the modes that runs had found when. All runs are counted from the same raw reward on, the largest of their
     * lowest thresholds, so that one that has not ended has its curve as well.
     */
    private ComparedCurve modesCurve() {
        OptionalDouble threshold = runs().stream()
                .flatMapToDouble(
                        run -> run.summary().path(MODES_AT).propertyNames().stream()
                                .mapToDouble(Double::parseDouble)
                                .min()
                                .stream())
                .max();
        Map<Path, Curve> curves = new HashMap<>();
        threshold.ifPresent(from -> runs().forEach(run -> DiscoveryFile.readPossible(run.folder())
                .flatMap(rows -> FoundMolecules.modes(rows, run, from))
                .ifPresent(curve -> curves.put(run.folder(), curve))));
        return new ComparedCurve(
                "modes",
                "Modes found",
                "Number of modes among the molecules so far"
                        + (curves.isEmpty()
                                ? ""
                                : " from a raw reward of " + Thresholds.text(threshold.orElseThrow()) + " on")
                        + " against the number visited, including repetitions. A mode is less than 0.7 similar (Tanimoto"
                        + " of ECFP4) to all better modes. Higher is better, and earlier.",
                Metrics.VISITED,
                "molecules visited",
                "/visited/modesFound",
                "modes (number)",
                SeriesChart.Scale.COUNTS,
                run -> curves.getOrDefault(run.folder(), new Curve(new double[0], new double[0])),
                List.of());
    }

    private SeriesChart rewardAgainstDiversity() {
        List<SeriesChart.Series> series = new ArrayList<>();
        for (int number = 0; number < methods.size(); number++) {
            double[][] points = methods.get(number).runs().stream()
                    .flatMap(run -> TANIMOTO.value().apply(run).stream()
                            .flatMap(x -> top(1000).value().apply(run).stream().map(y -> new double[] {x, y})))
                    .toArray(double[][]::new);
            series.add(new SeriesChart.Series(
                    methods.get(number).label(),
                    number,
                    SeriesChart.Style.POINTS,
                    new Curve(
                            Arrays.stream(points).mapToDouble(point -> point[0]).toArray(),
                            Arrays.stream(points).mapToDouble(point -> point[1]).toArray())));
        }
        boolean none = series.stream().allMatch(each -> each.curve().size() == 0);
        return new SeriesChart(
                "reward-diversity",
                "Reward against diversity",
                none
                        ? "Left out, because no run has ended with at least 1000 different molecules."
                        : "A point for each run: the mean raw reward of its best 1000 molecules, and how similar "
                                + "they are. Good is up and to the left: high rewards and diverse molecules.",
                "mean Tanimoto similarity",
                "mean raw reward, top 1000",
                false,
                SeriesChart.Scale.LINEAR,
                series);
    }
}
