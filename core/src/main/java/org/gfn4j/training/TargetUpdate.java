package org.gfn4j.training;

import org.gfn4j.text.Checks;

/**
 * How a target network follows the network that learns.
 *
 * <p>Thread-safety: immutable.
 */
public sealed interface TargetUpdate {

    /**
     * Returns how far the target moves after an iteration.
     *
     * @param iterationsDone how many iterations are done, from 1
     * @return the share of the way to the network that learns, in [0, 1]
     */
    double share(long iterationsDone);

    /**
     * An exponential moving average: after every iteration the target moves by a share of the difference.
     *
     * @param share the share τ, in (0, 1]
     */
    record MovingAverage(double share) implements TargetUpdate {

        /**
         * Makes an average.
         *
         * @throws IllegalArgumentException if the share is out of its range
         */
        public MovingAverage {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("share must lie in (0, 1], but is " + share);
            }
        }

        @Override
        public double share(long iterationsDone) {
            return share;
        }
    }

    /**
     * A copy that is replaced from time to time.
     *
     * @param every the number of iterations between copies, at least 1
     */
    record Copy(long every) implements TargetUpdate {

        /**
         * Makes a rhythm.
         *
         * @throws IllegalArgumentException if the number is less than 1
         */
        public Copy {
            Checks.requireAtLeast("every", every, 1);
        }

        @Override
        public double share(long iterationsDone) {
            return iterationsDone % every == 0 ? 1 : 0;
        }
    }
}
