package org.gfn4j.app.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gfn4j.app.cli.ChoiceConverter;
import org.gfn4j.app.task.Task;

/**
 * The methods on the command line, and the options that only some of them have.
 *
 * <p>Thread-safety: immutable.
 */
public enum MethodName {
    GFLOWNET,
    RANDOM,
    REINFORCE,
    A2C,
    PPO,
    SOFTQL,
    SAC,
    MH,
    MARS_GRID,
    MARS,
    MCMC;

    private static final Set<MethodName> IMITATING = EnumSet.of(MARS, MARS_GRID);
    private static final Set<MethodName> CHAINS = EnumSet.of(MH, MARS_GRID, MARS, MCMC);
    private static final Set<MethodName> OFF_POLICY = EnumSet.of(GFLOWNET, SOFTQL, SAC);
    private static final Set<MethodName> ON_POLICY = EnumSet.of(REINFORCE, A2C, PPO);
    private static final Set<MethodName> LEARNING =
            EnumSet.of(GFLOWNET, REINFORCE, A2C, PPO, SOFTQL, SAC, MARS, MARS_GRID);

    /** The options that are not for every method, those that are for some objectives of a flow network aside. */
    private static final Map<String, Set<MethodName>> SPECIAL = special();

    private static Map<String, Set<MethodName>> special() {
        Map<String, Set<MethodName>> options = new TreeMap<>();
        for (String option : List.of(
                "--objective", "--backward", "--fm-epsilon", "--leaf-coefficient", "--log-z", "--asynchronous")) {
            options.put(option, EnumSet.of(GFLOWNET));
        }
        for (String option : List.of("--lambda", "--loss", "--target")) {
            options.put(option, EnumSet.of(GFLOWNET, SOFTQL));
        }
        options.put("--logz-learning-rate", EnumSet.of(GFLOWNET, SAC));
        for (String option : List.of(
                "--hidden", "--layers", "--activation", "--learning-rate", "--schedule", "--weight-decay", "--clip")) {
            options.put(option, LEARNING);
        }
        for (String option : List.of("--replay", "--replay-form", "--data", "--off-policy", "--mix")) {
            options.put(option, OFF_POLICY);
        }
        options.put("--epsilon", LEARNING);
        options.put("--temperature", EnumSet.complementOf(EnumSet.of(RANDOM)));
        options.put("--payment", EnumSet.of(REINFORCE, A2C, PPO, SAC));
        options.put("--entropy", ON_POLICY);
        options.put("--gae-lambda", EnumSet.of(A2C, PPO));
        options.put("--value-coefficient", EnumSet.of(A2C, PPO));
        for (String option : List.of("--clip-ratio", "--round", "--round-steps")) {
            options.put(option, EnumSet.of(PPO));
        }
        options.put("--target-share", EnumSet.of(SAC));
        options.put("--target-entropy", EnumSet.of(SAC));
        options.put("--visits", CHAINS);
        for (String option : List.of("--imitation-steps", "--imitation-batch", "--imitation-share")) {
            options.put(option, IMITATING);
        }
        return options;
    }

    /** Returns the names of the methods that every task has. */
    static List<String> common() {
        return Arrays.stream(values())
                .filter(method -> !method.isChain())
                .map(ChoiceConverter::nameOf)
                .toList();
    }

    /** Returns the names of the methods that a task has. */
    public static List<String> of(Task task) {
        List<String> names = new ArrayList<>(common());
        names.addAll(task.chains());
        return names;
    }

    /** Returns the options that do not apply to every method. */
    static Set<String> specialOptions() {
        return SPECIAL.keySet();
    }

    /** Tells whether an option applies to this method. */
    boolean has(String option) {
        Set<MethodName> methods = SPECIAL.get(option);
        return methods == null || methods.contains(this);
    }

    /** Returns the methods that an option applies to, in words. */
    static String having(String option) {
        return SPECIAL.getOrDefault(option, EnumSet.allOf(MethodName.class)).stream()
                .map(ChoiceConverter::nameOf)
                .collect(Collectors.joining(", "));
    }

    /** Tells whether the method edits objects in chains, so that it has no policy to draw from. */
    boolean isChain() {
        return CHAINS.contains(this);
    }

    /** Tells whether the method learns its moves by imitation. */
    boolean imitates() {
        return IMITATING.contains(this);
    }

    /** Tells whether the method may learn from what another policy has visited. */
    boolean learnsOffPolicy() {
        return OFF_POLICY.contains(this);
    }

    /**
     * Returns the values of options that suit the method better than those of a flow network, for every task.
     *
     * @return values as they are written, by the long name of the option without hyphens
     */
    public Map<String, String> implied() {
        Map<String, String> values = new LinkedHashMap<>();
        if (this == GFLOWNET) {
            return values;
        }
        if (!learnsOffPolicy()) {
            values.put("replay", ReplayOption.NONE);
        }
        values.put("epsilon", "0");
        if (this == SAC) {
            values.put("logz-learning-rate", "0.001");
            values.put("replay", "fifo:10000");
            values.put("replay-form", "transitions");
        }
        return values;
    }
}
