package org.gfn4j.app.run;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gfn4j.app.cli.Host;
import org.jspecify.annotations.Nullable;

/**
 * How long a process has trained, for the {@code timing} part of a summary.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class RunTimes {
    private long firstIteration;
    private long firstTransitions;
    private long start = System.nanoTime();
    private long evaluationNanos;

    /**
     * Starts the clock.
     *
     * @param iterations how many iterations are done already
     * @param transitions how many transitions they learned from
     */
    void start(long iterations, long transitions) {
        firstIteration = iterations;
        firstTransitions = transitions;
        start = System.nanoTime();
    }

    /** Takes note of an evaluation, whose time is not that of training. */
    void evaluated(long nanos) {
        evaluationNanos += nanos;
    }

    /**
     * Stops the clock.
     *
     * @param iterations how many iterations are done
     * @param transitions how many transitions they learned from
     * @param threads how many threads share the work of the model
     * @return the figures of this process, no rates where it has trained nothing, and what it runs on
     */
    Map<String, @Nullable Object> timing(long iterations, long transitions, int threads) {
        double seconds = Math.max(1e-9, (System.nanoTime() - start - evaluationNanos) / 1e9);
        Map<String, @Nullable Object> timing = new LinkedHashMap<>();
        timing.put("trainingSeconds", seconds);
        timing.put("evaluationSeconds", evaluationNanos / 1e9);
        timing.put("iterations", iterations - firstIteration);
        boolean trained = iterations > firstIteration;
        timing.put("iterationsPerSecond", trained ? (iterations - firstIteration) / seconds : null);
        timing.put("transitionsPerSecond", trained ? (transitions - firstTransitions) / seconds : null);
        timing.put("threads", threads);
        timing.put("java", Host.java());
        timing.put("kernel", Host.kernel());
        timing.put("processor", Host.processor());
        return timing;
    }
}
