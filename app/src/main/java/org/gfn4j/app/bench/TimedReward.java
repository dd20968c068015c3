package org.gfn4j.app.bench;

import java.util.List;
import org.gfn4j.reward.Reward;

/**
 * A reward with a clock.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a terminal state
 */
final class TimedReward<S> implements Reward<S> {
    private final Reward<S> reward;
    private long nanos;
    private long objects;

    TimedReward(Reward<S> reward) {
        this.reward = reward;
    }

    @Override
    public double[] evaluate(List<S> batch) {
        long start = System.nanoTime();
        double[] rewards = reward.evaluate(batch);
        nanos += System.nanoTime() - start;
        objects += batch.size();
        return rewards;
    }

    /** Forgets what was measured. */
    void reset() {
        nanos = 0;
        objects = 0;
    }

    /** Returns the mean time for an object in milliseconds. */
    double millisPerObject() {
        return nanos / 1e6 / Math.max(1, objects);
    }
}
