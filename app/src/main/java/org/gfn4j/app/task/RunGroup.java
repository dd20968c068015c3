package org.gfn4j.app.task;

import java.util.List;
import java.util.Optional;
import org.gfn4j.app.folder.RunRecord;
import org.gfn4j.app.report.Spread;

/**
 * What the runs of one method have recorded, which differ in their seed only.
 *
 * <p>Thread-safety: immutable, as far as the records are.
 *
 * @param label what the method is called, unlike any other
 * @param runs the runs, at least 1
 */
public record RunGroup(String label, List<RunRecord> runs) {

    /** Keeps a copy of the list. */
    public RunGroup {
        runs = List.copyOf(runs);
    }

    /**
     * Returns the spread of a figure.
     *
     * @param figure any figure
     * @return its spread over the runs that have it; empty where none has
     */
    public Optional<Spread> spread(ComparedFigure figure) {
        return Spread.of(values(figure));
    }

    /** Returns the values of a figure that runs have. */
    List<Double> values(ComparedFigure figure) {
        return runs.stream().flatMap(run -> figure.value().apply(run).stream()).toList();
    }
}
