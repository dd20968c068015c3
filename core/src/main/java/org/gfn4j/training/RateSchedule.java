package org.gfn4j.training;

/**
 * How the learning rates change over a run, as a factor on their start value.
 *
 * <p>Thread-safety: immutable.
 */
public enum RateSchedule {
    /** Always 1. */
    CONSTANT {
        @Override
        public double factor(long iteration, long iterations) {
            return 1;
        }
    },
    /** From 1 down to 0 on a line. */
    LINEAR {
        @Override
        public double factor(long iteration, long iterations) {
            return 1 - (double) iteration / iterations;
        }
    },
    /** From 1 down to 0 on half a cosine: (1 + cos(π·done)) / 2. */
    COSINE {
        @Override
        public double factor(long iteration, long iterations) {
            return 0.5 * (1 + Math.cos(Math.PI * iteration / iterations));
        }
    };

    /**
     * Returns the factor of an iteration.
     *
     * @param iteration the iteration, in {@code [0, iterations)}
     * @param iterations the length of the run
     * @return a factor in (0, 1]
     */
    public abstract double factor(long iteration, long iterations);
}
