package org.gfn4j.sampling;

import org.gfn4j.model.Exploration;

/**
 * How exploration changes over a run.
 *
 * <p>Thread-safety: immutable.
 *
 * @param epsilon the share of uniform draws, in [0, 1]
 * @param temperature the divisor of the logits, positive
 */
public record ExplorationSchedule(LinearSchedule epsilon, LinearSchedule temperature) {

    /**
     * Makes a schedule.
     *
     * @throws IllegalArgumentException if a value at the start or the end is out of its range
     */
    public ExplorationSchedule {
        new Exploration(epsilon.start(), temperature.start());
        new Exploration(epsilon.end(), temperature.end());
    }

    /**
     * Makes a schedule that never changes.
     *
     * @param exploration the exploration of every iteration
     * @return the schedule
     */
    public static ExplorationSchedule constant(Exploration exploration) {
        return new ExplorationSchedule(
                LinearSchedule.constant(exploration.epsilon()), LinearSchedule.constant(exploration.temperature()));
    }

    /**
     * Returns the exploration of an iteration.
     *
     * @param iteration the iteration, from 0
     * @return the exploration
     */
    public Exploration at(long iteration) {
        return new Exploration(epsilon.at(iteration), temperature.at(iteration));
    }
}
