package org.gfn4j.app.molecules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gfn4j.app.report.Numbers;
import org.gfn4j.app.report.ReportChart;
import org.gfn4j.app.report.ReportSection;
import org.gfn4j.app.report.ReportTable;
import tools.jackson.databind.JsonNode;

/**
 * The section of a report that says how many and how different the molecules are.
 *
 * <p>Thread-safety: stateless.
 */
final class DiversitySection {
    private static final String UNKNOWN = "–";
    private static final int MOST_LINES = 3;

    private DiversitySection() {}

    /**
     * Makes the section.
     *
     * @param figures what {@code summary.json} holds of molecules; what is missing or null is left out
     * @param source where the figures come from, a sentence
     * @param curves how the molecules became more
     * @param thresholds how many thresholds the curves have
     * @param unit what the horizontal axis of the curves counts
     * @return the section
     */
    static ReportSection of(JsonNode figures, String source, DiscoveryCurves curves, int thresholds, String unit) {
        List<ReportSection.Part> parts = new ArrayList<>();
        parts.add(new ReportTable("diversity-figures", "Molecules", List.of("figure", "value"), figureRows(figures)));
        List<List<String>> counts = countRows(figures);
        if (!counts.isEmpty()) {
            parts.add(new ReportTable(
                    "diversity-counts",
                    "Modes and scaffolds",
                    List.of("raw reward from", "modes", "scaffolds"),
                    counts));
        }
        parts.add(chart(
                "molecules-found",
                "Different molecules found",
                "Different canonical SMILES so far: good is a curve that keeps rising; a curve that flattens finds "
                        + "the same molecules again.",
                unit,
                curves.different().stream().toList()));
        if (thresholds > 0) {
            parts.add(goodMolecules(curves, thresholds, unit));
        }
        return new ReportSection(
                "diversity",
                "Diversity, scaffolds, modes",
                source
                        + " A mode is a molecule less than 0.7 similar (Tanimoto of ECFP4) to all better modes; scaffolds"
                        + " are those of Bemis and Murcko. Good is many of both, and a low similarity.",
                parts);
    }

    private static ReportChart goodMolecules(DiscoveryCurves curves, int thresholds, String unit) {
        String name = "good-molecules-found";
        String heading = "Good molecules found";
        List<ReportChart.Line> lines = IntStream.range(0, Math.min(thresholds, MOST_LINES))
                .mapToObj(curves::from)
                .flatMap(Optional::stream)
                .toList();
        if (Arrays.stream(lines.get(0).y()).allMatch(count -> count == 0)) {
            return ReportChart.missing(
                    name, heading, "Left out, because no molecule reaches the lowest raw reward that counts.");
        }
        return chart(
                name,
                heading,
                "Different molecules so far with at least a given raw reward: good is when they rise faster and "
                        + "faster.",
                unit,
                lines);
    }

    private static ReportChart chart(
            String name, String heading, String caption, String unit, List<ReportChart.Line> lines) {
        return new ReportChart(name, heading, caption, unit, "molecules (number)", true, lines);
    }

    private static List<List<String>> figureRows(JsonNode figures) {
        List<List<String>> rows = new ArrayList<>();
        add(rows, figures, "distinctMolecules", "different molecules (canonical SMILES)", "%,.0f", 1);
        add(rows, figures, "distinctStates", "different states", "%,.0f", 1);
        add(rows, figures, "invalidFraction", "impossible, of all produced", "%.2f %%", 100);
        for (int top : List.of(10, 100, 1000)) {
            add(
                    rows,
                    figures,
                    Discoveries.topName(top),
                    String.format(Locale.ROOT, "mean raw reward of the best %,d", top),
                    "%.4f",
                    1);
        }
        add(rows, figures, "tanimotoTop1000", "mean similarity among the best 1,000", "%.4f", 1);
        add(rows, figures, "testPearson", "test set: Pearson of log R and exact log P", "%.4f", 1);
        add(rows, figures, "testSpearman", "test set: Spearman of log R and exact log P", "%.4f", 1);
        add(rows, figures, "testMolecules", "test set: molecules compared", "%,.0f", 1);
        add(rows, figures, "testUnbuildable", "test set: molecules that cannot be built", "%,.0f", 1);
        return rows;
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be a dependency of its own
    private static void add(
            List<List<String>> rows, JsonNode figures, String key, String name, String format, double factor) {
        JsonNode value = figures.path(key);
        if (value.isNumber()) {
            double number = factor * value.doubleValue();
            rows.add(List.of(
                    name,
                    key.startsWith("rawReward")
                            ? Numbers.readable(number, 4)
                            : String.format(Locale.ROOT, format, number)));
        } else if (key.contains("Top1")) {
            rows.add(List.of(name, "there are fewer"));
        }
    }

    private static List<List<String>> countRows(JsonNode figures) {
        return figures.path("modesAt").propertyNames().stream()
                .map(threshold -> List.of(
                        threshold,
                        count(figures.path("modesAt").path(threshold)),
                        count(figures.path("scaffoldsAt").path(threshold))))
                .toList();
    }

    private static String count(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%,d", value.longValue()) : UNKNOWN;
    }
}
