package org.gfn4j.molecules.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.model.ShapeSetting;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.BlockMoleculeFormat;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.Code2021Environment;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.molecules.MoleculeFileException;
import org.gfn4j.molecules.chemistry.MoleculeAssembler;
import org.gfn4j.molecules.flow.BlockGraphEngine;
import org.gfn4j.molecules.flow.FlowNetworkShape;
import org.gfn4j.molecules.reward.RewardDefaults;
import org.gfn4j.reward.CachedReward;
import org.gfn4j.reward.RewardScale;
import org.gfn4j.rewards.Launch;
import org.gfn4j.rewards.OutsideRewards;
import org.gfn4j.storage.Sha256;
import org.gfn4j.task.Problem;
import org.gfn4j.task.TaskSettings;
import org.gfn4j.task.WrongSettingException;
import org.gfn4j.torch.Precision;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the task of molecules, and what is made of them. Nothing is read before it is needed.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class MoleculeSettings {
    /** The blocks from which on a molecule may end, where nothing is set. */
    public static final int MIN_BLOCKS = 2;

    /** The blocks with which a molecule must end, where nothing is set. */
    public static final int MAX_BLOCKS = 8;

    /** The bits of a number in the network, where nothing is set. */
    public static final int PRECISION = 32;

    private static final int DOUBLE = 64;
    private static final String NO_PROFILE = "none";
    private static final String CODE_2021 = "code2021";
    private static final String BLOCKS = "--blocks";
    private static final String STANDARD = "standard";

    private final TaskSettings settings;
    private final OutsideRewards outside;
    private final RewardSettings reward;
    private final FileSetting blocks;
    private @Nullable BlockVocabulary vocabulary;
    private @Nullable MadeReward<BlockMolecule> made;

    /**
     * Takes settings.
     *
     * @param settings names and values; a missing one has its default
     * @param outside how external rewards are computed
     * @throws IllegalArgumentException if there is no such reward; the message says which there are
     */
    public MoleculeSettings(TaskSettings settings, OutsideRewards outside) {
        this.settings = settings;
        this.outside = outside;
        this.reward = new RewardSettings(settings, outside);
        this.blocks = FileSetting.of(Objects.requireNonNullElse(settings.text("blocks"), STANDARD));
    }

    /**
     * Returns the blocks.
     *
     * @return the vocabulary
     * @throws WrongSettingException if the file cannot be used; the message names the setting, the file and the place
     */
    public BlockVocabulary vocabulary() {
        BlockVocabulary known = vocabulary == null ? read() : vocabulary;
        vocabulary = known;
        return known;
    }

    private BlockVocabulary read() {
        try {
            BlockVocabulary read = blocks.text().equals(STANDARD)
                    ? BlockVocabulary.standard()
                    : BlockVocabulary.read(blocks.file(BLOCKS));
            blocks.requireDigest(BLOCKS, digest(read));
            return read;
        } catch (MoleculeFileException e) {
            throw new WrongSettingException("Invalid value for option '" + BLOCKS + "': " + e.getMessage());
        } catch (IOException e) {
            throw blocks.wrong(BLOCKS, "cannot be read: " + e.getMessage());
        }
    }

    /** Returns the SHA-256 of the entries, on which alone it depends what the molecules of a vocabulary are. */
    private static String digest(BlockVocabulary vocabulary) {
        StringBuilder text = new StringBuilder();
        vocabulary
                .entries()
                .forEach(entry -> text.append(entry.smiles())
                        .append(' ')
                        .append(entry.attachments())
                        .append('\n'));
        return Sha256.of(text.toString());
    }

    private MadeReward<BlockMolecule> made() {
        MadeReward<BlockMolecule> known =
                made == null ? reward.make(new MoleculeAssembler(vocabulary())::assemble) : made;
        made = known;
        return known;
    }

    /**
     * Returns from which raw rewards on modes and scaffolds are counted.
     *
     * @return raw rewards in ascending order
     */
    public Thresholds thresholds() {
        String text = settings.text("thresholds");
        return text == null ? new Thresholds(made().defaults().modeThresholds()) : Thresholds.parse(text);
    }

    /**
     * Returns the molecules that nobody trains on.
     *
     * @return their file; empty where there is none
     */
    public Optional<FileSetting> testSet() {
        return Optional.ofNullable(settings.text("test-set")).map(FileSetting::of);
    }

    /**
     * Returns what the problem would start, load or connect to. Nothing is started to find out.
     *
     * @return programs, models, networks and databases
     */
    public List<Launch> launches() {
        return reward.launches();
    }

    /**
     * Does without what is not allowed: nobody outside is asked, and the network is not loaded.
     *
     * @param allowed tells what of {@link #launches} may be started
     */
    public void permit(Predicate<Launch> allowed) {
        reward.permit(allowed);
    }

    /**
     * Makes the problem.
     *
     * @return a problem with a {@link CachedReward}
     * @throws WrongSettingException if settings cannot be used or do not go together; the message names them
     */
    public Problem<BlockMolecule> problem() {
        if (maxBlocks() < minBlocks()) {
            throw new WrongSettingException("Invalid value for option '--max-blocks': '" + maxBlocks()
                    + "' is less than the " + minBlocks() + " of --min-blocks");
        }
        if (precision() != PRECISION && precision() != DOUBLE) {
            throw new WrongSettingException(
                    "Invalid value for option '--precision': '" + precision() + "' is not one of 32, 64");
        }
        MoleculeEnvironment actions = new MoleculeEnvironment(vocabulary(), minBlocks(), maxBlocks());
        if (!profile().equals(CODE_2021)) {
            return problem(actions, actions, new BlockGraphEngine(actions, network()));
        }
        Code2021Environment counted = code2021(actions);
        return problem(actions, counted, new BlockGraphEngine(counted, network()));
    }

    private Problem<BlockMolecule> problem(
            MoleculeEnvironment actions, DiscreteEnvironment<BlockMolecule> environment, BlockGraphEngine engine) {
        return Problem.of(
                        environment,
                        new BlockMoleculeFormat(actions),
                        engine.withShape(settings.values()),
                        new CachedReward<>(made().reward()))
                .withRewardScale(scale());
    }

    private static Code2021Environment code2021(MoleculeEnvironment actions) {
        try {
            return new Code2021Environment(actions);
        } catch (IllegalArgumentException e) {
            throw new WrongSettingException(
                    "Invalid value for option '--profile': 'code2021' does not support these blocks: "
                            + e.getMessage());
        }
    }

    private FlowNetworkShape network() {
        return new FlowNetworkShape(
                FlowNetworkShape.DEFAULT.width(),
                FlowNetworkShape.DEFAULT.steps(),
                precision() == DOUBLE ? Precision.DOUBLE : Precision.SINGLE,
                !profile().equals(CODE_2021));
    }

    private RewardScale scale() {
        RewardDefaults defaults = made().defaults();
        return RewardScale.ofScores(
                settings.number("reward-exponent", defaults.exponent()),
                settings.number("reward-norm", defaults.norm()),
                settings.number("reward-floor", defaults.floor()));
    }

    private String profile() {
        return Objects.requireNonNullElse(settings.text("profile"), NO_PROFILE);
    }

    private int minBlocks() {
        return settings.whole("min-blocks", MIN_BLOCKS, 1, MoleculeEnvironment.MOST_BLOCKS);
    }

    private int maxBlocks() {
        return settings.whole("max-blocks", MAX_BLOCKS, 1, MoleculeEnvironment.MOST_BLOCKS);
    }

    private <T> T shape(ShapeSetting<T> setting) {
        return setting.in(settings.values(), setting.value());
    }

    private int precision() {
        return settings.whole("precision", PRECISION, 0, Integer.MAX_VALUE);
    }

    /**
     * Returns the settings in effect, to be recorded.
     *
     * @return names and values, files with their digests and scales that suit the reward among them
     */
    public Map<String, Object> recorded() {
        Map<String, Object> effective = new LinkedHashMap<>();
        effective.put("profile", profile());
        effective.put("blocks", FileSetting.recorded(place(), digest(vocabulary())));
        effective.put("min-blocks", minBlocks());
        effective.put("max-blocks", maxBlocks());
        effective.putAll(reward.settings());
        effective.put("reward-exponent", scale().exponent());
        effective.put("reward-norm", scale().norm());
        effective.put("reward-floor", scale().floor());
        if (!thresholds().values().isEmpty()) {
            effective.put("thresholds", thresholds().toString());
        }
        if (reward.isOutside()) {
            effective.putAll(outside.settings());
        }
        if (reward.isOutside() || reward.isCombined()) {
            effective.put("random-objects", settings.whole("random-objects", 0, 0, Integer.MAX_VALUE));
        }
        testSet().ifPresent(file -> effective.put("test-set", file.recorded("--test-set")));
        BlockGraphEngine.SETTINGS.forEach(setting -> effective.put(setting.option(), shape(setting)));
        effective.put("precision", precision());
        return effective;
    }

    private String place() {
        return blocks.text().equals(STANDARD)
                ? STANDARD
                : Path.of(blocks.text()).toAbsolutePath().normalize().toString();
    }
}
