package org.gfn4j.app.cli;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a finite decimal number in a range.
 *
 * <p>Thread-safety: immutable.
 */
public final class DecimalNumberConverter implements Allowing<Double> {
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?([0-9]{1,1000}\\.?[0-9]{0,1000}|\\.[0-9]{1,1000})([eE][+-]?[0-9]{1,9})?");

    private final double min;
    private final double above;
    private final double max;

    public DecimalNumberConverter(double min, double above, double max) {
        this.min = min;
        this.above = above;
        this.max = max;
    }

    @Override
    public String allowed() {
        boolean bounded = max < Double.POSITIVE_INFINITY;
        if (above > Double.NEGATIVE_INFINITY) {
            return "a number above " + plain(above) + (bounded ? " and at most " + plain(max) : "");
        }
        if (min > Double.NEGATIVE_INFINITY) {
            return bounded ? "a number from " + plain(min) + " to " + plain(max) : "a number of at least " + plain(min);
        }
        return bounded ? "a number of at most " + plain(max) : "a finite number";
    }

    @Override
    public @Nullable Double read(String value) {
        double number = parse(value);
        boolean within =
                number >= min && number <= max && number > above && Math.abs(number) < Double.POSITIVE_INFINITY;
        return within ? number + 0.0 : null;
    }

    /** Reads a decimal number; infinite where it is too large, NaN where the text is none. */
    public static double parse(String text) {
        return DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    }

    /** Writes a number as a user would: 0.001, not 1.0E-3, but 1e-10. */
    public static String plain(double value) {
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-5 || size >= 1e9)) {
            return Double.toString(value).replace(".0E", "e").replace('E', 'e');
        }
        return value == 0 ? "0" : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
