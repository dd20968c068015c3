package org.gfn4j.text;

import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * Reads rows of comma-separated values (RFC 4180) below a row with the names of the columns. Empty lines do not count.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class CsvReader implements AutoCloseable {
    private static final CsvMapper CSV = CsvMapper.builder(CsvFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(1_000_000)
                            .build())
                    .enable(CsvReadFeature.SKIP_EMPTY_LINES)
                    .build())
            .build();

    private final JsonParser parser;
    private final List<String> names;

    /**
     * A value as it is written, and where it begins.
     *
     * @param text the value without quotes, for {@link CsvCell} to read
     * @param line its line, from 1
     * @param column its column in the line, from 1
     */
    public record Cell(String text, int line, int column) {
        /**
         * Returns the refusal of what stands here.
         *
         * @param reason a clause
         * @return what to throw
         */
        public Fault fault(String reason) {
            return new Fault(line, column, reason);
        }
    }

    /** Says that a text is not a table, and where. */
    public static final class Fault extends IllegalArgumentException {
        private static final long serialVersionUID = 1;
        /** The line, from 1. */
        private final int line;
        /** The column in the line, from 1. */
        private final int column;

        private Fault(int line, int column, String reason) {
            super(reason);
            this.line = line;
            this.column = column;
        }

        /**
         * Returns the line.
         *
         * @return the line, from 1
         */
        public int line() {
            return line;
        }

        /**
         * Returns the column in the line.
         *
         * @return the column, from 1
         */
        public int column() {
            return column;
        }
    }

    /**
     * Reads the names of the columns.
     *
     * @param text the table, which {@link #close} closes
     * @param blanks whether blanks around a value belong to it, as in what {@link CsvTable} has made
     * @throws Fault if a name is there more than once, or the first row is not one
     */
    public CsvReader(Reader text, boolean blanks) {
        ObjectReader rows = CSV.reader().with(CsvSchema.emptySchema());
        parser = (blanks ? rows : rows.with(CsvReadFeature.TRIM_SPACES)).createParser(text);
        try {
            names = header();
        } catch (Fault e) {
            close();
            throw e;
        }
    }

    private List<String> header() {
        List<Cell> cells = row();
        List<String> found = new ArrayList<>();
        for (Cell cell : cells == null ? List.<Cell>of() : cells) {
            String name = CsvCell.decode(cell.text);
            if (!name.isEmpty() && found.contains(name)) {
                throw cell.fault("the column '" + VisibleText.line(name) + "' is there more than once");
            }
            found.add(name);
        }
        return List.copyOf(found);
    }

    /**
     * Returns the names of the columns.
     *
     * @return the names; none of an empty text
     */
    public List<String> names() {
        return names;
    }

    /**
     * Reads a row.
     *
     * @param columns how many columns the first line names
     * @return a value for each column, or null after the last row
     * @throws Fault if it has more or fewer, or is no row
     */
    public @Nullable List<Cell> next(int columns) {
        List<Cell> cells = row();
        if (cells != null && cells.size() != columns) {
            throw cells.get(0)
                    .fault("the row has " + cells.size() + (cells.size() == 1 ? " value" : " values")
                            + ", but the first line names " + columns + (columns == 1 ? " column" : " columns"));
        }
        return cells;
    }

    /**
     * Reads a row of any length.
     *
     * @return its values, at least one, or null after the last row
     * @throws Fault if it is no row
     */
    public @Nullable List<Cell> row() {
        try {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return null;
            }
            List<Cell> cells = new ArrayList<>();
            while (parser.nextToken() == JsonToken.VALUE_STRING) {
                cells.add(cell(parser.getString()));
            }
            return cells;
        } catch (StreamConstraintsException e) {
            throw cell("").fault("not valid CSV: a value is longer than 1 MB; is its closing quote missing?");
        } catch (JacksonException e) {
            throw cell("").fault("not valid CSV: " + e.getOriginalMessage());
        }
    }

    private Cell cell(String text) {
        TokenStreamLocation place = parser.currentTokenLocation();
        return new Cell(text, Math.max(1, place.getLineNr()), Math.max(1, place.getColumnNr()));
    }

    @Override
    public void close() {
        parser.close();
    }
}
