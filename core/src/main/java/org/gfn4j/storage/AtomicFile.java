package org.gfn4j.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * A file that is written beside its place, under a new random name, and then moved there in place of what was there. So it is
 * whole or not there, and no symbolic link is followed: not one in its place, nor one that somebody has put under the other name.
 * What is not committed is removed, also where the JVM is told to end.
 *
 * <p>Thread-safety: confined to one thread; any number of threads and processes may write the same file, of which the last counts.
 */
public final class AtomicFile implements AutoCloseable {
    private static final String PART = ".part";

    private final Path target;
    private final Path part;

    private AtomicFile(Path target, Path part) {
        this.target = target;
        this.part = part;
    }

    /**
     * Makes an empty file beside a place.
     *
     * @param target the place, in a folder that is there
     * @return a file to be written, then committed, and closed by the caller
     * @throws IOException if it cannot be made
     */
    public static AtomicFile beside(Path target) throws IOException {
        Path part = target.resolveSibling(newName(".gfn4j"));
        Files.createFile(part);
        part.toFile().deleteOnExit();
        return new AtomicFile(target, part);
    }

    /** Returns a name that nobody else has. */
    static String newName(String start) {
        return start + "-" + UUID.randomUUID() + PART;
    }

    /**
     * Tells whether a file may be what a process has left that was killed while it wrote.
     *
     * @param file any file
     * @return whether it has the ending of unfinished files
     */
    public static boolean isUnfinished(Path file) {
        return String.valueOf(file.getFileName()).endsWith(PART);
    }

    /**
     * Makes an empty folder with a new random name, to be moved to its place when all is in it.
     *
     * @param target the place, in a folder that is there
     * @return the folder
     * @throws IOException if it cannot be made
     */
    public static Path folderBeside(Path target) throws IOException {
        return Files.createDirectory(target.resolveSibling(newName(String.valueOf(target.getFileName()))));
    }

    /**
     * Writes a file.
     *
     * @param target its place
     * @param content what it is to hold
     * @throws IOException if it cannot be written; what was there stays
     */
    public static void write(Path target, byte[] content) throws IOException {
        try (AtomicFile file = beside(target)) {
            Files.write(file.part, content);
            file.commit();
        }
    }

    /**
     * Returns the file that is written.
     *
     * @return a file that is there
     */
    public Path part() {
        return part;
    }

    /**
     * Moves the file to its place.
     *
     * @throws IOException if it cannot be moved; what was there stays
     */
    public void commit() throws IOException {
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes the file, unless it was committed. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(part);
    }
}
