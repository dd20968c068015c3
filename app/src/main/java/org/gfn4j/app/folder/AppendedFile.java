package org.gfn4j.app.folder;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.storage.PlainFile;

/**
 * A file of a run folder that text is added to, and that goes back to what it was when its run does.
 *
 * <p>What counts is what has been added through this object or was there at the checkpoint that the run went back to. What
 * else the file holds, because a run was ended after a checkpoint, is overwritten or cut off.
 *
 * <p>Thread-safety: confined to one thread at a time.
 */
public final class AppendedFile {
    private final Path file;
    private long length;
    private CRC32C checksum = new CRC32C();

    /**
     * Makes an object for a file of which nothing counts yet.
     *
     * @param file the file, which may be missing
     */
    public AppendedFile(Path file) {
        this.file = file;
    }

    /**
     * Returns the name of the file in its folder.
     *
     * @return the last part of its path
     */
    public String name() {
        return String.valueOf(file.getFileName());
    }

    /**
     * Returns how much of the file counts.
     *
     * @return bytes
     */
    public long length() {
        return length;
    }

    /**
     * Adds text, all of it or nothing.
     *
     * @param text the text, which is written as UTF-8
     * @throws UncheckedIOException if it cannot be written
     */
    public void append(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            writeAt(file, length, bytes);
        } catch (IOException e) {
            throw failed("write to", e);
        }
        length += bytes.length;
        checksum.update(bytes);
    }

    /**
     * Reads what counts.
     *
     * @return a reader of the text
     * @throws UncheckedIOException if it cannot be read
     */
    public BufferedReader read() {
        return new BufferedReader(
                new InputStreamReader(new ByteArrayInputStream(bytes(length)), StandardCharsets.UTF_8));
    }

    /** Returns the CRC-32C of what counts. */
    public long checksum() {
        return checksum.getValue();
    }

    /**
     * Goes back to what counted at a checkpoint. Nothing is written.
     *
     * @param lengthBefore what {@link #length} was
     * @param checksumBefore what {@link #checksum} was
     * @throws WrongOptionException if the file does not have that any more
     * @throws UncheckedIOException if it cannot be read
     */
    public void goBackTo(long lengthBefore, long checksumBefore) {
        byte[] bytes = bytes(lengthBefore);
        CRC32C present = new CRC32C();
        present.update(bytes);
        if (bytes.length != lengthBefore || present.getValue() != checksumBefore) {
            throw new WrongOptionException("'" + file
                    + "' has been altered or lost since the checkpoint was written, so the run cannot be resumed");
        }
        length = lengthBefore;
        checksum = present;
    }

    private byte[] bytes(long count) {
        try {
            if (count == 0 || !PlainFile.exists(file)) {
                return new byte[0];
            }
            try (var stream = PlainFile.read(file)) {
                return stream.readNBytes(Math.toIntExact(count));
            }
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    /**
     * Cuts off what does not count.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public void cut() {
        try {
            cut(file, length);
        } catch (IOException e) {
            throw failed("write to", e);
        }
    }

    /** Writes bytes from a place on, all of them or nothing. */
    static void writeAt(Path file, long place, byte[] bytes) throws IOException {
        try (FileChannel channel = PlainFile.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            try {
                ByteBuffer left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    channel.write(left, place + left.position());
                }
            } catch (IOException e) {
                channel.truncate(place);
                throw e;
            }
        }
    }

    /** Cuts a file off where it is longer. */
    public static void cut(Path file, long length) throws IOException {
        if (PlainFile.size(file) > length) {
            try (FileChannel channel = PlainFile.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(length);
            }
        }
    }

    private UncheckedIOException failed(String deed, IOException cause) {
        return new UncheckedIOException("cannot " + deed + " '" + file + "': " + Failures.describe(cause), cause);
    }
}
