package org.gfn4j.app.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.task.BenchCase;
import org.gfn4j.app.task.Task;

/**
 * Chooses what a benchmark measures.
 *
 * <p>Where the cases of a task have options of their own, whoever gives options gets one case: the first one, or the first
 * one of each name requested, with these options in place of its own. Where they have none, options hold for all of them,
 * but for an objective, which chooses its case.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class BenchCases {
    private static final int USUAL_BATCH = 16;

    private final Supplier<Task> newTask;
    private final Map<String, List<String>> given;
    private final int warmUp;
    private final int iterations;
    private final Map<String, List<BenchCase>> byName = new LinkedHashMap<>();
    private final boolean open;

    /**
     * Finds the cases of a task.
     *
     * @param newTask makes new instances of the task
     * @param given options of the task and its training that were requested, by long names without hyphens
     * @param warmUp the iterations before the clock starts
     * @param iterations those that are measured
     */
    public BenchCases(Supplier<Task> newTask, Map<String, List<String>> given, int warmUp, int iterations) {
        this.newTask = newTask;
        this.given = given;
        this.warmUp = warmUp;
        this.iterations = iterations;
        List<BenchCase> cases = newTask.get().benchCases();
        open = cases.stream().allMatch(each -> each.options().isEmpty());
        for (BenchCase each : cases) {
            String name = setup(each, open ? given : Map.of()).name();
            byName.computeIfAbsent(name, key -> new ArrayList<>()).add(each);
        }
    }

    /**
     * Chooses cases.
     *
     * @param names what was requested; empty for no preference
     * @return the cases with their options, in the order of the task
     * @throws WrongOptionException if there is no case of a name, or if options do not go together
     */
    public List<BenchSetup> chosen(List<String> names) {
        for (String name : names) {
            if (!byName.containsKey(name)) {
                throw new WrongOptionException("Invalid value for option '--case': '" + name + "' is not one of "
                        + String.join(", ", byName.keySet()));
            }
        }
        boolean whole = open ? !given.containsKey("objective") : given.isEmpty();
        List<BenchSetup> chosen = new ArrayList<>();
        for (Map.Entry<String, List<BenchCase>> group : byName.entrySet()) {
            if (names.isEmpty() || names.contains(group.getKey())) {
                List<BenchCase> cases = whole ? group.getValue() : List.of(one(group.getValue()));
                cases.forEach(each -> chosen.add(setup(each, given)));
            }
        }
        return whole || !names.isEmpty() ? chosen : chosen.subList(0, 1);
    }

    /** Returns the case of a name that has the objective that was requested, or is made to. */
    private BenchCase one(List<BenchCase> cases) {
        BenchCase first = cases.get(0);
        if (!given.containsKey("objective")) {
            return first;
        }
        String objective = given.get("objective").get(0);
        return cases.stream()
                .filter(each -> each.objective().equals(objective))
                .findFirst()
                .orElse(new BenchCase(objective, USUAL_BATCH, first.sampling(), first.options()));
    }

    private BenchSetup setup(BenchCase benchCase, Map<String, List<String>> values) {
        return BenchSetup.of(newTask.get(), benchCase, values, benchCase.sampling() ? warmUp : warmUp + iterations);
    }
}
