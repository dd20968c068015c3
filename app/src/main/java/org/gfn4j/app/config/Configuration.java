package org.gfn4j.app.config;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gfn4j.app.cli.Setting;
import org.gfn4j.app.cli.UsageErrors;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.method.TrainingOptions;
import org.gfn4j.app.task.Task;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Values for the options of a training that stand in a file or were set by key. The keys are the long names of the options
 * of the task and of {@link TrainingOptions}, without hyphens, and {@code task}.
 *
 * <p>Thread-safety: immutable.
 */
public final class Configuration {
    private final Map<String, Setting> settings;
    private final Set<String> fromFile;

    private Configuration(Map<String, Setting> settings, Set<String> fromFile) {
        this.settings = settings;
        this.fromFile = fromFile;
    }

    /**
     * Makes a configuration.
     *
     * @param file settings from a file
     * @param overrides settings that go before those
     */
    public static Configuration of(List<Setting> file, List<Setting> overrides) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        file.forEach(setting -> settings.put(setting.key(), setting));
        Set<String> fromFile = new HashSet<>(settings.keySet());
        overrides.forEach(setting -> settings.put(setting.key(), setting));
        overrides.forEach(setting -> fromFile.remove(setting.key()));
        return new Configuration(settings, fromFile);
    }

    /** Returns the setting that names the task. */
    Optional<Setting> task() {
        return Optional.ofNullable(settings.get(Setting.TASK));
    }

    /** Tells whether an option, by its name with hyphens, has a value here. */
    public boolean has(String option) {
        return settings.containsKey(Setting.keyOf(option));
    }

    /** Tells whether an option, by its name without hyphens, has its value from the file. */
    public boolean isFromFile(String key) {
        return fromFile.contains(key);
    }

    /**
     * Returns the layer that gives an option its value.
     *
     * @param key the name of the option without hyphens
     * @param given tells whether an option, by its name with hyphens, was written on the command line
     * @param file the file, as it was written
     * @return the command line or the configuration; empty where the option has a default
     */
    public Optional<String> layer(String key, Predicate<String> given, String file) {
        if (given.test("--" + key)) {
            return Optional.of("command line");
        }
        return Optional.ofNullable(settings.get(key))
                .map(setting -> "configuration " + (isFromFile(key) ? file : "--set"));
    }

    /**
     * Sets the options of a command for a task that its command line has not given.
     *
     * <p>The values go through the parser of the command line; afterwards those that were given are put back.
     *
     * @param line the command, which has been parsed
     * @throws WrongOptionException if a key is not known or a value not allowed; the message names the place
     */
    public void apply(CommandLine line) {
        Map<String, String> options = options(line.getCommandSpec());
        settings.values().forEach(setting -> checkKey(setting, options, line));
        ParseResult written = line.getParseResult();
        Map<OptionSpec, Object> given = new LinkedHashMap<>();
        written.matchedOptions().forEach(option -> given.put(option, option.getValue()));
        if (!settings.isEmpty()) {
            set(line, options, given);
        }
        Configuration whole = over(defaults(line.getCommandSpec()));
        if (whole.settings.size() > settings.size()) {
            whole.set(line, options, given);
        }
    }

    /** Sets the options of a command but for those that were given. */
    private void set(CommandLine line, Map<String, String> options, Map<OptionSpec, Object> given) {
        Set<String> names = given.keySet().stream().map(OptionSpec::longestName).collect(Collectors.toSet());
        Stream<String> required = given.keySet().stream()
                .filter(OptionSpec::required)
                .flatMap(option ->
                        option.originalStringValues().stream().map(value -> option.longestName() + "=" + value));
        Stream<String> configured = settings.values().stream()
                .filter(setting -> options.containsKey(setting.key()))
                .filter(setting -> !names.contains(options.get(setting.key())))
                .map(setting -> options.get(setting.key()) + "=" + setting.value());
        try {
            line.parseArgs(Stream.concat(required, configured).toArray(String[]::new));
        } catch (ParameterException e) {
            throw located(e);
        }
        given.forEach(OptionSpec::setValue);
    }

    /** Returns this configuration with values for what it does not set. */
    private Configuration over(Map<String, String> implied) {
        List<Setting> below = implied.entrySet().stream()
                .map(entry -> new Setting(entry.getKey(), entry.getValue(), "", ""))
                .toList();
        return of(below, List.copyOf(settings.values()));
    }

    /** Returns the defaults of the method on the task, the defaults of the task aside, which the options have. */
    private static Map<String, String> defaults(CommandSpec command) {
        Optional<Task> task = mixin(command, Task.class);
        return mixin(command, TrainingOptions.class)
                .flatMap(options -> task.map(own -> options.method().defaults(own)))
                .or(() -> task.map(Task::profile))
                .orElse(Map.of());
    }

    private static <T> Optional<T> mixin(CommandSpec command, Class<T> type) {
        return command.mixins().values().stream()
                .map(CommandSpec::userObject)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /** Returns the options that have keys: name with hyphens by key. */
    private static Map<String, String> options(CommandSpec command) {
        return command.mixins().values().stream()
                .filter(mixin -> mixin.userObject() instanceof Task || mixin.userObject() instanceof TrainingOptions)
                .flatMap(mixin -> mixin.options().stream())
                .map(OptionSpec::longestName)
                .filter(name -> command.findOption(name) != null)
                .collect(Collectors.toMap(Setting::keyOf, name -> name, (first, second) -> first, LinkedHashMap::new));
    }

    private static void checkKey(Setting setting, Map<String, String> options, CommandLine line) {
        String key = setting.key();
        if (key.equals(Setting.TASK)) {
            if (!setting.value().equals(line.getCommandName())) {
                throw setting.wrongValue("Invalid value for key 'task': '" + setting.value() + "' is not "
                        + line.getCommandName() + ", the task of the command line");
            }
        } else if (!options.containsKey(key)) {
            String suggestion = new UnmatchedArgumentException(line, List.of("--" + key))
                    .getSuggestions().stream()
                            .map(Setting::keyOf)
                            .filter(options::containsKey)
                            .findFirst()
                            .map(near -> " Did you mean '" + near + "'?")
                            .orElse("");
            throw setting.wrongKey("Unknown key '" + key + "'." + suggestion + " The keys are: " + Setting.TASK + ", "
                    + String.join(", ", options.keySet()));
        }
    }

    private WrongOptionException located(ParameterException failure) {
        String message = UsageErrors.describe(failure);
        ArgSpec argument = failure.getArgSpec();
        if (failure instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            argument = missing.getMissing().get(0);
        }
        if (argument instanceof OptionSpec option) {
            Setting setting = settings.get(Setting.keyOf(option.longestName()));
            if (setting != null) {
                return setting.wrongValue(message);
            }
        }
        return new WrongOptionException(message);
    }
}
