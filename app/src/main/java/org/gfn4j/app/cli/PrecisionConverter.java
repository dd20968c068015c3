package org.gfn4j.app.cli;

import org.gfn4j.torch.Precision;
import org.jspecify.annotations.Nullable;

/**
 * Reads a precision as its number of bits.
 *
 * <p>Thread-safety: immutable.
 */
public final class PrecisionConverter implements Allowing<Precision> {
    private static final String SINGLE = "32";
    private static final String DOUBLE = "64";

    @Override
    public String allowed() {
        return "one of " + SINGLE + ", " + DOUBLE;
    }

    @Override
    public @Nullable Precision read(String value) {
        return switch (value) {
            case SINGLE -> Precision.SINGLE;
            case DOUBLE -> Precision.DOUBLE;
            default -> null;
        };
    }
}
