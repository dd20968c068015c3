package org.gfn4j.app.task;

import java.util.Map;

/**
 * What a benchmark measures.
 *
 * <p>Thread-safety: immutable.
 *
 * @param objective the name of an objective, as {@code --objective} has it
 * @param batch the trajectories in one iteration, at least 1
 * @param sampling whether drawing trajectories is measured alone, from what the objective has left of the weights after the
 *     warm-up
 * @param options values of options of the task and of training as they are written, by the long name without hyphens
 */
public record BenchCase(String objective, int batch, boolean sampling, Map<String, String> options) {

    /** Makes a case whose options are not changed by what is done to the map afterwards. */
    public BenchCase {
        options = Map.copyOf(options);
    }

    /**
     * Makes a case of training with the options that the task has anyway.
     *
     * @param objective the name of an objective, as {@code --objective} has it
     * @param batch the trajectories in one iteration, at least 1
     */
    public BenchCase(String objective, int batch) {
        this(objective, batch, false, Map.of());
    }
}
