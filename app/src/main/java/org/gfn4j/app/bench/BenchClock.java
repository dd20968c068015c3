package org.gfn4j.app.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes the time of each iteration and the memory that its thread allocated, and stands still in between.
 *
 * <p>Thread-safety: confined to one thread, the one that is measured.
 */
final class BenchClock {
    private final com.sun.management.@Nullable ThreadMXBean threads =
            ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean bean
                            && bean.isThreadAllocatedMemorySupported()
                            && bean.isThreadAllocatedMemoryEnabled()
                    ? bean
                    : null;
    private final long[] nanos;
    private int iterations;
    private long bytes;
    private long startBytes;
    private long start;

    /**
     * Makes a clock.
     *
     * @param most how many iterations it can take the time of before {@link #reset}
     */
    BenchClock(int most) {
        nanos = new long[most];
    }

    /** Starts an iteration. */
    void start() {
        startBytes = allocated();
        start = System.nanoTime();
    }

    /** Ends the iteration. */
    void stop() {
        nanos[iterations++] = System.nanoTime() - start;
        bytes += allocated() - startBytes;
    }

    /** Forgets the iterations that have ended. */
    void reset() {
        iterations = 0;
        bytes = 0;
    }

    /** Returns how long all iterations took together, in seconds. */
    double seconds() {
        return Arrays.stream(nanos, 0, iterations).sum() / 1e9;
    }

    /** Returns how long the iteration in the middle took, in milliseconds. */
    double medianMillis() {
        long[] sorted = Arrays.copyOf(nanos, iterations);
        Arrays.sort(sorted);
        return sorted[iterations / 2] / 1e6;
    }

    /** Returns how much memory the thread allocated in all iterations, in bytes; empty where the JVM does not tell. */
    OptionalLong allocatedBytes() {
        return threads == null ? OptionalLong.empty() : OptionalLong.of(bytes);
    }

    private long allocated() {
        return threads == null ? 0 : threads.getCurrentThreadAllocatedBytes();
    }
}
