package org.gfn4j.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * Moves the numbers of tensors between arrays and an open file, little-endian, a buffer at a time.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class NumberChannel {
    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

    NumberChannel(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Moves a few numbers between the start of the buffer and a place in an array. */
    private interface Move {
        void between(ByteBuffer buffer, int from, int count);
    }

    /** Reads a tensor whose place has been checked. */
    Tensor read(long position, ElementType type, List<Long> shape) throws IOException {
        int size = (int) Shapes.elements(shape);
        return switch (type) {
            case F32 -> {
                float[] values = new float[size];
                read(
                        position,
                        size,
                        type,
                        (chunk, from, count) -> chunk.asFloatBuffer().get(values, from, count));
                yield new FloatTensor(shape, values);
            }
            case F64 -> {
                double[] values = new double[size];
                read(
                        position,
                        size,
                        type,
                        (chunk, from, count) -> chunk.asDoubleBuffer().get(values, from, count));
                yield new DoubleTensor(shape, values);
            }
            case I64 -> {
                long[] values = new long[size];
                read(
                        position,
                        size,
                        type,
                        (chunk, from, count) -> chunk.asLongBuffer().get(values, from, count));
                yield new LongTensor(shape, values);
            }
        };
    }

    private void read(long position, int size, ElementType type, Move move) throws IOException {
        int most = buffer.capacity() / type.bytes();
        for (long from = 0; from < size; from += most) {
            int count = (int) Math.min(most, size - from);
            read(position + from * type.bytes(), buffer.clear().limit(count * type.bytes()));
            move.between(buffer, (int) from, count);
        }
    }

    /** Fills the rest of a buffer and turns it around. */
    ByteBuffer read(long position, ByteBuffer target) throws IOException {
        long at = position;
        while (target.hasRemaining()) {
            int count = channel.read(target, at);
            if (count < 0) {
                throw new SafetensorsException(file, "it ended at byte " + at + " while it was read");
            }
            at += count;
        }
        return target.flip();
    }

    long readLong(long position) throws IOException {
        return read(position, buffer.clear().limit(Long.BYTES)).getLong();
    }

    void write(Tensor tensor) throws IOException {
        if (tensor instanceof FloatTensor floats) {
            write(tensor, (chunk, from, count) -> chunk.asFloatBuffer().put(floats.values(), from, count));
        } else if (tensor instanceof DoubleTensor doubles) {
            write(tensor, (chunk, from, count) -> chunk.asDoubleBuffer().put(doubles.values(), from, count));
        } else if (tensor instanceof LongTensor longs) {
            write(tensor, (chunk, from, count) -> chunk.asLongBuffer().put(longs.values(), from, count));
        }
    }

    private void write(Tensor tensor, Move move) throws IOException {
        int most = buffer.capacity() / tensor.type().bytes();
        for (long from = 0; from < tensor.size(); from += most) {
            int count = (int) Math.min(most, tensor.size() - from);
            move.between(buffer.clear().limit(count * tensor.type().bytes()), (int) from, count);
            write(buffer);
        }
    }

    void write(ByteBuffer source) throws IOException {
        while (source.hasRemaining()) {
            channel.write(source);
        }
    }

    void writeLong(long number) throws IOException {
        write(buffer.clear().putLong(number).flip());
    }
}
