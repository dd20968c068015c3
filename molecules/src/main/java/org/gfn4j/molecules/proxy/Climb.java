package org.gfn4j.molecules.proxy;

/**
 * How Markov chains climb a score.
 *
 * <p>Thread-safety: immutable.
 *
 * @param chains how many climb side by side, at least one
 * @param steps how many proposals each of them gets before others start again, at least one
 * @param changed how many blocks a proposal takes away at most, at least one; it adds up to one more
 * @param lowest the lowest temperature, in units of the score, positive
 * @param highest the highest temperature, at least the lowest; that of each chain is drawn between them, its logarithm
 *     uniformly
 */
public record Climb(int chains, int steps, int changed, double lowest, double highest) {
    /** Many chains that end soon, so that most of what they propose is halfway up. */
    public static final Climb SHORT = new Climb(128, 64, 3, 0.05, 0.8);

    /** Few long chains, so that most of what they propose is near the top. */
    public static final Climb LONG = new Climb(32, 320, 1, 0.02, 0.4);

    /**
     * Makes a way to climb.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Climb {
        if (chains < 1 || steps < 1 || changed < 1) {
            throw new IllegalArgumentException("chains, steps and changed must be at least 1, but are " + chains + ", "
                    + steps + " and " + changed);
        }
        if (!(lowest > 0 && lowest <= highest && highest < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("temperatures must be finite, above 0 and in ascending order, but are "
                    + lowest + " and " + highest);
        }
    }
}
