package org.gfn4j.app.data;

import java.nio.file.Path;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.WrongOptionException;

/**
 * Says what is wrong with a file of stored data, and where, in one line of bounded length.
 *
 * <p>Thread-safety: immutable.
 *
 * @param file the file that {@code --data} names
 */
record DataFaults(Path file) {
    private static final int LONGEST = 500;

    /** Returns the refusal of a whole file; the reason follows its name. */
    WrongOptionException file(String reason) {
        return refusal(" " + reason);
    }

    /** Returns the refusal of what begins at a place, both counted from 1. */
    WrongOptionException at(long line, int column, String reason) {
        return refusal(", line " + line + ", column " + column + ": " + reason);
    }

    private WrongOptionException refusal(String rest) {
        return new WrongOptionException(
                Failures.oneLine("Invalid value for option '--data': '" + file + "'" + abbreviated(rest)));
    }

    private static String abbreviated(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        return text.substring(0, LONGEST / 2) + " ... " + text.substring(text.length() - LONGEST / 2);
    }
}
