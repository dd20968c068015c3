package org.gfn4j.network;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Blocks of a product that stay in registers while their sums grow, for a left factor whose rows lie in a piece: each row of
 * a block reads its own.
 *
 * <p>A block of fewer rows repeats its last one. Written out row by row, because the JIT keeps no arrays of vectors in
 * registers, and apart from {@link ColumnBlocks}, because training loses a third of its speed where one loop reads both kinds
 * of factors.
 */
final class RowBlocks {
    private static final VectorSpecies<Float> SPECIES = VectorKernel.SPECIES;
    private static final int LANES = VectorKernel.LANES;

    private RowBlocks() {}

    /**
     * Adds products to a block of at most 8 rows and 2 vectors.
     *
     * @param a left factor
     * @param a0 where its block starts
     * @param b right factor
     * @param b0 where its block starts
     * @param s what the sums start from
     * @param s0 where its block starts
     * @param c the result
     * @param c0 where its block starts
     * @param last the last row of the block, from 0
     * @param inner how many products
     * @param single whether the block has one vector instead of two
     */
    static void add(
            Matrix a,
            int a0,
            Matrix b,
            int b0,
            Matrix s,
            int s0,
            Matrix c,
            int c0,
            int last,
            int inner,
            boolean single) {
        if (single) {
            of8x1(a, a0, b, b0, s, s0, c, c0, last, inner);
        } else if (last < 4) {
            of4x2(a, a0, b, b0, s, s0, c, c0, last, inner);
        } else {
            of8x2(a, a0, b, b0, s, s0, c, c0, last, inner);
        }
    }

    private static void of8x2(
            Matrix a, int a0, Matrix b, int b0, Matrix s, int s0, Matrix c, int c0, int last, int inner) {
        float[] left = a.values();
        float[] right = b.values();
        float[] start = s.values();
        float[] result = c.values();
        int bStep = b.rowStep();
        int sStep = s.rowStep();
        int cStep = c.rowStep();
        int r1 = Math.min(1, last);
        int r2 = Math.min(2, last);
        int r3 = Math.min(3, last);
        int r4 = Math.min(4, last);
        int r5 = Math.min(5, last);
        int r6 = Math.min(6, last);
        int r7 = Math.min(7, last);
        FloatVector x0 = FloatVector.fromArray(SPECIES, start, s0);
        FloatVector y0 = FloatVector.fromArray(SPECIES, start, s0 + LANES);
        FloatVector x1 = FloatVector.fromArray(SPECIES, start, s0 + r1 * sStep);
        FloatVector y1 = FloatVector.fromArray(SPECIES, start, s0 + r1 * sStep + LANES);
        FloatVector x2 = FloatVector.fromArray(SPECIES, start, s0 + r2 * sStep);
        FloatVector y2 = FloatVector.fromArray(SPECIES, start, s0 + r2 * sStep + LANES);
        FloatVector x3 = FloatVector.fromArray(SPECIES, start, s0 + r3 * sStep);
        FloatVector y3 = FloatVector.fromArray(SPECIES, start, s0 + r3 * sStep + LANES);
        FloatVector x4 = FloatVector.fromArray(SPECIES, start, s0 + r4 * sStep);
        FloatVector y4 = FloatVector.fromArray(SPECIES, start, s0 + r4 * sStep + LANES);
        FloatVector x5 = FloatVector.fromArray(SPECIES, start, s0 + r5 * sStep);
        FloatVector y5 = FloatVector.fromArray(SPECIES, start, s0 + r5 * sStep + LANES);
        FloatVector x6 = FloatVector.fromArray(SPECIES, start, s0 + r6 * sStep);
        FloatVector y6 = FloatVector.fromArray(SPECIES, start, s0 + r6 * sStep + LANES);
        FloatVector x7 = FloatVector.fromArray(SPECIES, start, s0 + r7 * sStep);
        FloatVector y7 = FloatVector.fromArray(SPECIES, start, s0 + r7 * sStep + LANES);
        int aStep = a.rowStep();
        int a1 = a0 + r1 * aStep;
        int a2 = a0 + r2 * aStep;
        int a3 = a0 + r3 * aStep;
        int a4 = a0 + r4 * aStep;
        int a5 = a0 + r5 * aStep;
        int a6 = a0 + r6 * aStep;
        int a7 = a0 + r7 * aStep;
        int from = b0;
        for (int k = 0; k < inner; k++) {
            FloatVector bx = FloatVector.fromArray(SPECIES, right, from);
            FloatVector by = FloatVector.fromArray(SPECIES, right, from + LANES);
            FloatVector f0 = FloatVector.broadcast(SPECIES, left[a0 + k]);
            x0 = f0.fma(bx, x0);
            y0 = f0.fma(by, y0);
            FloatVector f1 = FloatVector.broadcast(SPECIES, left[a1 + k]);
            x1 = f1.fma(bx, x1);
            y1 = f1.fma(by, y1);
            FloatVector f2 = FloatVector.broadcast(SPECIES, left[a2 + k]);
            x2 = f2.fma(bx, x2);
            y2 = f2.fma(by, y2);
            FloatVector f3 = FloatVector.broadcast(SPECIES, left[a3 + k]);
            x3 = f3.fma(bx, x3);
            y3 = f3.fma(by, y3);
            FloatVector f4 = FloatVector.broadcast(SPECIES, left[a4 + k]);
            x4 = f4.fma(bx, x4);
            y4 = f4.fma(by, y4);
            FloatVector f5 = FloatVector.broadcast(SPECIES, left[a5 + k]);
            x5 = f5.fma(bx, x5);
            y5 = f5.fma(by, y5);
            FloatVector f6 = FloatVector.broadcast(SPECIES, left[a6 + k]);
            x6 = f6.fma(bx, x6);
            y6 = f6.fma(by, y6);
            FloatVector f7 = FloatVector.broadcast(SPECIES, left[a7 + k]);
            x7 = f7.fma(bx, x7);
            y7 = f7.fma(by, y7);
            from += bStep;
        }
        x7.intoArray(result, c0 + r7 * cStep);
        y7.intoArray(result, c0 + r7 * cStep + LANES);
        x6.intoArray(result, c0 + r6 * cStep);
        y6.intoArray(result, c0 + r6 * cStep + LANES);
        x5.intoArray(result, c0 + r5 * cStep);
        y5.intoArray(result, c0 + r5 * cStep + LANES);
        x4.intoArray(result, c0 + r4 * cStep);
        y4.intoArray(result, c0 + r4 * cStep + LANES);
        x3.intoArray(result, c0 + r3 * cStep);
        y3.intoArray(result, c0 + r3 * cStep + LANES);
        x2.intoArray(result, c0 + r2 * cStep);
        y2.intoArray(result, c0 + r2 * cStep + LANES);
        x1.intoArray(result, c0 + r1 * cStep);
        y1.intoArray(result, c0 + r1 * cStep + LANES);
        x0.intoArray(result, c0);
        y0.intoArray(result, c0 + LANES);
    }

