package org.gfn4j.app.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far something has come: a bar where standard error is a terminal, else a line for each tenth of the way.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class Progress implements AutoCloseable {
    private static final int LINES = 10;
    private static final int NARROWEST = 20;
    private static final int SHORTEST_BAR = 6;
    private static final int LONGEST_BAR = 30;

    private final String unit;
    private final long total;
    private final long first;
    private final LongFunction<List<String>> items;
    private final PrintWriter err;
    private final @Nullable ProgressBar bar;
    private final long start = System.nanoTime();
    private long nextLine;
    /** What goes last; read by the thread that draws the bar. */
    private volatile String news = "";

    private boolean closed;

    /**
     * Starts to show.
     *
     * @param unit what is counted, such as {@code epochs}
     * @param total the length of the way, 0 if it is not known
     * @param err where lines go; a bar goes to standard error itself
     */
    public Progress(String unit, long total, PrintWriter err) {
        this(unit, total, 0, done -> List.of(), err);
    }

    /**
     * Starts to show what is under way.
     *
     * @param unit what is counted
     * @param total the length of the way, 0 if it is not known
     * @param first how much of it is done at the start
     * @param items says what else there is, the most important first; called from another thread, too
     * @param err where lines go; a bar goes to standard error itself
     */
    Progress(String unit, long total, long first, LongFunction<List<String>> items, PrintWriter err) {
        this.unit = unit;
        this.total = total;
        this.first = first;
        this.items = items;
        this.err = err;
        this.nextLine = lineAfter(first);
        int columns = Terminal.columns().orElse(0);
        bar = columns < NARROWEST || total <= 0 ? null : bar(columns);
    }

    private long lineAfter(long done) {
        long gap = Math.max(1, (total + LINES - 1) / LINES);
        return (done / gap + 1) * gap;
    }

    private ProgressBar bar(int columns) {
        return new ProgressBarBuilder()
                .setInitialMax(total)
                .setUpdateIntervalMillis(200)
                .setRenderer((state, width) -> line(Math.min(state.getCurrent(), total), width))
                .setConsumer(new ConsoleProgressBarConsumer(System.err, columns - 1))
                .build();
    }

    /** Draws the bar with as many whole items as fit. */
    String line(long done, int width) {
        StringBuilder tail = new StringBuilder();
        String head = String.format(Locale.ROOT, "%3d%% ", 100 * done / total);
        List<String> all = all(done);
        all.add(remaining(done));
        for (String item : all) {
            if (head.length() + SHORTEST_BAR + tail.length() + item.length() + 2 <= width) {
                tail.append("  ").append(item);
            }
        }
        int room = Math.min(LONGEST_BAR, width - head.length() - tail.length() - 2);
        int filled = room < 1 ? 0 : (int) (room * done / total);
        return head + (room < 1 ? "" : "[" + "=".repeat(filled) + " ".repeat(room - filled) + "]") + tail;
    }

    private List<String> all(long done) {
        List<String> all = new ArrayList<>(items.apply(done));
        all.add(news);
        all.removeIf(String::isEmpty);
        return all;
    }

    private String remaining(long done) {
        double elapsed = (System.nanoTime() - start) / 1e9;
        long seconds = done == first ? 0 : Math.round(elapsed * (total - done) / (done - first));
        return String.format(Locale.ROOT, "%d:%02d left", seconds / 60, seconds % 60);
    }

    /**
     * Goes on.
     *
     * @param done how much of the way is done
     * @param found what was found there, perhaps empty
     */
    public void stepTo(long done, String found) {
        news = found;
        if (bar != null) {
            bar.stepTo(done);
        } else if (total > 0 && done >= nextLine) {
            nextLine = lineAfter(done);
            List<String> all = all(done);
            all.add(0, String.format(Locale.ROOT, "%,9d of %,d %s", done, total, unit));
            err.println(String.join(", ", all));
            err.flush();
        }
    }

    @Override
    public void close() {
        if (bar != null && !closed) {
            bar.close();
        }
        closed = true;
    }
}
