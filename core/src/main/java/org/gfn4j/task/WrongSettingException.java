package org.gfn4j.task;

/** A setting of a task that cannot be used; the message names the setting, its value and what is allowed. */
public class WrongSettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message one line
     */
    public WrongSettingException(String message) {
        super(message);
    }
}
