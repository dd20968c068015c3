package org.gfn4j.app.cli;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Says what is going on if it is not over within two seconds.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class SlowNotice implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 2;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "slow-notice");
        thread.setDaemon(true);
        return thread;
    });

    private final Future<?> pending;

    /**
     * Starts to wait.
     *
     * @param message what is going on
     * @param err where the message goes
     */
    public SlowNotice(String message, PrintWriter err) {
        pending = timer.schedule(
                () -> {
                    err.println("gfn4j: " + message);
                    err.flush();
                },
                PATIENCE_SECONDS,
                TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        pending.cancel(false);
        timer.shutdownNow();
    }
}
