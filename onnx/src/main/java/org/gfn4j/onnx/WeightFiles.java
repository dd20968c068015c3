package org.gfn4j.onnx;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the files beside a model that hold some of its weights, which is what exporters do with large ones: reads as much of
 * the protocol buffers as leads to tensors.
 */
final class WeightFiles {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int MESSAGE = 2;
    private static final int FOUR_BYTES = 5;

    private static final int KEY_FIELD = 1;
    private static final int VALUE_FIELD = 2;

    private enum Kind {
        MODEL,
        GRAPH,
        FUNCTION,
        NODE,
        ATTRIBUTE,
        SPARSE_TENSOR,
        TENSOR,
        ENTRY
    }

    /** The numbers of the fields that lead to tensors, by what has them; those of onnx.proto. */
    private static final Map<Kind, Map<Integer, Kind>> FIELDS = Map.of(
            Kind.MODEL, Map.of(7, Kind.GRAPH, 25, Kind.FUNCTION),
            Kind.GRAPH, Map.of(1, Kind.NODE, 5, Kind.TENSOR, 15, Kind.SPARSE_TENSOR),
            Kind.FUNCTION, Map.of(7, Kind.NODE, 11, Kind.ATTRIBUTE),
            Kind.NODE, Map.of(5, Kind.ATTRIBUTE),
            Kind.ATTRIBUTE,
                    Map.of(
                            5, Kind.TENSOR,
                            6, Kind.GRAPH,
                            10, Kind.TENSOR,
                            11, Kind.GRAPH,
                            22, Kind.SPARSE_TENSOR,
                            23, Kind.SPARSE_TENSOR),
            Kind.SPARSE_TENSOR, Map.of(1, Kind.TENSOR, 2, Kind.TENSOR),
            Kind.TENSOR, Map.of(13, Kind.ENTRY));

    /** The limit of protocol buffers, so that no file makes this recursion end for want of stack. */
    private static final int DEEPEST = 100;

    private final SortedMap<String, Long> sizes = new TreeMap<>();

    private WeightFiles() {}

    /**
     * Returns the paths of the files, from the folder of the model, and how many bytes each must at least have.
     *
     * @throws IllegalArgumentException if the bytes are no protocol buffers, or places in a file are no places
     */
    static SortedMap<String, Long> of(byte[] model) {
        WeightFiles files = new WeightFiles();
        try {
            files.read(ByteBuffer.wrap(model), Kind.MODEL, 0, Map.of());
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("it ends in the middle", e);
        }
        return files.sizes;
    }

    /** Reads a message; an entry, which is a message of a tensor, goes into that of the tensor. */
    private void read(ByteBuffer bytes, Kind kind, int depth, Map<String, String> tensor) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("its graphs are nested more than " + DEEPEST + " messages deep");
        }
        Map<String, String> entries = kind == Kind.TENSOR ? new HashMap<>() : tensor;
        String key = "";
        String value = "";
        while (bytes.hasRemaining()) {
            long tag = varint(bytes);
            int field = (int) (tag >>> 3);
            switch ((int) tag & 7) {
                case VARINT -> varint(bytes);
                case EIGHT_BYTES -> bytes.getLong();
                case FOUR_BYTES -> bytes.getInt();
                case MESSAGE -> {
                    ByteBuffer content = content(bytes);
                    Kind inner = FIELDS.getOrDefault(kind, Map.of()).get(field);
                    if (inner != null) {
                        read(content, inner, depth + 1, entries);
                    } else if (kind == Kind.ENTRY && field == KEY_FIELD) {
                        key = text(content);
                    } else if (kind == Kind.ENTRY && field == VALUE_FIELD) {
                        value = text(content);
                    }
                }
                default -> throw new IllegalArgumentException("it has a field of an unknown kind");
            }
        }
        if (kind == Kind.ENTRY && entries.put(key, value) != null) {
            throw new IllegalArgumentException("it says twice what the '" + key + "' of weights is");
        }
        if (kind == Kind.TENSOR && entries.containsKey("location")) {
            long end = number(entries, "offset") + number(entries, "length");
            sizes.merge(entries.get("location"), end, Math::max);
        }
    }

    /** Returns a number of bytes, half of the largest at most, so that two can be added. */
    private static long number(Map<String, String> entries, String key) {
        String text = entries.getOrDefault(key, "0");
        try {
            long number = Long.parseLong(text);
            if (number >= 0 && number <= Long.MAX_VALUE / 2) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, together with what is no number of bytes
        }
        throw new IllegalArgumentException(
                "the '" + key + "' of weights must be a number of bytes, but is '" + text + "'");
    }

    private static ByteBuffer content(ByteBuffer bytes) {
        long length = varint(bytes);
        if (length < 0 || length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer content = bytes.slice(bytes.position(), (int) length);
        bytes.position(bytes.position() + (int) length);
        return content;
    }

    private static String text(ByteBuffer content) {
        return StandardCharsets.UTF_8.decode(content).toString();
    }

    private static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = bytes.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("it has a number of more than 64 bits");
    }
}
