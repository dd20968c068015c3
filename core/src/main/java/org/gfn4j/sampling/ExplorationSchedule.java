package org.gfn4j.sampling;

import org.gfn4j.model.Exploration;

/**
 * Exploration that goes linearly from one setting to another over a number of iterations, and stays there.
 *
 * <p>Thread-safety: immutable.
 *
 * @param start the exploration of iteration 0
 * @param end the exploration from the last iteration on
 * @param iterations how many iterations the way takes, at least 0
 */
public record ExplorationSchedule(Exploration start, Exploration end, long iterations) {

    /**
     * Makes a schedule.
     *
     * @throws IllegalArgumentException if the number of iterations is negative
     */
    public ExplorationSchedule {
        if (iterations < 0) {
            throw new IllegalArgumentException("iterations must be at least 0, but is " + iterations);
        }
    }

    /**
     * Makes a schedule that never changes.
     *
     * @param exploration the exploration of every iteration
     * @return the schedule
     */
    public static ExplorationSchedule constant(Exploration exploration) {
        return new ExplorationSchedule(exploration, exploration, 0);
    }

    /**
     * Returns the exploration of an iteration.
     *
     * @param iteration the iteration, from 0
     * @return the exploration
     */
    public Exploration at(long iteration) {
        if (iteration >= iterations) {
            return end;
        }
        double done = (double) iteration / iterations;
        return new Exploration(
                start.epsilon() + done * (end.epsilon() - start.epsilon()),
                start.temperature() + done * (end.temperature() - start.temperature()));
    }
}
