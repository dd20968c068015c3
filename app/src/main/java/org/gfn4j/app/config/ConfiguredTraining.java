package org.gfn4j.app.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gfn4j.app.cli.Setting;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.method.TrainingOptions;
import org.gfn4j.app.task.Task;
import org.gfn4j.app.task.Tasks;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * A task and the options of its training, as a configuration has them, without a command line.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command
public final class ConfiguredTraining {
    /** The options that say when a run ends, of which a configuration has one. */
    private static final Set<String> LENGTHS = Set.of("iterations", "budget");

    @Mixin
    private final Task task;

    @Mixin
    private final TrainingOptions options;

    private ConfiguredTraining(Task task) {
        this.task = task;
        options = new TrainingOptions(task.shape());
    }

    /**
     * Reads a configuration that names its task, such as the one in a run folder.
     *
     * @param config the file
     * @param overrides values by key that go before those of the file
     * @return the training, its options checked
     * @throws WrongOptionException if it cannot be read or a value is not allowed; the message names the place, where it is
     *     the file
     */
    public static ConfiguredTraining of(Path config, Map<String, String> overrides) {
        List<Setting> above = overrides.entrySet().stream()
                .map(entry -> new Setting(entry.getKey(), entry.getValue(), "", ""))
                .toList();
        Set<String> replaced = overrides.keySet().stream()
                .map(key -> LENGTHS.contains(key) ? LENGTHS : Set.of(key))
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
        List<Setting> kept = ConfigFile.read(config).stream()
                .filter(setting -> !replaced.contains(setting.key()))
                .toList();
        return of(config.toString(), Configuration.of(kept, above));
    }

    /**
     * Makes a training of settings by key, of which one names the task.
     *
     * @param settings the values
     * @return the training, its options checked
     * @throws WrongOptionException if a value is not allowed
     */
    public static ConfiguredTraining of(List<Setting> settings) {
        return of("the settings", Configuration.of(settings, List.of()));
    }

    private static ConfiguredTraining of(String origin, Configuration configuration) {
        Tasks tasks = Tasks.find();
        String known = " The tasks are: " + String.join(", ", tasks.names());
        Setting name = configuration
                .task()
                .orElseThrow(() -> new WrongOptionException(origin + ": the key 'task' is missing." + known));
        Task task = tasks.named(name.value())
                .orElseThrow(() -> name.wrongValue("Unknown task '" + name.value() + "'." + known));
        ConfiguredTraining training = new ConfiguredTraining(task);
        CommandLine line = TaskGroup.line(task, training);
        line.parseArgs();
        configuration.apply(line);
        training.options.check(configuration::has);
        training.options.methods().check(task);
        return training;
    }

    /** Returns the task with its options set. */
    public Task task() {
        return task;
    }

    /** Returns the options of the training. */
    public TrainingOptions options() {
        return options;
    }

    /** Returns all options in effect. */
    public Map<String, Object> settings() {
        return options.settings(task);
    }
}
