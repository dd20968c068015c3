package org.gfn4j.rewards;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Keeps what has been requested, beyond a run.
 *
 * <p>Thread-safety: safe for any number of threads and, as far as it is on disk, processes.
 */
public interface RewardCache extends AutoCloseable {

    /**
     * What came of claiming objects. What is neither known nor claimed, somebody else is asking for.
     *
     * @param known what is known by now
     * @param claimed what the caller is to ask for
     */
    record Claims(Map<RewardKey, Outcome> known, Set<RewardKey> claimed) {
        /** Keeps copies. */
        public Claims {
            known = Map.copyOf(known);
            claimed = Set.copyOf(claimed);
        }
    }

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
     * Keeps the outcome of a request. It is kept for good when this returns. The first outcome of an object stands: where another
     * process has been faster, its outcome is returned.
     *
     * @param identity what the rewards depend on beside the object
     * @param outcomes outcomes that are {@linkplain Outcome#lasting lasting}
     * @return the outcomes that stand, one for each key
     * @throws RewardCacheException if they cannot be kept; the message names the cache, the cause and the remedy
     */
    Map<RewardKey, Outcome> store(String identity, Map<RewardKey, Outcome> outcomes);

    /**
     * Claims objects, so that nobody else asks for them at the same time. A claim ends when the outcome is stored, when it is
     * released, or some time after its process has ended, however it did. Nobody is waited for.
     *
     * @param identity what the rewards depend on beside the object
     * @param keys objects that are to be requested
     * @return which of them are known, and which are claimed; without an implementation of its own, a cache lets the caller claim
     *     all
     * @throws RewardCacheException if they cannot be claimed; the message names the cache, the cause and the remedy
     */
    default Claims claim(String identity, Collection<RewardKey> keys) {
        return new Claims(Map.of(), Set.copyOf(keys));
    }

    /**
     * Gives claims up, so that others may ask. What has been stored, or is not claimed, is left out.
     *
     * @param identity what the rewards depend on beside the object
     * @param keys objects
     * @throws RewardCacheException if they cannot be given up; the message names the cache, the cause and the remedy
     */
    default void release(String identity, Collection<RewardKey> keys) {}

    /** Lets go of the cache, and of all that is claimed. */
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
