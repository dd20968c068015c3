package org.gfn4j.app.comparison;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gfn4j.app.report.ReportSection;
import org.gfn4j.app.report.SectionsPage;
import org.gfn4j.app.report.Spread;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is made of runs that are held against each other: a table, a page, and files of comma-separated values.
 *
 * <p>Thread-safety: immutable, as far as the runs are.
 */
public final class ComparisonReport {
    private final RunSet set;
    private final List<MethodGroup> groups;
    private final List<ComparedFigure> figures;
    private final boolean molecules;

    /**
     * What is compared.
     *
     * @param task the name of the task
     * @param problemKeys the options that say what is built and rewarded
     * @param runs the runs, all of the task, at least 1 and each with figures
     * @param exact the raw rewards of all objects with their exact probabilities; null where these are not known
     * @param notes sentences on what is missing
     */
    public record RunSet(
            String task,
            Set<String> problemKeys,
            List<ComparedRun> runs,
            @Nullable RewardCounts exact,
            List<String> notes) {

        /** Keeps copies. */
        public RunSet {
            problemKeys = Set.copyOf(problemKeys);
            runs = List.copyOf(runs);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Groups runs by their methods.
     *
     * @param set the runs
     */
    public ComparisonReport(RunSet set) {
        this.set = set;
        groups = MethodGroups.of(set.runs());
        figures = ComparedFigure.of(set.runs());
        molecules = set.runs().stream().anyMatch(ComparedFigure::findsMolecules);
    }

    /**
     * Prints the table, and what is to be known about it.
     *
     * @param out where it goes
     */
    public void print(PrintWriter out) {
        new ComparisonTable(figures, groups).print(out);
        List<String> notes = words().notes();
        if (!notes.isEmpty()) {
            out.println();
            notes.forEach(out::println);
        }
        out.flush();
    }

    /**
     * Returns the figures of the table.
     *
     * @return names and values for JSON: the task, and for each method its runs and its figures with mean, standard deviation
     *     and count
     */
    public Map<String, @Nullable Object> values() {
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
                        group.spread(figure).map(ComparisonReport::json).orElse(null));
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

    /**
     * Returns the files of comma-separated values.
     *
     * @return their texts by their names, which end in {@code .csv}
     */
    public Map<String, String> csv() {
        return new ComparisonFiles(groups, figures, curves(), finds()).all();
    }

    private ComparisonWords words() {
        return new ComparisonWords(set, groups, figures, molecules);
    }

    private ComparisonCurves curves() {
        return new ComparisonCurves(set, groups, molecules);
    }

    private ComparisonFinds finds() {
        return new ComparisonFinds(set, groups, figures, molecules);
    }

    /**
     * Lays out the page.
     *
     * @return the page
     */
    public SectionsPage page() {
        List<ReportSection> sections = new ArrayList<>();
        sections.add(new ReportSection(
                "table",
                "Comparison of the methods",
                words().table(),
                List.of(new ComparisonTable(figures, groups).onPage())));
        sections.add(curves().section());
        if (molecules) {
            sections.add(finds().diversity());
        }
        sections.add(finds().costs());
        return new SectionsPage(
                "Comparison of methods, " + set.task(),
                null,
                Map.of(),
                words().introduction(),
                sections,
                new ComparisonConfiguration(set, groups).sections());
    }
}
