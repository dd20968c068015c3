package org.gfn4j.task;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a task, as a run has recorded them or the options of the command line have them.
 *
 * <p>Thread-safety: immutable, as far as the map is.
 *
 * @param values names and values, those of other parts of a run among them
 */
public record TaskSettings(Map<String, ?> values) {

    /**
     * Returns a setting as text.
     *
     * @param name its name
     * @return the text; null where the setting is missing
     */
    public @Nullable String text(String name) {
        Object value = values.get(name);
        return value == null ? null : value.toString();
    }

    /**
     * Returns a number.
     *
     * @param name the name of the setting
     * @param otherwise what a missing setting stands for
     * @return the number
     * @throws WrongSettingException if it is none
     */
    public double number(String name, double otherwise) {
        Object value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw wrong(name, "a number");
    }

    /**
     * Returns a whole number.
     *
     * @param name the name of the setting
     * @param otherwise what a missing setting stands for
     * @param least the least that is allowed
     * @param most the most that is allowed
     * @return the number
     * @throws WrongSettingException if it is none, or out of its range
     */
    public int whole(String name, int otherwise, int least, int most) {
        double number = number(name, otherwise);
        if (number != (int) number || number < least || number > most) {
            throw wrong(name, "a whole number from " + least + " to " + most);
        }
        return (int) number;
    }

    /**
     * Makes the refusal of a setting.
     *
     * @param name its name
     * @param allowed what it must be
     * @return an exception to throw
     */
    public WrongSettingException wrong(String name, String allowed) {
        return new WrongSettingException(
                "the setting '" + name + "' must be " + allowed + ", but is '" + values.get(name) + "'");
    }
}
