package org.gfn4j.molecules.asset;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a pickle of Python, protocol 2 to 4, that holds a list of arrays of numpy of 32-bit floating-point numbers, and
 * nothing else; whatever it does not know is refused, and nothing is run. Time and memory are those of the file: there is no
 * recursion, the number of operations is bounded, and all that is made has no more bytes than the file.
 *
 * <p>The format is that of the standard module {@code pickletools}.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class Pickle {
    private static final int OLDEST_PROTOCOL = 2;
    private static final int NEWEST_PROTOCOL = 4;
    private static final int STATE_OF_ARRAY = 5;
    private static final int STATE_OF_TYPE = 2;

    /** An array needs some fifty. */
    private static final int MOST_OPERATIONS = 100_000;

    private final ByteBuffer in;
    private final Deque<Object> stack = new ArrayDeque<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    /** What stands for the start of a sequence, and for None. */
    private enum Sign {
        MARK,
        NONE
    }

    private record Tuple(List<Object> items) {}

    private record Global(String name) {}

    /** An array or the type of its numbers, of which the state follows. */
    private static final class Made {
        private final String name;
        private @Nullable Tuple state;

        Made(String name) {
            this.name = name;
        }
    }

    private long left;

    Pickle(byte[] bytes) {
        this.left = 2L * bytes.length; // once for texts that become bytes, once for arrays
        this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Reads the arrays.
     *
     * @throws IllegalArgumentException if it is anything else than such a list
     */
    List<FloatArray> arrays() {
        Object result;
        try {
            result = run();
        } catch (BufferUnderflowException | NoSuchElementException | ClassCastException e) {
            throw new IllegalArgumentException("it is not a whole pickle", e);
        }
        if (!(result instanceof List<?> list)) {
            throw new IllegalArgumentException("the pickle must hold a list of arrays, but holds something else");
        }
        List<FloatArray> arrays = new ArrayList<>();
        for (Object item : list) {
            FloatArray array = array(item);
            spend(array.bytes().length);
            arrays.add(array);
        }
        return arrays;
    }

    /** Counts bytes that are made of those of the file. */
    private void spend(int bytes) {
        left -= bytes;
        if (left < 0) {
            throw new IllegalArgumentException("its arrays have more bytes than the whole pickle");
        }
    }

    private Object run() {
        for (int operation = 0; operation < MOST_OPERATIONS; operation++) {
            int code = in.get() & 0xff;
            switch (code) {
                case 0x80 -> requireProtocol(in.get());
                case 0x95 -> in.getLong(); // the length of a frame
                case '.' -> {
                    return stack.pop();
                }
                case '(' -> stack.push(Sign.MARK);
                case 'N' -> stack.push(Sign.NONE);
                case 0x88 -> stack.push(true);
                case 0x89 -> stack.push(false);
                case 'K' -> stack.push(in.get() & 0xff);
                case 'M' -> stack.push(in.getShort() & 0xffff);
                case 'J' -> stack.push(in.getInt());
                case ']' -> stack.push(new ArrayList<>());
                case ')' -> stack.push(new Tuple(List.of()));
                case 0x85, 0x86, 0x87 -> stack.push(new Tuple(popped(code - 0x84)));
                case 't' -> stack.push(new Tuple(toMark()));
                case 'a' -> add(List.of(stack.pop()));
                case 'e' -> add(toMark());
                case 'X' -> stack.push(text(in.getInt(), StandardCharsets.UTF_8));
                case 0x8c -> stack.push(text(in.get() & 0xff, StandardCharsets.UTF_8));
                case 'B' -> stack.push(bytes(in.getInt()));
                case 'C' -> stack.push(bytes(in.get() & 0xff));
                case 'c' -> stack.push(new Global(line() + " " + line()));
                case 0x93 -> {
                    String name = (String) stack.pop();
                    stack.push(new Global((String) stack.pop() + " " + name));
                }
                case 'q' -> memo.put(in.get() & 0xff, stack.element());
                case 'r' -> memo.put(in.getInt(), stack.element());
                case 0x94 -> memo.put(memo.size(), stack.element());
                case 'h' -> stack.push(remembered(in.get() & 0xff));
                case 'j' -> stack.push(remembered(in.getInt()));
                case 'R' -> {
                    Tuple arguments = (Tuple) stack.pop();
                    stack.push(made((Global) stack.pop(), arguments.items()));
                }
                case 'b' -> {
                    Tuple state = (Tuple) stack.pop();
                    ((Made) stack.element()).state = state;
                }
                default ->
                    throw new IllegalArgumentException("the pickle has the operation 0x" + Integer.toHexString(code)
                            + ", which arrays do not need");
            }
        }
        throw new IllegalArgumentException("the pickle has more than " + MOST_OPERATIONS + " operations");
    }

    private static void requireProtocol(int protocol) {
        if (protocol < OLDEST_PROTOCOL || protocol > NEWEST_PROTOCOL) {
            throw new IllegalArgumentException("the protocol of the pickle must be " + OLDEST_PROTOCOL + " to "
                    + NEWEST_PROTOCOL + ", but is " + protocol);
        }
    }

    private List<Object> popped(int count) {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(stack.pop());
        }
        Collections.reverse(items);
        return items;
    }

    private List<Object> toMark() {
        List<Object> items = new ArrayList<>();
        for (Object item = stack.pop(); item != Sign.MARK; item = stack.pop()) {
            items.add(item);
        }
        Collections.reverse(items);
        return items;
    }

    @SuppressWarnings("unchecked") // lists on the stack are made above
    private void add(List<Object> items) {
        ((List<Object>) stack.element()).addAll(items);
    }

    private byte[] bytes(int length) {
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private String text(int length, Charset charset) {
        return new String(bytes(length), charset);
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (char next = (char) in.get(); next != '\n'; next = (char) in.get()) {
            line.append(next);
        }
        return line.toString();
    }

    private Object remembered(int key) {
        Object object = memo.get(key);
        if (object == null) {
            throw new IllegalArgumentException("it remembers nothing as " + key + ", but takes it");
        }
        return object;
    }

    private Object made(Global function, List<Object> arguments) {
        return switch (function.name()) {
            case "numpy.core.multiarray _reconstruct", "numpy._core.multiarray _reconstruct" -> new Made("array");
            case "numpy dtype" -> new Made(text(arguments));
            case "_codecs encode" -> {
                String text = text(arguments);
                spend(text.length());
                yield text.getBytes(StandardCharsets.ISO_8859_1);
            }
            default ->
                throw new IllegalArgumentException(
                        "the pickle calls '" + function.name() + "', which arrays do not need");
        };
    }

    private static String text(List<Object> arguments) {
        return arguments.isEmpty() ? "" : (String) arguments.get(0);
    }

    private static FloatArray array(Object object) {
        if (!(object instanceof Made made)
                || !made.name.equals("array")
                || made.state == null
                || made.state.items().size() != STATE_OF_ARRAY
                || !(made.state.items().get(1) instanceof Tuple shape)
                || !(made.state.items().get(2) instanceof Made type)
                || !(made.state.items().get(4) instanceof byte[] bytes)) {
            throw new IllegalArgumentException("the list must hold arrays of numbers, but holds something else");
        }
        List<Integer> sizes = new ArrayList<>();
        long numbers = 1;
        for (Object size : shape.items()) {
            if (!(size instanceof Integer extent) || extent < 0 || extent > bytes.length) {
                throw new IllegalArgumentException("the shape of an array must be numbers that fit its bytes");
            }
            sizes.add(extent);
            numbers = Math.min(Integer.MAX_VALUE, numbers * extent);
        }
        boolean single = type.name.equals("f4")
                && type.state != null
                && type.state.items().size() >= STATE_OF_TYPE
                && type.state.items().get(1).equals("<");
        boolean byColumns =
                sizes.size() > 1 && Boolean.TRUE.equals(made.state.items().get(3));
        if (!single || (byColumns && sizes.size() > 2) || numbers * Float.BYTES != bytes.length) {
            throw new IllegalArgumentException(
                    "its arrays must hold 32-bit numbers, little-endian and row after row, but one does not");
        }
        return byColumns
                ? new FloatArray(List.of(sizes.get(1), sizes.get(0)), bytes).transposed()
                : new FloatArray(List.copyOf(sizes), bytes);
    }
}
