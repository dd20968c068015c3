package org.gfn4j.app.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Numbers as text.
 *
 * <p>Thread-safety: stateless.
 */
final class Numbers {
    private static final double SMALLEST_PLAIN = 1e-3;
    private static final double LARGEST_PLAIN = 1e6;

    private Numbers() {}

    /** Writes a whole number with separators of thousands. */
    static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    /** Writes a number with a given number of significant digits, without zeros at its end. */
    static String significant(double value, int digits) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(value);
        if (value == 0 || Double.isNaN(value)) {
            return Double.isNaN(value) ? "not a number" : "0";
        }
        if (size < SMALLEST_PLAIN || size >= LARGEST_PLAIN) {
            String[] parts =
                    String.format(Locale.ROOT, "%." + (digits - 1) + "e", value).split("e", 2);
            return withoutZeros(parts[0]) + "e" + Integer.parseInt(parts[1]);
        }
        int whole = (int) Math.floor(Math.log10(size)) + 1;
        return withoutZeros(String.format(Locale.ROOT, "%,." + Math.max(0, digits - whole) + "f", value));
    }

    private static String withoutZeros(String text) {
        return text.indexOf('.') < 0 ? text : text.replaceAll("\\.?0+$", "");
    }

    /** Writes a fixed number of digits behind the point. */
    static String fixed(double value, int digits) {
        return Double.isFinite(value)
                ? String.format(Locale.ROOT, "%." + digits + "f", value)
                : significant(value, digits);
    }

    /** Returns the next larger number with some significant digits; a positive one. */
    static double roundedUp(double value, int digits) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(digits, RoundingMode.CEILING))
                .doubleValue();
    }
}
