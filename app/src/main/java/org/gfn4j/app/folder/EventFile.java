package org.gfn4j.app.folder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.zip.CRC32C;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.storage.PlainFile;
import org.jspecify.annotations.Nullable;

/**
 * Appends figures to a file that TensorBoard reads: TFRecords (length and data, a masked CRC-32C after each) around the
 * protocol buffers of {@code tensorflow/core/util/event.proto}.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class EventFile {
    private static final String PREFIX = "events.out.tfevents.";
    private static final String FILE_VERSION = "brain.Event:2";
    private static final int CRC_MASK = 0xa282ead8;

    private final Path file;
    private final Clock clock;
    private long length;

    private EventFile(Path file, Clock clock, long length) {
        this.file = file;
        this.clock = clock;
        this.length = length;
    }

    /**
     * Starts a file.
     *
     * @param folder where it is made, a folder that is there
     * @param clock tells the times of events
     * @return the file, named for the second and the host, with a record of its version in it
     * @throws UncheckedIOException if it cannot be written or is there already
     */
    static EventFile create(Path folder, Clock clock) {
        long second = clock.instant().getEpochSecond();
        EventFile events = new EventFile(folder.resolve(PREFIX + second + "." + host() + ".gfn4j"), clock, 0);
        try {
            Files.createFile(events.file);
        } catch (IOException e) {
            throw failed("write", events.file, e);
        }
        events.append(events.now().text(3, FILE_VERSION));
        return events;
    }

    /**
     * Continues the file of a run folder where it has all that was written, else starts a new one.
     *
     * @param folder the folder, which is there
     * @param length what {@link #length} was, 0 for a run that starts from the beginning
     * @param clock tells the times of events
     * @return the file
     * @throws UncheckedIOException if it cannot be written
     */
    public static EventFile goOn(Path folder, long length, Clock clock) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : files) {
                if (length > 0 && PlainFile.isFile(file) && Files.size(file) >= length) {
                    return reopen(file, length, clock);
                }
                Files.delete(file);
            }
        } catch (IOException e) {
            throw failed("continue the event file in", folder, e);
        }
        return create(folder, clock);
    }

    /**
     * Continues a file.
     *
     * @param file the file
     * @param length how much of it to keep, what {@link #length} was; the rest is cut off
     * @param clock tells the times of events
     * @return the file
     * @throws IllegalArgumentException if it has less than that
     * @throws UncheckedIOException if it cannot be written
     */
    static EventFile reopen(Path file, long length, Clock clock) {
        try (FileChannel channel = PlainFile.open(file, StandardOpenOption.WRITE)) {
            if (length < 0 || channel.size() < length) {
                throw new IllegalArgumentException(
                        "'" + file + "' must have at least " + length + " bytes, but has " + channel.size());
            }
            channel.truncate(length);
        } catch (IOException e) {
            throw failed("continue", file, e);
        }
        return new EventFile(file, clock, length);
    }

    /** Returns the file. */
    Path file() {
        return file;
    }

    /** Returns the length of the file, in bytes. */
    public long length() {
        return length;
    }

    /**
     * Adds an event, all of it or nothing. Maps in maps are named with slashes; what is not a number, or not one that a
     * float can hold, is left out.
     *
     * @param step the iteration
     * @param metrics the figures by name
     * @throws UncheckedIOException if it cannot be written
     */
    public void scalars(long step, Map<String, ? extends @Nullable Object> metrics) {
        Message summary = new Message();
        add("", metrics, summary);
        if (!summary.isEmpty()) {
            append(now().number(2, step).message(5, summary));
        }
    }

    private static void add(String prefix, Map<?, ?> metrics, Message summary) {
        metrics.forEach((name, value) -> {
            if (value instanceof Map<?, ?> more) {
                add(prefix + name + "/", more, summary);
            } else if (value instanceof Number number && fits(number)) {
                summary.message(1, new Message().text(1, prefix + name).real(2, number.floatValue()));
            }
        });
    }

    /** Tells whether a float can stand for a number: not where that is infinite, or 0 instead of a small number. */
    private static boolean fits(Number number) {
        float value = number.floatValue();
        return Float.isFinite(value) && (value != 0 || number.doubleValue() == 0);
    }

    private Message now() {
        Instant now = clock.instant();
        return new Message().real(1, now.getEpochSecond() + now.getNano() / 1e9);
    }

    private void append(Message event) {
        byte[] data = event.toBytes();
        ByteBuffer record = ByteBuffer.allocate(data.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(data.length).putInt(maskedCrc(record.array(), 0, 8));
        record.put(data).putInt(maskedCrc(data, 0, data.length)).flip();
        try (FileChannel channel = PlainFile.open(file, StandardOpenOption.WRITE)) {
            try {
                while (record.hasRemaining()) {
                    channel.write(record, length + record.position());
                }
            } catch (IOException e) {
                channel.truncate(length);
                throw e;
            }
        } catch (IOException e) {
            throw failed("write to", file, e);
        }
        length += record.limit();
    }

    private static int maskedCrc(byte[] bytes, int start, int count) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, start, count);
        return Integer.rotateRight((int) crc.getValue(), 15) + CRC_MASK;
    }

    /** Returns the name of this host, fit for the name of a file. */
    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.-]", "_");
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static UncheckedIOException failed(String deed, Path file, IOException cause) {
        return new UncheckedIOException("cannot " + deed + " '" + file + "': " + Failures.describe(cause), cause);
    }

    /** A protocol buffer message that is being written. */
    private static final class Message {
        private static final int VARINT = 0;
        private static final int EIGHT_BYTES = 1;
        private static final int COUNTED_BYTES = 2;
        private static final int FOUR_BYTES = 5;

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message number(int field, long value) {
            return varint(field << 3 | VARINT).varint(value);
        }

        Message real(int field, double value) {
            return varint(field << 3 | EIGHT_BYTES).littleEndian(Double.doubleToLongBits(value), 8);
        }

        Message real(int field, float value) {
            return varint(field << 3 | FOUR_BYTES).littleEndian(Float.floatToIntBits(value), 4);
        }

        Message text(int field, String value) {
            return counted(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return counted(field, value.toBytes());
        }

        boolean isEmpty() {
            return bytes.size() == 0;
        }

        byte[] toBytes() {
            return bytes.toByteArray();
        }

        private Message counted(int field, byte[] value) {
            varint(field << 3 | COUNTED_BYTES).varint(value.length);
            bytes.writeBytes(value);
            return this;
        }

        private Message varint(long value) {
            long left = value;
            for (; (left & ~0x7fL) != 0; left >>>= 7) {
                bytes.write((int) ((left & 0x7f) | 0x80));
            }
            bytes.write((int) left);
            return this;
        }

        private Message littleEndian(long value, int count) {
            for (int place = 0; place < count; place++) {
                bytes.write((int) (value >>> (8 * place)));
            }
            return this;
        }
    }
}
