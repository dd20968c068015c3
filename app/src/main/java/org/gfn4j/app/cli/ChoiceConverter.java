package org.gfn4j.app.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a constant of an enumeration by its name in lower case, with hyphens for underscores.
 *
 * <p>Thread-safety: immutable.
 */
public final class ChoiceConverter implements Allowing<Object> {
    private final Object[] constants;

    /**
     * Makes a converter.
     *
     * @param constants constants of an enumeration
     */
    public ChoiceConverter(Object... constants) {
        this.constants = constants;
    }

    /** Returns the name that a user writes for a constant. */
    public static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the names in the order of the constants. */
    List<String> names() {
        return Arrays.stream(constants)
                .map(constant -> nameOf((Enum<?>) constant))
                .toList();
    }

    @Override
    public String allowed() {
        return "one of " + String.join(", ", names());
    }

    @Override
    public @Nullable Object read(String value) {
        for (Object constant : constants) {
            if (nameOf((Enum<?>) constant).equals(value)) {
                return constant;
            }
        }
        return null;
    }
}