    private static void of8x1(
            Matrix a, int a0, Matrix b, int b0, Matrix s, int s0, Matrix c, int c0, int last, int inner) {
        float[] left = a.values();
        float[] right = b.values();
        float[] start = s.values();
        float[] result = c.values();
        int bStep = b.rowStep();
        int sStep = s.rowStep();
        int cStep = c.rowStep();
        int r1 = Math.min(1, last);
        int r2 = Math.min(2, last);
        int r3 = Math.min(3, last);
        int r4 = Math.min(4, last);
        int r5 = Math.min(5, last);
        int r6 = Math.min(6, last);
        int r7 = Math.min(7, last);
        FloatVector x0 = FloatVector.fromArray(SPECIES, start, s0);
        FloatVector x1 = FloatVector.fromArray(SPECIES, start, s0 + r1 * sStep);
        FloatVector x2 = FloatVector.fromArray(SPECIES, start, s0 + r2 * sStep);
        FloatVector x3 = FloatVector.fromArray(SPECIES, start, s0 + r3 * sStep);
        FloatVector x4 = FloatVector.fromArray(SPECIES, start, s0 + r4 * sStep);
        FloatVector x5 = FloatVector.fromArray(SPECIES, start, s0 + r5 * sStep);
        FloatVector x6 = FloatVector.fromArray(SPECIES, start, s0 + r6 * sStep);
        FloatVector x7 = FloatVector.fromArray(SPECIES, start, s0 + r7 * sStep);
        int aStep = a.rowStep();
        int a1 = a0 + r1 * aStep;
        int a2 = a0 + r2 * aStep;
        int a3 = a0 + r3 * aStep;
        int a4 = a0 + r4 * aStep;
        int a5 = a0 + r5 * aStep;
        int a6 = a0 + r6 * aStep;
        int a7 = a0 + r7 * aStep;
        int from = b0;
        for (int k = 0; k < inner; k++) {
            FloatVector bx = FloatVector.fromArray(SPECIES, right, from);
            FloatVector f0 = FloatVector.broadcast(SPECIES, left[a0 + k]);
            x0 = f0.fma(bx, x0);
            FloatVector f1 = FloatVector.broadcast(SPECIES, left[a1 + k]);
            x1 = f1.fma(bx, x1);
            FloatVector f2 = FloatVector.broadcast(SPECIES, left[a2 + k]);
            x2 = f2.fma(bx, x2);
            FloatVector f3 = FloatVector.broadcast(SPECIES, left[a3 + k]);
            x3 = f3.fma(bx, x3);
            FloatVector f4 = FloatVector.broadcast(SPECIES, left[a4 + k]);
            x4 = f4.fma(bx, x4);
            FloatVector f5 = FloatVector.broadcast(SPECIES, left[a5 + k]);
            x5 = f5.fma(bx, x5);
            FloatVector f6 = FloatVector.broadcast(SPECIES, left[a6 + k]);
            x6 = f6.fma(bx, x6);
            FloatVector f7 = FloatVector.broadcast(SPECIES, left[a7 + k]);
            x7 = f7.fma(bx, x7);
            from += bStep;
        }
        x7.intoArray(result, c0 + r7 * cStep);
        x6.intoArray(result, c0 + r6 * cStep);
        x5.intoArray(result, c0 + r5 * cStep);
        x4.intoArray(result, c0 + r4 * cStep);
        x3.intoArray(result, c0 + r3 * cStep);
        x2.intoArray(result, c0 + r2 * cStep);
        x1.intoArray(result, c0 + r1 * cStep);
        x0.intoArray(result, c0);
    }

