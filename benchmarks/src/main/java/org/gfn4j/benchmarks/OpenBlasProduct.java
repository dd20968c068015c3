package org.gfn4j.benchmarks;

import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * A product of two matrices in single precision by OpenBLAS, on one thread, with operands that stay in native memory.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class OpenBlasProduct implements AutoCloseable {
    private final ProductShape shape;
    private final FloatPointer left;
    private final FloatPointer right;
    private final FloatPointer product;

    /**
     * Puts the operands into native memory.
     *
     * @param shape the shape; it also says which numbers are multiplied
     */
    OpenBlasProduct(ProductShape shape) {
        openblas_nolapack.blas_set_num_threads(1);
        this.shape = shape;
        left = new FloatPointer(shape.left());
        right = new FloatPointer(shape.right());
        product = new FloatPointer((long) shape.rows() * shape.columns());
    }

    /** Multiplies. */
    void multiply() {
        openblas_nolapack.cblas_sgemm(
                openblas_nolapack.CblasRowMajor,
                openblas_nolapack.CblasNoTrans,
                openblas_nolapack.CblasNoTrans,
                shape.rows(),
                shape.columns(),
                shape.inner(),
                1,
                left,
                shape.inner(),
                right,
                shape.columns(),
                0,
                product,
                shape.columns());
    }

    /** Returns what the last {@link #multiply} has made, [rows, columns] row by row. */
    float[] product() {
        float[] values = new float[shape.rows() * shape.columns()];
        product.get(values);
        return values;
    }

    @Override
    public void close() {
        Stream.of(left, right, product).forEach(FloatPointer::close);
    }

    /** Prints to standard error which variables of the environment change what OpenBLAS does, where there are any. */
    static void warnOfEnvironment() {
        List<String> variables = System.getenv().keySet().stream()
                .filter(name -> name.startsWith("OPENBLAS_"))
                .sorted()
                .toList();
        if (!variables.isEmpty()) {
            System.err.println("benchmarks: " + String.join(" and ", variables)
                    + " in the environment can change which kernels OpenBLAS takes; unset them for its own choice");
        }
    }
}
