package org.gfn4j.app.task;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.gfn4j.app.cli.DecimalNumber;
import org.gfn4j.app.cli.NamedCommand;
import org.gfn4j.app.cli.ShapeOptions;
import org.gfn4j.app.cli.WholeNumber;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.model.Engine;
import org.gfn4j.model.PerceptronEngine;
import org.gfn4j.model.ShapeSetting;
import org.gfn4j.network.ProductRate;
import org.gfn4j.rewards.Launch;
import org.gfn4j.task.Problem;

/**
 * A problem that the command line knows: its name, its options and what they build.
 *
 * <p>One class adds a task. It is public, has a public constructor without arguments, is annotated with picocli's
 * {@code @Command} and its options, which are fields, with {@code @Option}, and it is named in the file
 * {@code META-INF/services/org.gfn4j.app.task.Task} of its jar. A field's initial value is the default. {@link WholeNumber} and {@link DecimalNumber} give a field its range; the
 * names of an enumeration appear in lower case with hyphens. The help of an option is completed with both.
 *
 * <p>Thread-safety: an instance belongs to one command and is confined to its thread.
 */
public interface Task {

    /**
     * Returns the name by which the task is called.
     *
     * @return a word in lower case, with hyphens where needed
     */
    String name();

    /**
     * Returns what is built and what is rewarded.
     *
     * @return one line, without a full stop
     */
    String description();

    /**
     * Returns what one finished object is called.
     *
     * @return a noun in the singular
     */
    default String objectName() {
        return "object";
    }

    /**
     * Builds the problem from the options.
     *
     * @return the problem
     * @throws WrongOptionException if options do not go together; the message names them and says what is allowed
     */
    Problem<?> problem();

    /**
     * Returns the defaults of options of every task that suit this task better than the common ones.
     *
     * @return values as they are written, by the long name of the option without hyphens
     */
    default Map<String, String> defaults() {
        return Map.of();
    }

    /**
     * Returns what training has options for: settings of the shape of the problem's engine.
     *
     * @return those of a perceptron unless overridden; none where the task has {@link ShapeOptions} of its own
     */
    default List<ShapeSetting<?>> shape() {
        return PerceptronEngine.SETTINGS;
    }

    /**
     * Returns what the options of this task imply for others, of this task or of every task, where those are given neither
     * on the command line nor in a configuration: a profile. Called when the options of the task are set.
     *
     * @return values as they are written, by the long name of the option without hyphens
     */
    default Map<String, String> profile() {
        return Map.of();
    }

    /**
     * Returns what the task measures, shows and writes of its own.
     *
     * @param problem what {@link #problem} returned
     * @param <S> the type of a state
     * @return the study; by default one that does nothing
     */
    default <S> Study<S> study(Problem<S> problem) {
        return Study.none();
    }

    /**
     * Returns the endings of files of formats of its own that {@code sample} writes, those of {@link SampleForm#endings}.
     * Options of this instance do not matter.
     *
     * @return endings in lower case, without a dot
     */
    default List<String> sampleEndings() {
        return List.of();
    }

    /**
     * Returns the methods of chains that the task has: which of {@code mh} and {@code mcmc}, uniform edits, and of {@code mars}
     * and {@code mars-grid}, edits learned by imitation.
     *
     * @return names for {@code --method}
     */
    default List<String> chains() {
        return List.of("mh", "mars");
    }

    /**
     * Returns the space in which objects are edited.
     *
     * @param problem what {@link #problem} returned
     * @param <S> the type of a state
     * @return an environment of the same objects whose edges in are its forward edges; by default that of the problem
     */
    default <S> DiscreteEnvironment<S> editingEnvironment(Problem<S> problem) {
        return problem.environment();
    }

    /**
     * Returns what edits are learned with.
     *
     * @param problem what {@link #problem} returned
     * @param <S> the type of a state
     * @return an engine of models of {@link #editingEnvironment} with a learned backward policy; by default that of the
     *     problem
     */
    default <S> Engine<S> editingEngine(Problem<S> problem) {
        return problem.engine();
    }

    /**
     * Returns the values of options that suit a method better on this task than those that suit it on every task.
     *
     * @param method the name of a method
     * @return values as they are written, by the long name of the option without hyphens
     */
    default Map<String, String> methodDefaults(String method) {
        return Map.of();
    }

    /**
     * Returns what a comparison of runs shows of the task. Options of this instance do not matter, and the runs may be going
     * on, have been interrupted, or have lost files.
     *
     * @param methods the runs, all of this task
     * @param common what a comparison shows of any task: visits, exact figures and modes
     * @return what it shows; by default only what is common
     * @throws java.io.UncheckedIOException if a file of a run is there and cannot be read
     */
    default ComparisonStudy comparison(List<RunGroup> methods, ComparisonStudy common) {
        return common;
    }

    /**
     * Returns the options of this task that say how is learned and measured, not what is built and rewarded: runs that differ
     * in them alone have the same problem.
     *
     * @return long names without hyphens
     */
    default Set<String> learningOptions() {
        return Set.of();
    }

    /**
     * Returns commands that the task adds to those that every task has. Options of this instance do not matter.
     *
     * @return commands, in the order to show them in
     */
    default List<NamedCommand> commands() {
        return List.of();
    }

    /**
     * Returns why the environment need not keep the rules that {@code verify} checks.
     *
     * @return a sentence without a full stop; empty where it must keep them, as every environment should
     */
    default Optional<String> exemption() {
        return Optional.empty();
    }

    /**
     * Returns what {@code bench} measures by default.
     *
     * @return cases, in the order to measure them in; either all of them have options of their own or none has
     */
    default List<BenchCase> benchCases() {
        return List.of(
                new BenchCase("tb", 16), new BenchCase("db", 16), new BenchCase("subtb", 16), new BenchCase("fm", 16));
    }

    /**
     * Returns the defaults of options of {@code bench} that suit this task better than those of the task and of
     * {@code train}.
     *
     * @return values as they are written, by the long name of the option without hyphens
     */
    default Map<String, String> benchDefaults() {
        return Map.of();
    }

    /**
     * Returns what {@code bench} calls a case with the options of this instance.
     *
     * @return a word with hyphens where needed
     */
    default String benchName() {
        return name();
    }

    /**
     * Measures large matrix products by the means of this task's networks on the calling thread, for what an iteration takes
     * to be compared with.
     *
     * @return multiply-adds a second of a 512×512×512 product in single precision
     */
    default double multiplyAddsPerSecond() {
        return ProductRate.ofKernel();
    }

    /**
     * Finds options that have no effect.
     *
     * @param given tells whether an option was written on the command line
     * @return a line for each option of this task that others make useless
     */
    default List<String> withoutEffect(Predicate<String> given) {
        return List.of();
    }

    /**
     * Returns what the problem would start, load or connect to as its options are set. Nothing is started to find out.
     *
     * @return programs, models, networks and databases that options name; by default none
     */
    default List<Launch> launches() {
        return List.of();
    }

    /**
     * Has {@link #problem} do without what may not be started: rewards that need it are outside ones, which fail when they are
     * requested.
     *
     * @param allowed tells what of {@link #launches} may be started, which is everything where this is not called
     */
    default void permit(Predicate<Launch> allowed) {}

    /**
     * Returns the options in effect, for the record of a run.
     *
     * @return names without leading hyphens and values (numbers, strings, booleans), in the order to show them in
     */
    Map<String, Object> settings();
}
