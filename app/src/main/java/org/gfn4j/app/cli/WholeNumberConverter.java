package org.gfn4j.app.cli;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a whole number in a range.
 *
 * <p>Thread-safety: immutable.
 */
public final class WholeNumberConverter implements Allowing<Number> {
    private static final Pattern DIGITS = Pattern.compile("[+-]?[0-9]{1,1000}");

    private final long min;
    private final long max;
    private final boolean small;

    public WholeNumberConverter(long min, long max, Class<?> type) {
        this.small = type == int.class || type == Integer.class;
        this.min = min;
        this.max = small ? Math.min(max, Integer.MAX_VALUE) : max;
    }

    @Override
    public String allowed() {
        return max == (small ? Integer.MAX_VALUE : Long.MAX_VALUE)
                ? "a whole number of at least " + min
                : "a whole number from " + min + " to " + max;
    }

    @Override
    public Number convert(String value) {
        if (DIGITS.matcher(value).matches() && new BigInteger(value).compareTo(BigInteger.valueOf(max)) > 0) {
            throw new TypeConversionException("'" + value + "' is not a whole number from " + min + " to " + max);
        }
        return Allowing.super.convert(value);
    }

    @Override
    public @Nullable Number read(String value) {
        if (!DIGITS.matcher(value).matches()) {
            return null;
        }
        BigInteger number = new BigInteger(value);
        if (number.compareTo(BigInteger.valueOf(min)) < 0) {
            return null;
        }
        return small ? (Number) number.intValueExact() : (Number) number.longValueExact();
    }
}
