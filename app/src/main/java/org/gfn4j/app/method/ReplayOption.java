package org.gfn4j.app.method;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.gfn4j.app.cli.Allowing;
import org.gfn4j.app.cli.ChoiceConverter;
import org.gfn4j.app.cli.WholeNumberConverter;
import org.gfn4j.sampling.ReplayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A replay buffer: {@code KIND:CAPACITY}.
 *
 * <p>Thread-safety: immutable.
 *
 * @param kind which rows stay, and how they are drawn
 * @param capacity how many there may be
 */
public record ReplayOption(ReplayBuffer.Kind kind, int capacity) {
    /** What is written for no buffer. */
    public static final String NONE = "none";

    @Override
    public String toString() {
        return ChoiceConverter.nameOf(kind) + ":" + capacity;
    }

    /** Reads a kind and a capacity; null for none. */
    static final class Converter implements Allowing<ReplayOption> {
        private static final WholeNumberConverter CAPACITY = new WholeNumberConverter(1, 10_000_000, int.class);

        @Override
        public String allowed() {
            return NONE + " or "
                    + Arrays.stream(ReplayBuffer.Kind.values())
                            .map(kind -> ChoiceConverter.nameOf(kind) + ":CAPACITY")
                            .collect(Collectors.joining(" or "))
                    + " with " + CAPACITY.allowed();
        }

        @Override
        @SuppressWarnings("NullAway") // no buffer is null on the command line
        public ReplayOption convert(String text) {
            return text.equals(NONE) ? null : Allowing.super.convert(text);
        }

        @Override
        public @Nullable ReplayOption read(String text) {
            int colon = text.indexOf(':');
            if (colon >= 0) {
                Object kind =
                        new ChoiceConverter((Object[]) ReplayBuffer.Kind.values()).convert(text.substring(0, colon));
                int capacity = CAPACITY.convert(text.substring(colon + 1)).intValue();
                return new ReplayOption((ReplayBuffer.Kind) kind, capacity);
            }
            return null;
        }
    }
}
