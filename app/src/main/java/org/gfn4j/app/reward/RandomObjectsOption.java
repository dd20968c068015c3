package org.gfn4j.app.reward;

import org.gfn4j.app.cli.WholeNumber;
import picocli.CommandLine.Option;

/**
 * How many objects are built at random, for comparison.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class RandomObjectsOption {
    /** Its name without leading hyphens. */
    public static final String NAME = "random-objects";

    @Option(
            names = "--" + NAME,
            paramLabel = "NUMBER",
            description =
                    "Objects to build at random and reward when a run is complete, for comparison in the report; for "
                            + "external and combined rewards.")
    @WholeNumber(min = 0, max = 1_000_000)
    private int count = 0;

    /** Makes the option with its default. */
    public RandomObjectsOption() {}

    /** Returns how many there are, 0 for none. */
    int count() {
        return count;
    }
}
