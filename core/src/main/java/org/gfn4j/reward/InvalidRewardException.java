package org.gfn4j.reward;

/** A reward that is NaN, negative or infinite; the message names the object and the value. */
public final class InvalidRewardException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what was required, the object and its reward
     */
    public InvalidRewardException(String message) {
        super(message);
    }
}
