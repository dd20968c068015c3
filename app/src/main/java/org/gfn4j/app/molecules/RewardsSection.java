package org.gfn4j.app.molecules;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gfn4j.app.report.ReportChart;
import org.gfn4j.app.report.ReportSection;

/**
 * The section of a report that shows how raw rewards rose while molecules were found.
 *
 * <p>Thread-safety: stateless.
 */
final class RewardsSection {
    private static final String HEADING = "Rewards over time";

    private RewardsSection() {}

    /**
     * Makes the section.
     *
     * @param curves how the molecules became better
     * @param unit what the horizontal axis counts
     * @return the section
     */
    static ReportSection of(DiscoveryCurves curves, String unit) {
        List<ReportChart.Line> lines = Stream.of(curves.latest(), curves.top(), curves.best())
                .flatMap(Optional::stream)
                .toList();
        String name = "rewards-over-time";
        String heading = "Raw reward";
        ReportChart chart = new ReportChart(
                name,
                heading,
                "The mean of the last " + DiscoveryCurves.WINDOW + " new molecules, that of the best "
                        + DiscoveryCurves.TOP + " so far, once there are that many, and the best so far: good is "
                        + "when all rise, including the first.",
                unit,
                "raw reward",
                false,
                lines);
        return new ReportSection(
                "rewards",
                HEADING,
                "Molecules in the order of their discovery, each state once, against " + unit
                        + "; impossible ones are left out. Rewards are raw, before exponent and norm.",
                List.of(chart));
    }
}
