package org.gfn4j.app.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.app.report.CsvTable;
import org.gfn4j.app.report.Curve;
import org.gfn4j.app.report.SeriesChart;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a comparison as files of comma-separated values.
 *
 * <p>Thread-safety: immutable, as far as the runs are.
 */
final class ComparisonFiles {
    private final List<MethodGroup> groups;
    private final List<ComparedFigure> figures;
    private final ComparisonCurves curves;
    private final ComparisonFinds finds;

    ComparisonFiles(
            List<MethodGroup> groups, List<ComparedFigure> figures, ComparisonCurves curves, ComparisonFinds finds) {
        this.groups = groups;
        this.figures = figures;
        this.curves = curves;
        this.finds = finds;
    }

    /** Returns the texts of the files by their names. */
    Map<String, String> all() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("table.csv", tableCsv());
        files.put("runs.csv", runsCsv());
        curves.curves().forEach(curve -> files.put(curve.name() + ".csv", curve.csv(groups)));
        files.put("rewards.csv", rewardsCsv());
        return files;
    }

    private String tableCsv() {
        CsvTable table = new CsvTable(List.of("method", "figure", "mean", "standardDeviation", "n"));
        for (MethodGroup group : groups) {
            for (ComparedFigure figure : figures) {
                group.spread(figure)
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
                figures.forEach(figure -> row.add(
                        figure.value().apply(run).map(CurveFigure::number).orElse(null)));
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
}
