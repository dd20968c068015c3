package org.gfn4j.app.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of a result: what it says, and its value.
 *
 * <p>Thread-safety: stateless.
 */
public final class ResultRow {
    private static final int NAME_WIDTH = 17;
    private static final int VALUE_WIDTH = 80 - 2 - NAME_WIDTH;

    private ResultRow() {}

    /**
     * Prints a row.
     *
     * @param out where it goes
     * @param name what it says
     * @param value its value
     */
    public static void print(PrintWriter out, String name, String value) {
        out.println("  " + name + " ".repeat(Math.max(1, NAME_WIDTH - name.length())) + value);
    }

    /**
     * Prints a row of figures, unless one of them is not known.
     *
     * @param out where it goes
     * @param name what it says
     * @param format their format
     * @param values the figures; null for one that is not known
     */
    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be a dependency of its own
    public static void figures(PrintWriter out, String name, String format, @Nullable Object... values) {
        if (Arrays.stream(values).allMatch(Objects::nonNull)) {
            print(out, name, String.format(Locale.ROOT, format, values));
        }
    }

    /**
     * Prints a text in as many lines as its words need.
     *
     * @param out where it goes
     * @param name what it says
     * @param text words
     */
    public static void printWrapped(PrintWriter out, String name, String text) {
        StringBuilder line = new StringBuilder();
        String label = name;
        for (String word : text.split(" ", -1)) {
            if (line.length() + 1 + word.length() > VALUE_WIDTH) {
                print(out, label, line.toString());
                label = "";
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        print(out, label, line.toString());
    }
}
