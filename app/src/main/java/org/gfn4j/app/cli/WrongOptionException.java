package org.gfn4j.app.cli;

import org.gfn4j.task.WrongSettingException;

/** An option whose value cannot be used; the message names the option, the value and what is allowed. */
public final class WrongOptionException extends WrongSettingException {
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
