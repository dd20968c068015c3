package org.gfn4j.rewards;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.gfn4j.rewards.ProgramOutput.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A process that is written lines to and read lines from. Threads of its own write and read, so that a program that does not
 * read or write holds nobody up.
 *
 * <p>Thread-safety: one thread uses it; {@link #kill} may be called by any.
 */
final class RunningProgram {
    private static final Duration GOODBYE = Duration.ofSeconds(1);
    private static final Duration ENDING = Duration.ofMillis(500);
    private static final ProgramOutput END = new ProgramOutput(Kind.END, "");

    /** Enough to see that there is a line too many; the program waits where more is not taken. */
    private static final int UNREAD = 4;

    private final Process process;
    private final BlockingQueue<List<ProgramOutput>> arriving = new ArrayBlockingQueue<>(UNREAD);
    private final Deque<ProgramOutput> arrived = new ArrayDeque<>();
    private final Set<ProcessHandle> descendants = ConcurrentHashMap.newKeySet();
    private final LastWords lastWords;
    private final Thread reader;
    private final Thread listener;
    private final ExecutorService writer;
    private final CompletableFuture<Void> ended;

    private RunningProgram(Process process) {
        this.process = process;
        lastWords = new LastWords(process.getErrorStream());
        String name = "gfn4j-program-" + process.pid();
        reader = daemon(new LineReader(process.getInputStream(), arriving), name + "-output");
        listener = daemon(lastWords, name + "-errors");
        writer = Executors.newSingleThreadExecutor(task -> daemon(task, name + "-input"));
        // A descendant may hold the output open when the program itself is gone.
        ended = process.onExit()
                .thenRunAsync(
                        this::offerEnd, CompletableFuture.delayedExecutor(ENDING.toMillis(), TimeUnit.MILLISECONDS));
    }

    /**
     * Starts a program.
     *
     * @param words the program and its arguments
     * @return the running program
     * @throws IOException if it cannot be started
     */
    static RunningProgram start(List<String> words) throws IOException {
        RunningProgram program = new RunningProgram(new ProcessBuilder(words).start());
        program.reader.start();
        program.listener.start();
        return program;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void offerEnd() {
        arriving.offer(List.of(END));
    }

    /** Sends a line, without waiting until it is read. */
    void send(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        writer.execute(() -> {
            try {
                OutputStream input = process.getOutputStream();
                input.write(bytes);
                input.flush();
            } catch (IOException e) {
                offerEnd();
            }
        });
    }

    /** Returns what the program prints next; null if there is nothing within a time. */
    @Nullable
    ProgramOutput next(Duration within) throws InterruptedException {
        if (arrived.isEmpty()) {
            List<ProgramOutput> more = arriving.poll(TimeUnit.NANOSECONDS.convert(within), TimeUnit.NANOSECONDS);
            if (more == null) {
                return null;
            }
            arrived.addAll(more);
        }
        return arrived.poll();
    }

    /** Tells whether the program is running and has printed nothing that is not taken. */
    boolean isQuiet() {
        return process.isAlive() && arrived.isEmpty() && arriving.isEmpty();
    }

    /** Returns the exit code of a program that is about to end, empty where it keeps running. */
    OptionalInt exitCode() throws InterruptedException {
        return process.waitFor(ENDING.toMillis(), TimeUnit.MILLISECONDS)
                ? OptionalInt.of(process.exitValue())
                : OptionalInt.empty();
    }

    /** Returns the end of what a program that has ended wrote to standard error. */
    String lastWords() throws InterruptedException {
        listener.join(ENDING.toMillis());
        return lastWords.text();
    }

    /** Notes the descendants of the present, as they cannot be found any more once their parents are gone. */
    void noteDescendants() {
        process.descendants().forEach(descendants::add);
    }

    /** Lets the program end by itself for a while, and kills what is left of it. */
    void close() {
        noteDescendants();
        writer.execute(() -> {
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                // It has ended already.
            }
        });
        try {
            process.waitFor(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            kill();
        }
    }

    /** Kills program and descendants. */
    void kill() {
        destroy();
        ended.cancel(false);
        writer.shutdownNow();
        reader.interrupt();
    }

    /** Uses handles, as {@link Process#destroy} closes the pipes first and may wait for a descendant that holds one. */
    private void destroy() {
        noteDescendants();
        for (ProcessHandle each : List.copyOf(descendants)) {
            each.descendants().forEach(descendants::add);
        }
        process.toHandle().destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }
}
