package org.gfn4j.rewards;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.gfn4j.rewards.ProgramOutput.Kind;

/**
 * Cuts what a program prints into lines, in a thread of its own. Lines that came at once are handed over at once, so that a line
 * too many is seen with the one before it. Where nobody takes them, reading stops, and with it the program.
 */
final class LineReader implements Runnable {
    /** How long a line may be, in bytes. */
    static final int LONGEST = 65_536;

    private static final int CHUNK = 8_192;

    private final InputStream input;
    private final BlockingQueue<List<ProgramOutput>> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineReader(InputStream input, BlockingQueue<List<ProgramOutput>> lines) {
        this.input = input;
        this.lines = lines;
    }

    @Override
    public void run() {
        try (input) {
            boolean going = true;
            while (going) {
                List<ProgramOutput> found = read();
                going = found.isEmpty() || found.get(found.size() - 1).kind() == Kind.LINE;
                if (!found.isEmpty()) {
                    lines.put(found);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("a pipe can be closed", e);
        } catch (InterruptedException e) {
            // The program has been killed, and nobody wants its output.
        }
    }

    private List<ProgramOutput> read() {
        byte[] chunk = new byte[CHUNK];
        int count;
        try {
            count = input.read(chunk);
        } catch (IOException e) {
            count = -1;
        }
        if (count < 0) {
            return List.of(take(Kind.END));
        }
        List<ProgramOutput> found = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < count; at++) {
            if (chunk[at] == '\n') {
                line.write(chunk, from, at - from);
                from = at + 1;
                found.add(take(line.size() > LONGEST ? Kind.OVERLONG : Kind.LINE));
            }
        }
        line.write(chunk, from, count - from);
        if (line.size() > LONGEST) {
            found.add(take(Kind.OVERLONG));
        }
        return found;
    }

    private ProgramOutput take(Kind kind) {
        ProgramOutput output = new ProgramOutput(kind, line.toString(StandardCharsets.UTF_8));
        line.reset();
        return output;
    }
}
