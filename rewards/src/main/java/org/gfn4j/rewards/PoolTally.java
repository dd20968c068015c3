package org.gfn4j.rewards;

import java.util.Optional;
import org.gfn4j.reward.RewardCounts;
import org.jspecify.annotations.Nullable;

/** Counts what a pool does; safe for any number of threads. */
final class PoolTally {
    private RewardCounts counts = RewardCounts.ZERO;
    private @Nullable RewardKey lastFailed;
    private String lastCause = "";

    /** More failures than may be, and the last of them. */
    record Excess(long failed, long asked, RewardKey key, String cause) {}

    synchronized void waiting(int objects) {
        add(objects, 0, 0, 0, 0, 0);
    }

    synchronized void started(int objects) {
        add(-objects, objects, 0, 0, 0, 0);
    }

    synchronized void retried(int objects) {
        add(0, 0, 0, 0, objects, 0);
    }

    synchronized void cached() {
        add(0, 0, 0, 0, 0, 1);
    }

    /** Another process has answered what was to be requested. */
    synchronized void found() {
        add(0, -1, 0, 0, 0, 1);
    }

    synchronized void answered(RewardKey key, Outcome outcome) {
        String failure = outcome.failure();
        if (failure == null) {
            add(0, -1, 1, 0, 0, 0);
        } else {
            add(0, -1, 0, 1, 0, 0);
            lastFailed = key;
            lastCause = failure;
        }
    }

    private void add(long waiting, long running, long scored, long failed, long retried, long cached) {
        counts = counts.plus(new RewardCounts(waiting, running, scored, failed, retried, cached));
    }

    synchronized RewardCounts counts() {
        return counts;
    }

    /** Tells whether more than a share of the objects requested have failed, once enough have been requested. */
    synchronized Optional<Excess> excess(double share) {
        long asked = counts.scored() + counts.failed();
        return lastFailed == null || asked < PoolSettings.LEAST_ASKED || counts.failed() <= share * asked
                ? Optional.empty()
                : Optional.of(new Excess(counts.failed(), asked, lastFailed, lastCause));
    }
}
