package org.gfn4j.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.gfn4j.app.cli.Setting;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * Prints a script that completes commands, tasks, options and their values in bash and zsh.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command(
        name = "completion",
        description = {
            "Prints a script that completes command lines in bash and zsh.",
            "To use it in this shell: source <(./gfn4j completion)"
        })
final class CompletionCommand implements Callable<Integer> {
    private static final Set<String> PATHS = Set.of("FILE", "FOLDER", "RUN");

    private final Supplier<CommandLine> all;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    /**
     * Makes the command.
     *
     * @param all makes the whole command line again, for the script to be made from
     */
    CompletionCommand(Supplier<CommandLine> all) {
        this.all = all;
    }

    @Override
    public Integer call() {
        CommandLine line = all.get();
        prepare(line);
        PrintWriter out = command.commandLine().getOut();
        out.print(AutoComplete.bash(line.getCommandName(), line));
        out.flush();
        return 0;
    }

    private static void prepare(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        for (OptionSpec option : List.copyOf(spec.options())) {
            if (option.scopeType() == ScopeType.LOCAL) {
                spec.remove(option);
                spec.addOption(prepared(option));
            }
        }
        for (PositionalParamSpec parameter : List.copyOf(spec.positionalParameters())) {
            if (isPath(parameter.paramLabel())) {
                spec.remove(parameter);
                spec.addPositional(PositionalParamSpec.builder()
                        .index(parameter.index())
                        .paramLabel(parameter.paramLabel())
                        .type(Path.class)
                        .build());
            }
        }
        line.getSubcommands().values().forEach(CompletionCommand::prepare);
    }

    /** Names the values after the option, because the script keeps one list for all options with equally named values. */
    private static OptionSpec prepared(OptionSpec option) {
        OptionSpec.Builder builder = OptionSpec.builder(option);
        if (option.completionCandidates() == null && isPath(option.paramLabel())) {
            builder = OptionSpec.builder(option.names()).hidden(option.hidden()).type(Path.class);
        }
        return builder.paramLabel(Setting.keyOf(option.longestName())).build();
    }

    private static boolean isPath(String label) {
        return PATHS.contains(label);
    }
}
