package org.gfn4j.app.comparison;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.gfn4j.app.report.ReportTable;
import org.gfn4j.app.task.ComparedFigure;

/**
 * A row for each method, a column for each figure.
 *
 * <p>Thread-safety: immutable.
 *
 * @param figures the columns
 * @param groups the rows
 */
record ComparisonTable(List<ComparedFigure> figures, List<MethodGroup> groups) {
    private static final int WIDTH = 80;
    private static final String GAP = "  ";

    private List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("method", "runs", "verdict"));
        figures.forEach(figure -> columns.add(figure.title()));
        return columns;
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (MethodGroup group : groups) {
            List<String> row = new ArrayList<>(
                    List.of(group.title(), Integer.toString(group.runs().size()), group.verdict()));
            figures.forEach(figure -> row.add(figure.text(group.recorded())));
            rows.add(row);
        }
        return rows;
    }

    /** Returns the table of a page. */
    ReportTable onPage() {
        return new ReportTable(
                "methods",
                "Methods",
                unbroken(columns()),
                rows().stream().map(ComparisonTable::unbroken).toList());
    }

    /** Lets lines break before a sign and not behind it. */
    private static List<String> unbroken(List<String> texts) {
        return texts.stream()
                .map(text -> text.replaceAll("([±≥]) ", "$1\u00a0"))
                .toList();
    }

    /** Prints the table, in as many parts below each other as lines of 80 characters need. */
    void print(PrintWriter out) {
        List<String> columns = columns();
        List<List<String>> lines = new ArrayList<>(List.of(columns));
        lines.addAll(rows());
        int[] widths = new int[columns.size()];
        for (List<String> line : lines) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        }
        int start = 1;
        while (start < widths.length) {
            int end = start;
            int width = widths[0];
            while (end < widths.length && (end == start || width + GAP.length() + widths[end] <= WIDTH)) {
                width += GAP.length() + widths[end];
                end++;
            }
            if (start > 1) {
                out.println();
            }
            for (List<String> line : lines) {
                out.println(line(line, widths, start, end));
            }
            start = end;
        }
        out.flush();
    }

    private static String line(List<String> texts, int[] widths, int start, int end) {
        StringBuilder line = new StringBuilder(texts.get(0));
        line.append(" ".repeat(widths[0] - texts.get(0).length()));
        for (int column = start; column < end; column++) {
            line.append(GAP)
                    .append(" ".repeat(widths[column] - texts.get(column).length()))
                    .append(texts.get(column));
        }
        return line.toString();
    }
}
