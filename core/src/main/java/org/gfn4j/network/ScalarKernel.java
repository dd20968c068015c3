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
        float[][] sums = new float[rows][];
        for (int row = 0; row < rows; row++) {
            int from = start.at(row);
            sums[row] = Arrays.copyOfRange(start.values(), from, from + width);
        }
        float[][] four = new float[4][width];
        int k = 0;
        for (; k + 4 <= inner; k += 4) {
            for (int i = 0; i < 4; i++) {
                System.arraycopy(b.values(), b.at(k + i), four[i], 0, width);
            }
            for (int row = 0; row < rows; row++) {
                int left = a.at(row) + k * a.columnStep();
                int step = a.columnStep();
                float[] values = a.values();
                add(
                        values[left],
                        four[0],
                        values[left + step],
                        four[1],
                        values[left + 2 * step],
                        four[2],
                        values[left + 3 * step],
                        four[3],
                        sums[row]);
            }
        }
        for (; k < inner; k++) {
            System.arraycopy(b.values(), b.at(k), four[0], 0, width);
            for (int row = 0; row < rows; row++) {
                addScaled(a.values()[a.at(row) + k * a.columnStep()], four[0], 0, sums[row], 0, width);
            }
        }
        for (int row = 0; row < rows; row++) {
            System.arraycopy(sums[row], 0, c.values(), c.at(row), width);
        }
    }

    /** On arrays of their own that are read from their start, which is what the JIT compiles to vector instructions. */
    private static void add(
            float f0, float[] r0, float f1, float[] r1, float f2, float[] r2, float f3, float[] r3, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.fma(f3, r3[i], Math.fma(f2, r2[i], Math.fma(f1, r1[i], Math.fma(f0, r0[i], sum[i]))));
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
