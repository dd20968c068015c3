package org.gfn4j.app.molecules;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Raw rewards from which on something is counted.
 *
 * <p>Thread-safety: immutable.
 *
 * @param values finite numbers in ascending order, each once
 */
record Thresholds(List<Double> values) {
    Thresholds {
        values = values.stream().sorted().distinct().toList();
    }

    /** Reads numbers with commas between them. */
    static final class Converter implements ITypeConverter<Thresholds> {
        @Override
        public Thresholds convert(String value) {
            List<Double> values = new ArrayList<>();
            for (String number : value.split(",", -1)) {
                try {
                    values.add(Double.parseDouble(number.strip()));
                } catch (NumberFormatException e) {
                    throw wrong(value);
                }
                if (!Double.isFinite(values.get(values.size() - 1))) {
                    throw wrong(value);
                }
            }
            return new Thresholds(values);
        }

        private static TypeConversionException wrong(String value) {
            return new TypeConversionException("'" + value + "' is not a list of numbers with commas, such as 7,7.5,8");
        }
    }

    /** Writes a number as short as it goes. */
    static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    @Override
    public String toString() {
        return values.stream().map(Thresholds::text).collect(Collectors.joining(","));
    }
}
