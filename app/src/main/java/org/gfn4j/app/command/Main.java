package org.gfn4j.app.command;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.gfn4j.app.cli.ClosedOutputException;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.NamedCommand;
import org.gfn4j.app.cli.StandardOutput;
import org.gfn4j.app.cli.Terminal;
import org.gfn4j.app.cli.UsageErrors;
import org.gfn4j.app.cli.Version;
import org.gfn4j.app.cli.VisibleWriter;
import org.gfn4j.app.config.TaskGroup;
import org.gfn4j.app.method.Methods;
import org.gfn4j.app.task.Task;
import org.gfn4j.app.task.Tasks;
import org.gfn4j.rewards.NotApprovedException;
import org.gfn4j.task.WrongSettingException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command line: {@code gfn4j COMMAND}.
 *
 * <p>It exits with 0 after success, 1 after a failure and 2 where the command line itself is wrong. A failure is one
 * line on standard error.
 *
 * <p>Thread-safety: {@link #run} may be called from any number of threads.
 */
@Command(
        name = "gfn4j",
        description = "Trains samplers that build objects in proportion to their reward.",
        versionProvider = Version.class)
public final class Main implements Callable<Integer> {
    private static final int FAILURE = 1;
    private static final int WRONG_USAGE = 2;
    /** What a shell tells of a program that was ended as its reader had read enough. */
    private static final int CLOSED_PIPE = 141;

    private static final int HELP_WIDTH = 80;
    private static final int WIDEST_OPTION = 30;

    private final PrintWriter err;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this help.")
    @SuppressWarnings("UnusedVariable") // its presence is what counts
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Shows the version.")
    @SuppressWarnings("UnusedVariable") // its presence is what counts
    private boolean version;

    @Option(names = "--debug", hidden = true, scope = ScopeType.INHERIT)
    private boolean debug;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    private Main(PrintWriter err) {
        this.err = err;
    }

    /**
     * Runs a command and ends the JVM with its exit status.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        Terminal.eraseModuleWarning(System.err);
        Charset charset = Charset.defaultCharset();
        StandardOutput standard = new StandardOutput();
        PrintWriter out = new PrintWriter(new OutputStreamWriter(standard, charset), true);
        PrintWriter err = new PrintWriter(System.err, true, charset);
        int status = execute(arguments, out, err);
        if (out.checkError()) {
            status = standard.isClosedByReader() ? CLOSED_PIPE : FAILURE;
            if (status == FAILURE) {
                err.println("gfn4j: standard output cannot be written to: " + standard.reason());
            }
        }
        System.exit(status);
    }

    /**
     * Runs a command.
     *
     * @param arguments the command line
     * @param out where results go
     * @param err where messages go
     * @return the exit status: 0 after success, 1 after a failure, 2 where the command line is wrong
     */
    public static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        int status = execute(arguments, out, err);
        if (out.checkError()) {
            err.println("gfn4j: standard output cannot be written to");
            return FAILURE;
        }
        return status;
    }

    private static int execute(String[] arguments, PrintWriter standardOutput, PrintWriter standardError) {
        PrintWriter out = new VisibleWriter(standardOutput);
        PrintWriter err = new VisibleWriter(standardError);
        Main main = new Main(err);
        try {
            return main.commandLine(out, List.of(arguments)::contains).execute(arguments);
        } catch (RuntimeException | ServiceConfigurationError | VirtualMachineError | LinkageError e) {
            return main.failed(e);
        } finally {
            out.flush();
            err.flush();
        }
    }

    /** Makes the command line; commands that are not needed can only be listed. */
    private CommandLine commandLine(PrintWriter out, Predicate<String> asked) {
        Tasks tasks = Tasks.find();
        List<NamedCommand> commands = new ArrayList<>(List.of(
                group(
                        "train",
                        TrainCommand.DESCRIPTION,
                        () -> TaskGroup.configurable(tasks, TrainCommand.DESCRIPTION, TrainCommand::new)),
                NamedCommand.of(ResumeCommand.class, ResumeCommand::new),
                NamedCommand.of(SampleCommand.class, () -> SampleCommand.of(tasks)),
                NamedCommand.of(EvaluateCommand.class, EvaluateCommand::new),
                NamedCommand.of(ReportCommand.class, ReportCommand::new),
                compare(tasks),
                NamedCommand.of(TrustCommand.class, TrustCommand::new),
                group(
                        "verify",
                        VerifyCommand.DESCRIPTION,
                        () -> TaskGroup.of(tasks, VerifyCommand.DESCRIPTION, VerifyCommand::new)),
                group("bench", BenchCommand.DESCRIPTION, () -> bench(tasks)),
                NamedCommand.of(TasksCommand.class, () -> new TasksCommand(tasks))));
        NamedCommand completion = NamedCommand.of(
                CompletionCommand.class,
                () -> new CompletionCommand(() -> new Main(err).commandLine(out, name -> true)));
        Set<String> taken = new HashSet<>(Set.of(completion.name()));
        commands.forEach(each -> taken.add(each.name()));
        for (Task task : tasks.instances()) {
            for (NamedCommand brought : task.commands()) {
                if (!taken.add(brought.name())) {
                    throw new IllegalStateException("the task '" + task.name() + "' brings a command '" + brought.name()
                            + "', but there is one of this name already");
                }
                commands.add(brought);
            }
        }
        commands.add(completion);
        CommandLine line = new CommandLine(this);
        String example = "train " + tasks.names().get(0);
        line.getCommandSpec()
                .usageMessage()
                .footer("", "Every command has its own help, for example: gfn4j " + example + " --help");
        commands.forEach(each -> line.addSubcommand(
                each.name(), asked.test(each.name()) ? each.whole().get() : each.stub()));
        line.setOut(out);
        line.setErr(err);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        line.setExpandAtFiles(false);
        line.setUsageHelpWidth(HELP_WIDTH);
        line.setUsageHelpLongOptionsMaxWidth(WIDEST_OPTION);
        line.setParameterExceptionHandler((exception, arguments) -> refused(exception));
        line.setExecutionExceptionHandler((exception, command, result) ->
                exception instanceof WrongSettingException || exception instanceof NotApprovedException
                        ? refused(new ParameterException(command, Failures.describe(exception), exception))
                        : failed(exception));
        showInOrder(line);
        return line;
    }

    private static NamedCommand group(String name, String description, Supplier<CommandLine> whole) {
        return new NamedCommand(name, List.of(description), whole);
    }

    private static NamedCommand compare(Tasks tasks) {
        NamedCommand runs = NamedCommand.of(CompareRunsCommand.class, CompareRunsCommand::new);
        return new NamedCommand(runs.name(), runs.description(), () -> {
            CommandLine line = runs.whole().get();
            TaskGroup.of(tasks, CompareCommand.DESCRIPTION, CompareCommand::new)
                    .getSubcommands()
                    .forEach((name, task) -> {
                        task.getCommandSpec()
                                .usageMessage()
                                .footer(
                                        "",
                                        "Methods: "
                                                + String.join(
                                                        ", ",
                                                        Methods.variants(tasks.named(name)
                                                                        .orElseThrow())
                                                                .keySet()));
                        line.addSubcommand(name, task);
                    });
            return line;
        });
    }

    private static CommandLine bench(Tasks tasks) {
        return TaskGroup.of(
                tasks,
                BenchCommand.DESCRIPTION,
                task -> new BenchCommand(task, () -> tasks.named(task.name()).orElseThrow()),
                Task::benchDefaults);
    }

    private static void showInOrder(CommandLine line) {
        line.getCommandSpec().usageMessage().sortOptions(false).abbreviateSynopsis(true);
        line.getSubcommands().values().forEach(Main::showInOrder);
    }

    @Override
    public Integer call() {
        command.commandLine().usage(err);
        return WRONG_USAGE;
    }

    private int refused(ParameterException exception) {
        err.println("gfn4j: "
                + (exception.getCause() instanceof NotApprovedException whole
                        ? Failures.wholeLine(String.valueOf(whole.getMessage()))
                        : UsageErrors.describe(exception)));
        err.println("Try '" + exception.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        trace(exception);
        return WRONG_USAGE;
    }

    private int failed(Throwable failure) {
        if (!(failure instanceof ClosedOutputException)) { // of which the caller tells
            err.println("gfn4j: " + Failures.describe(failure));
        }
        trace(failure);
        return FAILURE;
    }

    private void trace(Throwable failure) {
        if (debug) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            err.print(Failures.withoutPasswords(trace.toString()));
        }
    }
}
