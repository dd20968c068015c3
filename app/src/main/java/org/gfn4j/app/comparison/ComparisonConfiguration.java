package org.gfn4j.app.comparison;

import java.util.ArrayList;
import java.util.List;
import org.gfn4j.app.report.ReportSection;
import org.gfn4j.app.report.ReportTable;

/**
 * In what the configurations of runs differ, and what they have in common.
 *
 * <p>Thread-safety: immutable, as far as the runs are.
 *
 * @param set the runs
 * @param groups the methods
 */
record ComparisonConfiguration(ComparisonReport.RunSet set, List<MethodGroup> groups) {

    /** Returns the sections of the page. */
    List<ReportSection> sections() {
        List<String> columns = new ArrayList<>(List.of("option"));
        groups.forEach(group -> columns.add(group.label()));
        List<List<String>> different = new ArrayList<>();
        for (String key : Settings.differing(set.runs())) {
            List<String> row = new ArrayList<>(List.of(key));
            groups.forEach(group -> row.add(group.setting(key)));
            different.add(row);
        }
        List<List<String>> common = new ArrayList<>();
        Settings.common(set.runs()).forEach((key, value) -> common.add(List.of(key, value)));
        List<List<String>> runs = new ArrayList<>();
        for (MethodGroup group : groups) {
            for (ComparedRun run : group.runs()) {
                runs.add(List.of(
                        run.folder(),
                        group.label(),
                        run.seed(),
                        run.isComplete() ? "yes" : "unfinished",
                        run.verdict().text()));
            }
        }
        ReportSection differences = different.isEmpty()
                ? new ReportSection("differences", "Differences", "The runs differ only in their seeds.", List.of())
                : new ReportSection(
                        "differences",
                        "Differences",
                        "A dash stands for an option that a method does not have.",
                        List.of(new ReportTable("options", "Options by method", columns, different)));
        return List.of(
                differences,
                new ReportSection(
                        "common",
                        "Common options",
                        ComparisonWords.budget(),
                        List.of(new ReportTable("settings", "Options", List.of("option", "value"), common))),
                new ReportSection(
                        "runs",
                        "The runs",
                        "",
                        List.of(new ReportTable(
                                "folders", "Folders", List.of("folder", "method", "seed", "ended", "verdict"), runs))));
    }
}
