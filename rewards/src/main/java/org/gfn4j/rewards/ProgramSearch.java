package org.gfn4j.rewards;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out whether a program can be started, without starting it. */
final class ProgramSearch {
    private ProgramSearch() {}

    /**
     * Refuses a program that cannot be started.
     *
     * @param words program and arguments
     * @param path folders to search, as the variable PATH has them; null where it is not set
     * @throws RewardSourceException if there is none or it may not be executed
     */
    static void requireStartable(List<String> words, @Nullable String path) {
        String program = words.get(0);
        try {
            if (ProgramFiles.isPath(program)) {
                requireExecutable(words, Path.of(program));
            } else if (File.separatorChar == '/') {
                // Elsewhere the system has rules of its own for names without a path, and starting tells.
                requireOnPath(words, path);
            }
        } catch (InvalidPathException e) {
            throw refused(words, "is not the name of a file; name a program");
        }
    }

    private static void requireExecutable(List<String> words, Path file) {
        if (Files.isDirectory(file)) {
            throw refused(words, "is a folder; name the program in it");
        }
        if (!Files.exists(file)) {
            throw refused(
                    words,
                    "does not exist; name a program that does, relative to "
                            + Path.of("").toAbsolutePath());
        }
        if (!Files.isExecutable(file)) {
            throw refused(
                    words,
                    "is not executable; make it so with 'chmod +x', or put the program that runs it in front, as in"
                            + " 'python3 score.py'");
        }
    }

    private static void requireOnPath(List<String> words, @Nullable String path) {
        String program = words.get(0);
        String folders = path == null ? "/usr/bin:/bin" : path;
        boolean found = !program.isEmpty()
                && Arrays.stream(folders.split(":", -1))
                        .map(folder -> Path.of(folder.isEmpty() ? "." : folder, program))
                        .anyMatch(file -> Files.isRegularFile(file) && Files.isExecutable(file));
        if (!found) {
            boolean here = Files.isRegularFile(Path.of(program));
            throw refused(
                    words,
                    "was not found on the PATH; "
                            + (here
                                    ? "for the file of the present folder write ./" + program
                                    : "install it, or name it by its path"));
        }
    }

    private static RewardSourceException refused(List<String> words, String cause) {
        return new RewardSourceException(
                "the program '" + words.get(0) + "' of the command \"" + CommandWords.join(words) + "\" " + cause);
    }
}
