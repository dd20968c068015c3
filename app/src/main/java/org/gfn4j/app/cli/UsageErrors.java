package org.gfn4j.app.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is wrong with a command line, in one line that names the option and what is allowed.
 *
 * <p>Thread-safety: stateless.
 */
public final class UsageErrors {
    /** What stands for the name of a sub-command in the synopsis of commands that take a task. */
    public static final String TASK = "TASK";

    private UsageErrors() {}

    /** Returns a line for a user. */
    public static String describe(ParameterException exception) {
        return Failures.oneLine(message(exception));
    }

    private static String message(ParameterException exception) {
        if (exception instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        if (exception instanceof OverwrittenOptionException twice
                && twice.getOverwritten() instanceof OptionSpec option) {
            return "Option '" + option.longestName() + "' is given more than once";
        }
        if (exception instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            ArgSpec argument = missing.getMissing().get(0);
            if (argument instanceof OptionSpec option) {
                return "Missing value for option '" + option.longestName() + "'" + expected(option);
            }
        }
        return String.valueOf(exception.getMessage());
    }

    private static String expected(OptionSpec option) {
        for (ITypeConverter<?> converter : option.converters()) {
            if (converter instanceof Allowing<?> allowing) {
                return ": expected " + allowing.allowed();
            }
        }
        return ": expected " + option.paramLabel();
    }

    private static String unmatched(UnmatchedArgumentException exception) {
        CommandSpec command = exception.getCommandLine().getCommandSpec();
        String word = exception.getUnmatched().get(0);
        List<String> near = exception.getSuggestions();
        String suggestion = near.isEmpty() ? "." : ". Did you mean '" + near.get(0) + "'?";
        if (word.startsWith("-") && word.length() > 1) {
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            return "Unknown option '" + name + "'" + suggestion;
        }
        Map<String, ?> subcommands = command.subcommands();
        if (subcommands.isEmpty()) {
            return "Unexpected argument '" + word + "'";
        }
        String kind = command.usageMessage().synopsisSubcommandLabel().equals(TASK) ? "task" : "command";
        return "Unknown " + kind + " '" + word + "'" + suggestion + " The " + kind + "s are: "
                + String.join(", ", subcommands.keySet());
    }
}
