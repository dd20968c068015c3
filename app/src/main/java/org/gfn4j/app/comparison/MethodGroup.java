package org.gfn4j.app.comparison;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gfn4j.app.report.Verdict;
import org.gfn4j.app.task.RunGroup;

/**
 * The runs of one method, which differ in their seed only.
 *
 * <p>Thread-safety: immutable.
 *
 * @param label what it is called, unlike any other
 * @param runs its runs, at least 1
 */
record MethodGroup(String label, List<ComparedRun> runs) {
    MethodGroup {
        runs = List.copyOf(runs);
    }

    /** Returns what a table calls it, with a word on runs that have not ended. */
    String title() {
        long unfinished = runs.stream().filter(run -> !run.isComplete()).count();
        if (unfinished == 0) {
            return label;
        }
        return label
                + (unfinished == runs.size()
                        ? ", unfinished"
                        : ", " + unfinished + " of " + runs.size() + " unfinished");
    }

    /** Returns what its runs have recorded. */
    RunGroup recorded() {
        return new RunGroup(label, runs.stream().map(ComparedRun::recorded).toList());
    }

    /** Returns the verdict on its runs, counted where they differ. */
    String verdict() {
        return Verdict.tally(runs.stream().map(ComparedRun::verdict).toList());
    }

    /** Returns the value of an option, which all runs have; a hyphen where they have none. */
    String setting(String key) {
        String value = runs.get(0).settings().get(key);
        return value == null ? "–" : Settings.text(value);
    }

    /** Returns a seed that more than one run has. */
    Optional<String> repeatedSeed() {
        return runs.stream()
                .collect(Collectors.groupingBy(ComparedRun::seed, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
    }
}
