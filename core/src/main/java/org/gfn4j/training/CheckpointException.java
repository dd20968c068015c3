package org.gfn4j.training;

import java.io.IOException;

/** A checkpoint that is missing, damaged or of a newer version; the message names it and says what is wrong. */
public final class CheckpointException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message one line
     */
    public CheckpointException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message one line
     * @param cause what was found
     */
    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
