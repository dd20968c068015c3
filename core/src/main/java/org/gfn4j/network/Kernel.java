package org.gfn4j.network;

/**
 * The inner loops of networks: products of matrices and what is done number by number.
 *
 * <p>Two kernels give the same bits on one processor architecture: one of SIMD instructions, which takes the JVM's module
 * {@code jdk.incubator.vector}, and its scalar twin. Lanes run along the columns of the result, and every sum goes in the
 * order of its index with fused multiply-add, so that neither the size of vectors nor how the work is cut changes a bit.
 *
 * <p>Rows lie {@link #stride} apart. What lies between the columns and the end of a row is padding, which is 0 in weights
 * and gradients and stays 0.
 *
 * <p>Thread-safety: immutable; calls may run at once as long as they write to different places.
 */
public abstract sealed class Kernel permits ScalarKernel, VectorKernel {
    /** The system property that forces a kernel: {@code vector} or {@code scalar}. */
    public static final String PROPERTY = "org.gfn4j.kernel";

    /** Rows start at multiples of so many numbers: a line of the cache and the widest vector. */
    static final int UNIT = 16;

    private static final int ROW_UNIT = 4;

    Kernel() {}

    /**
     * Returns the kernel that the property {@link #PROPERTY} names or else the faster one that this JVM has, chosen once.
     *
     * @return the kernel of this JVM
     * @throws IllegalStateException if the property names a kernel that this JVM does not have
     */
    public static Kernel chosen() {
        Kernel kernel = ChosenKernel.OF_THIS_JVM.kernel();
        if (kernel == null) {
            throw new IllegalStateException(ChosenKernel.OF_THIS_JVM.fault());
        }
        return kernel;
    }

    /**
     * Returns how far rows lie apart: an odd number of units of 16, so that a column does not fall into few sets of the
     * cache.
     *
     * @param columns the number of columns, at least 1
     * @return the number of floats from one row to the next
     */
    public static int stride(int columns) {
        return UNIT * (roundUp(columns) / UNIT | 1);
    }

    /**
     * Returns how many multiply-adds {@link #product} does, those on padding and on rows of incomplete blocks included.
     *
     * @param rows rows of the result
     * @param inner the length of the sums
     * @param columns columns of the result
     * @return the number
     */
    static long multiplyAdds(int rows, long inner, int columns) {
        return (rows + ROW_UNIT - 1L) / ROW_UNIT * ROW_UNIT * inner * roundUp(columns);
    }

    /** Returns how many numbers a row has with its padding, but for what only keeps rows apart. */
    static int roundUp(int columns) {
        return (columns + UNIT - 1) / UNIT * UNIT;
    }

    /**
     * Returns the name of the kernel.
     *
     * @return {@code vector} with the width of its vectors in bits, or {@code scalar}
     */
    public abstract String name();

    /**
     * Computes c = start + a·b, each number starting from that of {@code start} and adding products in the order of k.
     *
     * <p>Writes the padding of c, too, which needs b and start to have padding.
     *
     * @param a left factor, [rows, inner], with column step 1, or row step 1 and padding after the last row
     * @param b right factor, [inner, columns], column step 1
     * @param start what sums start from, [rows, columns], column step 1; may be c
     * @param c the result, [rows, columns], column step 1
     * @param rows rows of the result
     * @param inner the length of the sums
     * @param columns columns of the result
     */
    public abstract void product(Matrix a, Matrix b, Matrix start, Matrix c, int rows, int inner, int columns);

    /**
     * Computes one row c = start + Σ factor·(a row of b), in the order of the entries.
     *
     * @param entries a batch of sparse rows
     * @param row which of its rows
     * @param b right factor, [inputs, columns], column step 1
     * @param start what sums start from, row 0 of it, column step 1
     * @param c the result
     * @param at where the row starts in c
     * @param columns columns of the result
     */
    abstract void sumRows(SparseRows entries, int row, Matrix b, Matrix start, float[] c, int at, int columns);

    /**
     * Adds a multiple of a part of a row: sum += factor·row.
     *
     * @param factor the factor
     * @param row holds the row
     * @param from where it starts
     * @param sum holds the sum
     * @param to where it starts
     * @param length how many numbers, a multiple of 16
     */
    abstract void addScaled(float factor, float[] row, int from, float[] sum, int to, int length);

    /**
     * Replaces sums x by max(x, slope·x).
     *
     * @param sums the sums
     * @param from the first of them
     * @param length how many, a multiple of 16
     * @param slope in [0, 1]
     */
    abstract void bend(float[] sums, int from, int length, float slope);

    /**
     * Multiplies gradients by slope where the outputs of {@link #bend} are not positive.
     *
     * @param outputs what {@code bend} has left
     * @param gradients derivatives with respect to the outputs, overwritten by those with respect to the sums
     * @param from the first of both
     * @param length how many, a multiple of 16
     * @param slope in [0, 1]
     */
    abstract void bendGradients(float[] outputs, float[] gradients, int from, int length, float slope);

    /**
     * Moves values by a step of Adam and sets their gradients to zero.
     *
     * @param step the constants of the step
     * @param moments the values with their gradients and moments
     * @param from the first value
     * @param length how many
     */
    abstract void adam(AdamConstants step, AdamArrays moments, int from, int length);
}
