package org.gfn4j.app.method;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.gfn4j.app.cli.DecimalNumber;
import org.gfn4j.app.cli.OptionValues;
import org.gfn4j.app.cli.ShapeOptions;
import org.gfn4j.app.cli.WholeNumber;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.data.DataFile;
import org.gfn4j.app.task.Task;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.evaluation.VisitedWindow;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.Engine;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.ShapeSetting;
import org.gfn4j.objective.Regression;
import org.gfn4j.reward.LogReward;
import org.gfn4j.sampling.ExplorationSchedule;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.task.Problem;
import org.gfn4j.training.RateSchedule;
import org.gfn4j.training.TrainingSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/**
 * The options of {@code train} that every task shares. A field's initial value is the default.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class TrainingOptions {
    private static final int EVALUATIONS = 50;
    private static final int CHECKPOINTS = 10;
    private static final int LONGEST_GAP = 5_000;
    private static final int STATES_FOR_ALL_EVALUATIONS = 50_000;

    /** The backward policies to choose from. */
    public enum BackwardName {
        UNIFORM(BackwardPolicy.UNIFORM),
        LEARNED(BackwardPolicy.LEARNED);

        private final BackwardPolicy policy;

        BackwardName(BackwardPolicy policy) {
            this.policy = policy;
        }

        /** Returns the policy of this name. */
        BackwardPolicy policy() {
            return policy;
        }
    }

    @Mixin
    private MethodOptions methods = new MethodOptions();

    @Option(names = "--objective", paramLabel = "NAME", description = "Loss that a flow network minimises.")
    private ObjectiveName objective = ObjectiveName.TB;

    @Option(
            names = "--lambda",
            paramLabel = "NUMBER",
            description = "subtb, fl-subtb, softql: weight of a sub-trajectory for each of its edges.")
    @DecimalNumber(above = 0, max = 1000)
    double lambda = 0.9;

    @Option(names = "--loss", paramLabel = "NAME", description = "Function of a residual.")
    Regression loss = Regression.SQUARED;

    @Option(names = "--fm-epsilon", paramLabel = "NUMBER", description = "fm: added to flows inside the logarithms.")
    @DecimalNumber(min = 0, max = 1)
    double fmEpsilon = 0;

    @Option(
            names = "--leaf-coefficient",
            paramLabel = "NUMBER",
            description = "fm: weight of the mean over terminal states; default: one mean over all.")
    @DecimalNumber(above = 0, max = 1e6)
    private @Nullable Double leafCoefficient;

    @Option(
            names = "--backward",
            paramLabel = "NAME",
            description = "Backward policy; with fm it follows from the flows.")
    BackwardName backward = BackwardName.LEARNED;

    @Option(names = "--iterations", paramLabel = "NUMBER", description = "Optimiser steps.")
    @WholeNumber(min = 1, max = 1_000_000_000)
    private int iterations = 12_500;

    @Option(
            names = "--budget",
            paramLabel = "NUMBER",
            description =
                    "Reward requests until the run ends, including repeated objects, if --iterations is not given.")
    @WholeNumber(min = 1, max = 1_000_000_000)
    private @Nullable Integer budget;

    @Option(
            names = "--batch",
            paramLabel = "NUMBER",
            description = "Trajectories in one iteration, or number of chains.")
    @WholeNumber(min = 1, max = 1_000_000)
    private int batch = 16;

    private final ShapeOptions shape;

    @Mixin
    @SuppressWarnings("UnusedVariable") // read off the command line
    private final CommandSpec shapeSpec;

    @Option(names = "--learning-rate", paramLabel = "NUMBER", description = "Step size of Adam.")
    @DecimalNumber(above = 0, max = 100)
    private double learningRate = 2e-3;

    @Option(
            names = "--logz-learning-rate",
            paramLabel = "NUMBER",
            description = "tb: the same for log Z; sac: for the temperature.")
    @DecimalNumber(above = 0, max = 100)
    private double logZLearningRate = 0.1;

    @Option(
            names = "--log-z",
            paramLabel = "auto|NUMBER",
            converter = InitialLogZ.Converter.class,
            description = "tb: where log Z starts; auto estimates it from the first batch. Default ${DEFAULT-VALUE}.")
    private InitialLogZ logZ = InitialLogZ.AUTO;

    @Option(names = "--schedule", paramLabel = "NAME", description = "Schedule of both learning rates.")
    private RateSchedule schedule = RateSchedule.COSINE;

    @Option(names = "--weight-decay", paramLabel = "NUMBER", description = "Decoupled weight decay.")
    @DecimalNumber(min = 0, max = 1000)
    private double weightDecay = 0;

    @Option(names = "--clip", paramLabel = "NUMBER", description = "Largest norm of a gradient; default: not limited.")
    @DecimalNumber(above = 0)
    private @Nullable Double clip;

    @Option(
            names = "--epsilon",
            paramLabel = "SCHEDULE",
            converter = ScheduleOption.Share.class,
            description =
                    "Share of actions drawn uniformly; 0.5:0 falls over the run, 0.5:0:2000 within 2000 iterations."
                            + " Default ${DEFAULT-VALUE}; from 0 to 1.")
    private ScheduleOption epsilon = ScheduleOption.constant(0);

    @Option(
            names = "--temperature",
            paramLabel = "SCHEDULE",
            converter = ScheduleOption.Temperature.class,
            description = "Divisor of the logits when actions are drawn; chains: divisor of the gain in log-reward. A "
                    + "number or a schedule. Default ${DEFAULT-VALUE}; above 0.")
    private ScheduleOption temperature = ScheduleOption.constant(1);

    @Mixin
    OffPolicyOptions offPolicy = new OffPolicyOptions();

    @Option(
            names = "--window",
            paramLabel = "NUMBER",
            description = "Number of last visited objects for the sampled figures.")
    @WholeNumber(min = 1, max = 1_000_000_000)
    private int window = VisitedWindow.DEFAULT_CAPACITY;

    @Option(
            names = "--evaluate-every",
            paramLabel = "NUMBER",
            description = "Iterations between evaluations; default: a fiftieth of all, more in a large space.")
    @WholeNumber(min = 1, max = 1_000_000_000)
    private @Nullable Integer evaluateEvery;

    @Option(
            names = "--exact-limit",
            paramLabel = "NUMBER",
            description = "Largest number of states to enumerate for exact figures; 0 for none.")
    @WholeNumber(min = 0, max = 100_000_000)
    private int exactLimit = StateGraph.DEFAULT_LIMIT;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "NUMBER",
            description = "Iterations between checkpoints; default: a tenth of all, at most 5000.")
    @WholeNumber(min = 1, max = 1_000_000_000)
    private @Nullable Integer checkpointEvery;

    @Option(names = "--keep", paramLabel = "NUMBER", description = "Number of newest checkpoints to keep.")
    @WholeNumber(min = 1, max = 1_000_000)
    private int keep = 2;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "Seed of every draw.")
    @WholeNumber(min = 0)
    private long seed = 0;

    @Option(
            names = "--run",
            paramLabel = "FOLDER",
            description = "New or empty folder for the results; default: a new one in runs/.")
    private @Nullable String run;

    /**
     * Makes options with their defaults.
     *
     * @param shape the settings of the shape of networks that there are options for
     */
    public TrainingOptions(List<ShapeSetting<?>> shape) {
        this.shape = new ShapeOptions(shape);
        shapeSpec = this.shape.spec();
    }

    /** Returns the method and its options. */
    public MethodOptions methods() {
        return methods;
    }

    /** Returns the method. */
    public Method method() {
        return methods.method;
    }

    /** Returns what a run is called by: its method, and the objective where that is a flow network. */
    public String methodLabel() {
        return method().label(this);
    }

    public ObjectiveName objective() {
        return objective;
    }

    /** Returns the weight that fm gives to terminal states; empty for a plain mean. */
    OptionalDouble leafCoefficient() {
        return leafCoefficient == null ? OptionalDouble.empty() : OptionalDouble.of(leafCoefficient);
    }

    /**
     * Returns an engine in the shape that was asked for.
     *
     * @param engine the engine of a problem
     * @param <S> the type of a state
     * @return the engine of networks of this shape
     */
    public <S> Engine<S> shaped(Engine<S> engine) {
        return engine.withShape(shape.shape());
    }

    /** Makes what learns, with fresh weights. */
    <S> FlowModel<S> model(Problem<S> problem) {
        return shaped(problem.engine())
                .model(method().backwardPolicy(this), new RandomStreams(seed).generator(Purpose.INITIALISATION));
    }

    /** Returns how many steps of the optimiser there are, at most where there is a budget. */
    public int iterations() {
        return budget == null ? iterations : Math.toIntExact(Math.min(Integer.MAX_VALUE, iterationsFor(budget)));
    }

    /**
     * Returns how many steps there are in all where a run is resumed, whose earlier budget may have ended in a smaller round.
     *
     * @param done the steps that it has done
     * @param requests the requests for a reward that it has made
     */
    public int iterations(long done, long requests) {
        return budget == null || requests > budget
                ? iterations()
                : (int) Math.max(iterations(), Math.min(Integer.MAX_VALUE, done + iterationsFor(budget - requests)));
    }

    private long iterationsFor(long requests) {
        if (offPolicy.asynchronous) {
            return requests * (1L + GradientMethod.PATIENCE);
        }
        return method().iterations(requests, this);
    }

    /** Returns how many requests for a reward end the run; empty where only its iterations do. */
    public OptionalLong budget() {
        return budget == null ? OptionalLong.empty() : OptionalLong.of(budget);
    }

    /** Returns the log-reward of training, which answers no more requests than the budget. */
    <S> LogReward<S> logReward(Problem<S> problem) {
        return budget == null ? problem.logReward() : problem.logReward().withBudget(budget);
    }

    /**
     * Reads the stored objects.
     *
     * @param problem what is trained on
     * @param <S> the type of a state
     * @return the objects; null where no file is given
     * @throws WrongOptionException if the file cannot be read, or its unknown log-rewards alone need the whole budget
     */
    public <S> @Nullable DataFile<S> readData(Problem<S> problem) {
        DataFile<S> data = offPolicy.readData(problem);
        if (data != null && budget != null) {
            long unknown =
                    Arrays.stream(data.logRewards()).filter(Double::isNaN).count();
            if (unknown >= budget) {
                throw new WrongOptionException("Invalid value for option '--budget': '" + budget + "' must be more than"
                        + " the " + unknown + " objects of --data without a log-reward, which are rewarded first");
            }
        }
        return data;
    }

    public int batch() {
        return batch;
    }

    /** Returns the options for the shape of the networks. */
    public ShapeOptions shape() {
        return shape;
    }

    /** Returns how the model learns. */
    public TrainingSettings trainingSettings() {
        return new TrainingSettings(
                iterations(),
                learningRate,
                logZLearningRate,
                schedule,
                weightDecay,
                clip == null ? OptionalDouble.empty() : OptionalDouble.of(clip),
                logZ.value());
    }

    /** Returns how far the draws depart from the policy. */
    ExplorationSchedule exploration() {
        return new ExplorationSchedule(epsilon.schedule(iterations()), temperature.schedule(iterations()));
    }

    /** Returns the size of the window of visits, which needs no room for more of them than there will be. */
    public int window() {
        return (int) Math.min(window, method().visits(this));
    }

    /**
     * Returns the number of iterations between evaluations.
     *
     * @param states how many states an evaluation goes through
     */
    public int evaluateEvery(int states) {
        if (evaluateEvery != null) {
            return evaluateEvery;
        }
        long evaluations =
                (long) EVALUATIONS * STATES_FOR_ALL_EVALUATIONS / Math.max(states, STATES_FOR_ALL_EVALUATIONS);
        return (int) Math.max(1, iterations() / Math.max(1, evaluations));
    }

    /** Returns the number of iterations between checkpoints. */
    public int checkpointEvery() {
        return checkpointEvery != null
                ? checkpointEvery
                : Math.max(1, Math.min(LONGEST_GAP, iterations() / CHECKPOINTS));
    }

    /** Returns how many checkpoints are kept. */
    public int keep() {
        return keep;
    }

    /** Returns the largest number of states to enumerate. */
    public int exactLimit() {
        return exactLimit;
    }

    public long seed() {
        return seed;
    }

    /** Sets the seed, for the next of several runs. */
    public void seed(long newSeed) {
        seed = newSeed;
    }

    /** Returns the folder that was requested, as it was written. */
    public Optional<String> run() {
        return Optional.ofNullable(run);
    }

    /**
     * Checks that the options go together, and lets what ends the run be what was given.
     *
     * @param given tells whether an option was written on the command line or in a configuration
     * @throws WrongOptionException if they do not; the message names the option and says what is allowed
     */
    public void check(Predicate<String> given) {
        method().check(this, given);
        boolean implied = budget != null && !given.test("--budget"); // by the task, or by a profile
        if (implied && (given.test("--iterations") || !offPolicy.asksForRewards())) {
            budget = null;
        }
        if (budget != null && given.test("--iterations")) {
            throw new WrongOptionException("Invalid value for option '--budget': '" + budget
                    + "' cannot be combined with --iterations, as either ends the run; leave one of them out");
        }
    }

    /**
     * Checks that the options go with what is trained on.
     *
     * @param problem what is trained on
     * @throws WrongOptionException if they do not; the message names the option and says what is allowed
     */
    public void check(Problem<?> problem) {
        offPolicy.check(method(), batch, problem);
        method().check(this);
        if (budget != null && !offPolicy.asksForRewards()) {
            throw new WrongOptionException("Invalid value for option '--budget': '" + budget
                    + "' would never be used up, because all objects come from --data; use --iterations");
        }
    }

    /**
     * Finds options that have no effect.
     *
     * @param given tells whether an option was written on the command line
     * @return a line for each option that the objective does not look at
     */
    public List<String> withoutEffect(Predicate<String> given) {
        return Stream.concat(method().withoutEffect(this, given).stream(), offPolicy.withoutEffect(given).stream())
                .toList();
    }

    /**
     * Returns all options in effect of a task and its training.
     *
     * @param task the task
     * @return names without leading hyphens and values, the name of the task first
     */
    public Map<String, Object> settings(Task task) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("task", task.name());
        settings.putAll(task.settings());
        settings.putAll(settings());
        return settings;
    }

    /**
     * Returns the options in effect, those that do not apply to the method or its objective left out.
     *
     * @return names without leading hyphens and values, in the order of the help
     */
    public Map<String, Object> settings() {
        Map<String, @Nullable Object> recorded = offPolicy.recorded();
        recorded.put("iterations", budget == null ? iterations : null);
        recorded.put("log-z", logZ.setting());
        recorded.put("epsilon", epsilon.setting());
        recorded.put("temperature", temperature.setting());
        recorded.put("checkpoint-every", checkpointEvery());
        recorded.put("run", null);
        Map<String, Object> settings = OptionValues.of(this, recorded);
        settings.keySet().removeIf(setting -> !method().heeds("--" + setting, this));
        return settings;
    }
}
