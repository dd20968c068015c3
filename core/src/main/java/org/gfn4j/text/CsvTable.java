package org.gfn4j.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;
import tools.jackson.dataformat.csv.CsvWriteFeature;

/**
 * Writes rows of comma-separated values (RFC 4180). What there is not is left empty.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class CsvTable {
    private static final ObjectWriter ROWS = CsvMapper.builder()
            .enable(CsvWriteFeature.STRICT_CHECK_FOR_QUOTING)
            .build()
            .writer(CsvSchema.emptySchema());

    private final StringBuilder text;

    /**
     * Starts with a header.
     *
     * @param columns what the columns are called, all different
     */
    public CsvTable(List<String> columns) {
        text = new StringBuilder(row(columns));
    }

    /**
     * Adds a row.
     *
     * @param values as many texts, numbers, truth values or nulls as there are columns
     */
    public void add(List<? extends @Nullable Object> values) {
        text.append(row(values));
    }

    /**
     * Returns all rows with their header.
     *
     * @return lines, each with its end
     */
    public String text() {
        return text.toString();
    }

    /**
     * Writes a row.
     *
     * @param values texts, numbers, truth values or nulls
     * @return a line with its end
     */
    public static String row(List<? extends @Nullable Object> values) {
        List<@Nullable Object> cells = new ArrayList<>();
        values.forEach(value -> cells.add(value instanceof String label ? CsvCell.encode(label) : value));
        return line(cells);
    }

    /**
     * Writes a row of which {@link CsvCell} has made the texts.
     *
     * @param cells texts, numbers, truth values or nulls
     * @return a line with its end
     */
    public static String line(List<? extends @Nullable Object> cells) {
        return ROWS.writeValueAsString(
                cells.stream().map(cell -> cell == null ? "" : cell).toList());
    }
}
