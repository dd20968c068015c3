package org.gfn4j.app.data;

import java.util.ArrayList;
import java.util.List;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.text.CsvCell;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * Reads stored data in comma-separated values (RFC 4180) whose header has a column {@code object} and perhaps one
 * {@code logReward}. Blanks around a value do not count.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class CsvRows implements DataRows {
    private static final int LONGEST_VALUE = 1_000_000;
    private static final CsvMapper CSV = CsvMapper.builder(CsvFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_VALUE)
                            .build())
                    .enable(CsvReadFeature.SKIP_EMPTY_LINES)
                    .enable(CsvReadFeature.TRIM_SPACES)
                    .build())
            .build();

    private final JsonParser parser;
    private final DataFaults faults;
    private final List<String> header;
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
        this.parser = CSV.reader().with(CsvSchema.emptySchema()).createParser(lines);
        this.faults = faults;
        this.header = header();
        this.objectIndex = header.indexOf(DataRow.OBJECT);
        this.logRewardIndex = header.indexOf(DataRow.LOG_REWARD);
    }

    private List<String> header() {
        List<String> names = new ArrayList<>();
        if (nextToken() != JsonToken.START_ARRAY) {
            return names;
        }
        while (nextToken() == JsonToken.VALUE_STRING) {
            String name = parser.getString();
            if (!name.isEmpty() && names.contains(name)) {
                throw at("the column '" + name + "' is there more than once");
            }
            names.add(name);
        }
        if (!names.contains(DataRow.OBJECT)) {
            throw faults.at(
                    parser.currentTokenLocation().getLineNr(),
                    1,
                    "the header must have a column 'object', but its columns are '" + String.join("', '", names) + "'");
        }
        return names;
    }

    @Override
    public @Nullable DataRow next() {
        if (nextToken() != JsonToken.START_ARRAY) {
            return null;
        }
        String object = "";
        long line = 0;
        int column = 0;
        double logReward = Double.NaN;
        int index = 0;
        while (nextToken() == JsonToken.VALUE_STRING) {
            if (index == header.size()) {
                throw at("the row has more values than the header has columns, which are " + header.size());
            }
            String text = parser.getString();
            TokenStreamLocation place = parser.currentTokenLocation();
            if (index == objectIndex) {
                object = CsvCell.decode(text);
                line = place.getLineNr();
                column = place.getColumnNr();
            } else if (index == logRewardIndex && !text.isEmpty()) {
                logReward = DataRow.logReward(text, place.getLineNr(), place.getColumnNr(), faults);
            }
            index++;
        }
        if (index < header.size()) {
            throw at("the row ends after " + index + (index == 1 ? " value" : " values") + ", but the header has "
                    + header.size() + " columns");
        }
        return new DataRow(object, logReward, line, column);
    }

    private @Nullable JsonToken nextToken() {
        try {
            return parser.nextToken();
        } catch (StreamConstraintsException e) {
            throw at("not valid CSV: a value is longer than 1 MB; is its closing quote missing?");
        } catch (JacksonException e) {
            throw at("not valid CSV: " + e.getOriginalMessage());
        }
    }

    private WrongOptionException at(String reason) {
        TokenStreamLocation place = parser.currentTokenLocation();
        return faults.at(Math.max(1, place.getLineNr()), Math.max(1, place.getColumnNr()), reason);
    }
}
