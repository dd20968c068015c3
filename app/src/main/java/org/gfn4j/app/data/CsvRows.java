package org.gfn4j.app.data;

import java.util.List;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.text.CsvCell;
import org.gfn4j.text.CsvReader;
import org.gfn4j.text.CsvReader.Cell;
import org.jspecify.annotations.Nullable;

/**
 * Reads stored data in comma-separated values (RFC 4180) whose header has a column {@code object} and perhaps one
 * {@code logReward}. Blanks around a value do not count.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class CsvRows implements DataRows {
    private final CsvReader reader;
    private final DataFaults faults;
    private final int objectIndex;
    private final int logRewardIndex;

    /**
     * Makes a reader and reads the header.
     *
     * @param lines the lines of the file
     * @param faults what makes messages
     * @throws WrongOptionException if the header is not one
     */
    CsvRows(DataLines lines, DataFaults faults) {
        this.faults = faults;
        try {
            this.reader = new CsvReader(lines, false);
        } catch (CsvReader.Fault e) {
            throw at(e);
        }
        List<String> names = reader.names();
        this.objectIndex = names.indexOf(DataRow.OBJECT);
        this.logRewardIndex = names.indexOf(DataRow.LOG_REWARD);
        if (objectIndex < 0 && !names.isEmpty()) {
            throw faults.at(
                    1,
                    1,
                    "the header must have a column 'object', but its columns are '" + String.join("', '", names) + "'");
        }
    }

    @Override
    public @Nullable DataRow next() {
        try {
            List<Cell> cells = reader.row();
            if (cells == null) {
                return null;
            }
            int size = cells.size();
            int columns = reader.names().size();
            if (size > columns) {
                throw cells.get(columns)
                        .fault("the row has more values than the header has columns, which are " + columns);
            }
            if (size < columns) {
                throw cells.get(size - 1)
                        .fault("the row ends after " + size + (size == 1 ? " value" : " values")
                                + ", but the header has " + columns + " columns");
            }
            Cell object = cells.get(objectIndex);
            Cell logReward = logRewardIndex < 0 ? null : cells.get(logRewardIndex);
            return new DataRow(
                    CsvCell.decode(object.text()),
                    logReward == null || logReward.text().isEmpty()
                            ? Double.NaN
                            : DataRow.logReward(logReward.text(), logReward.line(), logReward.column(), faults),
                    object.line(),
                    object.column());
        } catch (CsvReader.Fault e) {
            throw at(e);
        }
    }

    private WrongOptionException at(CsvReader.Fault fault) {
        return faults.at(fault.line(), fault.column(), String.valueOf(fault.getMessage()));
    }
}
