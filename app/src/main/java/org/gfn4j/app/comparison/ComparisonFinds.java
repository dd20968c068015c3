package org.gfn4j.app.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gfn4j.app.report.BarChart;
import org.gfn4j.app.report.Curve;
import org.gfn4j.app.report.ReportSection;
import org.gfn4j.app.report.SeriesChart;

/**
 * What runs have found, and how long that took.
 *
 * <p>Thread-safety: immutable, as far as the runs are.
 */
final class ComparisonFinds {
    private final ComparisonReport.RunSet set;
    private final List<MethodGroup> groups;
    private final List<ComparedFigure> figures;
    private final boolean molecules;

    ComparisonFinds(
            ComparisonReport.RunSet set, List<MethodGroup> groups, List<ComparedFigure> figures, boolean molecules) {
        this.set = set;
        this.groups = groups;
        this.figures = figures;
        this.molecules = molecules;
    }

    /** Returns the section on how different good molecules are. */
    ReportSection diversity() {
        List<ReportSection.Part> charts = new ArrayList<>();
        for (ComparedFigure figure : figures) {
            if (figure.key().startsWith(ComparedRun.MODES_AT) || figure.key().startsWith(ComparedFigure.SCAFFOLDS_AT)) {
                boolean modes = figure.key().startsWith(ComparedRun.MODES_AT);
                charts.add(bars(
                        (modes ? "modes-" : "scaffolds-") + charts.size(),
                        (modes ? "Modes" : "Scaffolds")
                                + figure.title().substring(figure.title().indexOf(' ')),
                        (modes
                                        ? "Molecules less than 0.7 similar (Tanimoto of ECFP4) to all better ones, from this"
                                                + " raw reward on."
                                        : "Different scaffolds of Bemis and Murcko among the molecules from this raw reward"
                                                + " on.")
                                + " More is better.",
                        modes ? "modes (number)" : "scaffolds (number)",
                        figure));
            }
            if (figure.key().equals(ComparedFigure.TANIMOTO)) {
                charts.add(bars(
                        "tanimoto",
                        "Similarity of the best molecules",
                        "The mean Tanimoto similarity of pairs of the best 1000 molecules. Lower is more diverse.",
                        "mean Tanimoto similarity",
                        figure));
            }
        }
        charts.add(rewardAgainstDiversity());
        return new ReportSection(
                "diversity",
                "How different the good molecules are",
                "These figures are computed when a run ends; unfinished runs have none.",
                charts);
    }

    private SeriesChart rewardAgainstDiversity() {
        List<SeriesChart.Series> series = new ArrayList<>();
        for (int number = 0; number < groups.size(); number++) {
            MethodGroup group = groups.get(number);
            double[][] points = group.runs().stream()
                    .filter(run -> run.number("/" + ComparedFigure.TANIMOTO).isPresent()
                            && run.number("/rawRewardTop1000").isPresent())
                    .map(run -> new double[] {
                        run.number("/" + ComparedFigure.TANIMOTO).orElseThrow(),
                        run.number("/rawRewardTop1000").orElseThrow()
                    })
                    .toArray(double[][]::new);
            series.add(new SeriesChart.Series(
                    group.label(),
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

    private BarChart bars(String name, String heading, String caption, String title, ComparedFigure figure) {
        List<BarChart.Bar> bars = new ArrayList<>();
        for (int number = 0; number < groups.size(); number++) {
            double[] values = figure.values(groups.get(number).runs()).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            if (values.length > 0) {
                bars.add(new BarChart.Bar(groups.get(number).label(), number, values));
            }
        }
        boolean several = bars.stream().anyMatch(bar -> bar.values().length > 1);
        return new BarChart(
                name,
                heading,
                bars.isEmpty()
                        ? "Left out, because no run has recorded it."
                        : caption + (several ? " Dots are single runs." : ""),
                title,
                figure.decimals(),
                bars);
    }

    /** Returns the section on rewards and costs. */
    ReportSection costs() {
        return new ReportSection("costs", "Results and cost", "", List.of(rewards(), wallTime()));
    }

    /** Returns which share of what was found has at least a reward, for each method. */
    List<SeriesChart.Series> rewardSeries() {
        List<SeriesChart.Series> series = new ArrayList<>();
        if (set.exact() != null) {
            series.add(new SeriesChart.Series(
                    "exact distribution",
                    0,
                    SeriesChart.Style.REFERENCE,
                    set.exact().sharesFrom()));
        }
        for (int number = 0; number < groups.size(); number++) {
            RewardCounts all = new RewardCounts();
            for (ComparedRun run : groups.get(number).runs()) {
                if (run.rewards() != null) {
                    all.addAll(run.rewards());
                }
            }
            if (!all.isEmpty()) {
                series.add(new SeriesChart.Series(
                        groups.get(number).label(), number, SeriesChart.Style.LINE, all.sharesFrom()));
            }
        }
        return series;
    }

    private SeriesChart rewards() {
        List<SeriesChart.Series> series = rewardSeries();
        String caption;
        if (series.stream().allMatch(each -> each.style() == SeriesChart.Style.REFERENCE)) {
            caption = "Left out, because the rewards of the found objects are not recorded or are external.";
        } else if (molecules) {
            caption = "The share of the different molecules found that have at least a given raw reward. Further to "
                    + "the right is better, and higher.";
        } else {
            caption = "The share of the last visits, as of the newest checkpoint, that have at least a given raw "
                    + "reward."
                    + (set.exact() == null
                            ? " Further to the right is a higher reward."
                            : " Good is near the wide line, the share under the exact distribution; above it, high rewards"
                                    + " are visited more often than they should.");
        }
        return new SeriesChart(
                "rewards",
                "Rewards of what was found",
                caption,
                "raw reward",
                molecules ? "share with at least that (log axis)" : "share with at least that",
                false,
                molecules ? SeriesChart.Scale.LOGARITHMIC : SeriesChart.Scale.FROM_ZERO,
                series);
    }

    private BarChart wallTime() {
        ComparedFigure seconds = figures.stream()
                .filter(figure -> figure.key().equals(ComparedFigure.SECONDS))
                .findFirst()
                .orElseThrow();
        return bars(
                "wall-time",
                "Wall time",
                "How long training and measuring took; for a resumed run, only the last part. Lower is better, but "
                        + "depends on the machine and its load.",
                "seconds",
                seconds);
    }
}
