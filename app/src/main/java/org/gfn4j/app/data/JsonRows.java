package org.gfn4j.app.data;

import org.gfn4j.app.cli.WrongOptionException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads stored data in JSON lines: {@code {"object": "3 0 7", "logReward": -1.5}}, or {@code "3 0 7"} alone.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class JsonRows implements DataRows {
    /** NaN is read so that it can be refused by its name where it matters, and ignored like its field elsewhere. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build())
            .build();

    private final DataLines lines;
    private final DataFaults faults;

    /**
     * Makes a reader.
     *
     * @param lines the lines of the file
     * @param faults what makes messages
     */
    JsonRows(DataLines lines, DataFaults faults) {
        this.lines = lines;
        this.faults = faults;
    }

    @Override
    public @Nullable DataRow next() {
        String line = lines.next();
        while (line != null && line.isBlank()) {
            line = lines.next();
        }
        return line == null ? null : read(line);
    }

    private DataRow read(String line) {
        try (JsonParser parser = JSON.createParser(line)) {
            DataRow row = read(parser, parser.nextToken());
            if (parser.nextToken() != null) {
                throw at(parser, "expected one row a line, but found another");
            }
            return row;
        } catch (JacksonException e) {
            TokenStreamLocation place = e.getLocation();
            int column = place == null ? 1 : Math.max(1, place.getColumnNr());
            throw faults.at(lines.number(), column, "not valid JSON: " + reason(e));
        }
    }

    private DataRow read(JsonParser parser, @Nullable JsonToken first) {
        if (first == JsonToken.VALUE_STRING) {
            return new DataRow(parser.getString(), Double.NaN, lines.number(), column(parser));
        }
        if (first != JsonToken.START_OBJECT) {
            throw at(
                    parser,
                    "expected {\"object\": \"...\", \"logReward\": ...} or \"...\", but found " + found(parser, first));
        }
        int start = column(parser);
        String object = null;
        int column = 0;
        double logReward = Double.NaN;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals(DataRow.OBJECT)) {
                if (value != JsonToken.VALUE_STRING) {
                    throw at(parser, "'object' must be a string, but is " + found(parser, value));
                }
                object = parser.getString();
                column = column(parser);
            } else if (name.equals(DataRow.LOG_REWARD)) {
                logReward = logReward(parser, value);
            } else {
                parser.skipChildren();
            }
        }
        if (object == null) {
            throw faults.at(lines.number(), start, "the field 'object' is missing");
        }
        return new DataRow(object, logReward, lines.number(), column);
    }

    private double logReward(JsonParser parser, @Nullable JsonToken value) {
        if (value == JsonToken.VALUE_NULL) {
            return Double.NaN;
        }
        if (value != null && value.isNumeric()) {
            return DataRow.logReward(parser.getString(), lines.number(), column(parser), faults);
        }
        throw DataRow.notALogReward(found(parser, value), lines.number(), column(parser), faults);
    }

    private static String found(JsonParser parser, @Nullable JsonToken token) {
        if (token == JsonToken.START_OBJECT) {
            return "an object";
        }
        if (token == JsonToken.START_ARRAY) {
            return "an array";
        }
        return token == JsonToken.VALUE_STRING ? "the string '" + parser.getString() + "'" : parser.getString();
    }

    private WrongOptionException at(JsonParser parser, String reason) {
        return faults.at(lines.number(), column(parser), reason);
    }

    private static int column(JsonParser parser) {
        return parser.currentTokenLocation().getColumnNr();
    }

    /** Leaves out what only a programmer can make use of. */
    private static String reason(JacksonException exception) {
        return exception
                .getOriginalMessage()
                .replaceFirst(" \\((start marker|for [A-Za-z]+ starting) at .*", "")
                .replaceFirst(": enable `.*", "")
                .replaceFirst(", from `[^`]*`", "");
    }
}
