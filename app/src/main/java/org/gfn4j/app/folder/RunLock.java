package org.gfn4j.app.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.storage.PlainFile;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second process from writing to a run folder. The operating system releases it when the process ends, however it
 * does.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class RunLock {
    /** The file that is locked, which stays in the folder. */
    static final String FILE = ".lock";

    private static final int LONGEST_NUMBER = 20;

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Does something while no other process may write to a run folder.
     *
     * @param folder the folder, which is there
     * @param deed what is done
     * @param <T> the type of its result
     * @return its result
     * @throws WrongOptionException if another process has the lock
     * @throws UncheckedIOException if the lock cannot be written
     */
    public static <T> T whileHeld(Path folder, Supplier<T> deed) {
        RunLock lock = take(folder);
        try {
            return deed.get();
        } finally {
            lock.release();
        }
    }

    /**
     * Takes the lock of a run folder.
     *
     * @param folder the folder, which is there
     * @throws WrongOptionException if another process has it
     * @throws UncheckedIOException if the lock cannot be written
     */
    private static RunLock take(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            FileChannel channel =
                    PlainFile.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                if (lock(channel) == null) {
                    throw new WrongOptionException("'" + folder + "' is in use by another gfn4j" + owner(channel)
                            + "; wait until it ends, or stop it");
                }
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(
                        Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
                return new RunLock(channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write '" + file + "': " + Failures.describe(e), e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer number = ByteBuffer.allocate(LONGEST_NUMBER);
        channel.read(number, 0);
        String text = new String(number.array(), 0, number.position(), StandardCharsets.US_ASCII);
        return text.matches("[0-9]+") ? " (process " + text + ")" : "";
    }

    /** Lets go of the folder. */
    void release() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release a run folder: " + Failures.describe(e), e);
        }
    }
}
