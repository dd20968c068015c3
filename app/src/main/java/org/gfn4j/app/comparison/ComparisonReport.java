package org.gfn4j.app.comparison;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gfn4j.app.report.ReportSection;
import org.gfn4j.app.report.SectionsPage;
import org.gfn4j.app.report.Spread;
import org.gfn4j.app.task.ComparedFigure;
import org.gfn4j.app.task.ComparisonStudy;
import org.gfn4j.app.task.RunGroup;
import org.gfn4j.app.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is made of runs that are held against each other: a table, a page, and files of comma-separated values.
 *
 * <p>Thread-safety: immutable, as far as the runs are.
 */
final class ComparisonReport {
    private final RunSet set;
    private final List<MethodGroup> groups;
    private final List<ComparedFigure> figures;
    private final ComparisonStudy study;
    private final ComparisonFinds finds;

    /**
     * What is compared.
     *
     * @param task the name of the task
     * @param known the task; null where it is not on the class path
     * @param runs the runs, all of the task, at least 1 and each with figures
     * @param notes sentences on what is missing
     */
    record RunSet(String task, @Nullable Task known, List<ComparedRun> runs, List<String> notes) {}

    /** Groups runs by their methods. */
    ComparisonReport(RunSet set) {
        this.set = set;
        groups = MethodGroups.of(set.runs());
        ComparisonStudy common =
                new CommonStudy(set.runs().stream().map(ComparedRun::recorded).toList()).study();
        study = set.known() == null ? common : set.known().comparison(recorded(), common);
        figures = Stream.of(
                        List.of(ComparedFigure.of("requests", 0, "rewardRequests")),
                        study.figures(),
                        List.of(ComparisonFinds.SECONDS))
                .flatMap(List::stream)
                .toList();
        finds = new ComparisonFinds(set, groups, study);
    }

    private List<RunGroup> recorded() {
        return groups.stream().map(MethodGroup::recorded).toList();
    }

    /** Prints the table, and what is to be known about it. */
    void print(PrintWriter out) {
        new ComparisonTable(figures, groups).print(out);
        List<String> notes = words().notes();
        if (!notes.isEmpty()) {
            out.println();
            notes.forEach(out::println);
        }
        out.flush();
    }

    /** Returns for JSON the task, and for each method its runs and its figures with mean, standard deviation and count. */
    Map<String, @Nullable Object> values() {
        List<Map<String, @Nullable Object>> methods = new ArrayList<>();
        for (MethodGroup group : groups) {
            List<Map<String, @Nullable Object>> runs = new ArrayList<>();
            for (ComparedRun run : group.runs()) {
                Map<String, @Nullable Object> each = new LinkedHashMap<>();
                each.put("folder", run.folder());
                each.put("seed", run.seed());
                each.put("completed", run.isComplete());
                each.put("verdict", run.verdict().json());
                runs.add(each);
            }
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (ComparedFigure figure : figures) {
                values.put(
                        figure.key(),
                        group.recorded()
                                .spread(figure)
                                .map(ComparisonReport::json)
                                .orElse(null));
            }
            Map<String, @Nullable Object> method = new LinkedHashMap<>();
            method.put("method", group.label());
            method.put("runs", runs);
            method.put("figures", values);
            methods.add(method);
        }
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("task", set.task());
        result.put("notes", words().notes());
        result.put("methods", methods);
        return result;
    }

    private static Map<String, @Nullable Object> json(Spread spread) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("mean", spread.mean());
        values.put("standardDeviation", spread.count() == 1 ? null : spread.deviation());
        values.put("n", spread.count());
        return values;
    }

    /** Returns the texts of the files of comma-separated values by their names, which end in {@code .csv}. */
    Map<String, String> csv() {
        return new ComparisonFiles(groups, figures, study.curves(), finds).all();
    }

    private ComparisonWords words() {
        return new ComparisonWords(set, groups, figures, study.words());
    }

    /** Lays out the page. */
    SectionsPage page() {
        List<ReportSection> sections = new ArrayList<>();
        sections.add(new ReportSection(
                "table",
                "Comparison of the methods",
                words().table(),
                List.of(new ComparisonTable(figures, groups).onPage())));
        sections.add(new ReportSection(
                "courses",
                study.heading(),
                "",
                study.curves().stream()
                        .<ReportSection.Part>map(curve -> curve.chart(recorded()))
                        .toList()));
        sections.addAll(study.sections());
        sections.add(finds.costs());
        return new SectionsPage(
                "Comparison of methods, " + set.task(),
                null,
                Map.of(),
                words().introduction(),
                sections,
                new ComparisonConfiguration(set, groups).sections());
    }
}
