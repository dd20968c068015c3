package org.gfn4j.app.comparison;

import java.util.Collection;
import java.util.OptionalDouble;
import org.gfn4j.app.folder.RunRecord;
import org.gfn4j.app.task.Task;
import org.gfn4j.app.task.Tasks;
import org.jspecify.annotations.Nullable;

/**
 * The modes that runs of one task had found when, as far as the task has a file of what was found. All runs are counted from
 * the same raw reward on, the largest of their lowest thresholds, so that one that has not ended has its curve as well.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class RunModes {
    private final @Nullable Task task;
    private final OptionalDouble threshold;

    /**
     * Makes a reader.
     *
     * @param name the name of the task
     * @param runs what the runs have recorded
     */
    RunModes(String name, Collection<RunRecord> runs) {
        task = Tasks.find().named(name).orElse(null);
        threshold = runs.stream()
                .map(RunModes::lowest)
                .flatMapToDouble(OptionalDouble::stream)
                .max();
    }

    private static OptionalDouble lowest(RunRecord run) {
        try {
            return run.summary().path(ComparedRun.MODES_AT).propertyNames().stream()
                    .mapToDouble(Double::parseDouble)
                    .min();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty(); // somebody else's task may count in another way
        }
    }

    /** Returns the modes of a run; null where they are not known. */
    @Nullable
    ModesFound of(RunRecord run) {
        if (task == null || threshold.isEmpty()) {
            return null;
        }
        double from = threshold.getAsDouble();
        return task.foundModes(run, from)
                .map(curve -> new ModesFound(from, curve))
                .orElse(null);
    }
}
