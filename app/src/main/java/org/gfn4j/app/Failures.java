package org.gfn4j.app;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * What went wrong, in one line.
 *
 * <p>Thread-safety: stateless.
 */
final class Failures {
    private Failures() {}

    /** Returns a line for a user: the message, or what kind of failure it is where that has none. */
    static String describe(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return "not enough memory; give the JVM more by JAVA_TOOL_OPTIONS=-XX:MaxRAMPercentage=75, or make the problem smaller";
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

    /** Replaces line ends and other control characters, which a message may have quoted from the command line. */
    static String oneLine(String message) {
        return message.strip().replaceAll("\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
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
