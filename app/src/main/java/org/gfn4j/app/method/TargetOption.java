package org.gfn4j.app.method;

import java.util.Optional;
import org.gfn4j.app.cli.Allowing;
import org.gfn4j.app.cli.DecimalNumberConverter;
import org.gfn4j.app.cli.WholeNumberConverter;
import org.gfn4j.training.TargetUpdate;
import org.jspecify.annotations.Nullable;

/**
 * A target network: {@code none}, {@code ema:SHARE} or {@code copy:ITERATIONS}.
 *
 * <p>Thread-safety: immutable.
 *
 * @param update how it follows; empty for no target network
 */
record TargetOption(Optional<TargetUpdate> update) {
    static final TargetOption NONE = new TargetOption(Optional.empty());

    private static final String NONE_WORD = "none";
    private static final String AVERAGE = "ema:";
    private static final String COPY = "copy:";

    @Override
    public String toString() {
        if (update.isEmpty()) {
            return NONE_WORD;
        }
        if (update.get() instanceof TargetUpdate.MovingAverage average) {
            return AVERAGE + DecimalNumberConverter.plain(average.share());
        }
        return COPY + ((TargetUpdate.Copy) update.get()).every();
    }

    /** Reads a way to follow. */
    static final class Converter implements Allowing<TargetOption> {
        private static final DecimalNumberConverter SHARE = new DecimalNumberConverter(Double.NEGATIVE_INFINITY, 0, 1);
        private static final WholeNumberConverter EVERY = new WholeNumberConverter(1, 1_000_000_000, long.class);

        @Override
        public String allowed() {
            return "none, ema:SHARE with " + SHARE.allowed() + ", or copy:ITERATIONS with " + EVERY.allowed();
        }

        @Override
        public @Nullable TargetOption read(String text) {
            if (text.equals(NONE_WORD)) {
                return NONE;
            }
            if (text.startsWith(AVERAGE)) {
                double share = SHARE.convert(text.substring(AVERAGE.length()));
                return new TargetOption(Optional.of(new TargetUpdate.MovingAverage(share)));
            }
            if (text.startsWith(COPY)) {
                long every = EVERY.convert(text.substring(COPY.length())).longValue();
                return new TargetOption(Optional.of(new TargetUpdate.Copy(every)));
            }
            return null;
        }
    }
}
