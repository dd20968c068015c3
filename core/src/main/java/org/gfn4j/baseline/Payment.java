package org.gfn4j.baseline;

/**
 * What reinforcement learning is paid at the end of a trajectory; there are no intermediate rewards and no discount.
 *
 * <p>Thread-safety: immutable.
 */
public enum Payment {
    /** The reward R(x): what maximises it are the best objects. */
    REWARD {
        @Override
        double of(double logReward) {
            return Math.exp(logReward);
        }
    },
    /** The log-reward log R(x): together with the entropy of the trajectory it is what balance is about. */
    LOG_REWARD {
        @Override
        double of(double logReward) {
            return logReward;
        }
    };

    /** Returns the payment for an object with a log-reward. */
    abstract double of(double logReward);
}
