package org.gfn4j.app.molecules;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.gfn4j.app.DecimalNumber;
import org.gfn4j.app.Study;
import org.gfn4j.app.Task;
import org.gfn4j.app.WholeNumber;
import org.gfn4j.app.WrongOptionException;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.BlockMoleculeFormat;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.molecules.MoleculeFileException;
import org.gfn4j.reward.CachedReward;
import org.gfn4j.reward.RewardScale;
import org.gfn4j.task.Problem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The molecules of Bengio et al. 2021, assembled block by block.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command
public final class MoleculesTask implements Task {
    /** The name of the task. */
    static final String NAME = "molecules";

    private static final String STANDARD = "standard";
    private static final int SINGLE = 32;
    private static final int DOUBLE = 64;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Values of other options, where these are not given: paper has those of Bengio et al. 2021,"
                    + " code2021 those of its code, with the code's way of counting edges.")
    private Profile profile = Profile.NONE;

    @Option(
            names = "--blocks",
            paramLabel = "FILE",
            converter = FileSetting.Converter.class,
            description = "Building blocks, as 'gfn4j molecules mine-blocks' writes them. Default: those that come with"
                    + " gfn4j.")
    private @Nullable FileSetting blocks;

    @Option(names = "--min-blocks", paramLabel = "NUMBER", description = "Blocks from which on a molecule may end.")
    @WholeNumber(min = 1, max = MoleculeEnvironment.MOST_BLOCKS)
    private int minBlocks = 2;

    @Option(names = "--max-blocks", paramLabel = "NUMBER", description = "Blocks with which a molecule must end.")
    @WholeNumber(min = 1, max = MoleculeEnvironment.MOST_BLOCKS)
    private int maxBlocks = 8;

    @Option(
            names = "--reward",
            paramLabel = "NAME",
            description = "What molecules are worth. Default ${DEFAULT-VALUE}.")
    private String reward = "qed";

    @Option(
            names = "--reward-exponent",
            paramLabel = "NUMBER",
            description = "Power that a reward is raised to. Default: 10, or what suits the reward.")
    @DecimalNumber(above = 0, max = 1000)
    private @Nullable Double exponent;

    @Option(
            names = "--reward-norm",
            paramLabel = "NUMBER",
            description = "What a reward is divided by before. Default: what suits the reward.")
    @DecimalNumber(above = 0, max = 1e9)
    private @Nullable Double norm;

    @Option(
            names = "--reward-floor",
            paramLabel = "NUMBER",
            description = "Smallest reward, which also stands in for that of impossible molecules. Default: what suits the"
                    + " reward.")
    @DecimalNumber(above = 0, max = 1e9)
    private @Nullable Double floor;

    @Option(
            names = "--thresholds",
            paramLabel = "LIST",
            split = ",",
            description = "Rewards from which on modes and scaffolds are counted, such as 7,7.5,8. Default: what suits the"
                    + " reward.")
    private @Nullable List<Double> thresholds;

    @Option(
            names = "--test-set",
            paramLabel = "FILE",
            converter = FileSetting.Converter.class,
            description = "Block graphs in JSON whose exact log-probabilities are compared with their log-rewards at the"
                    + " end.")
    private @Nullable FileSetting testSet;

    @Option(names = "--width", paramLabel = "NUMBER", description = "Width of the message-passing network.")
    @WholeNumber(min = 1, max = 4096)
    private int width = 256;

    @Option(names = "--steps", paramLabel = "NUMBER", description = "Steps in which blocks pass messages.")
    @WholeNumber(min = 1, max = 100)
    private int steps = 10;

    @Option(
            names = "--precision",
            paramLabel = "BITS",
            description = "Bits of a number in the network, 32 or 64. Default ${DEFAULT-VALUE}.")
    private int precision = SINGLE;

    private @Nullable BlockVocabulary vocabulary;

    /** Makes a task with the default options. */
    public MoleculesTask() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "molecules assembled of building blocks, rewarded by a score (Bengio et al. 2021)";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("backward", "uniform");
        defaults.put("budget", "5000");
        defaults.put("batch", "16");
        defaults.put("learning-rate", "0.0005");
        defaults.put("logz-learning-rate", "0.05");
        defaults.put("schedule", "constant");
        defaults.put("epsilon", "0.05");
        defaults.put("window", "10000");
        defaults.put("exact-limit", "0");
        defaults.put("max-states", "0");
        defaults.put("walks", "200");
        return defaults;
    }

    @Override
    public Set<String> unused() {
        return Set.of("hidden", "layers", "activation");
    }

    @Override
    public Map<String, String> profile() {
        return profile.implied();
    }

    @Override
    public Optional<String> exemption() {
        return profile == Profile.CODE2021
                ? Optional.of("the profile code2021 counts the edges into a molecule as the code of Bengio et al. 2021 did,"
                        + " which are not always those that actions lead along")
                : Optional.empty();
    }

    @Override
    public Problem<?> problem() {
        if (maxBlocks < minBlocks) {
            throw new WrongOptionException("Invalid value for option '--max-blocks': '" + maxBlocks
                    + "' is less than the " + minBlocks + " of --min-blocks");
        }
        if (precision != SINGLE && precision != DOUBLE) {
            throw new WrongOptionException(
                    "Invalid value for option '--precision': '" + precision + "' is not one of 32, 64");
        }
        MoleculeEnvironment environment = new MoleculeEnvironment(vocabulary(), minBlocks, maxBlocks);
        return Problem.of(
                        environment,
                        new BlockMoleculeFormat(environment),
                        StandIns.engine(environment, width),
                        new CachedReward<>(StandIns.reward(vocabulary())))
                .withRewardScale(scale());
    }

    private RewardScale scale() {
        return RewardScale.ofScores(
                exponent == null ? 10 : exponent, norm == null ? 1 : norm, floor == null ? 0.01 : floor);
    }

    private List<Double> thresholds() {
        return thresholds == null
                ? List.of(0.7, 0.8, 0.9)
                : thresholds.stream().sorted().distinct().toList();
    }

    @Override
    @SuppressWarnings("unchecked") // the problem is that of this task
    public <S> Study<S> study(Problem<S> problem) {
        return (Study<S>) new MoleculesStudy((Problem<BlockMolecule>) problem, vocabulary(), thresholds(), testSet);
    }

    private BlockVocabulary vocabulary() {
        BlockVocabulary known = vocabulary;
        if (known == null) {
            known = readVocabulary();
            vocabulary = known;
        }
        return known;
    }

    private BlockVocabulary readVocabulary() {
        if (blocks == null) {
            return BlockVocabulary.standard();
        }
        BlockVocabulary read;
        if (blocks.text().equals(STANDARD)) {
            read = BlockVocabulary.standard();
        } else {
            try {
                read = BlockVocabulary.read(blocks.file("--blocks"));
            } catch (MoleculeFileException e) {
                throw new WrongOptionException("Invalid value for option '--blocks': " + e.getMessage());
            } catch (IOException e) {
                throw blocks.wrong("--blocks", "cannot be read: " + e.getMessage());
            }
        }
        blocks.requireDigest("--blocks", digest(read));
        return read;
    }

    /** Returns the SHA-256 of the entries, on which alone it depends what the molecules of a vocabulary are. */
    private static String digest(BlockVocabulary vocabulary) {
        StringBuilder text = new StringBuilder();
        vocabulary.entries().forEach(entry -> text.append(entry.smiles())
                .append(' ')
                .append(entry.attachments())
                .append('\n'));
        return FileSetting.digestOf(text.toString());
    }

    private String recordedBlocks() {
        String place = blocks == null || blocks.text().equals(STANDARD)
                ? STANDARD
                : Path.of(blocks.text()).toAbsolutePath().normalize().toString();
        return FileSetting.recorded(place, digest(vocabulary()));
    }

    @Override
    public List<String> withoutEffect(Predicate<String> given) {
        return new ArrayList<>();
    }

    @Override
    public Map<String, Object> settings() {
        RewardScale scale = scale();
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("profile", profile.name().toLowerCase(Locale.ROOT));
        settings.put("blocks", recordedBlocks());
        settings.put("min-blocks", minBlocks);
        settings.put("max-blocks", maxBlocks);
        settings.put("reward", reward);
        settings.put("reward-exponent", scale.exponent());
        settings.put("reward-norm", scale.norm());
        settings.put("reward-floor", scale.floor());
        List<String> names = thresholds().stream().map(Chemistry::name).toList();
        if (!names.isEmpty()) {
            settings.put("thresholds", String.join(",", names));
        }
        if (testSet != null) {
            settings.put("test-set", testSet.recorded("--test-set"));
        }
        settings.put("width", width);
        settings.put("steps", steps);
        settings.put("precision", precision);
        return settings;
    }
}
