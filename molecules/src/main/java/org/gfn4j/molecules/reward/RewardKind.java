package org.gfn4j.molecules.reward;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gfn4j.molecules.chemistry.RangeDesirability;
import org.gfn4j.reward.Limits;
import org.jspecify.annotations.Nullable;

/**
 * The raw rewards of molecules.
 *
 * <p>The networks predict binding to soluble epoxide hydrolase, 4 − (min(0, docking score) + 8.6)/1.10, larger being better;
 * a drug-likeness or a range is at most 1.
 *
 * <p>Thread-safety: immutable.
 */
public enum RewardKind {
    /** The proxy network of Bengio et al. 2021, from a file. */
    SEH(
            "the proxy of Bengio et al. 2021 for binding to soluble epoxide hydrolase",
            new RewardDefaults(96, 8, 2, List.of(7.0, 7.5, 8.0)),
            null),
    /** A smaller network that was trained on the scores of the former, from the jar. */
    SEH_MINI(
            "a small network that imitates seh and needs no file",
            new RewardDefaults(96, 8, 2, List.of(6.0, 7.0, 7.5)),
            null),
    /** A network of the user's, trained by {@code proxy train}, from a file. */
    PROXY("your own network, trained by proxy train", new RewardDefaults(1, 1, 1e-3, List.of()), null),
    /** The drug-likeness of Bickerton et al. 2012. */
    QED("the drug-likeness of Bickerton et al. 2012", new RewardDefaults(10, 1, 0.01, List.of(0.7, 0.8, 0.9)), null),
    /** The partition coefficient of Wildman and Crippen 1999 within a range. */
    LOGP("log P within a range", inside(), new RangeDesirability(1, 3, 1)),
    /** The polar surface area of Ertl et al. 2000, in Å², within a range. */
    TPSA("the polar surface area within a range, in Å²", inside(), new RangeDesirability(40, 90, 20)),
    /** The molecular weight, in g/mol, within a range. */
    WEIGHT("the weight within a range, in g/mol", inside(), new RangeDesirability(250, 450, 50));

    private static final double LARGEST_SCORE = 8;

    private final String description;
    private final RewardDefaults defaults;
    private final @Nullable RangeDesirability range;

    RewardKind(String description, RewardDefaults defaults, @Nullable RangeDesirability range) {
        this.description = description;
        this.defaults = defaults;
        this.range = range;
    }

    private static RewardDefaults inside() {
        return new RewardDefaults(4, 1, 0.01, List.of(0.5, 0.9, 0.99));
    }

    /**
     * Returns the reward of a name.
     *
     * @param name in lower case, with hyphens
     * @return the reward
     * @throws IllegalArgumentException if there is none of that name; the message lists them
     */
    public static RewardKind of(String name) {
        for (RewardKind kind : values()) {
            if (kind.text().equals(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("a reward is one of "
                + String.join(
                        ", ", Arrays.stream(values()).map(RewardKind::text).toList()) + ", but not '" + name + "'");
    }

    /**
     * Returns the name that options and files use.
     *
     * @return in lower case, with hyphens
     */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns what the reward is.
     *
     * @return words without a full stop
     */
    public String description() {
        return description;
    }

    /**
     * Returns what suits the reward.
     *
     * @return exponent, norm, floor and thresholds
     */
    public RewardDefaults defaults() {
        return defaults;
    }

    /**
     * Returns the range where none is given.
     *
     * @return the range to be inside of, or null if the reward has none
     */
    public @Nullable RangeDesirability range() {
        return range;
    }

    /**
     * Returns what is scaled to 0 and 1 where the reward is combined with others and no limits are given.
     *
     * @return 0 and 8 for {@code seh} and {@code seh-mini}, 0 and 1 for what lies between them; null for {@code proxy}, of which
     *     nothing is known
     */
    public @Nullable Limits limits() {
        return this == PROXY ? null : new Limits(0, isNetwork() ? LARGEST_SCORE : 1);
    }

    /**
     * Tells whether the reward is the score of a network in a file that the user has.
     *
     * @return true for {@code seh} and {@code proxy}
     */
    public boolean hasFile() {
        return this == SEH || this == PROXY;
    }

    /**
     * Tells whether the reward is a prediction of docking scores.
     *
     * @return true for {@code seh} and {@code seh-mini}
     */
    public boolean predictsDocking() {
        return this == SEH || this == SEH_MINI;
    }

    /**
     * Tells whether the reward is the score of a network.
     *
     * @return true for {@code seh}, {@code seh-mini} and {@code proxy}
     */
    public boolean isNetwork() {
        return hasFile() || this == SEH_MINI;
    }
}
