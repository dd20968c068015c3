package org.gfn4j.app.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.gfn4j.training.TrainingListener;
import org.gfn4j.training.TrainingStep;
import org.jspecify.annotations.Nullable;

/**
 * Shows how training goes, with its speed and what the last evaluation measured.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
public final class TrainingProgress<S> implements TrainingListener<S>, AutoCloseable {
    private final long first;
    private final Supplier<String> live;
    private final long start = System.nanoTime();
    private long evaluationNanos;
    /** What the last evaluation measured, the most important first; read by the thread that draws the bar. */
    private volatile List<String> figures = List.of();

    private final Progress progress;

    /**
     * Starts to show.
     *
     * @param iterations the length of the way
     * @param first how much of it is done at the start
     * @param live says what changes within an iteration, perhaps nothing; called from another thread, too
     * @param err where lines go; a bar goes to standard error itself
     */
    public TrainingProgress(long iterations, long first, Supplier<String> live, PrintWriter err) {
        this.first = first;
        this.live = live;
        this.progress = new Progress("iterations", iterations, first, this::items, err);
    }

    private List<String> items(long done) {
        double seconds = Math.max(1e-9, (System.nanoTime() - start - evaluationNanos) / 1e9);
        double rate = (done - first) / seconds;
        List<String> items =
                new ArrayList<>(List.of(String.format(Locale.ROOT, rate < 10 ? "%.2g/s" : "%.0f/s", rate), live.get()));
        items.addAll(figures);
        return items;
    }

    @Override
    public void stepped(TrainingStep<S> step) {
        progress.stepTo(step.iteration() + 1, "");
    }

    /**
     * Takes over what an evaluation measured.
     *
     * @param values figures by name, as they are measured
     * @param own figures of the task
     * @param nanos how long it took
     */
    public void measured(Map<String, @Nullable Object> values, List<String> own, long nanos) {
        evaluationNanos += nanos;
        List<String> items = new ArrayList<>();
        addNumber(items, "distance", values.get("exactTotalVariation"));
        if (values.get("visited") instanceof Map<?, ?> visited && visited.get("modesFound") != null) {
            Object total = visited.get("modes");
            items.add("modes " + visited.get("modesFound") + (total == null ? "" : "/" + total));
        }
        items.addAll(own);
        addNumber(items, "loss", values.get("loss"));
        figures = List.copyOf(items);
    }

    private static void addNumber(List<String> items, String name, @Nullable Object value) {
        if (value instanceof Double number && Double.isFinite(number)) {
            items.add(String.format(Locale.ROOT, "%s %.3g", name, number));
        }
    }

    /** Draws the bar. */
    String line(long done, int width) {
        return progress.line(done, width);
    }

    @Override
    public void close() {
        progress.close();
    }
}
