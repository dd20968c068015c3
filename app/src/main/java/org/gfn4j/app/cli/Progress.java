package org.gfn4j.app.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.gfn4j.training.TrainingListener;
import org.gfn4j.training.TrainingStep;
import org.jspecify.annotations.Nullable;

/**
 * Shows how training goes: a bar where standard error is a terminal, else a line for each tenth of the way.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
public final class Progress<S> implements TrainingListener<S>, AutoCloseable {
    private static final int LINES = 10;
    private static final int NARROWEST = 20;
    private static final int SHORTEST_BAR = 6;
    private static final int LONGEST_BAR = 30;

    private final PrintWriter err;
    private final long iterations;
    private final long first;
    private final Supplier<String> live;
    private final @Nullable ProgressBar bar;
    private final long start = System.nanoTime();
    private long nextLine;
    private long evaluationNanos;
    /** What the last evaluation measured, the most important first; read by the thread that draws the bar. */
    private volatile List<String> figures = List.of();

    private boolean closed;

    /**
     * Starts to show.
     *
     * @param iterations the length of the way
     * @param first how much of it is done at the start
     * @param live says what changes within an iteration, perhaps nothing; called from another thread, too
     * @param err where lines go; a bar goes to standard error itself
     */
    public Progress(long iterations, long first, Supplier<String> live, PrintWriter err) {
        this.live = live;
        this.err = err;
        this.iterations = iterations;
        this.first = first;
        long gap = (iterations + LINES - 1) / LINES;
        this.nextLine = (first / gap + 1) * gap;
        int columns = Terminal.columns().orElse(0);
        bar = columns < NARROWEST ? null : bar(columns);
    }

    private ProgressBar bar(int columns) {
        return new ProgressBarBuilder()
                .setInitialMax(iterations)
                .setUpdateIntervalMillis(200)
                .setRenderer((state, width) -> line(state.getCurrent(), width))
                .setConsumer(new ConsoleProgressBarConsumer(System.err, columns - 1))
                .build();
    }

    @Override
    public void stepped(TrainingStep<S> step) {
        long done = step.iteration() + 1;
        if (bar != null) {
            bar.stepTo(done);
        } else if (done >= nextLine) {
            nextLine += (iterations + LINES - 1) / LINES;
            List<String> items = new ArrayList<>(
                    List.of(String.format(Locale.ROOT, "%,9d of %,d iterations", done, iterations), rate(done)));
            addLive(items);
            items.addAll(figures);
            err.println(String.join(", ", items));
            err.flush();
        }
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

    /** Draws the bar with as many whole figures as fit. */
    String line(long done, int width) {
        StringBuilder tail = new StringBuilder();
        String head = String.format(Locale.ROOT, "%3d%% ", 100 * done / iterations);
        List<String> items = new ArrayList<>(List.of(rate(done)));
        addLive(items);
        items.addAll(figures);
        items.add(remaining(done));
        for (String item : items) {
            if (head.length() + SHORTEST_BAR + tail.length() + item.length() + 2 <= width) {
                tail.append("  ").append(item);
            }
        }
        int room = Math.min(LONGEST_BAR, width - head.length() - tail.length() - 2);
        int filled = room < 1 ? 0 : (int) (room * done / iterations);
        return head + (room < 1 ? "" : "[" + "=".repeat(filled) + " ".repeat(room - filled) + "]") + tail;
    }

    private void addLive(List<String> items) {
        String text = live.get();
        if (!text.isEmpty()) {
            items.add(text);
        }
    }

    private String rate(long done) {
        double rate = (done - first) / trainingSeconds();
        return String.format(Locale.ROOT, rate < 10 ? "%.2g/s" : "%.0f/s", rate);
    }

    private String remaining(long done) {
        double elapsed = (System.nanoTime() - start) / 1e9;
        long seconds = done == first ? 0 : Math.round(elapsed * (iterations - done) / (done - first));
        return String.format(Locale.ROOT, "%d:%02d left", seconds / 60, seconds % 60);
    }

    private double trainingSeconds() {
        return Math.max(1e-9, (System.nanoTime() - start - evaluationNanos) / 1e9);
    }

    @Override
    public void close() {
        if (bar != null && !closed) {
            bar.close();
        }
        closed = true;
    }
}
