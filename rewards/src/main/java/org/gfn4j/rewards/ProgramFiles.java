package org.gfn4j.rewards;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gfn4j.storage.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The words of a command with what the files hold that they name.
 *
 * <p>Thread-safety: immutable.
 */
final class ProgramFiles {
    private static final Pattern OPTION = Pattern.compile("-[A-Za-z]|--[A-Za-z-]+");

    private final List<Word> words;

    /** A word, and the file that it names, if any. */
    private record Word(String text, @Nullable Stamp stamp) {}

    private record Stamp(Path path, long size, FileTime modified, String sha256) {
        static Stamp of(Path path) throws IOException {
            return new Stamp(path, Files.size(path), Files.getLastModifiedTime(path), Sha256.of(path));
        }

        boolean holds() throws IOException {
            return (Files.size(path) == size && Files.getLastModifiedTime(path).equals(modified))
                    || Sha256.of(path).equals(sha256);
        }
    }

    /**
     * Reads the files.
     *
     * @param words the words of a command
     * @throws RewardSourceException if a file cannot be read
     */
    ProgramFiles(List<String> words) {
        List<Word> read = new ArrayList<>();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            // A program without a path in its name is searched for elsewhere.
            Optional<Path> file = at == 0 && !isPath(word) ? Optional.empty() : regularFile(word);
            try {
                read.add(new Word(word, file.isPresent() ? Stamp.of(file.get()) : null));
            } catch (IOException e) {
                throw unreadable(word, e);
            }
        }
        this.words = List.copyOf(read);
    }

    /** Tells whether the name of a program says where it lies. */
    static boolean isPath(String program) {
        return program.indexOf('/') >= 0 || program.indexOf(File.separatorChar) >= 0;
    }

    /** Tells whether a command names everything from the root on, but for a program that folders so named are searched for. */
    static boolean isFixed(List<String> words, @Nullable String path) {
        boolean searched = !isPath(words.get(0))
                && (path == null
                        || Stream.of(path.split(File.pathSeparator, -1)).allMatch(ProgramFiles::isAbsolute));
        return (searched || isAbsolute(words.get(0)))
                && words.stream()
                        .skip(1)
                        .allMatch(word -> OPTION.matcher(word).matches()
                                || (isAbsolute(word) && regularFile(word).isPresent()));
    }

    private static boolean isAbsolute(String word) {
        try {
            return Path.of(word).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Optional<Path> regularFile(String word) {
        try {
            return Optional.of(Path.of(word)).filter(Files::isRegularFile);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static RewardSourceException unreadable(String word, IOException cause) {
        return new RewardSourceException(
                "the file '" + word
                        + "' of the program's command must be readable, as rewards are kept under its content, but "
                        + "is not: " + cause.getMessage(),
                cause);
    }

    /** Returns the words, each that names a file followed by what the file holds. */
    String identity() {
        StringBuilder identity = new StringBuilder();
        for (Word word : words) {
            identity.append(identity.isEmpty() ? "" : " ").append(CommandWords.quote(word.text));
            if (word.stamp != null) {
                identity.append("#sha256:").append(word.stamp.sha256);
            }
        }
        return identity.toString();
    }

    List<Path> paths() {
        List<Path> paths = new ArrayList<>();
        for (Word word : words) {
            if (word.stamp != null) {
                paths.add(word.stamp.path);
            }
        }
        return List.copyOf(paths);
    }

    /**
     * Refuses files that have changed since they were read.
     *
     * @throws RewardSourceException if one has
     */
    void requireUnchanged() {
        for (Word word : words) {
            try {
                if (word.stamp != null && !word.stamp.holds()) {
                    throw new RewardSourceException("the file '" + word.text
                            + "' has changed since its program was first started, and rewards of two programs must "
                            + "not be mixed; start again. A file that the program writes must not be a word "
                            + "of its command");
                }
            } catch (IOException e) {
                throw unreadable(word.text, e);
            }
        }
    }
}
