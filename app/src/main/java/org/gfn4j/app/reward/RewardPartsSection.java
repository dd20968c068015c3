package org.gfn4j.app.reward;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.folder.RunRecord;
import org.gfn4j.app.report.Numbers;
import org.gfn4j.app.report.ReportChart;
import org.gfn4j.app.report.ReportSection;
import org.gfn4j.app.report.ReportTable;
import org.gfn4j.app.reward.RewardRows.Row;
import org.gfn4j.storage.PlainFile;

/**
 * The section of a report that shows what rewards were made of: their parts beside those of objects built at random, and what
 * failed.
 *
 * <p>Thread-safety: stateless.
 */
final class RewardPartsSection {
    private static final String NAME = "reward-parts";
    private static final String HEADING = "Rewards and their parts";
    private static final int BEST = 10;
    private static final int CAUSES = 10;
    private static final int LONGEST_CAUSE = 160;
    private static final String NONE = "–";

    private RewardPartsSection() {}

    /**
     * Makes the section.
     *
     * @param run what the run has recorded
     * @param parts what the parts are called
     * @return the section; one that says why there is nothing, where no object has been found
     */
    static ReportSection of(RunRecord run, List<String> parts) {
        List<Row> found;
        List<Row> random;
        try {
            found = read(run.folder().resolve(RewardLedger.FILE), parts);
            random = read(run.folder().resolve(RandomObjects.FILE), parts);
        } catch (IllegalArgumentException e) {
            return ReportSection.missing(NAME, HEADING, "Left out, because " + Failures.describe(e) + ".");
        }
        if (found.isEmpty()) {
            return ReportSection.missing(
                    NAME, HEADING, "Left out, because " + RewardLedger.FILE + " has no objects yet.");
        }
        int[] own = ownParts(found, random, parts.size());
        List<ReportSection.Part> shown = new ArrayList<>();
        shown.add(figures(found, random, parts, own));
        shown.add(chart("reward-distribution", "Raw reward", "raw reward", found, random, Row::reward));
        for (int part : own) {
            shown.add(chart(
                    "reward-part-" + (part + 1),
                    parts.get(part),
                    parts.get(part),
                    found,
                    random,
                    row -> row.detail().parts().get(part)));
        }
        shown.add(best(found, parts, own));
        List<List<String>> causes = causes(found, random);
        if (!causes.isEmpty()) {
            shown.add(new ReportTable(
                    "reward-failures", "Objects without a reward", List.of("cause", "objects"), causes));
        }
        return new ReportSection(
                NAME,
                HEADING,
                "Each different object counts once, whenever training found it"
                        + (random.isEmpty()
                                ? "; --random-objects adds random objects to compare with."
                                : ", beside objects built by uniform choices.")
                        + " Objects without a reward are left out of curves and figures.",
                shown);
    }

    /**
     * Returns the numbers of the parts that are not the reward itself.
     *
     * @param run what the run has recorded
     * @param parts what the parts are called
     * @return numbers by the names of their columns, by the names of objects; none where there is no file that can be read
     */
    static Map<String, Map<String, Double>> parts(RunRecord run, List<String> parts) {
        Map<String, Map<String, Double>> byObject = new LinkedHashMap<>();
        try {
            List<Row> found = read(run.folder().resolve(RewardLedger.FILE), parts);
            int[] own = ownParts(found, List.of(), parts.size());
            RewardRows names = new RewardRows(parts);
            for (Row row : found) {
                Map<String, Double> numbers = new LinkedHashMap<>();
                for (int part : own) {
                    numbers.put(names.column(part), row.detail().parts().get(part));
                }
                byObject.putIfAbsent(row.object(), numbers);
            }
        } catch (IllegalArgumentException e) {
            return Map.of(); // which the section says
        }
        return byObject;
    }

    /** Returns the parts that are not the reward itself, as that of a single program is. */
    private static int[] ownParts(List<Row> found, List<Row> random, int parts) {
        return IntStream.range(0, parts)
                .filter(part -> Stream.concat(found.stream(), random.stream())
                        .anyMatch(row -> Double.isFinite(row.reward())
                                && row.detail().parts().get(part) != row.reward()))
                .toArray();
    }

