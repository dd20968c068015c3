package org.gfn4j.app.molecules;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One thread that does work in the order in which it is given. A bounded queue holds back whoever gives more than it can do.
 *
 * <p>Thread-safety: work is given by one thread; what it wrote can be read by that thread after {@link #settle}.
 */
final class Background implements AutoCloseable {
    private final int capacity;
    private final Semaphore room;
    private final ThreadPoolExecutor thread;
    private volatile @Nullable Throwable failure;

    /**
     * Starts the thread.
     *
     * @param name its name
     * @param capacity how many pieces of work may wait
     */
    Background(String name, int capacity) {
        this.capacity = capacity;
        this.room = new Semaphore(capacity);
        this.thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread made = new Thread(work, name);
            made.setDaemon(true);
            return made;
        });
    }

    /**
     * Gives work, and waits where the queue is full. After a failure nothing more is done.
     *
     * @throws RuntimeException what earlier work has failed with
     */
    void run(Runnable work) {
        requireNoFailure();
        room.acquireUninterruptibly();
        thread.execute(() -> {
            try {
                if (failure == null) {
                    work.run();
                }
            } catch (RuntimeException | Error e) {
                failure = e;
            } finally {
                room.release();
            }
        });
    }

    /**
     * Waits until all work is done.
     *
     * @throws RuntimeException what some of it has failed with
     */
    void settle() {
        room.acquireUninterruptibly(capacity);
        room.release(capacity);
        requireNoFailure();
    }

    private void requireNoFailure() {
        Throwable cause = failure;
        if (cause instanceof RuntimeException known) {
            throw known;
        }
        if (cause instanceof Error known) {
            throw known;
        }
    }

    /** Drops work that has not been started, and waits for the rest. */
    @Override
    public void close() {
        thread.getQueue().clear();
        thread.shutdown();
        try {
            thread.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
