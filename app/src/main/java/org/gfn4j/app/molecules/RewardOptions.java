package org.gfn4j.app.molecules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.gfn4j.app.cli.DecimalNumber;
import org.gfn4j.app.reward.RandomObjectsOption;
import org.gfn4j.app.task.Launch;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.chemistry.MoleculeAssembler;
import org.gfn4j.molecules.reward.RewardDefaults;
import org.gfn4j.reward.Reward;
import org.gfn4j.reward.RewardScale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What molecules are worth, and how their raw rewards become log-rewards.
 *
 * <p>Thread-safety: confined to one thread.
 */
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
            converter = Thresholds.Converter.class,
            description =
                    "Raw rewards from which on modes and scaffolds are counted, such as 7,7.5,8. Default: depends on "
                            + "the reward.")
    private @Nullable Thresholds thresholds;

    private @Nullable MadeReward<BlockMolecule> made;

    private MadeReward<BlockMolecule> made(BlockVocabulary vocabulary) {
        MadeReward<BlockMolecule> known =
                made == null ? choice.make(new MoleculeAssembler(vocabulary)::assemble) : made;
        made = known;
        return known;
    }

    /**
     * Returns the raw reward.
     *
     * @param vocabulary the blocks of the molecules
     * @throws org.gfn4j.app.cli.WrongOptionException if it cannot be made; the message names the option and says why
     */
    Reward<BlockMolecule> of(BlockVocabulary vocabulary) {
        return made(vocabulary).reward();
    }

    /** Returns what is started for the reward. */
    List<Launch> launches() {
        return choice.launches();
    }

    /** Does without what is not allowed. */
    void permit(Predicate<Launch> allowed) {
        choice.permit(allowed);
    }

    /** Tells whether the reward is a network's prediction of docking scores alone. */
    boolean predictsDocking() {
        return choice.predictsDocking();
    }

    /** Returns how many objects are built at random for comparison. */
    RandomObjectsOption random() {
        return random;
    }

    /** Returns how raw rewards become log-rewards. */
    RewardScale scale(BlockVocabulary vocabulary) {
        RewardDefaults defaults = made(vocabulary).defaults();
        return RewardScale.ofScores(
                exponent == null ? defaults.exponent() : exponent,
                norm == null ? defaults.norm() : norm,
                floor == null ? defaults.floor() : floor);
    }

    /** Returns from which raw rewards on modes and scaffolds are counted, in ascending order. */
    List<Double> thresholds(BlockVocabulary vocabulary) {
        return thresholds == null ? made(vocabulary).defaults().modeThresholds() : thresholds.values();
    }

    /** Returns the options in effect. */
    Map<String, Object> settings(BlockVocabulary vocabulary) {
        RewardScale scale = scale(vocabulary);
        Map<String, Object> settings = new LinkedHashMap<>(choice.settings());
        settings.put("reward-exponent", scale.exponent());
        settings.put("reward-norm", scale.norm());
        settings.put("reward-floor", scale.floor());
        List<Double> counted = thresholds(vocabulary);
        if (!counted.isEmpty()) {
            settings.put("thresholds", new Thresholds(counted).toString());
        }
        if (choice.isOutside()) {
            settings.putAll(choice.outside().settings());
        }
        if (choice.isOutside() || choice.isCombined()) {
            settings.putAll(random.settings());
        }
        return settings;
    }
}
