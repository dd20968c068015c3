package org.gfn4j.app.report;

import java.util.ArrayList;
import java.util.List;
import org.gfn4j.text.CsvTable;
import org.jspecify.annotations.Nullable;

/**
 * Drawings one after the other, in an order that means something. Where they have values, readers may sort by these, and find
 * them in a table beside the page.
 *
 * <p>Thread-safety: immutable.
 *
 * @param name what they are called in the page and, with {@code .csv}, beside it
 * @param code what the texts in fixed width are called
 * @param columns what their values are called, different from it and each other; none where they have none
 * @param drawings the drawings, in their order, which is that of the first value from the highest on
 */
public record ReportDrawings(String name, String code, List<String> columns, List<Drawing> drawings)
        implements ReportSection.Part {

    /**
     * A drawing with what is said of it.
     *
     * @param heading a few words above it, with its first value where it has values
     * @param svg an {@code svg} element without ids, scripts and links, which is put into the page as it is; empty where
     *     there is none
     * @param lines what stands below it, one below the other
     * @param values its values, NaN where one is not known, [columns]
     * @param code a text in fixed width at the end, perhaps empty
     */
    public record Drawing(String heading, String svg, List<String> lines, List<Double> values, String code) {

        /** Keeps copies of the lists. */
        public Drawing {
            lines = List.copyOf(lines);
            values = List.copyOf(values);
        }
    }

    /**
     * Keeps copies of the lists.
     *
     * @throws IllegalArgumentException if a drawing has another number of values than there are columns
     */
    public ReportDrawings {
        columns = List.copyOf(columns);
        drawings = List.copyOf(drawings);
        for (Drawing drawing : drawings) {
            if (drawing.values().size() != columns.size()) {
                throw new IllegalArgumentException("a drawing of '" + name + "' needs " + columns.size()
                        + " values, but one has " + drawing.values());
            }
        }
    }

    /** Returns the name of the file of the values. */
    String file() {
        return name + ".csv";
    }

    /** Returns the values as comma-separated values, a row for each drawing after its code. */
    String csv() {
        List<String> header = new ArrayList<>(List.of(code));
        header.addAll(columns);
        CsvTable table = new CsvTable(header);
        for (Drawing drawing : drawings) {
            List<@Nullable Object> row = new ArrayList<>(List.of(drawing.code()));
            drawing.values().forEach(value -> row.add(value.isNaN() ? null : value));
            table.add(row);
        }
        return table.text();
    }
}
