package org.gfn4j.app.method;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.gfn4j.app.cli.Allowing;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.task.Task;
import org.gfn4j.baseline.ActorCritic;
import org.gfn4j.baseline.PathConsistency;
import org.gfn4j.baseline.Reinforce;
import org.gfn4j.objective.Objective;
import org.jspecify.annotations.Nullable;

/**
 * The methods on the command line.
 *
 * <p>Thread-safety: immutable.
 */
public final class Methods {
    /** The default. */
    static final GradientMethod FLOW_NETWORK = new FlowNetworkMethod();

    /** All methods, in the order of the help. */
    static final List<Method> ALL = List.of(
            FLOW_NETWORK,
            new RandomMethod(),
            new GradientMethod("reinforce", Methods::reinforce, Method.ON_POLICY),
            new GradientMethod("a2c", Methods::actorCritic, Method.union(Method.ON_POLICY, Method.CRITIC)),
            new ProximalPolicyMethod(),
            new GradientMethod(
                    "softql",
                    training -> new PathConsistency(training.lambda, training.loss),
                    Method.union(Method.OFF_POLICY, Set.of("--lambda", "--loss", "--target"))),
            new SoftActorCriticMethod(),
            new ChainMethod("mh", false),
            new ChainMethod("mars-grid", true),
            new ChainMethod("mars", true),
            new ChainMethod("mcmc", false));

    private Methods() {}

    private static Objective reinforce(TrainingOptions training) {
        return new Reinforce(training.methods().payment, training.methods().entropy);
    }

    private static Objective actorCritic(TrainingOptions training) {
        MethodOptions own = training.methods();
        return new ActorCritic(own.payment, own.gaeLambda, own.entropy, own.valueCoefficient);
    }

    /**
     * Finds a method.
     *
     * @param name what it is called
     * @return the method; empty where there is none of this name
     */
    public static Optional<Method> named(String name) {
        return ALL.stream().filter(method -> method.name().equals(name)).findFirst();
    }

    /**
     * Returns the methods that a task has, those of chains last.
     *
     * @param task the task
     * @return the methods
     */
    public static List<Method> of(Task task) {
        List<Method> methods =
                new ArrayList<>(ALL.stream().filter(method -> !method.isChain()).toList());
        task.chains().forEach(chain -> methods.add(named(chain).orElseThrow()));
        return methods;
    }

    /**
     * Returns what a comparison may call the methods of a task, and the options that each name stands for.
     *
     * @param task the task
     * @return values as they are written by the long name of the option without hyphens, for each name
     */
    public static Map<String, Map<String, String>> variants(Task task) {
        Map<String, Map<String, String>> variants = new LinkedHashMap<>();
        of(task).forEach(method -> variants.putAll(method.variants()));
        return variants;
    }

    /**
     * Finds the methods of a comparison.
     *
     * @param text what was written after {@code --methods}, names with commas between them
     * @param task the task
     * @return the options that each name stands for, as {@link #variants} has them
     * @throws WrongOptionException if a name is not known or listed twice; the message says which there are
     */
    public static Map<String, Map<String, String>> chosen(String text, Task task) {
        Map<String, Map<String, String>> known = variants(task);
        Map<String, Map<String, String>> chosen = new LinkedHashMap<>();
        for (String name : text.split(",", -1)) {
            Map<String, String> options = known.get(name);
            if (options == null) {
                throw wrong(text, "'" + name + "' is none of " + String.join(", ", known.keySet()));
            }
            if (chosen.put(name, options) != null) {
                throw wrong(text, "'" + name + "' is listed twice");
            }
        }
        return chosen;
    }

    private static WrongOptionException wrong(String text, String reason) {
        return new WrongOptionException("Invalid value for option '--methods': '" + text + "': " + reason);
    }

    /** Returns the names of the methods of which something is true, with commas between them. */
    static String names(Predicate<Method> filter) {
        return ALL.stream().filter(filter).map(Method::name).collect(Collectors.joining(", "));
    }

    /** Reads the name of a method. */
    static final class Converter implements Allowing<Method> {
        @Override
        public String allowed() {
            return "one of " + names(method -> true);
        }

        @Override
        public @Nullable Method read(String text) {
            return named(text).orElse(null);
        }
    }

    /** The names of all methods. */
    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Names() {
            ALL.forEach(method -> add(method.name()));
        }
    }
}
