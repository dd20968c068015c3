package org.gfn4j.app.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gfn4j.text.VisibleText;

/**
 * What went wrong, in one line.
 *
 * <p>Thread-safety: stateless.
 */
public final class Failures {
    private static final Pattern LONG_QUOTE = Pattern.compile("'([^']{1000,})'");
    private static final int HEAD = 100;
    private static final int LONGEST = 8_000;

    private Failures() {}

    /** Returns a line for a user: the message, or what kind of failure it is where that has none. */
    public static String describe(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return "not enough memory; give the JVM more with JAVA_TOOL_OPTIONS=-XX:MaxRAMPercentage=75, or make the "
                    + "problem smaller";
        }
        if (failure instanceof StackOverflowError) {
            return "the stack is too small for this problem";
        }
        String message = failure.getMessage();
        if (failure instanceof FileSystemException files && files.getReason() == null) {
            message = reason(files) + ": " + files.getFile();
        }
        if (message == null || message.isBlank()) {
            Throwable cause = failure.getCause();
            if (cause != null) {
                return describe(cause);
            }
            message = failure.getClass().getSimpleName();
        }
        return oneLine(message);
    }

    /** Takes passwords out of the URLs that a text may have quoted from the command line. */
    public static String withoutPasswords(String text) {
        return text.replaceAll("(://[^\\s/:@]*):\\S*@", "$1:…@").replaceAll("(?i)(password=)[^\\s&'\"]+", "$1…");
    }

    /**
     * Makes a visible line, without line ends and passwords, of a message, which may have quoted from the command line or from a file, and cuts
     * what is longer than any name of a file.
     */
    public static String oneLine(String message) {
        String shortened = LONG_QUOTE.matcher(withoutPasswords(message.strip())).replaceAll(quote -> {
            String text = quote.group(1);
            return Matcher.quoteReplacement("'" + text.substring(0, text.offsetByCodePoints(0, HEAD)) + "…'");
        });
        if (shortened.length() > LONGEST) {
            int tail = shortened.length() - LONGEST / 4;
            shortened = shortened.substring(0, shortened.offsetByCodePoints(0, LONGEST / 4)) + " … "
                    + shortened.substring(Character.isLowSurrogate(shortened.charAt(tail)) ? tail + 1 : tail);
        }
        return VisibleText.line(shortened);
    }

    /** Makes a visible line of a text that must not be cut, as it shows what is approved. */
    public static String wholeLine(String text) {
        return VisibleText.line(withoutPasswords(text));
    }

    private static String reason(FileSystemException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "access denied";
        }
        return failure instanceof FileAlreadyExistsException ? "exists already" : "cannot be used";
    }
}
