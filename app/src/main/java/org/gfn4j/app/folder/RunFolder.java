package org.gfn4j.app.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.WrongOptionException;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the folder of a run and takes it, so that no two runs write to one. A folder belongs to a run as soon as it has a
 * {@link #CONFIG}; before that a {@link RunLock} keeps others away, and whatever a run has left that was ended so early does not count.
 *
 * <p>Thread-safety: stateless.
 */
public final class RunFolder {
    /** The file that makes a folder that of a run. */
    public static final String CONFIG = "config.yaml";

    private RunFolder() {}

    /**
     * Checks the folder that a user requested, without writing anything.
     *
     * @param text what was written after {@code --run}
     * @return the folder, which is missing or has no run in it
     * @throws WrongOptionException if it cannot be used; the message names the option and says why
     */
    public static Path given(String text) {
        if (text.isBlank()) {
            throw invalid(text, "is not the name of a folder");
        }
        if (text.startsWith("-")) {
            throw invalid(text, "looks like an option; if it is the name of a folder, write ./" + text);
        }
        Path folder;
        try {
            folder = Path.of(text);
        } catch (InvalidPathException e) {
            throw invalid(text, "is not the name of a folder: " + e.getReason());
        }
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.isDirectory(folder)) {
                throw invalid(text, "is not a folder; give a new or an empty one");
            }
            if (!isFree(folder)) {
                throw invalid(
                        text,
                        hasConfig(folder)
                                ? "holds a run, which 'gfn4j resume " + text
                                        + "' resumes; give a new or an empty folder"
                                : "is not empty; give a new or an empty folder");
            }
            if (!Files.isWritable(folder)) {
                throw invalid(text, "is not writable");
            }
            return folder;
        }
        Path above = existingParent(folder);
        if (above == null || !Files.isDirectory(above)) {
            throw invalid(text, "cannot be made, because '" + above + "' is not a folder");
        }
        if (!Files.isWritable(above)) {
            throw invalid(text, "cannot be made, because '" + above + "' is not writable");
        }
        return folder;
    }

    /**
     * Finds a name that is free for a run that did not ask for a folder, without writing anything.
     *
     * @param parent the folder of all runs
     * @param name what the run is to be called
     * @return {@code parent/name}, or {@code parent/name-2} and so on where that exists
     */
    public static Path free(Path parent, String name) {
        Path folder = parent.resolve(name);
        for (int number = 2; Files.exists(folder, LinkOption.NOFOLLOW_LINKS); number++) {
            folder = parent.resolve(name + "-" + number);
        }
        return folder;
    }

    /**
     * Makes a folder that {@link #given} has checked, where it is missing.
     *
     * @param folder the folder
     * @return the folder
     * @throws UncheckedIOException if it cannot be made
     */
    public static Path make(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw cannotMake(folder, e);
        }
    }

    /**
     * Checks a folder again once its lock is held.
     *
     * @param folder the folder
     * @throws WrongOptionException if another run has taken it meanwhile
     */
    public static void requireFree(Path folder) {
        if (!isFree(folder)) {
            throw invalid(folder.toString(), "has just been taken by another run; give a new or an empty folder");
        }
    }

    /**
     * Makes a folder of the first free name for a run that did not ask for one.
     *
     * @param parent the folder of all runs
     * @param name what the run is to be called
     * @return the folder, which nobody else gets
     * @throws UncheckedIOException if it cannot be made
     */
    public static Path makeFree(Path parent, String name) {
        while (true) {
            Path folder = free(parent, name);
            try {
                Files.createDirectories(parent);
                return Files.createDirectory(folder);
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(parent)) {
                    throw cannotMake(folder, e);
                }
            } catch (IOException e) {
                throw cannotMake(folder, e);
            }
        }
    }

    private static UncheckedIOException cannotMake(Path folder, IOException cause) {
        return new UncheckedIOException(
                "cannot make the folder '" + folder + "': " + Failures.describe(cause) + "; choose another by --run",
                cause);
    }

    private static @Nullable Path existingParent(Path folder) {
        Path above = folder.toAbsolutePath().getParent();
        while (above != null && !Files.exists(above, LinkOption.NOFOLLOW_LINKS)) {
            above = above.getParent();
        }
        return above;
    }

    /** Tells whether a run has begun in a folder: before it has a configuration, 'gfn4j train' may take it. */
    public static boolean hasConfig(Path folder) {
        return folder.resolve(CONFIG).toFile().length() > 0;
    }

    private static boolean isFree(Path folder) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, entry -> !isLeftOver(entry))) {
            return !entries.iterator().hasNext() && !hasConfig(folder);
        } catch (IOException e) {
            throw invalid(folder.toString(), "cannot be read");
        }
    }

    private static boolean isLeftOver(Path file) {
        String name = file.getFileName().toString();
        return name.equals(CONFIG) || name.equals(RunLock.FILE) || name.endsWith(".part");
    }

    private static WrongOptionException invalid(String text, String reason) {
        return new WrongOptionException("Invalid value for option '--run': '" + text + "' " + reason);
    }
}
