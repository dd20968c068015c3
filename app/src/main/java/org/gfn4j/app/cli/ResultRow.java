package org.gfn4j.app.cli;

import java.io.PrintWriter;

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
