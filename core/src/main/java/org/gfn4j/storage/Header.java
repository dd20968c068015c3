package org.gfn4j.storage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What the header of a safetensors file says.
 *
 * <p>Thread-safety: immutable.
 *
 * @param entries the tensors by their names, in the order of the header
 * @param metadata the metadata, in the order of the header
 */
record Header(Map<String, Entry> entries, Map<String, String> metadata) {
    /** The longest header that is read or written, in bytes; that of the format's own implementation. */
    static final int MAX_LENGTH = 100_000_000;

    /** The name of what is no tensor. */
    static final String METADATA = "__metadata__";

    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    /**
     * Where a tensor is.
     *
     * @param type the type of its numbers
     * @param shape its shape
     * @param begin where its bytes begin, counted from the end of the header
     * @param end where they end
     */
    record Entry(ElementType type, List<Long> shape, long begin, long end) {}

    /**
     * Checks that the tensors fill the data without gaps and that each is as long as its shape says.
     *
     * @param file the file
     * @param dataSize how many bytes follow the header
     * @throws SafetensorsException if not
     */
    void requirePlaces(Path file, long dataSize) throws SafetensorsException {
        List<Map.Entry<String, Entry>> order = new ArrayList<>(entries.entrySet());
        order.sort(Comparator.comparingLong(
                        (Map.Entry<String, Entry> named) -> named.getValue().begin())
                .thenComparingLong(named -> named.getValue().end()));
        long position = 0;
        for (Map.Entry<String, Entry> named : order) {
            Entry entry = named.getValue();
            String what = "tensor '" + HeaderReader.oneLine(named.getKey()) + "'";
            if (entry.begin() != position) {
                throw new SafetensorsException(
                        file,
                        what + " must begin where the one before it ends, at byte " + position
                                + " of the data, but begins at " + entry.begin());
            }
            if (entry.end() < entry.begin() || entry.end() > dataSize) {
                throw new SafetensorsException(
                        file,
                        what + " must end between byte " + entry.begin() + " of the data, where it begins, and "
                                + dataSize + ", where they end, but ends at " + entry.end());
            }
            requireSize(file, what, entry);
            position = entry.end();
        }
        if (position != dataSize) {
            throw new SafetensorsException(
                    file,
                    "the file must end with its last tensor, at byte " + position + " of the data, but has " + dataSize
                            + " bytes of data");
        }
    }

    private static void requireSize(Path file, String what, Entry entry) throws SafetensorsException {
        long elements = Shapes.elements(entry.shape());
        if (elements < 0 || elements > MAX_ARRAY) {
            throw new SafetensorsException(
                    file, what + " must have at most " + MAX_ARRAY + " numbers, but has shape " + entry.shape());
        }
        long bytes = entry.end() - entry.begin();
        if (elements * entry.type().bytes() != bytes) {
            throw new SafetensorsException(
                    file,
                    what + " must have " + elements * entry.type().bytes() + " bytes, because it is " + entry.type()
                            + " " + entry.shape() + ", but has " + bytes);
        }
    }
}
