package org.gfn4j.app.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gfn4j.app.folder.RunRecord;
import org.gfn4j.app.report.BarChart;
import org.gfn4j.app.report.ReportSection;
import org.gfn4j.app.report.SeriesChart;
import org.gfn4j.app.task.ComparedFigure;
import org.gfn4j.app.task.ComparisonStudy;
import org.jspecify.annotations.Nullable;

/**
 * What runs have found, and how long that took.
 *
 * <p>Thread-safety: immutable, as far as the runs are.
 */
final class ComparisonFinds {
    /** How long training and measuring took. */
    static final ComparedFigure SECONDS =
            new ComparedFigure("seconds", "seconds", 1, true, false, 0, ComparisonFinds::seconds);

    private final String object;
    private final List<MethodGroup> groups;
    private final @Nullable RewardShares exact;
    private final boolean different;
    private final List<SeriesChart.Series> rewardSeries;

    /** Reads what was found. */
    ComparisonFinds(ComparisonReport.RunSet set, List<MethodGroup> groups, ComparisonStudy study) {
        this.object = set.known() == null ? "object" : set.known().objectName();
        this.groups = groups;
        RunRewards rewards = new RunRewards(set.task(), study.foundRewards());
        this.exact = exact(rewards, set.runs());
        this.rewardSeries = rewardSeries(rewards);
        this.different = rewards.areOfDifferentObjects();
    }

    /** The exact distribution is shown where there is one: found objects of a file are different ones, each once. */
    private static @Nullable RewardShares exact(RunRewards rewards, List<ComparedRun> runs) {
        boolean measured = runs.stream()
                .anyMatch(run -> run.recorded().metrics().stream()
                        .anyMatch(line -> line.at("/visited/l1Sum").isNumber()));
        return measured ? rewards.exact(runs.get(0).settings()) : null;
    }

    private static Optional<Double> seconds(RunRecord run) {
        return run.number("/timing/trainingSeconds")
                .map(training ->
                        training + run.number("/timing/evaluationSeconds").orElse(0.0));
    }

    /** Returns the section on rewards and costs. */
    ReportSection costs() {
        return new ReportSection("costs", "Results and cost", "", List.of(rewards(), wallTime()));
    }

    /** Returns which share of what was found has at least a reward, for each method. */
    List<SeriesChart.Series> rewardSeries() {
        return rewardSeries;
    }

    private List<SeriesChart.Series> rewardSeries(RunRewards rewards) {
        List<SeriesChart.Series> series = new ArrayList<>();
        if (exact != null) {
            series.add(
                    new SeriesChart.Series("exact distribution", 0, SeriesChart.Style.REFERENCE, exact.sharesFrom()));
        }
        for (int number = 0; number < groups.size(); number++) {
            RewardShares all = new RewardShares();
            for (ComparedRun run : groups.get(number).runs()) {
                rewards.add(all, run.run(), run.settings());
            }
            if (!all.isEmpty()) {
                series.add(new SeriesChart.Series(
                        groups.get(number).label(), number, SeriesChart.Style.LINE, all.sharesFrom()));
            }
        }
        return series;
    }

    private SeriesChart rewards() {
        String caption;
        if (rewardSeries.stream().allMatch(each -> each.style() == SeriesChart.Style.REFERENCE)) {
            caption = "Left out, because the rewards of the found objects are not recorded or are external.";
        } else if (different) {
            caption = "The share of the different " + object
                    + "s found that have at least a given raw reward. Further to the right is better, and higher.";
        } else {
            caption = "The share of the last visits, as of the newest checkpoint, that have at least a given raw "
                    + "reward."
                    + (exact == null
                            ? " Further to the right is a higher reward."
                            : " Good is near the wide line, the share under the exact distribution; above it, high rewards"
                                    + " are visited more often than they should.");
        }
        return new SeriesChart(
                "rewards",
                "Rewards of what was found",
                caption,
                "raw reward",
                different ? "share with at least that (log axis)" : "share with at least that",
                false,
                different ? SeriesChart.Scale.LOGARITHMIC : SeriesChart.Scale.FROM_ZERO,
                rewardSeries);
    }

    private BarChart wallTime() {
        return SECONDS.bars(
                groups.stream().map(MethodGroup::recorded).toList(),
                "wall-time",
                "Wall time",
                "How long training and measuring took; for a resumed run, only the last part. Lower is better, but "
                        + "depends on the machine and its load.",
                "seconds");
    }
}
