package org.gfn4j.app.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * A command that does nothing but hold others.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command
public final class CommandGroup implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    private CommandGroup() {}

    /**
     * Names such a command.
     *
     * @param name its name
     * @param description what its commands are about
     * @param commands makes them, by name, in the order to show them in
     */
    public static NamedCommand named(String name, String description, Supplier<Map<String, Object>> commands) {
        return new NamedCommand(name, List.of(description), () -> {
            CommandLine group = new CommandLine(new CommandGroup());
            group.getCommandSpec().usageMessage().description(description);
            commands.get().forEach((command, object) -> {
                CommandSpec spec = CommandSpec.forAnnotatedObject(object);
                OptionRanges.complete(spec);
                group.addSubcommand(command, new CommandLine(spec));
            });
            return group;
        });
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                command.commandLine(),
                "Missing the name of a command; the commands are: "
                        + String.join(", ", command.subcommands().keySet()));
    }
}
