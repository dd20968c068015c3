package org.gfn4j.app.comparison;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gfn4j.app.report.ReportSection;
import org.gfn4j.app.report.SectionsPage;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is made of runs that are held against each other: a table, a page, and files of comma-separated values.
 *
 * <p>Thread-safety: immutable, as far as the runs are.
 */
public final class ComparisonReport {
    private static final int MOST_NAMED = 2;

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
        List<String> notes = notes();
        if (!notes.isEmpty()) {
            out.println();
            notes.forEach(out::println);
        }
        out.flush();
    }

    /** Returns sentences on what is not as a reader would expect. */
    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        List<String> differing = problemDifferences();
        if (!differing.isEmpty()) {
            notes.add(
                    "The runs do not all have the same problem. They differ in " + String.join("; ", differing) + ".");
        }
        for (MethodGroup group : groups) {
            group.repeatedSeed()
                    .ifPresent(seed -> notes.add(group.label() + " has more than one run with the seed " + seed
                            + ", so its runs scatter less than they should."));
        }
        notes.addAll(set.notes());
        return notes;
    }

    /** Says for each option of the problem that is not the same everywhere which method has which value. */
    private List<String> problemDifferences() {
        List<String> differences = new ArrayList<>();
        for (String key : Settings.differing(set.runs())) {
            if (!set.problemKeys().contains(key)) {
                continue;
            }
            Map<String, List<String>> labels = new LinkedHashMap<>();
            for (MethodGroup group : groups) {
                labels.computeIfAbsent(group.setting(key), value -> new ArrayList<>())
                        .add(group.label());
            }
            List<String> values = new ArrayList<>();
            labels.forEach((value, methods) -> values.add(value + " in "
                    + (methods.size() > MOST_NAMED ? methods.size() + " methods" : String.join(" and ", methods))));
            differences.add(key + " (" + String.join(", ", values) + ")");
        }
        return differences;
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
        result.put("notes", notes());
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
                "The methods side by side",
                tableText(),
                List.of(new ComparisonTable(figures, groups).onPage())));
        sections.add(curves().section());
        if (molecules) {
            sections.add(finds().diversity());
        }
        sections.add(finds().costs());
        sections.addAll(new ComparisonConfiguration(set, groups).sections());
        return new SectionsPage("Comparison of methods, " + set.task(), introduction(), sections);
    }

    private List<String> introduction() {
        List<String> paragraphs = new ArrayList<>(notes());
        int runs = set.runs().size();
        paragraphs.add("This page compares " + (groups.size() == 1 ? "1 method" : groups.size() + " methods")
                + " of searching for objects of high reward in the task " + set.task() + ", from "
                + (runs == 1 ? "1 run" : runs + " runs")
                + ". Runs that differ in nothing but their seed are taken together:"
                + " a number is their mean, and what follows ± is the standard deviation from run to run.");
        paragraphs.add(
                "What the methods have in common is a budget of requests for a reward. Every finished object whose"
                        + " log-reward a method asks for is a request, also where the answer is known already, and also where it"
                        + " proposes a move that it then rejects. An object is visited when the method produces it as a result: a"
                        + " built object, or the state a chain is in after a move.");
        return paragraphs;
    }

    private String tableText() {
        String missing = " A dash stands for what a method does not have, or a run has not recorded.";
        return molecules
                ? "Requests is what was spent of the budget. Top 10, 100 and 1000 are mean raw rewards of the best different"
                        + " molecules; higher is better. Tanimoto is how similar the best 1000 are to each other, from 0 to"
                        + " 1; lower is more diverse. Modes and scaffolds are counted from a raw reward on; more is better."
                        + missing
                : "L1 of visits is how far the last visits are from the exact distribution, summed over all objects; 0 is"
                        + " perfect, and the floor is what a perfect sampler would get with as many visits. Exact TV is the"
                        + " total variation of a trained model, computed without sampling; lower is better. Modes are"
                        + " regions of high reward that were found; more is better."
                        + missing;
    }
}
