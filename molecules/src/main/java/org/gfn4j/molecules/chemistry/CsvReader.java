package org.gfn4j.molecules.chemistry;

import java.util.ArrayList;
import java.util.List;
import org.gfn4j.molecules.MoleculeFileException;
import org.gfn4j.text.CsvCell;
import org.gfn4j.text.VisibleText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * Rows of comma-separated values below a line with the names of the columns.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class CsvReader implements AutoCloseable {
    private final String file;
    private final JsonParser parser;
    private final List<String> names;
    private int line;

    /**
     * Reads the names of the columns.
     *
     * @param file the name of the file, for messages
     * @param text its text
     * @throws MoleculeFileException if the first row is not one of names that differ
     */
    CsvReader(String file, String text) {
        this.file = file;
        this.parser = CsvMapper.builder(CsvFactory.builder()
                        .enable(CsvReadFeature.SKIP_EMPTY_LINES)
                        .enable(CsvReadFeature.TRIM_SPACES)
                        .build())
                .build()
                .reader()
                .with(CsvSchema.emptySchema())
                .createParser(text);
        List<String> header = row();
        this.names = header == null ? List.of() : header;
        for (int column = 0; column < names.size(); column++) {
            String name = names.get(column);
            if (!name.isEmpty() && names.indexOf(name) < column) {
                throw fault("the column '" + inOneLine(name) + "' is there more than once");
            }
        }
    }

    /** Returns the place of a column in the rows. */
    int column(String name) {
        int column = names.indexOf(name);
        if (column < 0) {
            throw new MoleculeFileException(
                    file,
                    1,
                    "there is no column '" + name + "'; "
                            + (names.isEmpty()
                                    ? "the file is empty"
                                    : "the columns are '"
                                            + String.join(
                                                    "', '",
                                                    names.stream()
                                                            .map(CsvReader::inOneLine)
                                                            .toList()) + "'"));
        }
        return column;
    }

    /** Returns the values of the next row, one for each column, or null at the end. */
    @Nullable
    List<String> next() {
        List<String> values = row();
        if (values != null && values.size() != names.size()) {
            throw fault("the row has " + values.size() + (values.size() == 1 ? " value" : " values")
                    + ", but the first line names " + names.size() + (names.size() == 1 ? " column" : " columns"));
        }
        return values;
    }

    /** Returns the line on which the last row starts, from 1. */
    int line() {
        return line;
    }

    private @Nullable List<String> row() {
        try {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return null;
            }
            List<String> values = new ArrayList<>();
            while (parser.nextToken() == JsonToken.VALUE_STRING) {
                if (values.isEmpty()) {
                    line = Math.max(1, parser.currentTokenLocation().getLineNr());
                }
                values.add(CsvCell.decode(parser.getString()));
            }
            return values;
        } catch (JacksonException e) {
            line = Math.max(1, parser.currentTokenLocation().getLineNr());
            throw fault("not valid CSV: " + e.getOriginalMessage());
        }
    }

    /** Returns a text as it can stand in a message. */
    static String inOneLine(String text) {
        return VisibleText.line(text);
    }

    private MoleculeFileException fault(String problem) {
        return new MoleculeFileException(file, line, problem);
    }

    @Override
    public void close() {
        parser.close();
    }
}
