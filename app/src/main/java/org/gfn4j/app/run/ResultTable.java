package org.gfn4j.app.run;

import java.io.PrintWriter;
import java.util.Map;
import org.gfn4j.app.cli.ResultRow;
import org.jspecify.annotations.Nullable;

/**
 * The table at the end of a run; a figure that is not known has no row.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class ResultTable {
    private static final double SLOW = 10;

    private final Map<String, @Nullable Object> summary;
    private final PrintWriter out;

    /**
     * Makes a table.
     *
     * @param summary what {@code summary.json} holds
     * @param out where the table goes
     */
    ResultTable(Map<String, @Nullable Object> summary, PrintWriter out) {
        this.summary = summary;
        this.out = out;
    }

    /** Prints the figures. */
    void print() {
        row("iterations", "%,d", number("iterations"));
        row("trajectories", "%,d, %,d transitions", number("trajectories"), number("transitions"));
        Number iterations = number("timing", "iterationsPerSecond");
        boolean slow = iterations != null && iterations.doubleValue() < SLOW;
        row(
                "speed",
                slow ? "%.2g iterations/s, %,.1f transitions/s" : "%,.0f iterations/s, %,.0f transitions/s",
                iterations,
                number("timing", "transitionsPerSecond"));
        String estimate = Boolean.TRUE.equals(summary.get("logZIsEstimate")) ? " (estimate)" : "";
        if (number("exactLogZ") == null) {
            row("log Z", "%.4f" + estimate, number("logZ"));
        } else {
            row("log Z", "%.4f" + estimate + ", exact %.4f", number("logZ"), number("exactLogZ"));
        }
        row("total variation", "%.4f (exact; 0 is perfect)", number("exactTotalVariation"));
        row("Jensen-Shannon", "%.3g (exact, natural log)", number("exactJensenShannon"));
        row("correlation", "%.4f (exact; Pearson, log R with log P)", number("pearson"));
        row(
                "L1 of visits",
                "%.4f (sum, last %,d visits; a perfect sampler: %.4f)",
                number("visited", "l1Sum"),
                number("visited", "window"),
                number("visited", "l1SumFloor"));
        if (number("visited", "modes") == null) {
            row("modes found", "%,d", number("visited", "modesFound"));
        } else {
            row("modes found", "%,d of %,d", number("visited", "modesFound"), number("visited", "modes"));
        }
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be a dependency of its own
    private void row(String name, String format, @Nullable Object... values) {
        ResultRow.figures(out, name, format, values);
    }

    private @Nullable Number number(String... path) {
        Object value = summary;
        for (String name : path) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value instanceof Number number && Double.isFinite(number.doubleValue()) ? number : null;
    }
}
