package org.gfn4j.sampling;

import org.gfn4j.text.Checks;

/**
 * A number that goes linearly from one value to another over a number of iterations, and stays there.
 *
 * <p>Thread-safety: immutable.
 *
 * @param start the value of iteration 0
 * @param end the value from the last iteration on
 * @param iterations how many iterations the way takes, at least 0
 */
public record LinearSchedule(double start, double end, long iterations) {

    /**
     * Makes a schedule.
     *
     * @throws IllegalArgumentException if the number of iterations is negative
     */
    public LinearSchedule {
        Checks.requireAtLeast("iterations", iterations, 0);
    }

    /**
     * Makes a schedule that never changes.
     *
     * @param value the value of every iteration
     * @return the schedule
     */
    public static LinearSchedule constant(double value) {
        return new LinearSchedule(value, value, 0);
    }

    /**
     * Returns the value of an iteration.
     *
     * @param iteration the iteration, from 0
     * @return the value
     */
    public double at(long iteration) {
        return iteration >= iterations ? end : start + (double) iteration / iterations * (end - start);
    }
}
