package org.gfn4j.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.text.CsvCell;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;
import tools.jackson.dataformat.csv.CsvWriteFeature;

/**
 * Rows of comma-separated values under a header. What there is not is left empty.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class CsvTable {
    private static final CsvMapper CSV =
            CsvMapper.builder().enable(CsvWriteFeature.STRICT_CHECK_FOR_QUOTING).build();

    private final List<String> columns;
    private final ObjectWriter writer;
    private final StringBuilder text;

    /**
     * Starts with a header.
     *
     * @param columns what the columns are called, all different
     */
    public CsvTable(List<String> columns) {
        this.columns = List.copyOf(columns);
        CsvSchema.Builder schema = CsvSchema.builder();
        columns.forEach(schema::addColumn);
        writer = CSV.writer(schema.build());
        Map<String, @Nullable Object> header = new LinkedHashMap<>();
        columns.forEach(column -> header.put(column, CsvCell.encode(column)));
        text = new StringBuilder(writer.writeValueAsString(header));
    }

    /**
     * Adds a row.
     *
     * @param values as many texts, numbers, truth values or nulls as there are columns
     */
    public void add(List<? extends @Nullable Object> values) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        List<@Nullable Object> cells = new ArrayList<>(values);
        for (int column = 0; column < columns.size(); column++) {
            Object cell = cells.get(column);
            row.put(columns.get(column), cell instanceof String label ? CsvCell.encode(label) : cell);
        }
        text.append(writer.writeValueAsString(row));
    }

    /**
     * Returns all rows with their header.
     *
     * @return lines, each with its end
     */
    public String text() {
        return text.toString();
    }
}
