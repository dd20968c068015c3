package org.gfn4j.app.cli;

import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command that is made only where it is requested, since its options take time to look at.
 *
 * <p>Thread-safety: as {@code whole}.
 *
 * @param name its name
 * @param description what it does, by lines; a list of commands shows the first
 * @param whole makes it
 */
public record NamedCommand(String name, List<String> description, Supplier<CommandLine> whole) {

    /**
     * Makes a command that an annotation names and describes.
     *
     * @param type an annotated class
     * @param object makes an instance of it, or its specification
     */
    public static NamedCommand of(Class<?> type, Supplier<?> object) {
        Command annotation = type.getAnnotation(Command.class);
        return new NamedCommand(annotation.name(), List.of(annotation.description()), () -> {
            CommandSpec spec = CommandSpec.forAnnotatedObject(object.get());
            OptionRanges.complete(spec);
            return new CommandLine(spec);
        });
    }

    /** Makes a command without options, for a list of commands. */
    public CommandLine stub() {
        CommandSpec spec = CommandSpec.create();
        spec.usageMessage().description(description.toArray(String[]::new));
        return new CommandLine(spec);
    }
}
