package org.gfn4j.app.report;

import java.util.List;

/**
 * A table of texts.
 *
 * <p>Thread-safety: immutable.
 *
 * @param name what it is called in the page
 * @param heading what it shows
 * @param columns what its columns are called; all but the first stand to the right, as numbers do
 * @param rows the rows, each with as many texts as there are columns
 */
public record ReportTable(String name, String heading, List<String> columns, List<List<String>> rows)
        implements ReportSection.Part {

    /**
     * Keeps copies of the lists.
     *
     * @throws IllegalArgumentException if a row has another number of texts than there are columns
     */
    public ReportTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("a row of '" + name + "' needs " + columns.size()
                        + " texts, but one has " + row.size() + ": " + row);
            }
        }
    }
}
