package org.gfn4j.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the folder of a run and takes it, so that no two runs write to one.
 *
 * <p>Thread-safety: stateless.
 */
final class RunFolder {
    /** The file whose making takes a folder. */
    static final String CONFIG = "config.yaml";

    private RunFolder() {}

    /**
     * Checks the folder that a user asked for, without writing anything.
     *
     * @param text what was written after {@code --run}
     * @return the folder, which is missing or empty
     * @throws WrongOptionException if it cannot be used; the message names the option and says why
     */
    static Path given(String text) {
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
            if (!isEmpty(folder)) {
                throw invalid(
                        text,
                        Files.exists(folder.resolve(CONFIG))
                                ? "holds a run, which 'gfn4j resume " + text + "' goes on with; give a new or an empty folder"
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
    static Path free(Path parent, String name) {
        Path folder = parent.resolve(name);
        for (int number = 2; Files.exists(folder, LinkOption.NOFOLLOW_LINKS); number++) {
            folder = parent.resolve(name + "-" + number);
        }
        return folder;
    }

    /**
     * Takes a folder that {@link #given} has checked.
     *
     * @param folder the folder, made where it is missing
     * @return the folder, with an empty {@link #CONFIG} in it
     * @throws WrongOptionException if another run has taken it meanwhile
     * @throws UncheckedIOException if it cannot be made
     */
    static Path take(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.createFile(folder.resolve(CONFIG));
            return folder;
        } catch (FileAlreadyExistsException e) {
            throw invalid(folder.toString(), "has just been taken by another run; give a new or an empty folder");
        } catch (IOException e) {
            throw cannotMake(folder, e);
        }
    }

    /**
     * Takes the first free name for a run that did not ask for a folder.
     *
     * @param parent the folder of all runs
     * @param name what the run is to be called
     * @return the folder, with an empty {@link #CONFIG} in it
     * @throws UncheckedIOException if it cannot be made
     */
    static Path takeFree(Path parent, String name) {
        while (true) {
            Path folder = free(parent, name);
            try {
                Files.createDirectories(parent);
                Files.createDirectory(folder);
                Files.createFile(folder.resolve(CONFIG));
                return folder;
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

    private static boolean isEmpty(Path folder) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        } catch (IOException e) {
            throw invalid(folder.toString(), "cannot be read");
        }
    }

    private static WrongOptionException invalid(String text, String reason) {
        return new WrongOptionException("Invalid value for option '--run': '" + text + "' " + reason);
    }
}
