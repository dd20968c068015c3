package org.gfn4j.network;

/**
 * Matrix products on arrays of rows.
 *
 * <p>Lanes run along the columns of the result and each sum goes in the order of its index with fused multiply-add, so
 * that the result does not depend on how the loops are compiled. Rows are arrays of their own and four products are
 * added in one pass because that is what the JIT compiles to vector instructions.
 */
final class Matrices {
    private Matrices() {}

    /**
     * Adds a product: c += a·b.
     *
     * @param a left factor, [rows, inner]
     * @param b right factor, [inner, columns]
     * @param inner how many columns of a and rows of b to use
     * @param c sum, [rows, columns]
     */
    static void addProduct(float[][] a, float[][] b, int inner, float[][] c) {
        for (int row = 0; row < c.length; row++) {
            float[] left = a[row];
            float[] sum = c[row];
            int k = 0;
            for (; k + 4 <= inner; k += 4) {
                add4(left[k], b[k], left[k + 1], b[k + 1], left[k + 2], b[k + 2], left[k + 3], b[k + 3], sum);
            }
            for (; k < inner; k++) {
                add(left[k], b[k], sum);
            }
        }
    }

    /**
     * Adds a product with the left factor transposed: c += aᵀ·b.
     *
     * @param a left factor, [inner, rows]
     * @param b right factor, [inner, columns]
     * @param rows how many columns of a and rows of c to use
     * @param c sum, [rows, columns]
     */
    static void addTransposedProduct(float[][] a, float[][] b, int rows, float[][] c) {
        int inner = a.length;
        for (int row = 0; row < rows; row++) {
            float[] sum = c[row];
            int k = 0;
            for (; k + 4 <= inner; k += 4) {
                add4(a[k][row], b[k], a[k + 1][row], b[k + 1], a[k + 2][row], b[k + 2], a[k + 3][row], b[k + 3], sum);
            }
            for (; k < inner; k++) {
                add(a[k][row], b[k], sum);
            }
        }
    }

    /**
     * Adds a multiple of a row: sum += factor·row.
     *
     * @param factor the factor
     * @param row the row, [columns]
     * @param sum the sum, [columns]
     */
    static void add(float factor, float[] row, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.fma(factor, row[i], sum[i]);
        }
    }

    private static void add4(
            float f0, float[] r0, float f1, float[] r1, float f2, float[] r2, float f3, float[] r3, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.fma(f3, r3[i], Math.fma(f2, r2[i], Math.fma(f1, r1[i], Math.fma(f0, r0[i], sum[i]))));
        }
    }

    /**
     * Transposes a matrix.
     *
     * @param matrix the matrix, [rows, columns]
     * @param rows how many of its rows to use
     * @param columns its columns
     * @return the transpose, [columns, rows]
     */
    static float[][] transpose(float[][] matrix, int rows, int columns) {
        float[][] transpose = new float[columns][rows];
        for (int column = 0; column < columns; column++) {
            float[] target = transpose[column];
            for (int row = 0; row < rows; row++) {
                target[row] = matrix[row][column];
            }
        }
        return transpose;
    }
}
