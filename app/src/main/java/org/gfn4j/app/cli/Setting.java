package org.gfn4j.app.cli;

/**
 * A key of a configuration with its value, as it was written, and where.
 *
 * <p>Thread-safety: immutable.
 *
 * @param key the key
 * @param value the value, before any conversion
 * @param keyPlace where the key was written, for messages; empty where that needs no words
 * @param valuePlace the same for the value
 */
public record Setting(String key, String value, String keyPlace, String valuePlace) {

    /** The key that holds the name of the task. */
    public static final String TASK = "task";

    /** Returns the key of an option: its name without the hyphens before it. */
    public static String keyOf(String option) {
        return option.replaceFirst("^-+", "");
    }

    /** Makes what says that something is wrong with the key. */
    public WrongOptionException wrongKey(String message) {
        return new WrongOptionException(at(keyPlace, message));
    }

    /** Makes what says that something is wrong with the value. */
    public WrongOptionException wrongValue(String message) {
        return new WrongOptionException(at(valuePlace, message));
    }

    private static String at(String place, String message) {
        return place.isEmpty() ? message : place + ": " + message;
    }
}
