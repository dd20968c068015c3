package org.gfn4j.reward.outside;

import java.util.Collection;
import java.util.Map;

/**
 * Keeps what has been asked for, beyond a run.
 *
 * <p>Thread-safety: safe for any number of threads and, as far as it is on disk, processes.
 */
public interface RewardCache extends AutoCloseable {

    /**
     * Looks up objects.
     *
     * @param identity what the rewards depend on beside the object, as of {@link RewardSource#identity}
     * @param keys the objects
     * @return what is known of them; those that are not known are left out
     * @throws RewardCacheException if the cache cannot be read; the message names it, the cause and the remedy
     */
    Map<RewardKey, Outcome> find(String identity, Collection<RewardKey> keys);

    /**
     * Keeps what came of asking. It is kept for good when this returns. The first outcome of an object stands: where another
     * process has been faster, its outcome is returned.
     *
     * @param identity what the rewards depend on beside the object
     * @param outcomes outcomes that are {@linkplain Outcome#lasting lasting}
     * @return the outcomes that stand, one for each key
     * @throws RewardCacheException if they cannot be kept; the message names the cache, the cause and the remedy
     */
    Map<RewardKey, Outcome> store(String identity, Map<RewardKey, Outcome> outcomes);

    /** Lets go of the cache. */
    @Override
    void close();

    /**
     * Returns a cache that keeps nothing.
     *
     * @return a cache that knows no object
     */
    static RewardCache none() {
        return new RewardCache() {
            @Override
            public Map<RewardKey, Outcome> find(String identity, Collection<RewardKey> keys) {
                return Map.of();
            }

            @Override
            public Map<RewardKey, Outcome> store(String identity, Map<RewardKey, Outcome> outcomes) {
                return outcomes;
            }

            @Override
            public void close() {}
        };
    }
}
