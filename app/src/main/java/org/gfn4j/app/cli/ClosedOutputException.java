package org.gfn4j.app.cli;

/**
 * Standard output cannot be written to any more, as a rule because its reader has read enough.
 *
 * <p>Thread-safety: as that of exceptions.
 */
public final class ClosedOutputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes an exception. */
    public ClosedOutputException() {
        super("standard output cannot be written to");
    }
}
