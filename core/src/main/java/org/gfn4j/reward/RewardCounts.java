package org.gfn4j.reward;

/**
 * How requests to a reward outside this program stand, since the program was started.
 *
 * <p>Thread-safety: immutable.
 *
 * @param waiting objects that nobody has begun with
 * @param running objects that are being requested
 * @param scored objects that were requested and got a reward
 * @param failed objects that were requested and got none
 * @param retried objects that were requested a second time
 * @param cached objects that a cache on disk knew, their failures included
 */
public record RewardCounts(long waiting, long running, long scored, long failed, long retried, long cached) {
    /** Nothing has been requested. */
    public static final RewardCounts ZERO = new RewardCounts(0, 0, 0, 0, 0, 0);

    /**
     * Adds counts.
     *
     * @param other others
     * @return the sums
     */
    public RewardCounts plus(RewardCounts other) {
        return new RewardCounts(
                waiting + other.waiting,
                running + other.running,
                scored + other.scored,
                failed + other.failed,
                retried + other.retried,
                cached + other.cached);
    }
}
