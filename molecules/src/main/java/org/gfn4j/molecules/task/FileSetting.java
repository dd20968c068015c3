package org.gfn4j.molecules.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gfn4j.storage.Sha256;
import org.gfn4j.task.WrongSettingException;
import org.jspecify.annotations.Nullable;

/**
 * A file that a run depends on, with the SHA-256 of what it must hold where that is recorded: {@code FILE} or
 * {@code FILE#sha256:DIGEST}. Runs record the second form, so that a file that has changed is not taken for what it was.
 *
 * <p>Thread-safety: immutable.
 *
 * @param text the file as it was written, or a name that stands for something else
 * @param digest 64 hexadecimal digits; null where nothing is recorded
 */
public record FileSetting(String text, @Nullable String digest) {
    private static final Pattern RECORDED = Pattern.compile("(.*)#sha256:([0-9a-f]{64})", Pattern.DOTALL);

    /**
     * Reads a value.
     *
     * @param value the file, with or without the digest
     * @return the setting
     */
    public static FileSetting of(String value) {
        Matcher matcher = RECORDED.matcher(value);
        return matcher.matches() ? new FileSetting(matcher.group(1), matcher.group(2)) : new FileSetting(value, null);
    }

    /**
     * Returns the file.
     *
     * @param option the option whose value this is
     * @return the file
     * @throws WrongSettingException if there is no such file; the message names the option
     */
    Path file(String option) {
        Path file = path(option);
        if (text.isBlank() || !Files.exists(file)) {
            throw wrong(
                    option,
                    "does not exist" + (digest == null ? "" : ", but the run needs it at its recorded " + "place"));
        }
        if (!Files.isRegularFile(file)) {
            throw wrong(option, "is not a file");
        }
        if (!Files.isReadable(file)) {
            throw wrong(option, "is not readable");
        }
        return file;
    }

    /**
     * Returns the file, whether or not it exists.
     *
     * @param option the option whose value this is
     * @throws WrongSettingException if this is not the name of a file; the message names the option
     */
    Path path(String option) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw wrong(option, "is not the name of a file: " + e.getReason());
        }
    }

    /**
     * Checks what the file holds.
     *
     * @param option the option whose value this is
     * @param present the SHA-256 of what it holds now
     * @throws WrongSettingException if another one is recorded
     */
    void requireDigest(String option, String present) {
        if (digest != null && !digest.equals(present)) {
            throw wrong(
                    option, "has changed since it was recorded: its SHA-256 must be " + digest + ", but is " + present);
        }
    }

    /** Makes a refusal of this value. */
    WrongSettingException wrong(String option, String reason) {
        return new WrongSettingException("Invalid value for option '" + option + "': '" + text + "' " + reason);
    }

    /**
     * Returns the value to record for a file that is there.
     *
     * @param option the option whose value this is
     * @return the file from the root on, with its digest
     * @throws WrongSettingException if it cannot be read; the message names the option
     */
    public String recorded(String option) {
        if (digest != null) {
            return recorded(text, digest);
        }
        Path file = file(option);
        try {
            return recorded(file.toAbsolutePath().normalize().toString(), Sha256.of(file));
        } catch (IOException e) {
            throw wrong(option, "cannot be read: " + e.getMessage());
        }
    }

    /**
     * Checks that the file is there and holds what is recorded.
     *
     * @param option the option whose value this is
     * @return the file
     * @throws WrongSettingException if it does not; the message names the option
     */
    public Path checked(String option) {
        Path file = file(option);
        if (digest != null) {
            try {
                requireDigest(option, Sha256.of(file));
            } catch (IOException e) {
                throw wrong(option, "cannot be read: " + e.getMessage());
            }
        }
        return file;
    }

    /**
     * Returns the value to record.
     *
     * @param place the file or the name
     * @param present the SHA-256 of what it holds
     */
    static String recorded(String place, String present) {
        return place + "#sha256:" + present;
    }
}
