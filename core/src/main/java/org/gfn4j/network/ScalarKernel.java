package org.gfn4j.network;

import java.util.Arrays;

/**
 * The kernel in plain loops, equal bit for bit to {@link VectorKernel} on one processor architecture.
 *
 * <p>Thread-safety: immutable.
 */
final class ScalarKernel extends Kernel {

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void product(Matrix a, Matrix b, Matrix start, Matrix c, int rows, int inner, int columns) {
        int width = roundUp(columns);
        float[] sums = c.values();
        for (int row = 0; row < rows; row++) {
            int to = c.at(row);
            System.arraycopy(start.values(), start.at(row), sums, to, width);
            int left = a.at(row);
            for (int k = 0; k < inner; k++) {
                addScaled(a.values()[left], b.values(), b.at(k), sums, to, width);
                left += a.columnStep();
            }
        }
    }

    @Override
    void sumRows(SparseRows entries, int row, Matrix b, Matrix start, float[] c, int at, int columns) {
        int width = roundUp(columns);
        System.arraycopy(start.values(), start.offset(), c, at, width);
        for (int entry = entries.start(row); entry < entries.end(row); entry++) {
            addScaled(entries.value(entry), b.values(), b.at(entries.index(entry)), c, at, width);
        }
    }

    @Override
    void addScaled(float factor, float[] row, int from, float[] sum, int to, int length) {
        for (int i = 0; i < length; i++) {
            sum[to + i] = Math.fma(factor, row[from + i], sum[to + i]);
        }
    }

    @Override
    void bend(float[] sums, int from, int length, float slope) {
        for (int i = from; i < from + length; i++) {
            sums[i] = Math.max(sums[i], slope * sums[i]);
        }
    }

    @Override
    void bendGradients(float[] outputs, float[] gradients, int from, int length, float slope) {
        for (int i = from; i < from + length; i++) {
            gradients[i] = outputs[i] > 0 ? gradients[i] : slope * gradients[i];
        }
    }

    @Override
    void adam(AdamConstants step, AdamArrays arrays, int from, int length) {
        float[] values = arrays.values();
        float[] gradients = arrays.gradients();
        float[] first = arrays.first();
        float[] second = arrays.second();
        float rest1 = 1 - step.beta1();
        float rest2 = 1 - step.beta2();
        for (int i = from; i < from + length; i++) {
            float gradient = step.gradientScale() * gradients[i];
            float m = step.beta1() * first[i] + rest1 * gradient;
            float v = step.beta2() * second[i] + rest2 * gradient * gradient;
            first[i] = m;
            second[i] = v;
            float root = (float) Math.sqrt(v) * step.rootCorrection() + step.epsilon();
            values[i] = step.keep() * values[i] - step.rate() * m / root;
        }
        Arrays.fill(gradients, from, from + length, 0);
    }
}
