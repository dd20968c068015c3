package org.gfn4j.app.molecules;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.app.DecimalNumber;
import org.gfn4j.app.WrongOptionException;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.reward.MoleculeReward;
import org.gfn4j.molecules.reward.MoleculeRewards;
import org.gfn4j.molecules.reward.RewardDefaults;
import org.gfn4j.molecules.reward.RewardName;
import org.gfn4j.reward.RewardScale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * What molecules are worth, and how their raw rewards become log-rewards.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class RewardOptions {
    private static final String DEFAULT = "seh-mini";

    @Option(
            names = "--reward",
            paramLabel = "NAME",
            converter = NameConverter.class,
            description = "What molecules are worth: seh-mini or seh bind to soluble epoxide hydrolase, qed is"
                    + " drug-likeness, logp:1..3, tpsa:40..90 and weight:250..450 are ranges to be inside of, proxy is a"
                    + " network of your own. Default " + DEFAULT + ".")
    private RewardName name = RewardName.parse(DEFAULT);

    @Option(
            names = "--proxy",
            paramLabel = "FILE",
            converter = FileSetting.Converter.class,
            description = "seh, proxy: the network. Default for seh: the one that is installed.")
    private @Nullable FileSetting proxy;

    @Option(
            names = "--reward-exponent",
            paramLabel = "NUMBER",
            description = "Power that a reward is raised to; default: what suits the reward.")
    @DecimalNumber(above = 0, max = 1000)
    private @Nullable Double exponent;

    @Option(
            names = "--reward-norm",
            paramLabel = "NUMBER",
            description = "What a reward is divided by before; default: what suits the reward.")
    @DecimalNumber(above = 0, max = 1e9)
    private @Nullable Double norm;

    @Option(
            names = "--reward-floor",
            paramLabel = "NUMBER",
            description =
                    "Smallest reward, which also stands in for that of impossible molecules; default: what suits the"
                            + " reward.")
    @DecimalNumber(above = 0, max = 1e9)
    private @Nullable Double floor;

    @Option(
            names = "--thresholds",
            paramLabel = "LIST",
            converter = Thresholds.Converter.class,
            description =
                    "Rewards from which on modes and scaffolds are counted, such as 7,7.5,8. Default: what suits the"
                            + " reward.")
    private @Nullable Thresholds thresholds;

    private @Nullable MoleculeReward made;

    /** Reads the name of a reward. */
    static final class NameConverter implements ITypeConverter<RewardName> {
        @Override
        public RewardName convert(String value) {
            try {
                return RewardName.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + value + "' is not a reward: " + e.getMessage());
            }
        }
    }

    /**
     * Returns the raw reward.
     *
     * @param vocabulary the blocks of the molecules
     * @throws WrongOptionException if it cannot be made; the message names the option and says why
     */
    MoleculeReward of(BlockVocabulary vocabulary) {
        MoleculeReward known = made;
        if (known == null) {
            known = make(vocabulary);
            made = known;
        }
        return known;
    }

    private MoleculeReward make(BlockVocabulary vocabulary) {
        Path file = proxy == null ? null : proxy.checked("--proxy");
        try {
            return new MoleculeRewards(vocabulary).make(name, file);
        } catch (IOException | IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            if (file == null) {
                throw new WrongOptionException("Invalid value for option '--reward': " + message);
            }
            throw new WrongOptionException("Invalid value for option '--proxy': "
                    + (message.contains(file.toString()) ? message : "'" + file + "': " + message));
        }
    }

    /** Returns how raw rewards become log-rewards. */
    RewardScale scale(BlockVocabulary vocabulary) {
        RewardDefaults defaults = of(vocabulary).defaults();
        return RewardScale.ofScores(
                exponent == null ? defaults.exponent() : exponent,
                norm == null ? defaults.norm() : norm,
                floor == null ? defaults.floor() : floor);
    }

    /** Returns from which raw rewards on modes and scaffolds are counted, in ascending order. */
    List<Double> thresholds(BlockVocabulary vocabulary) {
        return thresholds == null ? of(vocabulary).defaults().modeThresholds() : thresholds.values();
    }

    /** Returns the options in effect. */
    Map<String, Object> settings(BlockVocabulary vocabulary) {
        RewardScale scale = scale(vocabulary);
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("reward", name.text());
        FileSetting network = network();
        if (network != null) {
            settings.put("proxy", network.recorded("--proxy"));
        }
        settings.put("reward-exponent", scale.exponent());
        settings.put("reward-norm", scale.norm());
        settings.put("reward-floor", scale.floor());
        List<Double> counted = thresholds(vocabulary);
        if (!counted.isEmpty()) {
            settings.put("thresholds", new Thresholds(counted).toString());
        }
        return settings;
    }

    /** Returns the file of the network, that of the installed asset included; null where there is none. */
    private @Nullable FileSetting network() {
        if (proxy != null || !name.kind().hasFile()) {
            return proxy;
        }
        return FileSetting.of(MoleculeRewards.file(name.kind(), null).toString());
    }
}
