package org.gfn4j.molecules.task;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Raw rewards from which on something is counted.
 *
 * <p>Thread-safety: immutable.
 *
 * @param values finite numbers in ascending order, each once
 */
public record Thresholds(List<Double> values) {

    /** Makes thresholds, which are put in order. */
    public Thresholds {
        values = values.stream().sorted().distinct().toList();
    }

    /**
     * Reads numbers with commas between them.
     *
     * @param text such as {@code 7,7.5,8}
     * @return the thresholds
     * @throws IllegalArgumentException if one of them is no finite number; the message has the text
     */
    public static Thresholds parse(String text) {
        List<Double> values = new ArrayList<>();
        for (String number : text.split(",", -1)) {
            try {
                values.add(Double.parseDouble(number.strip()));
            } catch (NumberFormatException e) {
                throw wrong(text);
            }
            if (!Double.isFinite(values.get(values.size() - 1))) {
                throw wrong(text);
            }
        }
        return new Thresholds(values);
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("'" + text + "' is not a list of numbers with commas, such as 7,7.5,8");
    }

    /**
     * Writes a number as short as it goes.
     *
     * @param value a finite number
     * @return its digits, without a point where it is whole
     */
    public static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    @Override
    public String toString() {
        return values.stream().map(Thresholds::text).collect(Collectors.joining(","));
    }
}
