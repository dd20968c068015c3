package org.gfn4j.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Opens what lies in a folder that somebody else may have filled. A symbolic link in the place of a file is not followed, as it may
 * lead out of the folder, and neither pipes nor devices are opened, which may never end. The folder itself may be reached by a link.
 *
 * <p>Thread-safety: stateless.
 */
public final class PlainFile {
    private PlainFile() {}

    /**
     * Tells whether anything has a name.
     *
     * @param file a file, a folder or a link, wherever it leads
     * @return whether it is there
     */
    public static boolean exists(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Tells whether a file is there that can be opened.
     *
     * @param file anything
     * @return whether it is a file, and not a link to one
     */
    public static boolean isFile(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Tells whether a folder is there.
     *
     * @param folder anything
     * @return whether it is a folder, and not a link to one
     */
    public static boolean isFolder(Path folder) {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Opens a file.
     *
     * @param file the file
     * @param options as of {@link FileChannel#open(Path, OpenOption...)}
     * @return a channel, closed by the caller
     * @throws IOException if it cannot be opened, or is not a file
     */
    public static FileChannel open(Path file, OpenOption... options) throws IOException {
        if (exists(file)) {
            requireFile(file);
        }
        Set<OpenOption> all = new HashSet<>(Arrays.asList(options));
        all.add(LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(file, all);
    }

    /**
     * Opens a file to be read.
     *
     * @param file the file
     * @return a stream, closed by the caller
     * @throws IOException if it cannot be opened, or is not a file
     */
    public static InputStream read(Path file) throws IOException {
        if (exists(file)) {
            requireFile(file);
        }
        return Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @return all of it
     * @throws IOException if it cannot be read, or is not a file
     */
    public static byte[] readAll(Path file) throws IOException {
        try (InputStream stream = read(file)) {
            return stream.readAllBytes();
        }
    }

    /**
     * Returns the length of a file.
     *
     * @param file the file
     * @return bytes, 0 where there is nothing of that name
     * @throws IOException if it cannot be known, or this is not a file
     */
    public static long size(Path file) throws IOException {
        if (!exists(file)) {
            return 0;
        }
        requireFile(file);
        return Files.size(file);
    }

    /**
     * Makes a folder where there is none, and the folders above it.
     *
     * @param folder the folder
     * @throws IOException if it cannot be made, or something else is in its place, be it a link to a folder
     */
    public static void makeFolder(Path folder) throws IOException {
        requireFolder(folder);
        Files.createDirectories(folder);
    }

    /**
     * Refuses what is in the place of a folder.
     *
     * @param folder the folder, which need not be there
     * @throws IOException if something else is in its place, be it a link to a folder
     */
    public static void requireFolder(Path folder) throws IOException {
        if (exists(folder) && !isFolder(folder)) {
            throw refusal(folder, "it must be a folder");
        }
    }

    private static void requireFile(Path file) throws IOException {
        if (!isFile(file)) {
            throw refusal(file, "it must be a file");
        }
    }

    private static FileSystemException refusal(Path file, String required) {
        return new FileSystemException(
                file.toString(),
                null,
                Files.isSymbolicLink(file)
                        ? required + ", but is a symbolic link, which is not followed"
                        : required + ", but is something else");
    }
}
