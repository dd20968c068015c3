package org.gfn4j.app.reward;

import java.util.Map;
import org.gfn4j.app.cli.DecimalNumber;
import org.gfn4j.app.cli.OptionValues;
import org.gfn4j.app.cli.WholeNumber;
import org.gfn4j.rewards.OutsideRewards;
import org.gfn4j.task.TaskSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * How external rewards are computed.
 *
 * <p>Thread-safety: confined to one thread.
 */
@SuppressWarnings("UnusedVariable") // read off the command line
public final class OutsideOptions {
    @Option(
            names = "--reward-processes",
            paramLabel = "NUMBER",
            description = "External rewards: how many objects are rewarded at the same time.")
    @WholeNumber(min = 1, max = 1024)
    private int processes = OutsideRewards.PROCESSES;

    @Option(
            names = "--reward-timeout",
            paramLabel = "SECONDS",
            description = "exec: how long a program may take for an object before it is killed and tried once more.")
    @DecimalNumber(above = 0, max = 1e6)
    private double timeout = OutsideRewards.TIMEOUT;

    @Option(
            names = "--reward-failures",
            paramLabel = "SHARE",
            description =
                    "External rewards: the share of objects that may get no reward, from ten objects on; above it "
                            + "a run stops, and can be resumed. Default " + OutsideRewards.FAILURES
                            + ", or 1 for the objects of a file.")
    @DecimalNumber(min = 0, max = 1)
    private @Nullable Double failures;

    @Option(
            names = "--reward-cache",
            paramLabel = "FILE|URL|none",
            description = "External rewards: where they are kept for this and other runs: a SQLite database, or "
                    + "jdbc:postgresql://HOST/DATABASE?user=NAME, with the password in the environment variable "
                    + "PGPASSWORD, which is stored nowhere. Default: " + OutsideRewards.DATABASE
                    + " in GFN4J_HOME or in .gfn4j in your home folder.")
    private @Nullable String cache;

    @Option(names = "--reward-identity", hidden = true)
    private @Nullable String recorded;

    private Map<String, Object> values = Map.of();
    private OutsideRewards rewards = new OutsideRewards(new TaskSettings(values));
    private boolean withheld;

    /** Makes options with their defaults. */
    public OutsideOptions() {}

    /**
     * Returns what makes rewards as the options say.
     *
     * @return the same for as long as the options are the same
     */
    public OutsideRewards rewards() {
        Map<String, Object> present = OptionValues.of(this, Map.of());
        if (!present.equals(values)) {
            values = present;
            rewards = new OutsideRewards(new TaskSettings(present));
            if (withheld) {
                rewards.withhold();
            }
        }
        return rewards;
    }

    /** Refuses every reward when it is requested. */
    public void withhold() {
        withheld = true;
        rewards().withhold();
    }

    /** Continues, whatever share of objects gets no reward, unless that is requested otherwise. */
    public void tolerateFailures() {
        failures = failures == null ? Double.valueOf(1) : failures;
    }
}
