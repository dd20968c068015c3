package org.gfn4j.rewards;

import java.time.Duration;
import org.gfn4j.text.Checks;

/**
 * How a {@link RewardPool} asks.
 *
 * <p>Thread-safety: immutable.
 *
 * @param workers how many workers ask at once, at least 1
 * @param backOff how long a worker waits before it asks a second time for what was not answered, at least 0
 * @param failureShare the share of the objects requested that may get no reward, in [0, 1]; with more the pool gives up
 */
public record PoolSettings(int workers, Duration backOff, double failureShare) {
    /** How many objects are requested before their failures are too many. */
    static final int LEAST_ASKED = 10;

    /** How many batches of objects wait for each worker at most; who brings more waits. */
    static final int WAITING_PER_WORKER = 16;

    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    /**
     * Makes settings.
     *
     * @throws IllegalArgumentException if a value is out of its range
     */
    public PoolSettings {
        Checks.requireAtLeast("workers", workers, 1);
        if (backOff.isNegative()) {
            throw new IllegalArgumentException("backOff must be at least 0, but is " + backOff);
        }
        Checks.requireShare("failureShare", failureShare);
    }

    /**
     * Makes settings with a back-off of a second.
     *
     * @param workers how many workers ask at once, at least 1
     * @param failureShare the share of the objects requested that may get no reward, in [0, 1]
     * @return settings
     * @throws IllegalArgumentException if a value is out of its range
     */
    public static PoolSettings of(int workers, double failureShare) {
        return new PoolSettings(workers, BACK_OFF, failureShare);
    }
}
