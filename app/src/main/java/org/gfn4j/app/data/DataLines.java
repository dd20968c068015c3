package org.gfn4j.app.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.WrongOptionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of stored data line by line: strictly UTF-8, with or without a byte order mark, lines that end in
 * {@code \n} or {@code \r\n} and are at most a million bytes long.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class DataLines {
    private static final int LONGEST_LINE = 1_000_000;
    private static final int BYTE_ORDER_MARK_LENGTH = 3;

    private final InputStream stream;
    private final DataFaults faults;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private CharBuffer characters = CharBuffer.allocate(1 << 10);
    private int position;
    private int end;
    private long number;

    /**
     * Makes a reader.
     *
     * @param stream the bytes of the file, read in large pieces
     * @param faults what makes messages
     */
    DataLines(InputStream stream, DataFaults faults) {
        this.stream = stream;
        this.faults = faults;
    }

    /** Returns the number of the last line, counted from 1. */
    long number() {
        return number;
    }

    /**
     * Reads a line.
     *
     * @return the line without its end, null after the last
     * @throws WrongOptionException if it is too long, is not UTF-8 or holds a carriage return, or the file cannot be read
     */
    @Nullable
    String next() {
        line.reset();
        boolean ended = false;
        while (!ended) {
            if (position == end && !fill()) {
                if (line.size() == 0) {
                    return null;
                }
                break;
            }
            ended = takeUpToLineFeed();
        }
        number++;
        return decode(ended);
    }

    private boolean fill() {
        try {
            end = Math.max(0, stream.read(buffer));
        } catch (IOException e) {
            throw faults.file("cannot be read: " + Failures.describe(e));
        }
        position = 0;
        return end > 0;
    }

    private boolean takeUpToLineFeed() {
        int stop = position;
        while (stop < end && buffer[stop] != '\n') {
            stop++;
        }
        line.write(buffer, position, stop - position);
        boolean found = stop < end;
        position = found ? stop + 1 : stop;
        if (line.size() > LONGEST_LINE) {
            throw faults.at(number + 1, 1, "the line is longer than 1 MB");
        }
        return found;
    }

    private String decode(boolean ended) {
        byte[] bytes = line.toByteArray();
        int from = number == 1 && startsWithByteOrderMark(bytes) ? BYTE_ORDER_MARK_LENGTH : 0;
        int to = ended && bytes.length > from && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
        if (characters.capacity() < to - from) {
            characters = CharBuffer.allocate(2 * (to - from));
        }
        characters.clear();
        CoderResult result = decoder.reset().decode(ByteBuffer.wrap(bytes, from, to - from), characters, true);
        characters.flip();
        if (result.isError()) {
            throw faults.at(number, characters.limit() + 1, "the file is not UTF-8");
        }
        String text = characters.toString();
        int lone = text.indexOf('\r');
        if (lone >= 0) {
            throw faults.at(number, lone + 1, "a carriage return is not followed by a line feed");
        }
        return text;
    }

    private static boolean startsWithByteOrderMark(byte[] bytes) {
        return bytes.length >= BYTE_ORDER_MARK_LENGTH
                && bytes[0] == (byte) 0xEF
                && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF;
    }
}
