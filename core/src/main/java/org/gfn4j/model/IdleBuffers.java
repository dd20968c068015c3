package org.gfn4j.model;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Memory of finished batches that waits for the next, so that a training in steady state allocates none.
 *
 * <p>Thread-safety: safe for any number of threads.
 */
final class IdleBuffers<T> {
    private static final int MOST = 4;

    private final ConcurrentLinkedQueue<T> idle = new ConcurrentLinkedQueue<>();
    private final Predicate<T> worthKeeping;

    IdleBuffers(Predicate<T> worthKeeping) {
        this.worthKeeping = worthKeeping;
    }

    @Nullable
    T poll() {
        return idle.poll();
    }

    void offer(T buffer) {
        if (worthKeeping.test(buffer) && idle.size() < MOST) {
            idle.add(buffer);
        }
    }
}
