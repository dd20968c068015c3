package org.gfn4j.sampling;

import java.util.List;

/**
 * Finished objects that are known from elsewhere, with their log-rewards.
 *
 * <p>Thread-safety: immutable; the array is not copied and must not be written to.
 *
 * @param objects terminal states, at least one, [objects]
 * @param logRewards natural logs, [objects]
 * @param <S> the type of a state
 */
@SuppressWarnings("ArrayRecordComponent") // a packed carrier, compared by nobody
public record StoredData<S>(List<S> objects, double[] logRewards) {

    /**
     * Makes data.
     *
     * @throws IllegalArgumentException if there is no object, or not one log-reward for each
     */
    public StoredData {
        objects = List.copyOf(objects);
        if (objects.isEmpty()) {
            throw new IllegalArgumentException("stored data must have at least one object, but have none");
        }
        if (objects.size() != logRewards.length) {
            throw new IllegalArgumentException("stored data must have one log-reward for each object, but have "
                    + logRewards.length + " for " + objects.size());
        }
    }
}
