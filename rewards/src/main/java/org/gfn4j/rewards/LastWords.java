package org.gfn4j.rewards;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads what a program complains of, in a thread of its own, and keeps the end of it; safe for any number of threads. */
final class LastWords implements Runnable {
    private static final int KEPT = 2_048;

    private final InputStream input;
    private byte[] kept = new byte[0];

    LastWords(InputStream input) {
        this.input = input;
    }

    @Override
    public void run() {
        byte[] chunk = new byte[KEPT];
        try (input) {
            int count = input.read(chunk);
            while (count >= 0) {
                append(chunk, count);
                count = input.read(chunk);
            }
        } catch (IOException e) {
            // The pipe has been closed, as the program has ended; what it said before is kept.
        }
    }

    private synchronized void append(byte[] chunk, int count) {
        int old = Math.min(kept.length, KEPT - count);
        byte[] all = new byte[old + count];
        System.arraycopy(kept, kept.length - old, all, 0, old);
        System.arraycopy(chunk, 0, all, old, count);
        kept = all;
    }

    synchronized String text() {
        return new String(kept, StandardCharsets.UTF_8);
    }
}
