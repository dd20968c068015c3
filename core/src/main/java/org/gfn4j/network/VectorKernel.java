package org.gfn4j.network;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernel in SIMD instructions. Products are made in blocks of 8 rows and 2 vectors, or of 4 rows where there are only 16
 * registers. Sums longer than {@link #CHUNK} are cut, so that the part of the right factor that is read again and again
 * stays in the nearest cache.
 *
 * <p>Thread-safety: immutable.
 */
final class VectorKernel extends Kernel {
    static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() > UNIT ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();
    /** Half the registers of AVX2 do not hold the sums of 8 rows. */
    private static final int ROWS = LANES == 8 ? 4 : 8;

    private static final int CHUNK = 256;

    /** So many rows of the left factor stay in the second cache beside the right one. */
    private static final int ROW_CHUNK = 128;

    @Override
    public String name() {
        return "vector" + SPECIES.vectorBitSize();
    }

    @Override
    public void product(Matrix a, Matrix b, Matrix start, Matrix c, int rows, int inner, int columns) {
        if (inner == 0) {
            part(a, b, start, c, rows, 0, 0, columns);
        }
        for (int row = 0; row < rows; row += ROW_CHUNK) {
            int count = Math.min(ROW_CHUNK, rows - row);
            Matrix left = a.fromRow(row);
            Matrix result = c.fromRow(row);
            for (int from = 0; from < inner; from += CHUNK) {
                Matrix sums = from == 0 ? start.fromRow(row) : result;
                part(left, b, sums, result, count, from, Math.min(inner, from + CHUNK), columns);
            }
        }
    }

    /** Adds the products of k in [from, to), block by block. */
    private static void part(Matrix a, Matrix b, Matrix s, Matrix c, int rows, int from, int to, int columns) {
        int inner = to - from;
        boolean rowsInAPiece = a.columnStep() == 1;
        for (int column = 0; column < columns; column += 2 * LANES) {
            int b0 = b.at(from) + column;
            boolean single = roundUp(columns - column) <= LANES;
            for (int row = 0; row < rows; row += ROWS) {
                int last = Math.min(ROWS, rows - row) - 1;
                int a0 = a.at(row) + from * a.columnStep();
                int s0 = s.at(row) + column;
                int c0 = c.at(row) + column;
                if (rowsInAPiece) {
                    RowBlocks.add(a, a0, b, b0, s, s0, c, c0, last, inner, single);
                } else {
                    ColumnBlocks.add(a, a0, b, b0, s, s0, c, c0, last, inner, single);
                }
            }
        }
    }

    @Override
    void sumRows(SparseRows entries, int row, Matrix b, Matrix start, float[] c, int at, int columns) {
        float[] weights = b.values();
        for (int column = 0; column < columns; column += LANES) {
            FloatVector sum = FloatVector.fromArray(SPECIES, start.values(), start.offset() + column);
            for (int entry = entries.start(row); entry < entries.end(row); entry++) {
                FloatVector factor = FloatVector.broadcast(SPECIES, entries.value(entry));
                sum = factor.fma(FloatVector.fromArray(SPECIES, weights, b.at(entries.index(entry)) + column), sum);
            }
            sum.intoArray(c, at + column);
        }
    }

    @Override
    void addScaled(float factor, float[] row, int from, float[] sum, int to, int length) {
        FloatVector factors = FloatVector.broadcast(SPECIES, factor);
        for (int i = 0; i < length; i += LANES) {
            FloatVector.fromArray(SPECIES, row, from + i)
                    .fma(factors, FloatVector.fromArray(SPECIES, sum, to + i))
                    .intoArray(sum, to + i);
        }
    }

    @Override
    void bend(float[] sums, int from, int length, float slope) {
        for (int i = from; i < from + length; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, sums, i);
            x.max(x.mul(slope)).intoArray(sums, i);
        }
    }

    @Override
    void bendGradients(float[] outputs, float[] gradients, int from, int length, float slope) {
        for (int i = from; i < from + length; i += LANES) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, gradients, i);
            VectorMask<Float> positive =
                    FloatVector.fromArray(SPECIES, outputs, i).compare(VectorOperators.GT, 0);
            gradient.mul(slope).blend(gradient, positive).intoArray(gradients, i);
        }
    }

    @Override
    void adam(AdamConstants step, AdamArrays arrays, int from, int length) {
        float rest1 = 1 - step.beta1();
        float rest2 = 1 - step.beta2();
        FloatVector zero = FloatVector.zero(SPECIES);
        int end = from + SPECIES.loopBound(length);
        for (int i = from; i < end; i += LANES) {
            FloatVector gradient =
                    FloatVector.fromArray(SPECIES, arrays.gradients(), i).mul(step.gradientScale());
            FloatVector m = FloatVector.fromArray(SPECIES, arrays.first(), i)
                    .mul(step.beta1())
                    .add(gradient.mul(rest1));
            FloatVector v = FloatVector.fromArray(SPECIES, arrays.second(), i)
                    .mul(step.beta2())
                    .add(gradient.mul(rest2).mul(gradient));
            m.intoArray(arrays.first(), i);
            v.intoArray(arrays.second(), i);
            FloatVector root = v.sqrt().mul(step.rootCorrection()).add(step.epsilon());
            FloatVector.fromArray(SPECIES, arrays.values(), i)
                    .mul(step.keep())
                    .sub(m.mul(step.rate()).div(root))
                    .intoArray(arrays.values(), i);
            zero.intoArray(arrays.gradients(), i);
        }
        new ScalarKernel().adam(step, arrays, end, from + length - end);
    }
}
