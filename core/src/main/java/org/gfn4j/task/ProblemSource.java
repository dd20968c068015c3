package org.gfn4j.task;

import java.util.Map;
import java.util.Optional;

/**
 * Makes the problem of a task again from the settings that a run has recorded, so that a trained model can be loaded by a
 * program that knows nothing but its folder.
 *
 * <p>Implementations are found by {@link java.util.ServiceLoader}; they have a public constructor without arguments.
 *
 * <p>Thread-safety: implementations are stateless.
 */
public interface ProblemSource {

    /**
     * Makes a problem.
     *
     * @param task the name of a task
     * @param settings names and values (numbers, strings, booleans), those of other parts of the run among them
     * @return the problem, empty if this source does not know the task
     * @throws IllegalArgumentException if a setting is missing or wrong; the message names it
     */
    Optional<Problem<?>> problem(String task, Map<String, ?> settings);
}
