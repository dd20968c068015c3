package org.gfn4j.app.molecules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.gfn4j.app.cli.CommandGroup;
import org.gfn4j.app.cli.NamedCommand;
import org.gfn4j.app.cli.OptionValues;
import org.gfn4j.app.cli.ShapeOptions;
import org.gfn4j.app.cli.WholeNumber;
import org.gfn4j.app.reward.RewardStudy;
import org.gfn4j.app.task.BenchCase;
import org.gfn4j.app.task.ComparisonStudy;
import org.gfn4j.app.task.RunGroup;
import org.gfn4j.app.task.Study;
import org.gfn4j.app.task.Task;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.model.Engine;
import org.gfn4j.model.ShapeSetting;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.Code2021Environment;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.molecules.asset.AssetCatalogue;
import org.gfn4j.molecules.asset.AssetFolder;
import org.gfn4j.molecules.baseline.EditingEngine;
import org.gfn4j.molecules.baseline.EditingNetworkShape;
import org.gfn4j.molecules.flow.BlockGraphEngine;
import org.gfn4j.molecules.task.MoleculeProblems;
import org.gfn4j.molecules.task.MoleculeSettings;
import org.gfn4j.rewards.Launch;
import org.gfn4j.task.Problem;
import org.gfn4j.task.TaskSettings;
import org.gfn4j.torch.MatmulRate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/**
 * The molecules of Bengio et al. 2021, assembled block by block.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command
@SuppressWarnings("UnusedVariable") // read off the command line
public final class MoleculesTask implements Task {
    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Defaults for other options: paper has those of Bengio et al. 2021, code2021 those of its "
                    + "code, which counts edges differently and passes messages in one direction.")
    private Profile profile = Profile.NONE;

    @Option(
            names = "--blocks",
            paramLabel = "FILE",
            description = "Building blocks, as 'gfn4j molecules mine-blocks' writes them. Default: those of gfn4j.")
    private @Nullable String blocks;

    @Option(
            names = "--min-blocks",
            paramLabel = "NUMBER",
            description = "Number of blocks from which on a molecule may end.")
    @WholeNumber(min = 1, max = MoleculeEnvironment.MOST_BLOCKS)
    private int minBlocks = MoleculeSettings.MIN_BLOCKS;

    @Option(names = "--max-blocks", paramLabel = "NUMBER", description = "Largest number of blocks.")
    @WholeNumber(min = 1, max = MoleculeEnvironment.MOST_BLOCKS)
    private int maxBlocks = MoleculeSettings.MAX_BLOCKS;

    @Mixin
    private RewardOptions reward = new RewardOptions();

    @Option(
            names = "--test-set",
            paramLabel = "FILE",
            description =
                    "Block graphs in JSON whose exact log-probabilities are compared with their log-rewards at the"
                            + " end.")
    private @Nullable String testSet;

    @Mixin
    private final CommandSpec shape = new ShapeOptions(BlockGraphEngine.SETTINGS).spec();

    @Option(
            names = "--precision",
            paramLabel = "BITS",
            description = "Precision of the network in bits, 32 or 64. Default ${DEFAULT-VALUE}.")
    private int precision = MoleculeSettings.PRECISION;

    private Map<String, Object> values = Map.of();
    private @Nullable MoleculeSettings settings;
    private @Nullable Predicate<Launch> allowed;

    /** Makes a task with the default options. */
    public MoleculesTask() {}

    /** Returns what the options say: the same for as long as they are the same, as rewards are remembered. */
    private MoleculeSettings own() {
        Map<String, Object> present = OptionValues.of(this, Map.of());
        MoleculeSettings known = settings;
        if (known == null || !present.equals(values)) {
            known = new MoleculeSettings(
                    new TaskSettings(present), reward.choice().outside().rewards());
            if (allowed != null) {
                known.permit(allowed);
            }
            settings = known;
            values = present;
        }
        return known;
    }

    @Override
    public String name() {
        return MoleculeProblems.TASK;
    }

    @Override
    public String description() {
        return "molecules assembled block by block, rewarded by a score (Bengio et al. 2021)";
    }

    @Override
    public String objectName() {
        return "molecule";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("backward", "uniform");
        defaults.put("budget", "5000");
        defaults.put("batch", "8");
        defaults.put("learning-rate", "0.0005");
        defaults.put("logz-learning-rate", "0.05");
        defaults.put("schedule", "constant");
        defaults.put("epsilon", "0.05");
        defaults.put("replay", "prioritised:5000");
        defaults.put("window", "10000");
        defaults.put("exact-limit", "0");
        defaults.put("max-states", "0");
        defaults.put("walks", "200");
        return defaults;
    }

    @Override
    public List<ShapeSetting<?>> shape() {
        return List.of();
    }

    @Override
    public Map<String, String> profile() {
        return profile.implied();
    }

    @Override
    public List<String> sampleEndings() {
        return MoleculeSamples.ENDINGS;
    }

    @Override
    public List<String> chains() {
        return List.of("mars", "mcmc");
    }

    @Override
    @SuppressWarnings("unchecked") // the problem is that of this task
    public <S> DiscreteEnvironment<S> editingEnvironment(Problem<S> problem) {
        return (DiscreteEnvironment<S>) exact(problem.environment());
    }

    /** An editing network on the atoms, as in MARS. */
    @Override
    @SuppressWarnings("unchecked") // the problem is that of this task
    public <S> Engine<S> editingEngine(Problem<S> problem) {
        return (Engine<S>) new EditingEngine(exact(problem.environment()), EditingNetworkShape.DEFAULT);
    }

    /** Returns the environment whose edges in are its forward edges. */
    static MoleculeEnvironment exact(DiscreteEnvironment<?> environment) {
        return environment instanceof Code2021Environment counted ? counted.exact() : (MoleculeEnvironment) environment;
    }

    @Override
    public Map<String, String> methodDefaults(String method) {
        return profile.implied(method, reward.choice().settings().predictsDocking());
    }

    @Override
    public Map<String, String> benchDefaults() {
        return Map.of("warm-up", "10", "iterations", "20");
    }

    @Override
    public double multiplyAddsPerSecond() {
        return MatmulRate.multiplyAddsPerSecond();
    }

    @Override
    public List<BenchCase> benchCases() {
        return List.of(
                new BenchCase("fm", 4), new BenchCase("tb", 64), new BenchCase("db", 64), new BenchCase("subtb", 64));
    }

    @Override
    public ComparisonStudy comparison(List<RunGroup> methods, ComparisonStudy common) {
        return new MoleculesComparison(methods).study(common);
    }

    @Override
    public Set<String> learningOptions() {
        return Set.of("profile", "width", "steps", "precision", "test-set");
    }

    @Override
    public List<NamedCommand> commands() {
        return List.of(
                CommandGroup.named(
                        name(),
                        "Makes the building blocks of molecules.",
                        () -> Map.of("mine-blocks", new MineBlocksCommand())),
                CommandGroup.named(
                        "reward", "Rewards objects from a file.", () -> Map.of("score", new RewardScoreCommand())),
                CommandGroup.named("proxy", "Trains and uses networks that score molecules.", () -> {
                    Map<String, Object> proxy = new LinkedHashMap<>();
                    proxy.put("train", new ProxyTrainCommand());
                    proxy.put("evaluate", new ProxyEvaluateCommand());
                    proxy.put("score", new ProxyScoreCommand());
                    return proxy;
                }),
                CommandGroup.named(
                        "assets", "Lists and installs files that gfn4j can use but does not contain.", () -> {
                            AssetCatalogue catalogue = AssetCatalogue.standard();
                            AssetFolder folder = AssetFolder.standard();
                            Map<String, Object> assets = new LinkedHashMap<>();
                            assets.put("list", new AssetsListCommand(catalogue, folder));
                            assets.put("install", new AssetsInstallCommand(catalogue, folder, AssetDownload.STANDARD));
                            return assets;
                        }));
    }

    @Override
    public Optional<String> exemption() {
        return profile == Profile.CODE2021
                ? Optional.of("the profile code2021 counts the edges into a molecule as the code of Bengio et al. "
                        + "2021 did; they are not always the reversed forward edges")
                : Optional.empty();
    }

    @Override
    public Problem<?> problem() {
        return own().problem();
    }

    @Override
    @SuppressWarnings("unchecked") // the problem is that of this task
    public <S> Study<S> study(Problem<S> problem) {
        Problem<BlockMolecule> molecules = (Problem<BlockMolecule>) problem;
        MoleculesStudy study = new MoleculesStudy(molecules, own());
        return (Study<S>) RewardStudy.around(study, molecules, reward.random());
    }

    @Override
    public List<Launch> launches() {
        return own().launches();
    }

    @Override
    public void permit(Predicate<Launch> permission) {
        allowed = permission;
        settings = null;
        own();
    }

    @Override
    public Map<String, Object> settings() {
        return own().recorded();
    }
}
