package org.gfn4j.app.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;

/**
 * Makes the JVM wait, when it is told to end, until what is running has been stopped and its results are written.
 *
 * <p>Thread-safety: confined to one thread, but for the one that ends the JVM.
 */
public final class Interruption implements AutoCloseable {
    private final CountDownLatch written = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean ending;

    /**
     * Starts to listen.
     *
     * @param stop makes what is running come to an end; called on another thread
     * @param err where a message goes if that takes long
     */
    public Interruption(Runnable stop, PrintWriter err) {
        hook = new Thread(() -> end(stop, err), "interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void end(Runnable stop, PrintWriter err) {
        ending = true;
        stop.run();
        SlowNotice notice = new SlowNotice("finishing the iteration, its checkpoint and its evaluation ...", err);
        try (notice) {
            written.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells whether the JVM has been told to end. */
    public boolean isEnding() {
        return ending;
    }

    /** Lets the JVM end. */
    @Override
    public void close() {
        written.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // the hook is what ended the run
        }
    }
}
