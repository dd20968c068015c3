package org.gfn4j.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.gfn4j.storage.AtomicFile;

/**
 * Files that options name, to be read or to be written.
 *
 * <p>Thread-safety: stateless.
 */
public final class FileOptions {
    private FileOptions() {}

    /**
     * Returns a file to read.
     *
     * @param option the name of the option
     * @param text its value
     * @param endings what the name of the file may end in, without the dot; any if there are none
     * @throws WrongOptionException if there is no such file; the message names the option and says why
     */
    public static Path input(String option, String text, String... endings) {
        Path file = ending(option, text, endings);
        if (Files.isDirectory(file)) {
            throw refusal(option, text, "is a folder, but must be a file");
        }
        if (!Files.exists(file)) {
            throw refusal(option, text, "does not exist");
        }
        if (!Files.isReadable(file)) {
            throw refusal(option, text, "cannot be read: access denied");
        }
        return file;
    }

    /**
     * Returns a file to write, which may exist.
     *
     * @param option the name of the option
     * @param text its value
     * @param endings what the name of the file may end in, without the dot
     * @throws WrongOptionException if it cannot be written; the message names the option and says why
     */
    public static Path output(String option, String text, String... endings) {
        Path file = ending(option, text, endings);
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw refusal(option, text, "is a folder, but must be a file");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw refusal(option, text, "cannot be written, because there is no folder '" + folder + "'");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw refusal(option, text, "is not a regular file");
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw refusal(option, text, "is not writable");
        }
        return file;
    }

    /**
     * Returns a folder to write into, which may be missing.
     *
     * @param option the name of the option
     * @param text its value
     * @throws WrongOptionException if something else has its name; the message names the option
     */
    public static Path folder(String option, String text) {
        Path folder = path(option, text, "folder");
        if (text.isBlank() || (Files.exists(folder) && !Files.isDirectory(folder))) {
            throw refusal(option, text, "is not a folder");
        }
        return folder;
    }

    /**
     * Returns what a text names, whether it is there or not.
     *
     * @param option the name of the option
     * @param text its value
     * @param kind what the option is the name of, for the message
     * @throws WrongOptionException if the text cannot be a name
     */
    public static Path path(String option, String text, String kind) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw refusal(option, text, "is not the name of a " + kind + ": " + e.getReason());
        }
    }

    private static Path ending(String option, String text, String... endings) {
        Path file = path(option, text, "file");
        if (!text.isBlank() && (endings.length == 0 || List.of(endings).contains(endingOf(file)))) {
            return file;
        }
        throw refusal(
                option,
                text,
                text.isBlank() ? "is not the name of a file" : "must end in ." + String.join(" or .", endings));
    }

    /** Returns what follows the last dot of a file's name, in lower case, or nothing. */
    public static String endingOf(Path file) {
        Path name = file.getFileName();
        String text = name == null ? "" : name.toString();
        int dot = text.lastIndexOf('.');
        return dot < 0 ? "" : text.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** Makes the refusal of a file; the reason follows its name. */
    public static WrongOptionException refusal(String option, String text, String reason) {
        return new WrongOptionException(
                Failures.oneLine("Invalid value for option '" + option + "': '" + text + "' " + reason));
    }

    /**
     * Makes the refusal of the content of a file.
     *
     * @param option the name of the option
     * @param text its value
     * @param failure what says the reason, and the name of the file where it is about its content
     */
    public static WrongOptionException refusal(String option, String text, Exception failure) {
        if (failure instanceof CharacterCodingException) {
            return refusal(option, text, "is not text in UTF-8");
        }
        return failure instanceof IOException
                ? refusal(option, text, "cannot be read: " + Failures.describe(failure))
                : refusal(option, failure);
    }

    /** Makes the refusal of the content of a file, of which a failure says the name, the place and the reason. */
    public static WrongOptionException refusal(String option, Exception failure) {
        return new WrongOptionException("Invalid value for option '" + option + "': " + Failures.describe(failure));
    }

    /** Writes a file: beside its place, and then there, in place of what was there. */
    public static void write(Path file, byte[] content) {
        try {
            AtomicFile.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write '" + file + "': " + Failures.describe(e), e);
        }
    }
}
