package org.gfn4j.network;

import java.util.Arrays;
import java.util.List;

/** The numbers of all layers for the rows of a batch: activations, or derivatives with respect to them. */
final class PassArrays {
    /** So many rows go through all layers at once, on one thread. */
    static final int CHUNK = 64;

    /** Larger batches are rare, and their memory is not kept. */
    private static final int SMALL = 8192;

    private final int[] hiddenStrides;
    private final int outputStride;
    private final float[][] hidden;
    private float[] output = new float[0];
    private final float[] zeros;
    private int hiddenRows;
    private int outputRows;

    PassArrays(List<DenseLayer> layers, DenseLayer last) {
        hiddenStrides = layers.stream()
                .mapToInt(layer -> Kernel.stride(layer.outputs()))
                .toArray();
        outputStride = Kernel.stride(last.outputs());
        hidden = new float[hiddenStrides.length][0];
        zeros = new float[hiddenStrides[0]];
    }

    /** Keeps what is there, and makes room for more. */
    void makeRoom(int rows, int rowsOfHidden) {
        if (rowsOfHidden > hiddenRows) {
            hiddenRows = grown(hiddenRows, rowsOfHidden);
            for (int layer = 0; layer < hidden.length; layer++) {
                hidden[layer] = resized(hidden[layer], hiddenRows, hiddenStrides[layer]);
            }
        }
        if (rows > outputRows) {
            outputRows = grown(outputRows, rows);
            output = resized(output, outputRows, outputStride);
        }
    }

    private static int grown(int present, int needed) {
        return Math.max(needed, Math.min(present + present / 2, present + SMALL));
    }

    private static float[] resized(float[] array, int rows, int stride) {
        return Arrays.copyOf(array, Math.multiplyExact(rows, stride));
    }

    boolean isSmall() {
        return outputRows <= SMALL && hiddenRows <= SMALL;
    }

    float[] hidden(int layer) {
        return hidden[layer];
    }

    float[] output() {
        return output;
    }

    /** A row of zeros, as wide as a hidden layer. */
    float[] zeros() {
        return zeros;
    }
}
