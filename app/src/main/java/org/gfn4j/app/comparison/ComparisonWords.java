package org.gfn4j.app.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gfn4j.app.task.ComparedFigure;
import org.gfn4j.app.task.Task;
import picocli.CommandLine;

/**
 * What is said of a comparison as a whole.
 *
 * <p>Thread-safety: immutable, as far as the runs are.
 *
 * @param set the runs
 * @param groups the methods
 * @param figures the columns of the table
 * @param reading how to read those of the task
 */
record ComparisonWords(
        ComparisonReport.RunSet set, List<MethodGroup> groups, List<ComparedFigure> figures, String reading) {
    private static final int MOST_NAMED = 2;

    /** Returns sentences on what is not as a reader would expect. */
    List<String> notes() {
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
            if (!isOfTheProblem(key)) {
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

    /** Returns the paragraphs that a page starts with. */
    List<String> introduction() {
        List<String> paragraphs = new ArrayList<>();
        if (problemDifferences().isEmpty() && set.runs().stream().allMatch(ComparedRun::isComplete)) {
            best().ifPresent(paragraphs::add);
        }
        paragraphs.addAll(notes());
        int runs = set.runs().size();
        paragraphs.add("This page compares " + (groups.size() == 1 ? "1 method" : groups.size() + " methods")
                + " of searching for objects of high reward in the task " + set.task() + ", from "
                + (runs == 1 ? "1 run" : runs + " runs")
                + ". Runs that differ only in their seed form one group: a number is their mean, and ± gives the "
                + "standard deviation from run to run.");
        return paragraphs;
    }

    /** Says which method did best in what, by the means, and which came next. */
    private Optional<String> best() {
        Map<String, List<String>> first = new LinkedHashMap<>();
        for (ComparedFigure figure : figures) {
            List<MethodGroup> ranked = ranked(figure);
            if (!ranked.isEmpty()) {
                MethodGroup winner = ranked.get(0);
                MethodGroup next = ranked.get(1);
                first.computeIfAbsent(winner.label(), label -> new ArrayList<>())
                        .add(figure.title() + " (" + figure.text(winner.recorded()) + "; next " + next.label()
                                + " with " + figure.text(next.recorded()) + ")");
            }
        }
        return first.isEmpty()
                ? Optional.empty()
                : Optional.of(first.entrySet().stream()
                        .map(entry -> entry.getKey() + " did best in " + String.join(", ", entry.getValue()) + ".")
                        .collect(Collectors.joining(" ")));
    }

    /** Returns the methods that have a figure, the best first; none where it does not tell, or two share the first place. */
    private List<MethodGroup> ranked(ComparedFigure figure) {
        List<MethodGroup> ranked = groups.stream()
                .filter(group ->
                        figure.better() != 0 && group.recorded().spread(figure).isPresent())
                .sorted(Comparator.comparingDouble(group -> place(figure, group)))
                .toList();
        return ranked.size() > 1 && place(figure, ranked.get(0)) < place(figure, ranked.get(1)) ? ranked : List.of();
    }

    private static double place(ComparedFigure figure, MethodGroup group) {
        return -figure.better() * group.recorded().spread(figure).orElseThrow().mean();
    }

    /** Says what is spent and what is counted. */
    static String budget() {
        return "What the methods have in common is a budget of requests for a reward. Every finished object whose"
                + " log-reward a method asks for is a request, also where the answer is known already, and also where it"
                + " proposes a move that it then rejects. An object is visited when the method produces it as a result: a"
                + " built object, or the state a chain is in after a move.";
    }

    /** Returns how to read the table. */
    String table() {
        String missing = " A dash stands for a figure that a method does not have or a run has not recorded.";
        String spent = "Requests is the part of the budget used. ";
        return spent + reading + missing;
    }

    /** Tells whether an option says what is built and what is rewarded. */
    private boolean isOfTheProblem(String key) {
        Task task = set.known();
        return task != null
                && !task.learningOptions().contains(key)
                && new CommandLine(task).getCommandSpec().findOption("--" + key) != null;
    }
}
