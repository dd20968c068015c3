package org.gfn4j.app.method;

import java.util.OptionalLong;
import org.gfn4j.app.cli.Allowing;
import org.gfn4j.app.cli.DecimalNumberConverter;
import org.gfn4j.app.cli.WholeNumberConverter;
import org.gfn4j.sampling.LinearSchedule;
import org.jspecify.annotations.Nullable;

/**
 * A number that may change over a run: {@code VALUE}, {@code START:END} over the whole run, or {@code START:END:ITERATIONS}.
 *
 * <p>Thread-safety: immutable.
 *
 * @param start the value of the first iteration
 * @param end the value at the end of the way
 * @param iterations how long the way is; empty for the whole run
 */
record ScheduleOption(double start, double end, OptionalLong iterations) {

    static ScheduleOption constant(double value) {
        return new ScheduleOption(value, value, OptionalLong.of(0));
    }

    /** Returns the schedule in a run of some iterations. */
    LinearSchedule schedule(long runIterations) {
        return new LinearSchedule(start, end, iterations.orElse(runIterations));
    }

    private boolean isConstant() {
        return start == end && iterations.isPresent() && iterations.getAsLong() == 0;
    }

    /** Returns what goes into the record of a run. */
    Object setting() {
        return isConstant() ? (Object) start : toString();
    }

    @Override
    public String toString() {
        if (isConstant()) {
            return DecimalNumberConverter.plain(start);
        }
        String way = DecimalNumberConverter.plain(start) + ":" + DecimalNumberConverter.plain(end);
        return iterations.isPresent() ? way + ":" + iterations.getAsLong() : way;
    }

    /** Reads a schedule whose values lie in a range. */
    abstract static class Converter implements Allowing<ScheduleOption> {
        private static final WholeNumberConverter ITERATIONS = new WholeNumberConverter(1, 1_000_000_000, long.class);

        private final DecimalNumberConverter number;

        Converter(DecimalNumberConverter number) {
            this.number = number;
        }

        @Override
        public String allowed() {
            return number.allowed() + ", or START:END or START:END:ITERATIONS with such numbers";
        }

        @Override
        public @Nullable ScheduleOption read(String text) {
            String[] parts = text.split(":", -1);
            if (parts.length == 1) {
                return constant(number.convert(text));
            }
            if (parts.length <= 3) {
                double start = number.convert(parts[0]);
                double end = number.convert(parts[1]);
                OptionalLong iterations = parts.length == 2
                        ? OptionalLong.empty()
                        : OptionalLong.of(ITERATIONS.convert(parts[2]).longValue());
                return new ScheduleOption(start, end, iterations);
            }
            return null;
        }
    }

    /** Reads a schedule of shares. */
    static final class Share extends Converter {
        Share() {
            super(new DecimalNumberConverter(0, Double.NEGATIVE_INFINITY, 1));
        }
    }

    /** Reads a schedule of temperatures. */
    static final class Temperature extends Converter {
        Temperature() {
            super(new DecimalNumberConverter(Double.NEGATIVE_INFINITY, 0, 1e6));
        }
    }
}
