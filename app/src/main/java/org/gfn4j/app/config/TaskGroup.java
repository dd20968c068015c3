package org.gfn4j.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.gfn4j.app.cli.OptionRanges;
import org.gfn4j.app.cli.Setting;
import org.gfn4j.app.cli.UsageErrors;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.task.Task;
import org.gfn4j.app.task.Tasks;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * A command that takes a task: it has a sub-command for each.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command(synopsisSubcommandLabel = UsageErrors.TASK, commandListHeading = "%nTasks:%n")
public final class TaskGroup implements Callable<Integer> {
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
    public static CommandLine of(Tasks tasks, String description, Function<Task, Object> subcommand) {
        return of(tasks, description, subcommand, Task::defaults);
    }

    /**
     * Makes the command with its sub-commands.
     *
     * @param tasks the tasks
     * @param description what the command does
     * @param subcommand makes the sub-command of a task
     * @param defaults other defaults for its options than their initial values, by long names without hyphens
     */
    public static CommandLine of(
            Tasks tasks,
            String description,
            Function<Task, Object> subcommand,
            Function<Task, Map<String, String>> defaults) {
        CommandLine group = new CommandLine(new TaskGroup(tasks));
        group.getCommandSpec().usageMessage().description(description);
        for (Task task : tasks.instances()) {
            CommandLine line = line(task, subcommand.apply(task), defaults.apply(task));
            line.getCommandSpec()
                    .usageMessage()
                    .header(task.description())
                    .description(description, "Task: " + task.description() + ".");
            line.getHelpSectionMap().remove(UsageMessageSpec.SECTION_KEY_HEADER);
            OptionSections.split(line, task);
            group.addSubcommand(task.name(), line);
        }
        return group;
    }

    /** Makes the command of one task from an object with options; the task is a mixin of it. */
    public static CommandLine line(Task task, Object command) {
        return line(task, command, task.defaults());
    }

    /** Makes the command of one task with other defaults than the task's, by long names without hyphens. */
    public static CommandLine line(Task task, Object command, Map<String, String> defaults) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(command);
        OptionRanges.complete(spec, defaults);
        return new CommandLine(spec.name(task.name()));
    }

    /**
     * Makes a command whose sub-commands have {@link ConfigOptions}, so that the name of the task may stand in the file.
     *
     * @param tasks the tasks
     * @param description what the command does
     * @param subcommand makes the sub-command of a task
     */
    public static CommandLine configurable(Tasks tasks, String description, Function<Task, Object> subcommand) {
        CommandLine group = of(tasks, description, subcommand);
        group.getCommandSpec().parser().unmatchedArgumentsAllowed(true).stopAtUnmatched(true);
        group.getCommandSpec()
                .usageMessage()
                .footer("", "A file may name the task, too: gfn4j train --config runs/NAME/config.yaml");
        return group;
    }

    @Override
    public Integer call() {
        CommandLine line = command.commandLine();
        List<String> words = line.getUnmatchedArguments();
        if (words.isEmpty()) {
            throw missingTask();
        }
        return withTask(line, words);
    }

    /** Runs the command of the task that follows the options of a configuration, or that it names. */
    private int withTask(CommandLine line, List<String> words) {
        ConfigOptions config = new ConfigOptions();
        List<String> others = parse(config, words);
        if (!config.areGiven()) {
            throw new UnmatchedArgumentException(line, words);
        }
        List<String> arguments = new ArrayList<>(words);
        String task;
        if (!others.isEmpty() && !others.get(0).startsWith("-")) {
            task = others.get(0);
            arguments.remove(task);
        } else {
            Setting setting = config.read().task().orElseThrow(this::missingTask);
            task = setting.value();
            if (!line.getSubcommands().containsKey(task)) {
                throw setting.wrongValue(UsageErrors.describe(new UnmatchedArgumentException(line, List.of(task))));
            }
        }
        CommandLine subcommand = line.getSubcommands().get(task);
        if (subcommand == null) {
            throw new UnmatchedArgumentException(line, others);
        }
        ConfigOptions.of(subcommand.getCommandSpec()).ifPresent(options -> options.readBy(config));
        return subcommand.execute(arguments.toArray(String[]::new));
    }

    private List<String> parse(ConfigOptions config, List<String> words) {
        CommandLine parser = new CommandLine(config);
        parser.setUnmatchedArgumentsAllowed(true);
        parser.setExpandAtFiles(false);
        try {
            parser.parseArgs(words.toArray(String[]::new));
        } catch (ParameterException e) {
            throw new WrongOptionException(UsageErrors.describe(e));
        }
        return parser.getUnmatchedArguments();
    }

    private ParameterException missingTask() {
        return new ParameterException(
                command.commandLine(),
                "Missing the name of a task; the tasks are: " + String.join(", ", tasks.names()));
    }
}
