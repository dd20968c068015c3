package org.gfn4j.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * Measurements of growth as a table in Markdown.
 *
 * <p>Thread-safety: stateless.
 */
final class GrowthTable {
    private static final String HEAD = """
            | grows | to | objective | batch | median (ms) | floor (ms) | mean in floors | iterations / s | transitions / s |
            | --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |
            """;

    private GrowthTable() {}

    /**
     * Writes a table.
     *
     * @param points what its rows show, in this order
     * @return lines of Markdown, the last one ended
     */
    static String of(List<GrowthPoint> points) {
        StringBuilder table = new StringBuilder(HEAD);
        for (GrowthPoint point : points) {
            table.append("| " + point.setting() + " | " + point.value() + " | " + point.objective() + " | "
                            + point.batch())
                    .append(cell(point.millis()))
                    .append(cell(point.floorMillis()))
                    .append(cell(point.floorRatio()))
                    .append(cell(point.iterationsPerSecond()))
                    .append(cell(point.transitionsPerSecond()))
                    .append(" |\n");
        }
        return table.toString();
    }

    /** Three digits, all of the whole number. */
    private static String cell(double value) {
        int whole = (int) Math.floor(Math.log10(value)) + 1;
        return String.format(Locale.ROOT, " | %,." + Math.max(0, 3 - whole) + "f", value);
    }
}
