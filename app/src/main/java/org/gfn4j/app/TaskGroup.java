package org.gfn4j.app;

import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * A command that takes a task: it has a sub-command for each.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command(synopsisSubcommandLabel = "TASK", commandListHeading = "%nTasks:%n")
final class TaskGroup implements Callable<Integer> {
    private final Tasks tasks;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    private TaskGroup(Tasks tasks) {
        this.tasks = tasks;
    }

    /**
     * Makes the command with its sub-commands.
     *
     * @param tasks the tasks
     * @param description what the command does
     * @param subcommand makes the sub-command of a task
     */
    static CommandLine of(Tasks tasks, String description, Function<Task, Object> subcommand) {
        CommandLine group = new CommandLine(new TaskGroup(tasks));
        group.getCommandSpec().usageMessage().description(description);
        for (Task task : tasks.instances()) {
            CommandSpec spec = CommandSpec.forAnnotatedObject(subcommand.apply(task));
            spec.usageMessage()
                    .header(task.description())
                    .description(description, "Task: " + task.description() + ".");
            OptionRanges.complete(spec);
            CommandLine line = new CommandLine(spec);
            line.getHelpSectionMap().remove(UsageMessageSpec.SECTION_KEY_HEADER);
            OptionSections.split(line, task);
            group.addSubcommand(task.name(), line);
        }
        return group;
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                command.commandLine(),
                "Missing the name of a task; the tasks are: " + String.join(", ", tasks.names()));
    }
}
