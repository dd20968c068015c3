package org.gfn4j.network;

/**
 * Where the numbers of a matrix lie in an array: that of row r and column c at {@code offset + r·rowStep + c·columnStep}.
 *
 * <p>Thread-safety: immutable; the array is not copied.
 *
 * @param values the array
 * @param offset where the first number lies
 * @param rowStep how far rows lie apart; 0 for a matrix whose rows are all the same
 * @param columnStep how far columns lie apart
 */
@SuppressWarnings("ArrayRecordComponent") // a view, compared by nobody
public record Matrix(float[] values, int offset, int rowStep, int columnStep) {

    /**
     * Returns a matrix of rows that lie {@link Kernel#stride} apart from the start of an array.
     *
     * @param values the array
     * @param columns the number of columns
     * @return the matrix
     */
    public static Matrix ofRows(float[] values, int columns) {
        return new Matrix(values, 0, Kernel.stride(columns), 1);
    }

    /**
     * Returns the rows from a given one on.
     *
     * @param row the row that is the first of the result
     * @return a view
     */
    public Matrix fromRow(int row) {
        return new Matrix(values, offset + row * rowStep, rowStep, columnStep);
    }

    /**
     * Returns the transpose.
     *
     * @return a view
     */
    public Matrix transposed() {
        return new Matrix(values, offset, columnStep, rowStep);
    }

    int at(int row) {
        return offset + row * rowStep;
    }
}
