package org.gfn4j.rewards;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gfn4j.storage.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Something that a reward starts, loads or connects to: exactly what, so that who has approved one thing has not approved
 * another.
 *
 * <p>Thread-safety: immutable.
 *
 * @param option the name without hyphens of the option whose value names it
 * @param kind what it is
 * @param text what is started, with the SHA-256 of each file that is named, and the folder where that matters
 * @param problem why it cannot be started; null where nothing is known to be in the way
 */
public record Launch(
        String option, Kind kind, String text, @Nullable String problem) {

    /** What can be started. */
    public enum Kind {
        /** A program, with its arguments. */
        PROGRAM("the program"),
        /** A model that ONNX Runtime runs. */
        MODEL("the model"),
        /** The programs that dock, which are given a receptor. */
        DOCKING("docking into the receptor"),
        /** A network that gfn4j itself runs. */
        NETWORK("the network"),
        /** A database, which may be sent the user's password. */
        DATABASE("the database");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /**
     * Makes a launch of what a file holds.
     *
     * @param option the name without hyphens of the option whose value names it
     * @param kind what it is
     * @param file the file, which need not exist
     * @return a launch with the digest of the file
     */
    public static Launch ofFile(String option, Kind kind, Path file) {
        String name = file.toAbsolutePath().normalize().toString();
        if (!Files.isRegularFile(file)) {
            return new Launch(option, kind, name, "there is no file '" + file + "'");
        }
        try {
            return new Launch(option, kind, withDigest(name, Sha256.of(file)), null);
        } catch (AccessDeniedException e) {
            return new Launch(option, kind, name, "cannot read '" + file + "': access denied: " + file);
        } catch (IOException e) {
            return new Launch(option, kind, name, "cannot read '" + file + "': " + e.getMessage());
        }
    }

    /**
     * Returns the name of a file with what it holds, as runs record it.
     *
     * @param file the name
     * @param sha256 the digest of its content
     * @return both as one setting
     */
    public static String withDigest(String file, String sha256) {
        return file + "#sha256:" + sha256;
    }

    /**
     * Returns the SHA-256 of what is started.
     *
     * @return 64 hexadecimal digits
     */
    public String digest() {
        return Sha256.of(kind + " " + text);
    }

    /**
     * Returns what is started, for a user.
     *
     * @return a few words
     */
    public String describe() {
        return kind.words + " " + text + (problem == null ? "" : " (" + problem + ")");
    }
}
