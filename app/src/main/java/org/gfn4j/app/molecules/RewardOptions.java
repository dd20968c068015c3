package org.gfn4j.app.molecules;

import org.gfn4j.app.cli.DecimalNumber;
import org.gfn4j.app.reward.RandomObjectsOption;
import org.gfn4j.molecules.task.Thresholds;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * What molecules are worth, and how their raw rewards become log-rewards.
 *
 * <p>Thread-safety: confined to one thread.
 */
@SuppressWarnings("UnusedVariable") // read by way of picocli's model
final class RewardOptions {
    @Mixin
    private RewardChoice choice = new RewardChoice();

    @Mixin
    private RandomObjectsOption random = new RandomObjectsOption();

    @Option(
            names = "--reward-exponent",
            paramLabel = "NUMBER",
            description = "Exponent of R = (raw reward / norm)^exponent; larger prefers good objects more sharply. "
                    + "Default: depends on the reward.")
    @DecimalNumber(above = 0, max = 1000)
    private @Nullable Double exponent;

    @Option(
            names = "--reward-norm",
            paramLabel = "NUMBER",
            description = "Norm that divides a raw reward. Default: depends on the reward.")
    @DecimalNumber(above = 0, max = 1e9)
    private @Nullable Double norm;

    @Option(
            names = "--reward-floor",
            paramLabel = "NUMBER",
            description = "Smallest raw reward, also used for impossible or failed molecules. Default: depends on the "
                    + "reward.")
    @DecimalNumber(above = 0, max = 1e9)
    private @Nullable Double floor;

    @Option(
            names = "--thresholds",
            paramLabel = "LIST",
            converter = ThresholdsConverter.class,
            description =
                    "Raw rewards from which on modes and scaffolds are counted, such as 7,7.5,8. Default: depends on "
                            + "the reward.")
    private @Nullable Thresholds thresholds;

    /** Reads numbers with commas between them. */
    static final class ThresholdsConverter implements ITypeConverter<Thresholds> {
        @Override
        public Thresholds convert(String value) {
            try {
                return Thresholds.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Returns which reward it is. */
    RewardChoice choice() {
        return choice;
    }

    /** Returns how many objects are built at random for comparison. */
    RandomObjectsOption random() {
        return random;
    }
}
