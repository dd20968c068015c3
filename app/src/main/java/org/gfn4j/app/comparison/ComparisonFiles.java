package org.gfn4j.app.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.app.report.Curve;
import org.gfn4j.app.report.SeriesChart;
import org.gfn4j.app.task.ComparedCurve;
import org.gfn4j.app.task.ComparedFigure;
import org.gfn4j.text.CsvTable;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a comparison as files of comma-separated values.
 *
 * <p>Thread-safety: immutable, as far as the runs are.
 *
 * @param groups the methods
 * @param figures the columns of the table
 * @param curves the curves
 * @param finds what was found
 */
record ComparisonFiles(
        List<MethodGroup> groups, List<ComparedFigure> figures, List<ComparedCurve> curves, ComparisonFinds finds) {
    private static final String MEAN = "mean";

    /** Returns the texts of the files by their names. */
    Map<String, String> all() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("table.csv", tableCsv());
        files.put("runs.csv", runsCsv());
        curves.forEach(curve -> files.put(curve.name() + ".csv", curveCsv(curve)));
        files.put("rewards.csv", rewardsCsv());
        return files;
    }

    private String tableCsv() {
        CsvTable table = new CsvTable(List.of("method", "figure", "mean", "standardDeviation", "n"));
        for (MethodGroup group : groups) {
            for (ComparedFigure figure : figures) {
                group.recorded()
                        .spread(figure)
                        .ifPresent(spread -> table.add(Arrays.asList(
                                group.label(),
                                figure.key(),
                                spread.mean(),
                                spread.count() == 1 ? null : spread.deviation(),
                                spread.count())));
            }
        }
        return table.text();
    }

    private String runsCsv() {
        List<String> columns = new ArrayList<>(List.of("method", "seed", "completed", "verdict", "folder"));
        figures.forEach(figure -> columns.add(figure.key()));
        CsvTable table = new CsvTable(columns);
        for (MethodGroup group : groups) {
            for (ComparedRun run : group.runs()) {
                List<@Nullable Object> row = new ArrayList<>(List.of(
                        group.label(),
                        run.seed(),
                        run.isComplete(),
                        run.verdict().level().words(),
                        run.folder()));
                figures.forEach(figure -> row.add(figure.value()
                        .apply(run.recorded())
                        .map(ComparisonFiles::number)
                        .orElse(null)));
                table.add(row);
            }
        }
        return table.text();
    }

    private String rewardsCsv() {
        CsvTable table = new CsvTable(List.of("method", "rawReward", "share"));
        for (SeriesChart.Series series : finds.rewardSeries()) {
            Curve curve = series.curve();
            for (int point = 0; point < curve.size(); point++) {
                table.add(List.of(series.label(), curve.x()[point], curve.y()[point]));
            }
        }
        return table.text();
    }

    /** Returns the rows of single runs and of means. */
    private String curveCsv(ComparedCurve curve) {
        CsvTable table = new CsvTable(List.of("method", "seed", column(curve.x()), column(curve.y())));
        for (MethodGroup group : groups) {
            for (ComparedRun run : group.runs()) {
                add(table, group.label(), run.seed(), curve.source().apply(run.recorded()));
            }
            if (group.runs().size() > 1) {
                curve.mean(group.recorded()).ifPresent(mean -> add(table, group.label(), MEAN, mean));
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
    private static Object number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return (long) value;
        }
        return value;
    }
}
