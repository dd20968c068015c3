package org.gfn4j.app.cli;

/** An option whose value cannot be used; the message names the option, the value and what is allowed. */
public final class WrongOptionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message one line
     */
    public WrongOptionException(String message) {
        super(message);
    }
}
