package org.gfn4j.app;

import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
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
final class Progress<S> implements TrainingListener<S>, AutoCloseable {
    private static final int LINES = 10;
    private static final int NARROWEST = 20;

    private final PrintWriter err;
    private final long iterations;
    private final @Nullable ProgressBar bar;
    private final long start = System.nanoTime();
    private long nextLine;
    private String measured = "";

    /**
     * Starts to show.
     *
     * @param iterations the length of the way
     * @param err where lines go; a bar goes to standard error itself
     */
    Progress(long iterations, PrintWriter err) {
        this.err = err;
        this.iterations = iterations;
        this.nextLine = (iterations + LINES - 1) / LINES;
        int columns = Terminal.columns().orElse(0);
        bar = columns < NARROWEST ? null : bar(iterations, columns);
    }

    private static ProgressBar bar(long iterations, int columns) {
        return new ProgressBarBuilder()
                .setTaskName("")
                .setInitialMax(iterations)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .showSpeed(new DecimalFormat("#", DecimalFormatSymbols.getInstance(Locale.ROOT)))
                .setMaxRenderedLength(columns - 1)
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
            double seconds = (System.nanoTime() - start) / 1e9;
            err.printf(Locale.ROOT, "%,9d of %,d iterations, %.0f/s%s%n", done, iterations, done / seconds, measured);
            err.flush();
        }
    }

    /**
     * Takes over what an evaluation measured.
     *
     * @param values as {@link Measurements#measure} returns them
     */
    void measured(Map<String, @Nullable Object> values) {
        StringBuilder text = new StringBuilder();
        append(text, "loss", values.get("loss"));
        append(text, "distance", values.get("exactTotalVariation"));
        if (values.get("visited") instanceof Map<?, ?> visited && visited.get("modesFound") != null) {
            text.append(", modes ").append(visited.get("modesFound"));
            if (visited.get("modes") != null) {
                text.append('/').append(visited.get("modes"));
            }
        }
        measured = text.toString();
        if (bar != null && !measured.isEmpty()) {
            bar.setExtraMessage(measured.substring(1));
        }
    }

    private static void append(StringBuilder text, String name, @Nullable Object value) {
        if (value instanceof Double number) {
            text.append(String.format(Locale.ROOT, ", %s %.3g", name, number));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
