package org.gfn4j.rewards;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Reads the line that a program has answered with. */
final class ProgramAnswer {
    // Possessive, as a line is long at will and a quantifier that gives back would try it again and again.
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?+(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)(?:[eE][+-]?+[0-9]++)?+");

    private static final Pattern NO_REWARD =
            Pattern.compile("[+-]?+(?:nan|inf|infinity|none|null|0x[0-9a-f]++|[0-9]++,[0-9]++)");

    private ProgramAnswer() {}

    /** Returns the number that a line is, empty where it is not a finite one. */
    static OptionalDouble number(String line) {
        String text = line.strip();
        if (!NUMBER.matcher(text).matches()) {
            return OptionalDouble.empty();
        }
        double number = Double.parseDouble(text);
        return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    /**
     * Tells whether a line that is not a finite number was meant to be one. Anything else, such as a greeting or a warning, may
     * stand before the answer, so that nobody can tell which line belongs to which object.
     */
    static boolean isMeantAsNumber(String line) {
        String text = line.strip();
        return NUMBER.matcher(text).matches()
                || NO_REWARD.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }
}