    private static List<Row> read(Path file, List<String> parts) {
        try {
            if (!PlainFile.exists(file)) {
                return List.of();
            }
            String text = new String(PlainFile.readAll(file), StandardCharsets.UTF_8);
            return new RewardRows(parts).read(new StringReader(text.substring(0, text.lastIndexOf('\n') + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read '" + file + "': " + Failures.describe(e), e);
        }
    }

    private static double[] sorted(List<Row> rows, ToDoubleFunction<Row> number) {
        return rows.stream()
                .mapToDouble(number)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
    }

    private static List<Row> laterHalf(List<Row> rows) {
        return rows.subList(rows.size() / 2, rows.size());
    }

    private static ReportTable figures(List<Row> found, List<Row> random, List<String> parts, int[] own) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("objects", count(found.size()), count(laterHalf(found).size()), count(random.size())));
        rows.add(List.of(
                "without a reward", failed(found), failed(laterHalf(found)), random.isEmpty() ? NONE : failed(random)));
        addQuantiles(rows, "raw reward", found, random, Row::reward);
        for (int part : own) {
            addQuantiles(
                    rows,
                    parts.get(part),
                    found,
                    random,
                    row -> row.detail().parts().get(part));
        }
        return new ReportTable(
                "reward-figures", "Figures", List.of("figure", "training", "later half", "built at random"), rows);
    }

    private static String count(int objects) {
        return objects == 0 ? NONE : String.format(Locale.ROOT, "%,d", objects);
    }

    private static String failed(List<Row> rows) {
        return String.format(
                Locale.ROOT,
                "%,d",
                rows.stream().filter(row -> !Double.isFinite(row.reward())).count());
    }

    private static void addQuantiles(
            List<List<String>> rows, String name, List<Row> found, List<Row> random, ToDoubleFunction<Row> number) {
        List<double[]> columns =
                List.of(sorted(found, number), sorted(laterHalf(found), number), sorted(random, number));
        Map<String, Double> shares = new LinkedHashMap<>();
        shares.put("least", 0.0);
        shares.put("median", 0.5);
        shares.put("greatest", 1.0);
        shares.forEach((word, share) -> {
            List<String> row = new ArrayList<>(List.of(name + ", " + word));
            columns.forEach(sorted ->
                    row.add(sorted.length == 0 ? NONE : number(sorted[(int) Math.round(share * (sorted.length - 1))])));
            rows.add(row);
        });
    }

    /** The curve of quantiles: whatever the scale, a better sample has the better curve. */
    private static ReportChart chart(
            String name, String heading, String axis, List<Row> found, List<Row> random, ToDoubleFunction<Row> number) {
        Map<String, double[]> samples = new LinkedHashMap<>();
        samples.put("training", sorted(found, number));
        samples.put("later half", sorted(laterHalf(found), number));
        samples.put("random", sorted(random, number));
        List<ReportChart.Line> lines = new ArrayList<>();
        samples.forEach((label, sorted) -> {
            if (sorted.length > 1) {
                double[] shares = IntStream.range(0, sorted.length)
                        .mapToDouble(i -> 100.0 * i / (sorted.length - 1))
                        .toArray();
                lines.add(new ReportChart.Line(label, shares, sorted));
            }
        });
        return lines.isEmpty()
                ? ReportChart.missing(name, heading, "Left out, because fewer than two objects have one.")
                : new ReportChart(
                        name,
                        heading,
                        "From the least on the left to the greatest on the right: the height at 50 is the median. "
                                + "The later half refers to the objects of training.",
                        "objects with at most this (%)",
                        axis,
                        false,
                        lines);
    }

    private static ReportTable best(List<Row> found, List<String> parts, int[] own) {
        List<String> columns = new ArrayList<>(List.of("object", "raw reward"));
        IntStream.of(own).forEach(part -> columns.add(parts.get(part)));
        List<List<String>> rows = found.stream()
                .filter(row -> Double.isFinite(row.reward()))
                .sorted(Comparator.comparingDouble(Row::reward).reversed())
                .limit(BEST)
                .map(row -> {
                    List<String> texts = new ArrayList<>(List.of(row.object(), number(row.reward())));
                    IntStream.of(own)
                            .forEach(part ->
                                    texts.add(number(row.detail().parts().get(part))));
                    return texts;
                })
                .toList();
        return new ReportTable("reward-best", "Best objects", columns, rows);
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Numbers.significant(value, 4) : NONE;
    }

    private static List<List<String>> causes(List<Row> found, List<Row> random) {
        Map<String, Integer> causes = new LinkedHashMap<>();
        for (List<Row> rows : List.of(found, random)) {
            rows.stream()
                    .map(row -> row.detail().failure())
                    .filter(Objects::nonNull)
                    .map(cause -> cause.length() > LONGEST_CAUSE ? cause.substring(0, LONGEST_CAUSE) + "…" : cause)
                    .forEach(cause -> causes.merge(cause, 1, Integer::sum));
        }
        return causes.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(CAUSES)
                .map(cause -> List.of(cause.getKey(), String.format(Locale.ROOT, "%,d", cause.getValue())))
                .toList();
    }
}
