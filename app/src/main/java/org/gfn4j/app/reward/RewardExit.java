package org.gfn4j.app.reward;

import org.gfn4j.reward.DetailedReward;
import org.gfn4j.reward.Reward;

/**
 * Ends what a reward has started, when a command is done with it or the JVM is told to end, so that no process stays behind.
 * Training sees to its end itself, as it finishes an iteration first.
 *
 * <p>Thread-safety: confined to one thread, but for the one that ends the JVM.
 */
public final class RewardExit implements AutoCloseable {
    private final Reward<?> reward;
    private final Thread hook = new Thread(this::closeReward, "reward-exit");

    /**
     * Starts to listen.
     *
     * @param reward what is closed where it can be
     */
    public RewardExit(Reward<?> reward) {
        this.reward = reward;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void closeReward() {
        reward.detailed().ifPresent(DetailedReward::close);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            return; // the hook closes it
        }
        closeReward();
    }
}
