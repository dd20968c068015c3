package org.gfn4j.app.cli;

import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far something has come: a bar where standard error is a terminal, else a line for each tenth of the way.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class WayProgress implements AutoCloseable {
    private static final int LINES = 10;
    private static final int NARROWEST = 20;
    private static final int BAR = 20;

    private final String unit;
    private final long total;
    private final PrintWriter err;
    private final @Nullable ProgressBar bar;
    private long nextLine;
    /** What goes after the bar; read by the thread that draws it. */
    private volatile String figures = "";

    /**
     * Starts to show.
     *
     * @param unit what is counted, such as {@code epochs}
     * @param total the length of the way, 0 if it is not known
     * @param err where lines go; a bar goes to standard error itself
     */
    public WayProgress(String unit, long total, PrintWriter err) {
        this.unit = unit;
        this.total = total;
        this.err = err;
        this.nextLine = gap();
        int columns = Terminal.columns().orElse(0);
        bar = columns < NARROWEST || total <= 0 ? null : bar(columns);
    }

    private long gap() {
        return Math.max(1, (total + LINES - 1) / LINES);
    }

    private ProgressBar bar(int columns) {
        return new ProgressBarBuilder()
                .setInitialMax(total)
                .setUpdateIntervalMillis(200)
                .setRenderer((state, width) -> line(state.getCurrent(), width))
                .setConsumer(new ConsoleProgressBarConsumer(System.err, columns - 1))
                .build();
    }

    /** Draws the bar, with as much of what goes after it as fits. */
    String line(long done, int width) {
        int filled = (int) (BAR * Math.min(done, total) / total);
        String line = String.format(Locale.ROOT, "%3d%% ", 100 * done / total) + "[" + "=".repeat(filled)
                + " ".repeat(BAR - filled) + "]  " + figures;
        return line.length() <= width ? line : line.substring(0, Math.max(0, width));
    }

    /**
     * Goes on.
     *
     * @param done how much of the way is done
     * @param news what was found there, perhaps empty
     */
    public void stepTo(long done, String news) {
        figures = news;
        if (bar != null) {
            bar.stepTo(done);
        } else if (total > 0 && done >= nextLine) {
            nextLine = (done / gap() + 1) * gap();
            err.println(String.format(Locale.ROOT, "%,9d of %,d %s", done, total, unit)
                    + (news.isEmpty() ? "" : ", " + news));
            err.flush();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
