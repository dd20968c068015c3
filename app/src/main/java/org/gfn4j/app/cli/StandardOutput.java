package org.gfn4j.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Standard output, which remembers why it could not be written to.
 *
 * <p>Thread-safety: confined to one thread at a time.
 */
public final class StandardOutput extends OutputStream {
    private static final String NO_READER = "broken pipe";

    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private @Nullable IOException failure;

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Tells whether the reader has gone. */
    public boolean isClosedByReader() {
        return reason().toLowerCase(Locale.ROOT).contains(NO_READER);
    }

    /** Returns why it could not be written to last. */
    public String reason() {
        return failure == null ? "it is closed" : Failures.describe(failure);
    }
}
