package org.gfn4j.app.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gfn4j.app.cli.FileOptions;
import org.gfn4j.app.cli.Setting;
import org.gfn4j.app.cli.WrongOptionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/**
 * The options that bring in a configuration.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class ConfigOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML with values of these options by name, as in the config.yaml of a run; the command "
                    + "line overrides it.")
    private @Nullable String config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets a value as the file would, and overrides it; may be repeated.")
    private List<String> set = new ArrayList<>();

    private @Nullable Configuration configuration;

    /** Finds these options among those of a command. */
    static Optional<ConfigOptions> of(CommandSpec command) {
        return command.mixins().values().stream()
                .map(CommandSpec::userObject)
                .filter(ConfigOptions.class::isInstance)
                .map(ConfigOptions.class::cast)
                .findFirst();
    }

    /** Tells whether the command line has a configuration. */
    boolean areGiven() {
        return config != null || !set.isEmpty();
    }

    /**
     * Returns the configuration, read at the first call.
     *
     * @throws WrongOptionException if it cannot be read; the message names the place
     */
    public Configuration read() {
        if (configuration == null) {
            List<Setting> file =
                    config == null ? List.of() : ConfigFile.read(FileOptions.path("--config", config, "file"));
            configuration = Configuration.of(file, overrides());
        }
        return configuration;
    }

    /** Returns the file as it was written; empty where there is none. */
    public String file() {
        return config == null ? "" : config;
    }

    /** Takes over what other options have read, because a pipe can only be read once. */
    void readBy(ConfigOptions other) {
        configuration = other.read();
    }

    private List<Setting> overrides() {
        List<Setting> settings = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (String text : set) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new WrongOptionException(
                        "Invalid value for option '--set': '" + text + "' is not of the form KEY=VALUE");
            }
            String key = text.substring(0, equals);
            if (!keys.add(key)) {
                throw new WrongOptionException("Option '--set' is given more than once for the key '" + key + "'");
            }
            // What has a key that is not known may be a password.
            settings.add(new Setting(key, text.substring(equals + 1), "--set " + key, "--set " + text));
        }
        return settings;
    }
}
