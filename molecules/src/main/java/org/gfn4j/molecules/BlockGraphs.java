package org.gfn4j.molecules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Molecules as block graphs in a file: a list of objects of JSON with {@code index}, {@code blocks} (numbers of entries
 * of the vocabulary), {@code junctionBonds} (block, block, atom, atom) and {@code freeStems} (block, atom). Of other keys
 * only numbers are kept, and only by {@link #rows}.
 *
 * <p>Thread-safety: immutable.
 */
public final class BlockGraphs {
    private static final String FORM = "expected a list of objects with index, blocks, junctionBonds and freeStems";

    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final BlockVocabulary vocabulary;

    /**
     * A molecule of a file.
     *
     * @param index the number that the file gives it
     * @param molecule the molecule, finished
     */
    public record Entry(long index, BlockMolecule molecule) {}

    /**
     * A molecule of a file with all that the file says of it.
     *
     * @param index the number that the file gives it
     * @param line the line it begins on, from 1
     * @param graph its blocks in the order of the file
     * @param molecule the molecule, finished
     * @param numbers the numbers that stand under other keys, such as a score
     */
    public record Row(long index, int line, BlockGraph graph, BlockMolecule molecule, Map<String, Double> numbers) {
        /** Keeps a copy of the numbers. */
        public Row {
            numbers = Map.copyOf(numbers);
        }
    }

    /**
     * Makes a reader and writer.
     *
     * @param vocabulary the blocks
     */
    public BlockGraphs(BlockVocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @return its molecules, in order
     * @throws IOException if the file cannot be read
     * @throws MoleculeFileException if it is not such a list, or an object not a molecule of the vocabulary; the message
     *     names the line
     */
    public List<Entry> read(Path file) throws IOException {
        return parse(file.toString(), Files.readString(file));
    }

    /**
     * Reads a file with the order of its blocks and its numbers.
     *
     * @param file the file
     * @return its molecules, in order
     * @throws IOException if the file cannot be read
     * @throws MoleculeFileException as {@link #read} says
     */
    public List<Row> rows(Path file) throws IOException {
        return parseRows(file.toString(), Files.readString(file));
    }

    /**
     * Reads molecules from a text.
     *
     * @param name what the text is called in messages
     * @param text the text
     * @return its molecules, in order
     * @throws MoleculeFileException as {@link #read} says
     */
    public List<Entry> parse(String name, String text) {
        return parseRows(name, text).stream()
                .map(row -> new Entry(row.index(), row.molecule()))
                .toList();
    }

    private List<Row> parseRows(String name, String text) {
        List<Row> entries = new ArrayList<>();
        try (JsonParser parser = json.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new MoleculeFileException(name, line(parser), "is not a list; " + FORM);
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                int line = line(parser);
                try {
                    entries.add(row(line, json.readTree(parser)));
                } catch (IllegalArgumentException e) {
                    throw new MoleculeFileException(
                            name, line, "molecule " + entries.size() + ": " + e.getMessage() + "; " + FORM);
                }
            }
            if (parser.nextToken() != null) {
                throw new MoleculeFileException(name, line(parser), "goes on after its list; " + FORM);
            }
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            throw new MoleculeFileException(name, line, "is not JSON: " + e.getOriginalMessage() + "; " + FORM);
        }
        return entries;
    }

    private static int line(JsonParser parser) {
        return Math.max(0, parser.currentTokenLocation().getLineNr());
    }

    private Row row(int line, JsonNode object) {
        if (!object.isObject()) {
            throw new IllegalArgumentException("it is " + object.getNodeType() + ", not an object");
        }
        JsonNode index = object.path("index");
        if (!index.isIntegralNumber() || !index.canConvertToLong()) {
            throw new IllegalArgumentException("index must be a whole number");
        }
        List<Integer> fragments = new ArrayList<>();
        int most = vocabulary.entries().size() - 1;
        String rule = "blocks are numbers of entries of the vocabulary, from 0 to " + most;
        for (JsonNode block : BlockRows.list(object, "blocks")) {
            int entry = BlockRows.number(block, rule);
            if (entry < 0 || entry > most) {
                throw new IllegalArgumentException(rule + ", but one is " + entry);
            }
            fragments.add(vocabulary.fragment(entry));
        }
        if (fragments.isEmpty()) {
            throw new IllegalArgumentException("it has no blocks; a molecule has at least one");
        }
        BlockGraph graph = new BlockGraph(
                fragments, BlockRows.bonds(object, "junctionBonds"), BlockRows.stems(object, "freeStems"));
        return new Row(
                index.longValue(),
                line,
                graph,
                BlockMolecule.of(vocabulary, graph.fragments(), graph.bonds(), graph.stems(), true),
                numbers(object));
    }

    private static Map<String, Double> numbers(JsonNode object) {
        Map<String, Double> numbers = new HashMap<>();
        object.properties().stream()
                .filter(property -> property.getValue().isNumber())
                .forEach(property ->
                        numbers.put(property.getKey(), property.getValue().doubleValue()));
        return numbers;
    }

    /**
     * Writes a file.
     *
     * @param file the file, which is replaced
     * @param entries the molecules
     * @throws IOException if the file cannot be written
     * @throws IllegalArgumentException if the entries of the vocabulary cannot make a molecule
     */
    public void write(Path file, List<Entry> entries) throws IOException {
        Files.writeString(file, format(entries), StandardCharsets.UTF_8);
    }

    /**
     * Writes molecules, each on a line of its own.
     *
     * @param entries the molecules
     * @return the text
     * @throws IllegalArgumentException if the entries of the vocabulary cannot make a molecule
     */
    public String format(List<Entry> entries) {
        return entries.stream()
                .map(entry -> json.writeValueAsString(object(entry)))
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    private ObjectNode object(Entry entry) {
        BlockMolecule molecule = entry.molecule();
        int[] entries = Growth.entriesOfBlocks(vocabulary, molecule);
        if (entries == null) {
            throw new IllegalArgumentException(
                    "the entries of the vocabulary cannot make molecule " + entry.index() + ", " + molecule);
        }
        ObjectNode object = json.createObjectNode();
        object.put("index", entry.index());
        ArrayNode blocks = object.putArray("blocks");
        IntStream.of(entries).forEach(blocks::add);
        BlockRows.addBonds(object.putArray("junctionBonds"), molecule);
        BlockRows.addStems(object.putArray("freeStems"), molecule);
        return object;
    }
}
