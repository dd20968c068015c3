package org.gfn4j.rewards;

/** Too many objects got no reward; the message says how many, how many may, and what the last cause was. */
public final class TooManyFailuresException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message numbers, the share that is allowed, and a cause
     */
    public TooManyFailuresException(String message) {
        super(message);
    }
}
