package org.gfn4j.app.config;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
        if (taskOptions.isEmpty()) {
            return;
        }
        line.getHelpSectionMap()
                .put(
                        UsageMessageSpec.SECTION_KEY_OPTION_LIST,
                        help -> section(help, "Options of the task " + task.name() + ":", taskOptions, true)
                                + section(help, "Options of every task:", taskOptions, false));
    }

    private static String section(Help help, String heading, Set<String> taskOptions, boolean inTask) {
        List<OptionSpec> options = help.commandSpec().options().stream()
                .filter(option -> !option.hidden() && taskOptions.contains(option.longestName()) == inTask)
                .toList();
        Help.Layout layout = help.createDefaultLayout(options, List.of(), help.colorScheme());
        layout.addAllOptions(options, help.createDefaultParamLabelRenderer());
        return System.lineSeparator() + heading + System.lineSeparator() + layout;
    }
}
