package org.gfn4j.molecules.reward;

import org.gfn4j.molecules.chemistry.RangeDesirability;
import org.jspecify.annotations.Nullable;

/**
 * A reward as options name it: {@code seh}, {@code seh-mini}, {@code proxy}, {@code qed}, or {@code logp}, {@code tpsa},
 * {@code weight}, perhaps with the range to be inside of, such as {@code logp:1..3}, {@code tpsa:..90} or
 * {@code weight:250..}.
 *
 * <p>Thread-safety: immutable.
 *
 * @param kind the reward
 * @param range the range to be inside of, null exactly where the reward has none
 */
public record RewardName(RewardKind kind, @Nullable RangeDesirability range) {
    private static final String FORM = " a range is written LOW..HIGH, such as logp:1..3, and may lack one of its ends";

    /**
     * Makes a name.
     *
     * @throws IllegalArgumentException if there is a range where the reward has none, or the other way round
     */
    public RewardName {
        if ((range == null) != (kind.range() == null)) {
            throw new IllegalArgumentException("'" + kind.text() + "' "
                    + (range == null ? "must have a range" : "has no range, but got " + range));
        }
    }

    /**
     * Reads a name.
     *
     * @param text the name, with or without a range
     * @return the reward, with its default range where it has one and none is given
     * @throws IllegalArgumentException if there is no such reward, or its range is not one; the message quotes the text and
     *     says what is allowed
     */
    public static RewardName parse(String text) {
        int colon = text.indexOf(':');
        RewardKind kind = RewardKind.of(colon < 0 ? text : text.substring(0, colon));
        RangeDesirability standard = kind.range();
        if (colon < 0) {
            return new RewardName(kind, standard);
        }
        if (standard == null) {
            throw new IllegalArgumentException("the reward '" + kind.text() + "' has no range, but is '" + text + "'");
        }
        String range = text.substring(colon + 1);
        int dots = range.indexOf("..");
        if (dots < 0 || range.length() == 2) {
            throw new IllegalArgumentException("'" + text + "' has no range after its colon;" + FORM);
        }
        double low = end(range.substring(0, dots), Double.NEGATIVE_INFINITY, text);
        double high = end(range.substring(dots + 2), Double.POSITIVE_INFINITY, text);
        if (low > high) {
            throw new IllegalArgumentException("the range of '" + text + "' ends before it starts;" + FORM);
        }
        return new RewardName(kind, new RangeDesirability(low, high, standard.softness()));
    }

    private static double end(String number, double otherwise, String text) {
        if (number.isEmpty()) {
            return otherwise;
        }
        try {
            double value = Double.parseDouble(number);
            if (Double.isFinite(value) && number.matches("[-+.0-9eE]+")) {
                return value;
            }
        } catch (NumberFormatException e) {
            // refused below, like infinities
        }
        throw new IllegalArgumentException("'" + number + "' in '" + text + "' is not a finite number;" + FORM);
    }

    /**
     * Returns the name as options have it, with the range where the reward has one.
     *
     * @return a text that {@link #parse} reads
     */
    public String text() {
        return range == null ? kind.text() : kind.text() + ":" + end(range.low()) + ".." + end(range.high());
    }

    private static String end(double value) {
        if (Double.isInfinite(value)) {
            return "";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
