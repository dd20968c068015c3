package org.gfn4j.app.method;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.gfn4j.app.data.DataFile;
import org.gfn4j.app.report.VerdictRules.Aim;
import org.gfn4j.app.task.Task;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.task.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A search method on the command line: its options, what suits it, what it checks and the parts that its runs are made of.
 *
 * <p>Thread-safety: immutable.
 */
public abstract class Method {
    /** The options of training that every method has. */
    static final Set<String> COMMON = Set.of(
            "--method",
            "--iterations",
            "--budget",
            "--batch",
            "--window",
            "--evaluate-every",
            "--exact-limit",
            "--checkpoint-every",
            "--keep",
            "--seed",
            "--run");

    /** Those of networks that learn, beside the ones for their shape. */
    static final Set<String> LEARNING =
            Set.of("--learning-rate", "--schedule", "--weight-decay", "--clip", "--epsilon");

    /** Those of methods that learn from what another policy has visited, too. */
    static final Set<String> OFF_POLICY = Set.of("--replay", "--replay-form", "--data", "--off-policy", "--mix");

    /** Those of reinforcement learning from the latest trajectories of the policy. */
    static final Set<String> ON_POLICY = Set.of("--payment", "--entropy");

    /** Those of methods with a value function. */
    static final Set<String> CRITIC = Set.of("--gae-lambda", "--value-coefficient");

    private final String name;
    private final Set<String> options;

    /**
     * Makes a method.
     *
     * @param name what it is called on the command line
     * @param options the options that it has beside {@link #COMMON}
     */
    Method(String name, Set<String> options) {
        this.name = name;
        this.options = options;
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    static Set<String> union(Set<String>... options) {
        return Arrays.stream(options).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns what the method is called.
     *
     * @return a word in lower case, with hyphens where needed
     */
    public final String name() {
        return name;
    }

    /**
     * Returns the options that this method has and some other has not.
     *
     * @return names with hyphens
     */
    public final Set<String> options() {
        return options;
    }

    /** Returns what a comparison may call the method, with values of options without hyphens for each name. */
    Map<String, Map<String, String>> variants() {
        return Map.of(name, Map.of("method", name));
    }

    /** Tells whether the method edits objects in chains, so that it has no policy to draw from. */
    boolean isChain() {
        return false;
    }

    /** Tells whether the method may learn from what another policy has visited. */
    final boolean learnsOffPolicy() {
        return options.containsAll(OFF_POLICY);
    }

    /** Returns the values of options that suit the method better than the common ones, for every task. */
    Map<String, String> ownDefaults() {
        return learnsOffPolicy() ? Map.of("epsilon", "0") : Map.of("replay", ReplayOption.NONE, "epsilon", "0");
    }

    /**
     * Returns what an option has where neither a configuration nor the command line gives it a value and it is not the default
     * of the task for all methods.
     *
     * @param task the task, whose options may imply values
     * @return values as they are written, by the long name of the option without hyphens
     */
    public Map<String, String> defaults(Task task) {
        Map<String, String> defaults = new LinkedHashMap<>(task.profile());
        defaults.putAll(ownDefaults());
        defaults.putAll(task.methodDefaults(name));
        return defaults;
    }

    /** Returns what a run is called by. */
    String label(TrainingOptions training) {
        return name;
    }

    /** Returns the backward policy of what learns. */
    BackwardPolicy backwardPolicy(TrainingOptions training) {
        return BackwardPolicy.UNIFORM;
    }

    private boolean has(String option, TrainingOptions training) {
        boolean shapes = training.shape().spec().findOption(option) != null;
        return COMMON.contains(option) || options.contains(shapes ? "--learning-rate" : option);
    }

    /** Tells whether an option of training has an effect. */
    boolean heeds(String option, TrainingOptions training) {
        return has(option, training);
    }

    /** Returns a line for each option that is given and has no effect. */
    List<String> withoutEffect(TrainingOptions training, Predicate<String> given) {
        Set<String> special = new TreeSet<>(training.shape().spec().optionsMap().keySet());
        Methods.ALL.forEach(method -> special.addAll(method.options));
        return special.stream()
                .filter(option -> given.test(option) && !has(option, training))
                .map(option -> "option '" + option + "' has no effect with --method " + name + "; it is for "
                        + Methods.names(method -> method.has(option, training)))
                .toList();
    }

    /** Returns how many iterations it takes to make some requests for a reward. */
    long iterations(long requests, TrainingOptions training) {
        int perBatch = training.offPolicy.requestsPerBatch(training.batch());
        return (requests + perBatch - 1) / perBatch;
    }

    /** Returns how many objects are visited, at most. */
    long visits(TrainingOptions training) {
        return (long) training.iterations() * training.batch();
    }

    /** Refuses options that were given, on the command line or in a configuration, and do not go together. */
    void check(TrainingOptions training, Predicate<String> given) {}

    /** Refuses values of options that do not go together, after the checks of all methods. */
    void check(TrainingOptions training) {}

    /**
     * Returns what a run aims at.
     *
     * @param config what {@code config.yaml} holds
     * @return what its figures are judged by
     */
    public Aim aim(Map<String, ? extends @Nullable Object> config) {
        return Aim.OTHER;
    }

    /**
     * Puts a run together.
     *
     * @param task the task
     * @param problem what is trained on
     * @param training how it is trained, checked
     * @param data the stored objects; null where there are none
     * @param <S> the type of a state
     * @return the parts, to be closed by the caller
     */
    public abstract <S> RunParts<S> parts(
            Task task, Problem<S> problem, TrainingOptions training, @Nullable DataFile<S> data);

    @Override
    public final String toString() {
        return name;
    }
}
