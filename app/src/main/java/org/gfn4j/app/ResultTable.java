package org.gfn4j.app;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table at the end of a run.
 *
 * <p>Thread-safety: stateless.
 */
final class ResultTable {
    private ResultTable() {}

    /**
     * Prints the figures of a summary.
     *
     * @param summary what {@code summary.json} holds
     * @param out where the table goes
     */
    static void print(Map<String, @Nullable Object> summary, PrintWriter out) {
        Map<?, ?> visited = nested(summary, "visited");
        Map<?, ?> timing = nested(summary, "timing");
        row(out, "iterations", whole(summary.get("iterations")));
        row(
                out,
                "trajectories",
                whole(summary.get("trajectories")) + ", " + whole(summary.get("transitions")) + " transitions");
        row(
                out,
                "speed",
                decimal("%.0f", timing.get("iterationsPerSecond")) + " iterations/s, "
                        + decimal("%,.0f", timing.get("transitionsPerSecond")) + " transitions/s");
        row(
                out,
                "log Z",
                decimal("%.4f", summary.get("logZ"))
                        + (Boolean.TRUE.equals(summary.get("logZIsEstimate")) ? " (estimate)" : "")
                        + ", exact " + decimal("%.4f", summary.get("exactLogZ")));
        row(out, "total variation", decimal("%.4f", summary.get("exactTotalVariation")) + " (exact, 0 is perfect)");
        row(out, "Jensen-Shannon", decimal("%.3g", summary.get("exactJensenShannon")) + " (exact, natural log)");
        row(
                out,
                "log R and log P",
                "Pearson " + decimal("%.4f", summary.get("pearson")) + ", Spearman "
                        + decimal("%.4f", summary.get("spearman")));
        row(
                out,
                "L1 of visits",
                decimal("%.4f", visited.get("l1Sum")) + " (sum over the last " + whole(visited.get("window"))
                        + "; a perfect sampler: " + decimal("%.4f", visited.get("l1SumFloor")) + ")");
        row(
                out,
                "modes found",
                whole(visited.get("modesFound"))
                        + (visited.get("modes") == null ? "" : " of " + whole(visited.get("modes"))));
    }

    static void row(PrintWriter out, String name, String value) {
        out.printf(Locale.ROOT, "  %-16s %s%n", name, value);
    }

    private static Map<?, ?> nested(Map<String, @Nullable Object> summary, String name) {
        return summary.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String whole(@Nullable Object value) {
        return value instanceof Number number ? String.format(Locale.ROOT, "%,d", number.longValue()) : "unknown";
    }

    private static String decimal(String format, @Nullable Object value) {
        return value instanceof Double number && Double.isFinite(number)
                ? String.format(Locale.ROOT, format, number)
                : "unknown";
    }
}
