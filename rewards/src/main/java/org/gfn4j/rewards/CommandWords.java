package org.gfn4j.rewards;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Splits a command into words as a shell would, without a shell: blanks separate words, and what stands between two {@code '} or
 * two <code>"</code> is taken as it is. Nothing else means anything: no backslashes, variables or patterns.
 *
 * <p>Thread-safety: has no state.
 */
public final class CommandWords {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

    private CommandWords() {}

    /**
     * Splits a command.
     *
     * @param command the program and its arguments
     * @return the words without their quotes, at least one
     * @throws IllegalArgumentException if a quote is not closed, there is no word, or the character NUL stands in it; the message
     *     quotes the command
     */
    public static List<String> split(String command) {
        if (command.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "a command must not hold the character NUL: " + command.replace('\0', '?'));
        }
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        int at = 0;
        while (at < command.length()) {
            char sign = command.charAt(at);
            if (Character.isWhitespace(sign)) {
                word = end(words, word);
            } else {
                word = word == null ? new StringBuilder() : word;
                if (sign == '\'' || sign == '"') {
                    int close = closing(command, at);
                    word.append(command, at + 1, close);
                    at = close;
                } else {
                    word.append(sign);
                }
            }
            at++;
        }
        end(words, word);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a command must name a program, but is '" + command + "'");
        }
        return List.copyOf(words);
    }

    private static @Nullable StringBuilder end(List<String> words, @Nullable StringBuilder word) {
        if (word != null) {
            words.add(word.toString());
        }
        return null;
    }

    private static int closing(String command, int open) {
        int close = command.indexOf(command.charAt(open), open + 1);
        if (close < 0) {
            throw new IllegalArgumentException("a quote in a command must be closed, but the " + command.charAt(open)
                    + " at character " + (open + 1) + " is not: " + command);
        }
        return close;
    }

    /**
     * Makes a command of words, with quotes only where they are needed.
     *
     * @param words words, without the character NUL
     * @return a text that {@link #split} makes the same words of, different for different words
     */
    public static String join(List<String> words) {
        return words.stream().map(CommandWords::quote).collect(Collectors.joining(" "));
    }

    static String quote(String word) {
        if (PLAIN.matcher(word).matches()) {
            return word;
        }
        return "'" + word.replace("'", "'\"'\"'") + "'";
    }
}
