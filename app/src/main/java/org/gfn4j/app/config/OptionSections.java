package org.gfn4j.app.config;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gfn4j.app.task.Task;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Shows the options of a task apart from those that every task has.
 *
 * <p>Thread-safety: stateless.
 */
final class OptionSections {
    private OptionSections() {}

    /**
     * Splits the help of a command.
     *
     * @param line the command of a task
     * @param task the task
     */
    static void split(CommandLine line, Task task) {
        CommandSpec own = line.getCommandSpec();
        Set<String> taskOptions = own.mixins().values().stream()
                .filter(mixin -> mixin.userObject() instanceof Task)
                .flatMap(mixin -> mixin.options().stream())
                .map(OptionSpec::longestName)
                .collect(Collectors.toSet());
        if (taskOptions.isEmpty() && own.findOption("--method") == null) {
            return;
        }
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> {
            UnaryOperator<OptionSpec> noted =
                    own.findOption("--method") == null ? UnaryOperator.identity() : noting(new DefaultNotes(task));
            return section(help, "Options of the task " + task.name() + ":", noted, taskOptions::contains)
                    + section(help, "Options of every task:", noted, name -> !taskOptions.contains(name));
        });
    }

    /** Adds a note to the description of an option, in which variables have their values by now. */
    private static UnaryOperator<OptionSpec> noting(DefaultNotes notes) {
        return option -> {
            String[] description = option.description();
            description[description.length - 1] += notes.of(option);
            return OptionSpec.builder(option)
                    .description(Stream.of(description)
                            .map(line -> line.replace("%", "%%"))
                            .toArray(String[]::new))
                    .build();
        };
    }

    private static String section(
            Help help, String heading, UnaryOperator<OptionSpec> noted, Predicate<String> contains) {
        List<OptionSpec> options = help.commandSpec().options().stream()
                .filter(option -> !option.hidden() && contains.test(option.longestName()))
                .map(noted)
                .toList();
        Help.Layout layout = help.createDefaultLayout(options, List.of(), help.colorScheme());
        layout.addAllOptions(options, help.createDefaultParamLabelRenderer());
        return System.lineSeparator() + heading + System.lineSeparator() + layout;
    }
}
