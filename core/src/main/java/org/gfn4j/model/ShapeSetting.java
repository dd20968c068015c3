package org.gfn4j.model;

import java.util.List;
import java.util.Map;

/**
 * One setting of the shape of an engine's networks: a whole number in a range, or one of the constants of an enumeration.
 *
 * <p>Thread-safety: immutable.
 *
 * @param name its name in {@link Engine#shape} and so in checkpoints, for example {@code hiddenWidth}
 * @param option its long name on the command line, without hyphens before it, for example {@code hidden}
 * @param description what it is, a sentence
 * @param value the default
 * @param min the smallest whole number
 * @param max the largest whole number
 * @param choices the constants in their order; empty for a whole number
 * @param <T> the type of a value, {@link Integer} or an enumeration
 */
public record ShapeSetting<T>(
        String name, String option, String description, T value, int min, int max, List<T> choices) {

    /**
     * Makes a setting that is a whole number.
     *
     * @param name its name in checkpoints
     * @param option its name on the command line
     * @param description what it is, a sentence
     * @param value the default
     * @param min the smallest value
     * @param max the largest value
     * @return the setting
     */
    public static ShapeSetting<Integer> whole(
            String name, String option, String description, int value, int min, int max) {
        return new ShapeSetting<>(name, option, description, value, min, max, List.of());
    }

    /**
     * Makes a setting that is a constant.
     *
     * @param name its name in checkpoints
     * @param option its name on the command line
     * @param description what it is, a sentence
     * @param value the default
     * @param <E> the enumeration
     * @return the setting
     */
    public static <E extends Enum<E>> ShapeSetting<E> choice(String name, String option, String description, E value) {
        E[] choices = value.getDeclaringClass().getEnumConstants();
        return new ShapeSetting<>(name, option, description, value, 0, 0, List.of(choices));
    }

    /**
     * Reads the setting off a shape.
     *
     * @param shape values by name, as {@link Engine#shape} has them
     * @param otherwise the value where the shape does not have one
     * @return the value
     * @throws IllegalArgumentException if it is not allowed; the message says what is
     */
    public T in(Map<String, ?> shape, T otherwise) {
        String given = String.valueOf(shape.get(name));
        if (!shape.containsKey(name) || given.equals(otherwise.toString())) {
            return otherwise;
        }
        for (T choice : choices) {
            if (choice.toString().equals(given)) {
                return choice;
            }
        }
        if (choices.isEmpty() && given.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(given);
            if (number >= min && number <= max) {
                return wholeNumber(number);
            }
        }
        throw new IllegalArgumentException(name + " must be "
                + (choices.isEmpty() ? "a whole number from " + min + " to " + max : "one of " + choices) + ", but is "
                + given);
    }

    @SuppressWarnings("unchecked") // without choices, values are whole numbers
    private T wholeNumber(Integer number) {
        return (T) number;
    }
}
