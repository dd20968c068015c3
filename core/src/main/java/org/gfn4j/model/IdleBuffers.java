package org.gfn4j.model;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Memory of finished batches that waits for the next, so that a training in steady state allocates none.
 *
 * <p>Thread-safety: safe for any number of threads.
 */
final class IdleBuffers<T> {
    private static final int MOST = 4;

    private final ConcurrentLinkedQueue<T> idle = new ConcurrentLinkedQueue<>();
    private final Supplier<T> maker;
    private final Predicate<T> worthKeeping;

    IdleBuffers(Supplier<T> maker, Predicate<T> worthKeeping) {
        this.maker = maker;
        this.worthKeeping = worthKeeping;
    }

    /** Returns what waits, or something new. */
    T take() {
        T waiting = idle.poll();
        return waiting == null ? maker.get() : waiting;
    }

    /** Takes back what nobody will look at any more. */
    void giveBack(T buffer) {
        if (worthKeeping.test(buffer) && idle.size() < MOST) {
            idle.add(buffer);
        }
    }
}