    private static void of4x2(
            Matrix a, int a0, Matrix b, int b0, Matrix s, int s0, Matrix c, int c0, int last, int inner) {
        float[] left = a.values();
        float[] right = b.values();
        float[] start = s.values();
        float[] result = c.values();
        int bStep = b.rowStep();
        int sStep = s.rowStep();
        int cStep = c.rowStep();
        int r1 = Math.min(1, last);
        int r2 = Math.min(2, last);
        int r3 = Math.min(3, last);
        FloatVector x0 = FloatVector.fromArray(SPECIES, start, s0);
        FloatVector y0 = FloatVector.fromArray(SPECIES, start, s0 + LANES);
        FloatVector x1 = FloatVector.fromArray(SPECIES, start, s0 + r1 * sStep);
        FloatVector y1 = FloatVector.fromArray(SPECIES, start, s0 + r1 * sStep + LANES);
        FloatVector x2 = FloatVector.fromArray(SPECIES, start, s0 + r2 * sStep);
        FloatVector y2 = FloatVector.fromArray(SPECIES, start, s0 + r2 * sStep + LANES);
        FloatVector x3 = FloatVector.fromArray(SPECIES, start, s0 + r3 * sStep);
        FloatVector y3 = FloatVector.fromArray(SPECIES, start, s0 + r3 * sStep + LANES);
        int aStep = a.rowStep();
        int a1 = a0 + r1 * aStep;
        int a2 = a0 + r2 * aStep;
        int a3 = a0 + r3 * aStep;
        int from = b0;
        for (int k = 0; k < inner; k++) {
            FloatVector bx = FloatVector.fromArray(SPECIES, right, from);
            FloatVector by = FloatVector.fromArray(SPECIES, right, from + LANES);
            FloatVector f0 = FloatVector.broadcast(SPECIES, left[a0 + k]);
            x0 = f0.fma(bx, x0);
            y0 = f0.fma(by, y0);
            FloatVector f1 = FloatVector.broadcast(SPECIES, left[a1 + k]);
            x1 = f1.fma(bx, x1);
            y1 = f1.fma(by, y1);
            FloatVector f2 = FloatVector.broadcast(SPECIES, left[a2 + k]);
            x2 = f2.fma(bx, x2);
            y2 = f2.fma(by, y2);
            FloatVector f3 = FloatVector.broadcast(SPECIES, left[a3 + k]);
            x3 = f3.fma(bx, x3);
            y3 = f3.fma(by, y3);
            from += bStep;
        }
        x3.intoArray(result, c0 + r3 * cStep);
        y3.intoArray(result, c0 + r3 * cStep + LANES);
        x2.intoArray(result, c0 + r2 * cStep);
        y2.intoArray(result, c0 + r2 * cStep + LANES);
        x1.intoArray(result, c0 + r1 * cStep);
        y1.intoArray(result, c0 + r1 * cStep + LANES);
        x0.intoArray(result, c0);
        y0.intoArray(result, c0 + LANES);
    }
}
