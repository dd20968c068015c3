package org.gfn4j.network;

/** Transposes matrices tile by tile, so that both sides are read and written a line of the cache at a time. */
final class Transposition {
    private static final int TILE = 16;

    private Transposition() {}

    /**
     * Writes a transpose.
     *
     * @param from the matrix
     * @param fromStride how far its rows lie apart
     * @param rows its rows
     * @param columns its columns
     * @param to the transpose
     * @param toStride how far its rows lie apart
     */
    static void transpose(float[] from, int fromStride, int rows, int columns, float[] to, int toStride) {
        for (int row = 0; row < rows; row += TILE) {
            int lastRow = Math.min(rows, row + TILE);
            for (int column = 0; column < columns; column += TILE) {
                tile(from, fromStride, row, lastRow, column, Math.min(columns, column + TILE), to, toStride);
            }
        }
    }

    private static void tile(
            float[] from,
            int fromStride,
            int firstRow,
            int lastRow,
            int firstColumn,
            int lastColumn,
            float[] to,
            int toStride) {
        for (int column = firstColumn; column < lastColumn; column++) {
            int target = column * toStride;
            int source = firstRow * fromStride + column;
            for (int row = firstRow; row < lastRow; row++) {
                to[target + row] = from[source];
                source += fromStride;
            }
        }
    }
}
