package org.gfn4j.network;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernel in SIMD instructions: blocks of 8 rows and 2 vectors, or of 4 where there are only 16 registers, stay in registers
 * while the sums grow.
 *
 * <p>A block of fewer rows repeats its last one. Sums longer than {@link #CHUNK} are cut, so that the part of the right factor
 * that is read again and again stays in the nearest cache.
 *
 * <p>Thread-safety: immutable.
 */
final class VectorKernel extends Kernel {
    private static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() > UNIT ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
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

    /** Adds the products of k in [from, to). */
    private static void part(Matrix a, Matrix b, Matrix s, Matrix c, int rows, int from, int to, int columns) {
        int inner = to - from;
        boolean along = a.columnStep() == 1;
        int step = along ? a.rowStep() : a.columnStep();
        for (int column = 0; column < columns; column += 2 * LANES) {
            int b0 = b.at(from) + column;
            boolean single = roundUp(columns - column) <= LANES;
            for (int row = 0; row < rows; row += ROWS) {
                int last = Math.min(ROWS, rows - row) - 1;
                int a0 = a.at(row) + from * a.columnStep();
                int s0 = s.at(row) + column;
                int c0 = c.at(row) + column;
                if (along) {
                    along(
                            single,
                            a.values(),
                            a0,
                            step,
                            last,
                            b.values(),
                            b0,
                            b.rowStep(),
                            inner,
                            s.values(),
                            s0,
                            s.rowStep(),
                            c.values(),
                            c0,
                            c.rowStep());
                } else {
                    across(
                            single,
                            a.values(),
                            a0,
                            step,
                            last,
                            b.values(),
                            b0,
                            b.rowStep(),
                            inner,
                            s.values(),
                            s0,
                            s.rowStep(),
                            c.values(),
                            c0,
                            c.rowStep());
                }
            }
        }
    }

    /** Chooses the block whose factors lie one after the other in each of its rows. */
    private static void along(
            boolean single,
            float[] a,
            int a0,
            int step,
            int last,
            float[] b,
            int b0,
            int bStep,
            int inner,
            float[] s,
            int s0,
            int sStep,
            float[] c,
            int c0,
            int cStep) {
        if (single) {
            along8x1(a, a0, step, last, b, b0, bStep, inner, s, s0, sStep, c, c0, cStep);
        } else if (last < 4) {
            along4x2(a, a0, step, last, b, b0, bStep, inner, s, s0, sStep, c, c0, cStep);
        } else {
            along8x2(a, a0, step, last, b, b0, bStep, inner, s, s0, sStep, c, c0, cStep);
        }
    }

    /** Chooses the block whose rows lie one beside the other; those after the last are padding, and written over. */
    private static void across(
            boolean single,
            float[] a,
            int a0,
            int step,
            int last,
            float[] b,
            int b0,
            int bStep,
            int inner,
            float[] s,
            int s0,
            int sStep,
            float[] c,
            int c0,
            int cStep) {
        if (single) {
            across8x1(a, a0, step, last, b, b0, bStep, inner, s, s0, sStep, c, c0, cStep);
        } else if (last < 4) {
            across4x2(a, a0, step, last, b, b0, bStep, inner, s, s0, sStep, c, c0, cStep);
        } else {
            across8x2(a, a0, step, last, b, b0, bStep, inner, s, s0, sStep, c, c0, cStep);
        }
    }

    private static void along8x2(
            float[] a,
            int a0,
            int step,
            int last,
            float[] b,
            int b0,
            int bStep,
            int inner,
            float[] s,
            int s0,
            int sStep,
            float[] c,
            int c0,
            int cStep) {
        int r1 = Math.min(1, last);
        int r2 = Math.min(2, last);
        int r3 = Math.min(3, last);
        int r4 = Math.min(4, last);
        int r5 = Math.min(5, last);
        int r6 = Math.min(6, last);
        int r7 = Math.min(7, last);
        FloatVector x0 = FloatVector.fromArray(SPECIES, s, s0);
        FloatVector y0 = FloatVector.fromArray(SPECIES, s, s0 + LANES);
        FloatVector x1 = FloatVector.fromArray(SPECIES, s, s0 + r1 * sStep);
        FloatVector y1 = FloatVector.fromArray(SPECIES, s, s0 + r1 * sStep + LANES);
        FloatVector x2 = FloatVector.fromArray(SPECIES, s, s0 + r2 * sStep);
        FloatVector y2 = FloatVector.fromArray(SPECIES, s, s0 + r2 * sStep + LANES);
        FloatVector x3 = FloatVector.fromArray(SPECIES, s, s0 + r3 * sStep);
        FloatVector y3 = FloatVector.fromArray(SPECIES, s, s0 + r3 * sStep + LANES);
        FloatVector x4 = FloatVector.fromArray(SPECIES, s, s0 + r4 * sStep);
        FloatVector y4 = FloatVector.fromArray(SPECIES, s, s0 + r4 * sStep + LANES);
        FloatVector x5 = FloatVector.fromArray(SPECIES, s, s0 + r5 * sStep);
        FloatVector y5 = FloatVector.fromArray(SPECIES, s, s0 + r5 * sStep + LANES);
        FloatVector x6 = FloatVector.fromArray(SPECIES, s, s0 + r6 * sStep);
        FloatVector y6 = FloatVector.fromArray(SPECIES, s, s0 + r6 * sStep + LANES);
        FloatVector x7 = FloatVector.fromArray(SPECIES, s, s0 + r7 * sStep);
        FloatVector y7 = FloatVector.fromArray(SPECIES, s, s0 + r7 * sStep + LANES);
        int a1 = a0 + r1 * step;
        int a2 = a0 + r2 * step;
        int a3 = a0 + r3 * step;
        int a4 = a0 + r4 * step;
        int a5 = a0 + r5 * step;
        int a6 = a0 + r6 * step;
        int a7 = a0 + r7 * step;
        int right = b0;
        for (int k = 0; k < inner; k++) {
            FloatVector bx = FloatVector.fromArray(SPECIES, b, right);
            FloatVector by = FloatVector.fromArray(SPECIES, b, right + LANES);
            FloatVector f0 = FloatVector.broadcast(SPECIES, a[a0 + k]);
            x0 = f0.fma(bx, x0);
            y0 = f0.fma(by, y0);
            FloatVector f1 = FloatVector.broadcast(SPECIES, a[a1 + k]);
            x1 = f1.fma(bx, x1);
            y1 = f1.fma(by, y1);
            FloatVector f2 = FloatVector.broadcast(SPECIES, a[a2 + k]);
            x2 = f2.fma(bx, x2);
            y2 = f2.fma(by, y2);
            FloatVector f3 = FloatVector.broadcast(SPECIES, a[a3 + k]);
            x3 = f3.fma(bx, x3);
            y3 = f3.fma(by, y3);
            FloatVector f4 = FloatVector.broadcast(SPECIES, a[a4 + k]);
            x4 = f4.fma(bx, x4);
            y4 = f4.fma(by, y4);
            FloatVector f5 = FloatVector.broadcast(SPECIES, a[a5 + k]);
            x5 = f5.fma(bx, x5);
            y5 = f5.fma(by, y5);
            FloatVector f6 = FloatVector.broadcast(SPECIES, a[a6 + k]);
            x6 = f6.fma(bx, x6);
            y6 = f6.fma(by, y6);
            FloatVector f7 = FloatVector.broadcast(SPECIES, a[a7 + k]);
            x7 = f7.fma(bx, x7);
            y7 = f7.fma(by, y7);
            right += bStep;
        }
        x7.intoArray(c, c0 + r7 * cStep);
        y7.intoArray(c, c0 + r7 * cStep + LANES);
        x6.intoArray(c, c0 + r6 * cStep);
        y6.intoArray(c, c0 + r6 * cStep + LANES);
        x5.intoArray(c, c0 + r5 * cStep);
        y5.intoArray(c, c0 + r5 * cStep + LANES);
        x4.intoArray(c, c0 + r4 * cStep);
        y4.intoArray(c, c0 + r4 * cStep + LANES);
        x3.intoArray(c, c0 + r3 * cStep);
        y3.intoArray(c, c0 + r3 * cStep + LANES);
        x2.intoArray(c, c0 + r2 * cStep);
        y2.intoArray(c, c0 + r2 * cStep + LANES);
        x1.intoArray(c, c0 + r1 * cStep);
        y1.intoArray(c, c0 + r1 * cStep + LANES);
        x0.intoArray(c, c0);
        y0.intoArray(c, c0 + LANES);
    }

    private static void along8x1(
            float[] a,
            int a0,
            int step,
            int last,
            float[] b,
            int b0,
            int bStep,
            int inner,
            float[] s,
            int s0,
            int sStep,
            float[] c,
            int c0,
            int cStep) {
        int r1 = Math.min(1, last);
        int r2 = Math.min(2, last);
        int r3 = Math.min(3, last);
        int r4 = Math.min(4, last);
        int r5 = Math.min(5, last);
        int r6 = Math.min(6, last);
        int r7 = Math.min(7, last);
        FloatVector x0 = FloatVector.fromArray(SPECIES, s, s0);
        FloatVector x1 = FloatVector.fromArray(SPECIES, s, s0 + r1 * sStep);
        FloatVector x2 = FloatVector.fromArray(SPECIES, s, s0 + r2 * sStep);
        FloatVector x3 = FloatVector.fromArray(SPECIES, s, s0 + r3 * sStep);
        FloatVector x4 = FloatVector.fromArray(SPECIES, s, s0 + r4 * sStep);
        FloatVector x5 = FloatVector.fromArray(SPECIES, s, s0 + r5 * sStep);
        FloatVector x6 = FloatVector.fromArray(SPECIES, s, s0 + r6 * sStep);
        FloatVector x7 = FloatVector.fromArray(SPECIES, s, s0 + r7 * sStep);
        int a1 = a0 + r1 * step;
        int a2 = a0 + r2 * step;
        int a3 = a0 + r3 * step;
        int a4 = a0 + r4 * step;
        int a5 = a0 + r5 * step;
        int a6 = a0 + r6 * step;
        int a7 = a0 + r7 * step;
        int right = b0;
        for (int k = 0; k < inner; k++) {
            FloatVector bx = FloatVector.fromArray(SPECIES, b, right);
            FloatVector f0 = FloatVector.broadcast(SPECIES, a[a0 + k]);
            x0 = f0.fma(bx, x0);
            FloatVector f1 = FloatVector.broadcast(SPECIES, a[a1 + k]);
            x1 = f1.fma(bx, x1);
            FloatVector f2 = FloatVector.broadcast(SPECIES, a[a2 + k]);
            x2 = f2.fma(bx, x2);
            FloatVector f3 = FloatVector.broadcast(SPECIES, a[a3 + k]);
            x3 = f3.fma(bx, x3);
            FloatVector f4 = FloatVector.broadcast(SPECIES, a[a4 + k]);
            x4 = f4.fma(bx, x4);
            FloatVector f5 = FloatVector.broadcast(SPECIES, a[a5 + k]);
            x5 = f5.fma(bx, x5);
            FloatVector f6 = FloatVector.broadcast(SPECIES, a[a6 + k]);
            x6 = f6.fma(bx, x6);
            FloatVector f7 = FloatVector.broadcast(SPECIES, a[a7 + k]);
            x7 = f7.fma(bx, x7);
            right += bStep;
        }
        x7.intoArray(c, c0 + r7 * cStep);
        x6.intoArray(c, c0 + r6 * cStep);
        x5.intoArray(c, c0 + r5 * cStep);
        x4.intoArray(c, c0 + r4 * cStep);
        x3.intoArray(c, c0 + r3 * cStep);
        x2.intoArray(c, c0 + r2 * cStep);
        x1.intoArray(c, c0 + r1 * cStep);
        x0.intoArray(c, c0);
    }

    private static void along4x2(
            float[] a,
            int a0,
            int step,
            int last,
            float[] b,
            int b0,
            int bStep,
            int inner,
            float[] s,
            int s0,
            int sStep,
            float[] c,
            int c0,
            int cStep) {
        int r1 = Math.min(1, last);
        int r2 = Math.min(2, last);
        int r3 = Math.min(3, last);
        FloatVector x0 = FloatVector.fromArray(SPECIES, s, s0);
        FloatVector y0 = FloatVector.fromArray(SPECIES, s, s0 + LANES);
        FloatVector x1 = FloatVector.fromArray(SPECIES, s, s0 + r1 * sStep);
        FloatVector y1 = FloatVector.fromArray(SPECIES, s, s0 + r1 * sStep + LANES);
        FloatVector x2 = FloatVector.fromArray(SPECIES, s, s0 + r2 * sStep);
        FloatVector y2 = FloatVector.fromArray(SPECIES, s, s0 + r2 * sStep + LANES);
        FloatVector x3 = FloatVector.fromArray(SPECIES, s, s0 + r3 * sStep);
        FloatVector y3 = FloatVector.fromArray(SPECIES, s, s0 + r3 * sStep + LANES);
        int a1 = a0 + r1 * step;
        int a2 = a0 + r2 * step;
        int a3 = a0 + r3 * step;
        int right = b0;
        for (int k = 0; k < inner; k++) {
            FloatVector bx = FloatVector.fromArray(SPECIES, b, right);
            FloatVector by = FloatVector.fromArray(SPECIES, b, right + LANES);
            FloatVector f0 = FloatVector.broadcast(SPECIES, a[a0 + k]);
            x0 = f0.fma(bx, x0);
            y0 = f0.fma(by, y0);
            FloatVector f1 = FloatVector.broadcast(SPECIES, a[a1 + k]);
            x1 = f1.fma(bx, x1);
            y1 = f1.fma(by, y1);
            FloatVector f2 = FloatVector.broadcast(SPECIES, a[a2 + k]);
            x2 = f2.fma(bx, x2);
            y2 = f2.fma(by, y2);
            FloatVector f3 = FloatVector.broadcast(SPECIES, a[a3 + k]);
            x3 = f3.fma(bx, x3);
            y3 = f3.fma(by, y3);
            right += bStep;
        }
        x3.intoArray(c, c0 + r3 * cStep);
        y3.intoArray(c, c0 + r3 * cStep + LANES);
        x2.intoArray(c, c0 + r2 * cStep);
        y2.intoArray(c, c0 + r2 * cStep + LANES);
        x1.intoArray(c, c0 + r1 * cStep);
        y1.intoArray(c, c0 + r1 * cStep + LANES);
        x0.intoArray(c, c0);
        y0.intoArray(c, c0 + LANES);
    }

    private static void across8x2(
            float[] a,
            int a0,
            int step,
            int last,
            float[] b,
            int b0,
            int bStep,
            int inner,
            float[] s,
            int s0,
            int sStep,
            float[] c,
            int c0,
            int cStep) {
        int r1 = Math.min(1, last);
        int r2 = Math.min(2, last);
        int r3 = Math.min(3, last);
        int r4 = Math.min(4, last);
        int r5 = Math.min(5, last);
        int r6 = Math.min(6, last);
        int r7 = Math.min(7, last);
        FloatVector x0 = FloatVector.fromArray(SPECIES, s, s0);
        FloatVector y0 = FloatVector.fromArray(SPECIES, s, s0 + LANES);
        FloatVector x1 = FloatVector.fromArray(SPECIES, s, s0 + r1 * sStep);
        FloatVector y1 = FloatVector.fromArray(SPECIES, s, s0 + r1 * sStep + LANES);
        FloatVector x2 = FloatVector.fromArray(SPECIES, s, s0 + r2 * sStep);
        FloatVector y2 = FloatVector.fromArray(SPECIES, s, s0 + r2 * sStep + LANES);
        FloatVector x3 = FloatVector.fromArray(SPECIES, s, s0 + r3 * sStep);
        FloatVector y3 = FloatVector.fromArray(SPECIES, s, s0 + r3 * sStep + LANES);
        FloatVector x4 = FloatVector.fromArray(SPECIES, s, s0 + r4 * sStep);
        FloatVector y4 = FloatVector.fromArray(SPECIES, s, s0 + r4 * sStep + LANES);
        FloatVector x5 = FloatVector.fromArray(SPECIES, s, s0 + r5 * sStep);
        FloatVector y5 = FloatVector.fromArray(SPECIES, s, s0 + r5 * sStep + LANES);
        FloatVector x6 = FloatVector.fromArray(SPECIES, s, s0 + r6 * sStep);
        FloatVector y6 = FloatVector.fromArray(SPECIES, s, s0 + r6 * sStep + LANES);
        FloatVector x7 = FloatVector.fromArray(SPECIES, s, s0 + r7 * sStep);
        FloatVector y7 = FloatVector.fromArray(SPECIES, s, s0 + r7 * sStep + LANES);
        int left = a0;
        int right = b0;
        for (int k = 0; k < inner; k++) {
            FloatVector bx = FloatVector.fromArray(SPECIES, b, right);
            FloatVector by = FloatVector.fromArray(SPECIES, b, right + LANES);
            FloatVector f0 = FloatVector.broadcast(SPECIES, a[left]);
            x0 = f0.fma(bx, x0);
            y0 = f0.fma(by, y0);
            FloatVector f1 = FloatVector.broadcast(SPECIES, a[left + 1]);
            x1 = f1.fma(bx, x1);
            y1 = f1.fma(by, y1);
            FloatVector f2 = FloatVector.broadcast(SPECIES, a[left + 2]);
            x2 = f2.fma(bx, x2);
            y2 = f2.fma(by, y2);
            FloatVector f3 = FloatVector.broadcast(SPECIES, a[left + 3]);
            x3 = f3.fma(bx, x3);
            y3 = f3.fma(by, y3);
            FloatVector f4 = FloatVector.broadcast(SPECIES, a[left + 4]);
            x4 = f4.fma(bx, x4);
            y4 = f4.fma(by, y4);
            FloatVector f5 = FloatVector.broadcast(SPECIES, a[left + 5]);
            x5 = f5.fma(bx, x5);
            y5 = f5.fma(by, y5);
            FloatVector f6 = FloatVector.broadcast(SPECIES, a[left + 6]);
            x6 = f6.fma(bx, x6);
            y6 = f6.fma(by, y6);
            FloatVector f7 = FloatVector.broadcast(SPECIES, a[left + 7]);
            x7 = f7.fma(bx, x7);
            y7 = f7.fma(by, y7);
            left += step;
            right += bStep;
        }
        x7.intoArray(c, c0 + r7 * cStep);
        y7.intoArray(c, c0 + r7 * cStep + LANES);
        x6.intoArray(c, c0 + r6 * cStep);
        y6.intoArray(c, c0 + r6 * cStep + LANES);
        x5.intoArray(c, c0 + r5 * cStep);
        y5.intoArray(c, c0 + r5 * cStep + LANES);
        x4.intoArray(c, c0 + r4 * cStep);
        y4.intoArray(c, c0 + r4 * cStep + LANES);
        x3.intoArray(c, c0 + r3 * cStep);
        y3.intoArray(c, c0 + r3 * cStep + LANES);
        x2.intoArray(c, c0 + r2 * cStep);
        y2.intoArray(c, c0 + r2 * cStep + LANES);
        x1.intoArray(c, c0 + r1 * cStep);
        y1.intoArray(c, c0 + r1 * cStep + LANES);
        x0.intoArray(c, c0);
        y0.intoArray(c, c0 + LANES);
    }

    private static void across8x1(
            float[] a,
            int a0,
            int step,
            int last,
            float[] b,
            int b0,
            int bStep,
            int inner,
            float[] s,
            int s0,
            int sStep,
            float[] c,
            int c0,
            int cStep) {
        int r1 = Math.min(1, last);
        int r2 = Math.min(2, last);
        int r3 = Math.min(3, last);
        int r4 = Math.min(4, last);
        int r5 = Math.min(5, last);
        int r6 = Math.min(6, last);
        int r7 = Math.min(7, last);
        FloatVector x0 = FloatVector.fromArray(SPECIES, s, s0);
        FloatVector x1 = FloatVector.fromArray(SPECIES, s, s0 + r1 * sStep);
        FloatVector x2 = FloatVector.fromArray(SPECIES, s, s0 + r2 * sStep);
        FloatVector x3 = FloatVector.fromArray(SPECIES, s, s0 + r3 * sStep);
        FloatVector x4 = FloatVector.fromArray(SPECIES, s, s0 + r4 * sStep);
        FloatVector x5 = FloatVector.fromArray(SPECIES, s, s0 + r5 * sStep);
        FloatVector x6 = FloatVector.fromArray(SPECIES, s, s0 + r6 * sStep);
        FloatVector x7 = FloatVector.fromArray(SPECIES, s, s0 + r7 * sStep);
        int left = a0;
        int right = b0;
        for (int k = 0; k < inner; k++) {
            FloatVector bx = FloatVector.fromArray(SPECIES, b, right);
            FloatVector f0 = FloatVector.broadcast(SPECIES, a[left]);
            x0 = f0.fma(bx, x0);
            FloatVector f1 = FloatVector.broadcast(SPECIES, a[left + 1]);
            x1 = f1.fma(bx, x1);
            FloatVector f2 = FloatVector.broadcast(SPECIES, a[left + 2]);
            x2 = f2.fma(bx, x2);
            FloatVector f3 = FloatVector.broadcast(SPECIES, a[left + 3]);
            x3 = f3.fma(bx, x3);
            FloatVector f4 = FloatVector.broadcast(SPECIES, a[left + 4]);
            x4 = f4.fma(bx, x4);
            FloatVector f5 = FloatVector.broadcast(SPECIES, a[left + 5]);
            x5 = f5.fma(bx, x5);
            FloatVector f6 = FloatVector.broadcast(SPECIES, a[left + 6]);
            x6 = f6.fma(bx, x6);
            FloatVector f7 = FloatVector.broadcast(SPECIES, a[left + 7]);
            x7 = f7.fma(bx, x7);
            left += step;
            right += bStep;
        }
        x7.intoArray(c, c0 + r7 * cStep);
        x6.intoArray(c, c0 + r6 * cStep);
        x5.intoArray(c, c0 + r5 * cStep);
        x4.intoArray(c, c0 + r4 * cStep);
        x3.intoArray(c, c0 + r3 * cStep);
        x2.intoArray(c, c0 + r2 * cStep);
        x1.intoArray(c, c0 + r1 * cStep);
        x0.intoArray(c, c0);
    }

    private static void across4x2(
            float[] a,
            int a0,
            int step,
            int last,
            float[] b,
            int b0,
            int bStep,
            int inner,
            float[] s,
            int s0,
            int sStep,
            float[] c,
            int c0,
            int cStep) {
        int r1 = Math.min(1, last);
        int r2 = Math.min(2, last);
        int r3 = Math.min(3, last);
        FloatVector x0 = FloatVector.fromArray(SPECIES, s, s0);
        FloatVector y0 = FloatVector.fromArray(SPECIES, s, s0 + LANES);
        FloatVector x1 = FloatVector.fromArray(SPECIES, s, s0 + r1 * sStep);
        FloatVector y1 = FloatVector.fromArray(SPECIES, s, s0 + r1 * sStep + LANES);
        FloatVector x2 = FloatVector.fromArray(SPECIES, s, s0 + r2 * sStep);
        FloatVector y2 = FloatVector.fromArray(SPECIES, s, s0 + r2 * sStep + LANES);
        FloatVector x3 = FloatVector.fromArray(SPECIES, s, s0 + r3 * sStep);
        FloatVector y3 = FloatVector.fromArray(SPECIES, s, s0 + r3 * sStep + LANES);
        int left = a0;
        int right = b0;
        for (int k = 0; k < inner; k++) {
            FloatVector bx = FloatVector.fromArray(SPECIES, b, right);
            FloatVector by = FloatVector.fromArray(SPECIES, b, right + LANES);
            FloatVector f0 = FloatVector.broadcast(SPECIES, a[left]);
            x0 = f0.fma(bx, x0);
            y0 = f0.fma(by, y0);
            FloatVector f1 = FloatVector.broadcast(SPECIES, a[left + 1]);
            x1 = f1.fma(bx, x1);
            y1 = f1.fma(by, y1);
            FloatVector f2 = FloatVector.broadcast(SPECIES, a[left + 2]);
            x2 = f2.fma(bx, x2);
            y2 = f2.fma(by, y2);
            FloatVector f3 = FloatVector.broadcast(SPECIES, a[left + 3]);
            x3 = f3.fma(bx, x3);
            y3 = f3.fma(by, y3);
            left += step;
            right += bStep;
        }
        x3.intoArray(c, c0 + r3 * cStep);
        y3.intoArray(c, c0 + r3 * cStep + LANES);
        x2.intoArray(c, c0 + r2 * cStep);
        y2.intoArray(c, c0 + r2 * cStep + LANES);
        x1.intoArray(c, c0 + r1 * cStep);
        y1.intoArray(c, c0 + r1 * cStep + LANES);
        x0.intoArray(c, c0);
        y0.intoArray(c, c0 + LANES);
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
