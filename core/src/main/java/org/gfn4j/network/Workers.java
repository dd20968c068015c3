package org.gfn4j.network;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.gfn4j.text.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share the work of a network. How the work is cut has no influence on a result, so that any number of them
 * gives the same bits.
 *
 * <p>The threads end by themselves when they have been idle for a while, and do not keep the JVM running.
 *
 * <p>Thread-safety: safe for any number of threads.
 */
public final class Workers {
    /** The thread that calls, and no other. */
    public static final Workers CALLER = new Workers(1);

    private static final long IDLE_SECONDS = 10;

    private final int threads;
    private final @Nullable ThreadPoolExecutor helpers;

    /**
     * Makes workers.
     *
     * @param threads how many threads work at once, the one that calls among them, at least 1
     * @throws IllegalArgumentException if it is less than 1
     */
    public Workers(int threads) {
        this.threads = Checks.requireAtLeast("threads", threads, 1);
        helpers = threads == 1 ? null : helpers(threads - 1);
    }

    private static ThreadPoolExecutor helpers(int count) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "gfn4j-worker");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /**
     * Returns how many threads work at once.
     *
     * @return at least 1
     */
    public int threads() {
        return threads;
    }

    /**
     * Does some tasks, in any order and on any thread, and returns when all are done.
     *
     * @param tasks how many
     * @param task does the task of a number in {@code [0, tasks)}
     */
    void run(int tasks, IntConsumer task) {
        if (helpers == null || tasks < 2) {
            for (int i = 0; i < tasks; i++) {
                task.accept(i);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        CountDownLatch left = new CountDownLatch(tasks);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Runnable work = () -> {
            for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                try {
                    task.accept(i);
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                } finally {
                    left.countDown();
                }
            }
        };
        for (int helper = 0; helper < Math.min(threads, tasks) - 1; helper++) {
            helpers.execute(work);
        }
        work.run();
        await(left);
        rethrow(failure.get());
    }

    /** An interrupt must not leave tasks running behind the caller's back. */
    private static void await(CountDownLatch left) {
        boolean interrupted = false;
        while (left.getCount() > 0) {
            try {
                left.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(@Nullable Throwable failure) {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }
}
