package org.gfn4j.molecules.docking;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs one after another, and leaves none behind.
 *
 * <p>Thread-safety: one thread runs; any thread may close, which ends the program that runs.
 */
final class ProgramRunner implements AutoCloseable {
    private static final int KEPT_BYTES = 2048;
    private static final long GOODBYE_SECONDS = 5;

    private @Nullable Process running;
    private boolean closed;

    /**
     * How a program ended.
     *
     * @param timedOut whether it was ended because its time was up
     * @param exitCode its exit code, -1 where it was ended
     * @param output the last 2 kB of what it wrote to standard output and error
     */
    record Ended(boolean timedOut, int exitCode, String output) {
        /** Returns the last line of the output that is not blank. */
        String lastLine() {
            return output.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .reduce("", (before, line) -> line);
        }

        /** Returns exit code and last line. */
        String problem() {
            return "ended with exit code " + exitCode + (lastLine().isEmpty() ? "" : ": " + lastLine());
        }
    }

    /**
     * Runs a program, which gets one thread and the locale C.
     *
     * @param folder its working directory
     * @param command the program and its arguments
     * @param nanos how long it may take
     * @return how it ended
     * @throws IOException if it cannot be started
     * @throws InterruptedException if the thread is interrupted or the runner closed; the program has been ended
     */
    Ended run(Path folder, List<String> command, long nanos) throws IOException, InterruptedException {
        Process process = start(folder, command);
        CompletableFuture<String> output = new CompletableFuture<>();
        Thread drain =
                new Thread(() -> output.complete(lastOf(process.getInputStream())), "output of " + command.get(0));
        drain.setDaemon(true);
        drain.start();
        boolean timedOut = true;
        try {
            timedOut = !process.waitFor(nanos, TimeUnit.NANOSECONDS);
        } finally {
            end(process);
        }
        synchronized (this) {
            running = null;
            if (closed) {
                throw new InterruptedException("closed");
            }
        }
        drain.join(TimeUnit.SECONDS.toMillis(GOODBYE_SECONDS));
        return new Ended(timedOut, timedOut ? -1 : process.exitValue(), output.getNow(""));
    }

    private synchronized Process start(Path folder, List<String> command) throws IOException, InterruptedException {
        if (closed) {
            throw new InterruptedException("closed");
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        running = process;
        process.getOutputStream().close();
        return process;
    }

    /**
     * Ends a process and those that it has started, and waits for them, interrupted or not. Uses a handle, as {@link
     * Process#destroyForcibly} closes the pipe first and may wait for a descendant that holds it.
     */
    private static void end(Process process) {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.toHandle().destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        await(process.onExit());
        descendants.forEach(descendant -> await(descendant.onExit()));
    }

    private static void await(CompletableFuture<?> exit) {
        exit.completeOnTimeout(null, GOODBYE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Reads to the end and keeps the last part. */
    private static String lastOf(InputStream stream) {
        byte[] last = new byte[2 * KEPT_BYTES];
        int length = 0;
        try (stream) {
            for (int read = 0; read >= 0; read = stream.read(last, length, KEPT_BYTES)) {
                length += read;
                if (length > KEPT_BYTES) {
                    System.arraycopy(last, length - KEPT_BYTES, last, 0, KEPT_BYTES);
                    length = KEPT_BYTES;
                }
            }
        } catch (IOException e) {
            // a stream that breaks off has ended
        }
        return new String(last, 0, length, StandardCharsets.UTF_8);
    }

    /** Ends what runs, and runs nothing more. */
    @Override
    public void close() {
        Process process;
        synchronized (this) {
            closed = true;
            process = running;
        }
        if (process != null) {
            end(process);
        }
    }
}
