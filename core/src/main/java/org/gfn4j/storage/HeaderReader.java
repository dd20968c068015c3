package org.gfn4j.storage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.text.VisibleText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the header of a safetensors file token by token, so that what does not belong there takes no memory.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class HeaderReader {
    private static final int MAX_DIMENSIONS = 64;
    private static final int MAX_QUOTED = 100;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNameLength(Header.MAX_LENGTH)
                            .maxStringLength(Header.MAX_LENGTH)
                            .build())
                    .build())
            .build();

    private final Path file;
    private final JsonParser parser;

    private HeaderReader(Path file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    static Header read(Path file, String json) throws SafetensorsException {
        try (JsonParser parser = JSON.createParser(json)) {
            return new HeaderReader(file, parser).header();
        } catch (JacksonException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " near its character " + e.getLocation().getCharOffset();
            throw new SafetensorsException(
                    file, "the header is not valid JSON" + place + ": " + oneLine(e.getOriginalMessage()));
        }
    }

    private Header header() throws SafetensorsException {
        expect(JsonToken.START_OBJECT, "the header", "an object");
        Map<String, Header.Entry> entries = new LinkedHashMap<>();
        Map<String, String> metadata = Map.of();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (name.equals(Header.METADATA)) {
                metadata = metadata();
            } else {
                entries.put(name, entry("tensor '" + oneLine(name) + "'"));
            }
        }
        if (parser.nextToken() != null) {
            throw new SafetensorsException(file, "the header must be one JSON object, but more follows it");
        }
        return new Header(entries, metadata);
    }

    private Map<String, String> metadata() throws SafetensorsException {
        expect(JsonToken.START_OBJECT, Header.METADATA, "an object");
        Map<String, String> metadata = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            expect(JsonToken.VALUE_STRING, "'" + oneLine(key) + "' of " + Header.METADATA, "a string");
            metadata.put(key, parser.getString());
        }
        return Collections.unmodifiableMap(metadata);
    }

    private Header.Entry entry(String what) throws SafetensorsException {
        expect(JsonToken.START_OBJECT, what, "an object");
        ElementType type = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            switch (key) {
                case "dtype" -> type = type(what);
                case "shape" -> shape = numbers("shape of " + what);
                case "data_offsets" -> offsets = numbers("data_offsets of " + what);
                default ->
                    throw new SafetensorsException(
                            file, what + " must have dtype, shape and data_offsets, but has '" + oneLine(key) + "'");
            }
        }
        List<Long> place = require(offsets, "data_offsets", what);
        if (place.size() != 2) {
            throw new SafetensorsException(file, "data_offsets of " + what + " must be two, but are " + place);
        }
        return new Header.Entry(
                require(type, "dtype", what), require(shape, "shape", what), place.get(0), place.get(1));
    }

    private <T> T require(@Nullable T value, String key, String what) throws SafetensorsException {
        if (value == null) {
            throw new SafetensorsException(file, what + " has no " + key);
        }
        return value;
    }

    private ElementType type(String what) throws SafetensorsException {
        expect(JsonToken.VALUE_STRING, "dtype of " + what, "a string");
        String name = parser.getString();
        for (ElementType type : ElementType.values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw new SafetensorsException(
                file,
                "dtype of " + what + " must be one of " + Arrays.toString(ElementType.values()) + ", but is '"
                        + oneLine(name) + "'");
    }

    private List<Long> numbers(String what) throws SafetensorsException {
        expect(JsonToken.START_ARRAY, what, "an array");
        List<Long> numbers = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT || parser.getLongValue() < 0) {
                throw new SafetensorsException(
                        file,
                        what + " must hold whole numbers of at least 0, but has '" + oneLine(parser.getString()) + "'");
            }
            if (numbers.size() == MAX_DIMENSIONS) {
                throw new SafetensorsException(
                        file, what + " must hold at most " + MAX_DIMENSIONS + " numbers, but has more");
            }
            numbers.add(parser.getLongValue());
        }
        return numbers;
    }

    private void expect(JsonToken token, String what, String form) throws SafetensorsException {
        if (parser.nextToken() != token) {
            throw new SafetensorsException(
                    file, what + " must be " + form + ", but is '" + oneLine(parser.getString()) + "'");
        }
    }

    /** Shortens text of a file, and takes out of it what would break the line of a message. */
    static String oneLine(String text) {
        String start = text.length() > MAX_QUOTED ? text.substring(0, MAX_QUOTED) + "…" : text;
        return VisibleText.of(start);
    }
}
