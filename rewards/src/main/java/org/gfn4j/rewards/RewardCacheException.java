package org.gfn4j.rewards;

/** A cache of rewards cannot be used; the message names the cache, the cause and the remedy. */
public final class RewardCacheException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception for what no other exception caused.
     *
     * @param message cache, cause and remedy
     */
    public RewardCacheException(String message) {
        super(message);
    }

    /**
     * Makes an exception.
     *
     * @param message cache, cause and remedy
     * @param cause why
     */
    public RewardCacheException(String message, Throwable cause) {
        super(message, cause);
    }
}
