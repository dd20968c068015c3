package org.gfn4j.app;

import java.util.ArrayList;
import java.util.Collection;
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
final class UsageErrors {
    private UsageErrors() {}

    /** Returns a line for a user. */
    static String describe(ParameterException exception) {
        return Failures.oneLine(message(exception));
    }

    private static String message(ParameterException exception) {
        if (exception instanceof UnmatchedArgumentException unmatched) {
            return unmatched(
                    exception.getCommandLine().getCommandSpec(),
                    unmatched.getUnmatched().get(0));
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
            if (converter instanceof Allowing allowing) {
                return ": expected " + allowing.allowed();
            }
        }
        return ": expected " + option.paramLabel();
    }

    private static String unmatched(CommandSpec command, String word) {
        if (word.startsWith("-") && word.length() > 1) {
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            List<String> options = command.options().stream()
                    .filter(option -> !option.hidden())
                    .map(OptionSpec::longestName)
                    .toList();
            return "Unknown option '" + name + "'" + suggestion(name, options);
        }
        Map<String, ?> subcommands = command.subcommands();
        if (subcommands.isEmpty()) {
            return "Unexpected argument '" + word + "'";
        }
        String kind = command.userObject() instanceof TaskGroup ? "task" : "command";
        return "Unknown " + kind + " '" + word + "'" + suggestion(word, subcommands.keySet()) + " The " + kind
                + "s are: " + String.join(", ", subcommands.keySet());
    }

    private static String suggestion(String word, Collection<String> known) {
        List<String> near = new ArrayList<>();
        int least = Math.max(1, word.length() / 3);
        for (String candidate : known) {
            int distance = distance(word, candidate);
            if (distance < least) {
                near.clear();
                least = distance;
            }
            if (distance == least) {
                near.add("'" + candidate + "'");
            }
        }
        return near.isEmpty() ? "." : ". Did you mean " + String.join(" or ", near) + "?";
    }

    /** Returns the number of letters to insert, delete or replace, neighbours exchanged counting as one. */
    private static int distance(String from, String to) {
        int[][] table = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                int replaced = table[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                table[i][j] = Math.min(replaced, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
                boolean exchanged = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                if (exchanged) {
                    table[i][j] = Math.min(table[i][j], table[i - 2][j - 2] + 1);
                }
            }
        }
        return table[from.length()][to.length()];
    }
}
