package org.gfn4j.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes files of named tensors in the safetensors format, for the types of {@link ElementType}.
 *
 * <p>A file is the length of its header (8 bytes, little-endian), the header in JSON, which maps each name to dtype,
 * shape and the place of its bytes, and the numbers, little-endian and without gaps. The format is that of
 * <a href="https://github.com/huggingface/safetensors">huggingface/safetensors</a>.
 *
 * <p>Thread-safety: stateless; a path may be written by one thread at a time.
 */
public final class Safetensors {
    private static final int ALIGNMENT = 8;
    private static final JsonMapper JSON = new JsonMapper();

    private Safetensors() {}

    /**
     * What a file holds.
     *
     * <p>Thread-safety: immutable as long as nobody writes to the arrays of the tensors.
     *
     * @param tensors the tensors by their names, in the order of the header
     * @param metadata the text that was given with them, in the order of the header
     */
    public record Content(Map<String, Tensor> tensors, Map<String, String> metadata) {
        /** Makes a content of copies of two maps. */
        public Content {
            tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
            metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        }
    }

    /**
     * Writes a file. It appears under its name when all of it is on the disk, in place of what was there before.
     *
     * <p>The same tensors and metadata give the same bytes, in whatever order they come: the header is sorted by name,
     * the numbers are by the width of their type, widest first, and then by name, so that each tensor is aligned.
     *
     * @param file the file
     * @param tensors the tensors by their names
     * @param metadata any text to go with them
     * @throws IOException if it cannot be written
     * @throws IllegalArgumentException if a tensor is called {@code __metadata__}, or a text is not valid Unicode
     */
    public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        List<Map.Entry<String, Tensor>> order = new ArrayList<>(new TreeMap<>(tensors).entrySet());
        order.sort(Comparator.comparingInt(entry -> -entry.getValue().type().bytes()));
        byte[] header = header(order, metadata);
        try (AtomicFile written = AtomicFile.beside(file)) {
            try (FileChannel channel = FileChannel.open(written.part(), StandardOpenOption.WRITE)) {
                NumberChannel numbers = new NumberChannel(written.part(), channel);
                numbers.writeLong(header.length);
                numbers.write(ByteBuffer.wrap(header));
                for (Map.Entry<String, Tensor> entry : order) {
                    numbers.write(entry.getValue());
                }
                channel.force(true);
            }
            written.commit();
        }
    }

    private static byte[] header(List<Map.Entry<String, Tensor>> order, Map<String, String> metadata) {
        Map<String, Object> entries = new TreeMap<>();
        long begin = 0;
        for (Map.Entry<String, Tensor> entry : order) {
            String name = requireText(entry.getKey());
            if (name.equals(Header.METADATA)) {
                throw new IllegalArgumentException("no tensor can be called '" + Header.METADATA + "'");
            }
            Tensor tensor = entry.getValue();
            long end = begin + (long) tensor.size() * tensor.type().bytes();
            Map<String, Object> place = new LinkedHashMap<>();
            place.put("dtype", tensor.type().name());
            place.put("shape", tensor.shape());
            place.put("data_offsets", List.of(begin, end));
            entries.put(name, place);
            begin = end;
        }
        Map<String, Object> all = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            metadata.forEach((key, value) -> {
                requireText(key);
                requireText(value);
            });
            all.put(Header.METADATA, new TreeMap<>(metadata));
        }
        all.putAll(entries);
        byte[] json = JSON.writeValueAsBytes(all);
        byte[] padded = Arrays.copyOf(json, json.length + Math.floorMod(-json.length, ALIGNMENT));
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        if (padded.length > Header.MAX_LENGTH) {
            throw new IllegalArgumentException("names, shapes and metadata must fit into a header of "
                    + Header.MAX_LENGTH + " bytes, but take " + padded.length);
        }
        return padded;
    }

    private static String requireText(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("names and metadata must be valid Unicode, but '" + text + "' is not");
        }
        return text;
    }

    /**
     * Reads a file and checks all of it but the numbers, which can be any.
     *
     * @param file the file
     * @return its tensors and metadata
     * @throws SafetensorsException if the file is not what the format asks for, or has types other than ours
     * @throws IOException if it cannot be read
     */
    public static Content read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < Long.BYTES) {
                throw new SafetensorsException(
                        file, "it must start with the 8 bytes of a length, but ends after " + size + " bytes");
            }
            NumberChannel numbers = new NumberChannel(file, channel);
            long length = numbers.readLong(0);
            if (length < 0 || length > Math.min(Header.MAX_LENGTH, size - Long.BYTES)) {
                throw new SafetensorsException(
                        file,
                        "the header must have at most " + Header.MAX_LENGTH + " bytes and end within the " + size
                                + " bytes of the file, but is to have " + Long.toUnsignedString(length));
            }
            long dataStart = Long.BYTES + length;
            ByteBuffer text = numbers.read(Long.BYTES, ByteBuffer.allocate((int) length));
            Header header = HeaderReader.read(file, decode(file, text));
            header.requirePlaces(file, size - dataStart);
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (Map.Entry<String, Header.Entry> named : header.entries().entrySet()) {
                Header.Entry entry = named.getValue();
                tensors.put(named.getKey(), numbers.read(dataStart + entry.begin(), entry.type(), entry.shape()));
            }
            return new Content(tensors, header.metadata());
        }
    }

    private static String decode(Path file, ByteBuffer text) throws SafetensorsException {
        String json;
        try {
            json = StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException e) {
            throw new SafetensorsException(file, "the header must be text in UTF-8, but is not: " + e.getMessage());
        }
        if (!json.startsWith("{")) {
            throw new SafetensorsException(file, "the header must start with '{', but does not");
        }
        return json;
    }
}
