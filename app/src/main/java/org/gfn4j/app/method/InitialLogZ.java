package org.gfn4j.app.method;

import java.util.OptionalDouble;
import org.gfn4j.app.cli.Allowing;
import org.gfn4j.app.cli.DecimalNumberConverter;
import org.jspecify.annotations.Nullable;

/**
 * Where log Z starts: at a given number, or at an estimate from the first batch.
 *
 * <p>Thread-safety: immutable.
 *
 * @param value the number; empty for the estimate
 */
record InitialLogZ(OptionalDouble value) {
    private static final String ESTIMATED = "auto";

    static final InitialLogZ AUTO = new InitialLogZ(OptionalDouble.empty());

    /** Returns what goes into the record of a run. */
    Object setting() {
        return value.isPresent() ? (Object) value.getAsDouble() : ESTIMATED;
    }

    @Override
    public String toString() {
        return value.isPresent() ? DecimalNumberConverter.plain(value.getAsDouble()) : ESTIMATED;
    }

    /** Reads {@code auto} or a finite number. */
    static final class Converter implements Allowing<InitialLogZ> {
        private static final DecimalNumberConverter NUMBER = new DecimalNumberConverter(
                Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

        @Override
        public String allowed() {
            return NUMBER.allowed() + " or the word auto";
        }

        @Override
        public @Nullable InitialLogZ read(String text) {
            if (text.equals(ESTIMATED)) {
                return AUTO;
            }
            Double number = NUMBER.read(text);
            return number == null ? null : new InitialLogZ(OptionalDouble.of(number));
        }
    }
}
