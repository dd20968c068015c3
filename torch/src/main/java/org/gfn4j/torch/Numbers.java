package org.gfn4j.torch;

import org.gfn4j.storage.DoubleTensor;
import org.gfn4j.storage.FloatTensor;
import org.gfn4j.storage.Tensor;

/**
 * A long array cut into short ones, which a loop reads while they are in the nearest cache.
 *
 * <p>Thread-safety: confined to one thread.
 */
sealed interface Numbers {
    /** How many numbers a short array holds. */
    int CHUNK = 4096;

    /** Makes zeros. */
    static Numbers zeros(Precision precision, int size) {
        int chunks = (size + CHUNK - 1) / CHUNK;
        if (precision == Precision.SINGLE) {
            float[][] all = new float[chunks][];
            for (int i = 0; i < chunks; i++) {
                all[i] = new float[Math.min(CHUNK, size - i * CHUNK)];
            }
            return new Singles(all, size);
        }
        double[][] all = new double[chunks][];
        for (int i = 0; i < chunks; i++) {
            all[i] = new double[Math.min(CHUNK, size - i * CHUNK)];
        }
        return new Doubles(all, size);
    }

    /** Returns all numbers in one array of their own. */
    Tensor copy(long... shape);

    /** Replaces all numbers by copies of others of the same precision. */
    void set(Tensor tensor);

    /** In single precision. */
    record Singles(float[][] chunks, int size) implements Numbers {
        @Override
        public Tensor copy(long... shape) {
            float[] all = new float[size];
            for (int i = 0; i < chunks.length; i++) {
                System.arraycopy(chunks[i], 0, all, i * CHUNK, chunks[i].length);
            }
            return Tensor.of(all, shape);
        }

        @Override
        public void set(Tensor tensor) {
            float[] all = ((FloatTensor) tensor).values();
            for (int i = 0; i < chunks.length; i++) {
                System.arraycopy(all, i * CHUNK, chunks[i], 0, chunks[i].length);
            }
        }
    }

    /** In double precision. */
    record Doubles(double[][] chunks, int size) implements Numbers {
        @Override
        public Tensor copy(long... shape) {
            double[] all = new double[size];
            for (int i = 0; i < chunks.length; i++) {
                System.arraycopy(chunks[i], 0, all, i * CHUNK, chunks[i].length);
            }
            return Tensor.of(all, shape);
        }

        @Override
        public void set(Tensor tensor) {
            double[] all = ((DoubleTensor) tensor).values();
            for (int i = 0; i < chunks.length; i++) {
                System.arraycopy(all, i * CHUNK, chunks[i], 0, chunks[i].length);
            }
        }
    }
}
