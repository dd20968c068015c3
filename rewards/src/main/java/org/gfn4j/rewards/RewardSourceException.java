package org.gfn4j.rewards;

/** No reward can be had from a source; the message names the source, the cause and the remedy. */
public final class RewardSourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message source, cause and remedy
     */
    public RewardSourceException(String message) {
        super(message);
    }

    /**
     * Makes an exception.
     *
     * @param message source, cause and remedy
     * @param cause why
     */
    public RewardSourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
