package org.gfn4j.training;

/** A loss that is NaN or infinite; the message names the iteration and the first trajectory at fault. */
public final class NonFiniteLossException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message where it happened
     */
    public NonFiniteLossException(String message) {
        super(message);
    }
}
