package org.gfn4j.app;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gfn4j.reward.DetailedReward;
import picocli.CommandLine.Option;

/**
 * How many objects are built at random, for comparison.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class RandomObjectsOption {
    private static final String NAME = "random-objects";

    @Option(
            names = "--" + NAME,
            paramLabel = "NUMBER",
            description =
                    "Objects that are built at random and rewarded when a run is complete, for the report to compare"
                            + " with; for rewards from outside and combined ones.")
    @WholeNumber(min = 0, max = 1_000_000)
    private int count = 0;

    /** Makes the option with its default. */
    public RandomObjectsOption() {}

    /** Returns how many there are, 0 for none. */
    int count() {
        return count;
    }

    /**
     * Returns the options in effect of a reward that tells its parts.
     *
     * @param reward the reward
     * @param outside how it is asked for, where it is outside
     * @return names without leading hyphens and values
     */
    public Map<String, Object> settings(DetailedReward<?> reward, OutsideOptions outside) {
        Map<String, Object> settings = reward.isOutside() ? outside.settings() : new LinkedHashMap<>();
        settings.put(NAME, count);
        return settings;
    }
}
