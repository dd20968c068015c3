package org.gfn4j.molecules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a vocabulary, keeping in mind on which line everything stands.
 *
 * <p>Thread-safety: not thread-safe.
 */
final class VocabularyReader {
    private static final String NAMES = "block_name";
    private static final String SMILES = "block_smi";
    private static final String ATTACHMENTS = "block_r";
    private static final List<String> KEYS = List.of(NAMES, SMILES, ATTACHMENTS);
    private static final int MOST_ENTRIES = 100_000;

    private final String file;
    private final String json;

    VocabularyReader(String file, String json) {
        this.file = file;
        this.json = json;
    }

    /** A value and where it stands. */
    private record Place<T>(T value, int line) {}

    /** The values under one of the keys, by entry. */
    private static final class Column<T> {
        private final String key;
        private final Map<Integer, Place<T>> values = new TreeMap<>();

        Column(String key) {
            this.key = key;
        }
    }

    BlockVocabulary read() {
        Column<String> names = new Column<>(NAMES);
        Column<String> smiles = new Column<>(SMILES);
        Column<List<Integer>> attachments = new Column<>(ATTACHMENTS);
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), json)) {
            readAll(parser, names, smiles, attachments);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            throw new MoleculeFileException(file, line, "is not JSON: " + e.getOriginalMessage() + "; " + expected());
        }
        return vocabulary(names, smiles, attachments);
    }

    private static String expected() {
        return "a vocabulary is an object with the keys " + String.join(", ", KEYS)
                + ", each an object with a value for every entry, the entries numbered from \"0\"";
    }

    private void readAll(
            JsonParser parser, Column<String> names, Column<String> smiles, Column<List<Integer>> attachments) {
        require(parser.nextToken() == JsonToken.START_OBJECT, parser, "is not an object; " + expected());
        List<String> found = new ArrayList<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            found.add(key);
            parser.nextToken();
            switch (key) {
                case NAMES -> readColumn(parser, names, this::text);
                case SMILES -> readColumn(parser, smiles, this::text);
                case ATTACHMENTS -> readColumn(parser, attachments, this::atoms);
                default -> parser.skipChildren();
            }
        }
        require(parser.nextToken() == null, parser, "goes on after its object; " + expected());
        for (String key : KEYS) {
            if (!found.contains(key)) {
                throw new MoleculeFileException(file, 0, "has no key " + key + "; " + expected());
            }
        }
    }

    /** Reads the value that the parser stands on. */
    private interface ValueReader<T> {
        T read(JsonParser parser, String key, int entry);
    }

    private <T> void readColumn(JsonParser parser, Column<T> column, ValueReader<T> reader) {
        require(
                parser.currentToken() == JsonToken.START_OBJECT,
                parser,
                column.key + " is not an object; " + expected());
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            int entry = entryNumber(name);
            require(
                    entry >= 0,
                    parser,
                    column.key + " has the key '" + name + "'; its keys are the numbers of entries, from \"0\" on");
            parser.nextToken();
            int line = line(parser);
            column.values.put(entry, new Place<>(reader.read(parser, column.key, entry), line));
        }
    }

    private static int entryNumber(String name) {
        try {
            int entry = Integer.parseInt(name);
            return Integer.toString(entry).equals(name) && entry < MOST_ENTRIES ? entry : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private String text(JsonParser parser, String key, int entry) {
        require(
                parser.currentToken() == JsonToken.VALUE_STRING,
                parser,
                "entry " + entry + ": " + key + " is " + shown(parser) + ", but must be a text");
        return parser.getString();
    }

    private List<Integer> atoms(JsonParser parser, String key, int entry) {
        String rule = ", but must be a list of atoms, such as [0, 3]";
        require(
                parser.currentToken() == JsonToken.START_ARRAY,
                parser,
                "entry " + entry + ": " + key + " is " + shown(parser) + rule);
        List<Integer> atoms = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(
                    parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                            && parser.getNumberType() == JsonParser.NumberType.INT,
                    parser,
                    "entry " + entry + ": " + key + " has " + shown(parser) + " in it" + rule);
            atoms.add(parser.getIntValue());
        }
        return atoms;
    }

    private static String shown(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return "an object";
        }
        return token == JsonToken.START_ARRAY ? "a list" : "'" + parser.getString() + "'";
    }

    private void require(boolean condition, JsonParser parser, String problem) {
        if (!condition) {
            throw new MoleculeFileException(file, line(parser), problem);
        }
    }

    private static int line(JsonParser parser) {
        return Math.max(0, parser.currentTokenLocation().getLineNr());
    }

    private BlockVocabulary vocabulary(Column<String> names, Column<String> smiles, Column<List<Integer>> attachments) {
        int count = Math.max(names.values.size(), Math.max(smiles.values.size(), attachments.values.size()));
        if (count == 0) {
            throw new MoleculeFileException(file, 0, "has no entries; a vocabulary has at least one");
        }
        List<Block> entries = new ArrayList<>();
        FragmentChemistry chemistry = new FragmentChemistry();
        for (int entry = 0; entry < count; entry++) {
            requireValue(names, entry, count);
            Place<String> text = requireValue(smiles, entry, count);
            Place<List<Integer>> atoms = requireValue(attachments, entry, count);
            try {
                int size = chemistry.parse(text.value()).getAtomCount();
                entries.add(new Block(text.value(), size, atoms.value()));
            } catch (IllegalArgumentException e) {
                throw new MoleculeFileException(file, text.line(), "entry " + entry + ": " + e.getMessage());
            }
        }
        return new VocabularyBuilder(entries, (entry, part, problem) -> {
                    Column<?> column = part == VocabularyBuilder.Part.SMILES ? smiles : attachments;
                    @Nullable Place<?> place = column.values.get(entry);
                    return new MoleculeFileException(
                            file, place == null ? 0 : place.line(), "entry " + entry + ": " + problem);
                })
                .build();
    }

    private <T> Place<T> requireValue(Column<T> column, int entry, int count) {
        Place<T> place = column.values.get(entry);
        if (place == null) {
            String present = column.values.keySet().stream()
                    .limit(10)
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
            throw new MoleculeFileException(
                    file,
                    0,
                    "entry " + entry + " has no " + column.key + "; each of the " + count
                            + " entries, numbered from 0, needs one, but the keys there are " + present
                            + (column.values.size() > 10 ? ", …" : ""));
        }
        return place;
    }
}
