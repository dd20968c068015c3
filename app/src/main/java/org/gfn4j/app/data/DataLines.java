package org.gfn4j.app.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.WrongOptionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of stored data: strictly UTF-8, with or without a byte order mark, lines that end in {@code \n} or {@code \r\n}
 * and have at most a million characters. What is read has {@code \n} only.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class DataLines extends Reader {
    private static final int LONGEST_LINE = 1_000_000;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final BufferedReader source;
    private final DataFaults faults;
    private long line = 1;
    private int column = 1;
    private long number;

    /**
     * Makes a reader.
     *
     * @param stream the bytes of the file
     * @param faults what makes messages
     */
    DataLines(InputStream stream, DataFaults faults) {
        this.source = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8.newDecoder()));
        this.faults = faults;
    }

    /** Returns the number of the last line that {@link #next} gave, counted from 1. */
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
        number = line;
        StringBuilder text = new StringBuilder();
        int character = take();
        if (character < 0) {
            return null;
        }
        while (character >= 0 && character != '\n') {
            text.append((char) character);
            character = take();
        }
        return text.toString();
    }

    @Override
    public int read(char[] target, int offset, int length) {
        int count = 0;
        while (count < length) {
            int character = take();
            if (character < 0) {
                return count == 0 ? -1 : count;
            }
            target[offset + count++] = (char) character;
        }
        return count;
    }

    private int take() {
        try {
            int character = source.read();
            if (character == BYTE_ORDER_MARK && line == 1 && column == 1) {
                character = source.read();
            }
            if (character == '\r') {
                character = source.read();
                if (character != '\n') {
                    throw faults.at(line, column, "a carriage return is not followed by a line feed");
                }
            }
            if (character == '\n') {
                line++;
                column = 1;
            } else if (character >= 0 && column++ > LONGEST_LINE) {
                throw faults.at(line, 1, "the line is longer than 1 MB");
            }
            return character;
        } catch (CharacterCodingException e) {
            throw notText();
        } catch (IOException e) {
            throw faults.file("cannot be read: " + Failures.describe(e));
        }
    }

    /** Looks for what cannot be decoded, for a decoder does not tell its place. */
    private WrongOptionException notText() {
        try {
            byte[] bytes = Files.readAllBytes(faults.file());
            CharBuffer decoded = CharBuffer.allocate(bytes.length);
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), decoded, true);
            String before = decoded.flip().toString();
            int start = before.indexOf(BYTE_ORDER_MARK) == 0 ? 1 : 0;
            return faults.at(
                    1 + before.chars().filter(each -> each == '\n').count(),
                    before.length() - Math.max(start - 1, before.lastIndexOf('\n')),
                    "the file is not UTF-8");
        } catch (IOException e) {
            return faults.file("cannot be read: " + Failures.describe(e));
        }
    }

    @Override
    public void close() {}
}
