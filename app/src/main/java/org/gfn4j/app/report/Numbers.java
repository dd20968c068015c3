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
public final class Numbers {
    private static final double SMALLEST_PLAIN = 1e-3;
    private static final double LARGEST_PLAIN = 1e6;

    private Numbers() {}

    /** Writes a whole number with separators of thousands. */
    static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    /**
     * Writes a number of any size with some digits behind the point where that shows it, else with four significant ones.
     *
     * @param value a number such as a raw reward
     * @param digits how many digits behind the point, at least 1
     * @return text such as {@code 7.071} or {@code 1.2e308}
     */
    public static String readable(double value, int digits) {
        double size = Math.abs(value);
        return value == 0 || (size >= Math.pow(10, 1 - digits) && size < LARGEST_PLAIN)
                ? fixed(value, digits)
                : significant(value, 4);
    }

    /**
     * Writes a number with a given number of significant digits, without zeros at its end.
     *
     * @param value any number
     * @param digits how many, at least 1
     * @return text such as {@code 0.0123}, {@code 1.2e308} or {@code ∞}
     */
    public static String significant(double value, int digits) {
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

    /**
     * Writes a fixed number of digits behind the point.
     *
     * @param value any number
     * @param digits how many digits
     * @return text such as {@code -0.69}
     */
    public static String fixed(double value, int digits) {
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
