package org.gfn4j.app.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.app.cli.ChoiceConverter;
import org.gfn4j.app.cli.Setting;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.config.TaskGroup;
import org.gfn4j.app.method.ReplayOption;
import org.gfn4j.app.method.TrainingOptions;
import org.gfn4j.app.task.BenchCase;
import org.gfn4j.app.task.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * A case with all its options.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command
public final class BenchSetup {
    @Mixin
    private final Task task;

    @Mixin
    private final TrainingOptions options;

    private final BenchCase benchCase;

    private BenchSetup(Task task, BenchCase benchCase) {
        this.task = task;
        options = new TrainingOptions(task.shape());
        this.benchCase = benchCase;
    }

    /**
     * Sets the options of a case.
     *
     * @param task a new instance of the task
     * @param benchCase the case
     * @param given values that were requested instead, by long names without hyphens
     * @param iterations the iterations of its training
     * @throws WrongOptionException if they do not go together
     */
    static BenchSetup of(Task task, BenchCase benchCase, Map<String, List<String>> given, int iterations) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put("objective", List.of(benchCase.objective()));
        values.put("batch", List.of(Integer.toString(benchCase.batch())));
        benchCase.options().forEach((name, value) -> values.put(name, List.of(value)));
        values.put("replay", List.of(ReplayOption.NONE));
        values.put("iterations", List.of(Integer.toString(iterations)));
        values.putAll(given);
        List<String> arguments = new ArrayList<>();
        values.forEach((name, all) -> all.forEach(value -> arguments.add("--" + name + "=" + value)));
        BenchSetup setup = new BenchSetup(task, benchCase);
        TaskGroup.line(task, setup, defaults(task)).parseArgs(arguments.toArray(String[]::new));
        setup.options.check(option -> values.containsKey(Setting.keyOf(option)));
        return setup;
    }

    private static Map<String, String> defaults(Task task) {
        Map<String, String> defaults = new LinkedHashMap<>(task.defaults());
        defaults.remove("budget");
        defaults.putAll(task.benchDefaults());
        return defaults;
    }

    public Task task() {
        return task;
    }

    public TrainingOptions options() {
        return options;
    }

    /** Tells whether drawing trajectories is measured alone. */
    boolean sampling() {
        return benchCase.sampling();
    }

    /** Returns the name of the case, which says neither objective nor batch. */
    public String name() {
        return (sampling() ? "sampling-" : "") + task.benchName();
    }

    /** Returns what is measured, the name of an objective or {@code sampling}. */
    public String subject() {
        return sampling() ? "sampling" : ChoiceConverter.nameOf(options.objective());
    }

    /** Returns the options in effect that change how long an iteration takes, names and values. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>(task.settings());
        Map<String, Object> all = options.settings(task);
        all.keySet()
                .removeIf(name ->
                        !name.equals("backward") && options.shape().spec().findOption(name) == null);
        settings.putAll(all);
        return settings;
    }
}
