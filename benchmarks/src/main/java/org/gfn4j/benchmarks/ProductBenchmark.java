package org.gfn4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.gfn4j.network.Kernel;
import org.gfn4j.network.Matrix;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Products of matrices in single precision on one thread: the kernel in vector instructions, its scalar twin, and OpenBLAS.
 *
 * <p>The result {@code gflops} counts billions of floating-point operations a second, two for each multiply-add. Operands
 * stay where they are; of OpenBLAS the call through JNI and the product are measured, and no copies.
 *
 * <p>Thread-safety: JMH gives each thread a state of its own.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProductBenchmark {
    private static final String KERNEL = "-D" + Kernel.PROPERTY + "=";

    /** Makes a benchmark, which JMH does. */
    public ProductBenchmark() {}

    /** The shape of a product. */
    @State(Scope.Thread)
    public static class Shape {
        /** Rows, inner, columns. */
        @Param({"4x256x256", "8x256x256", "16x256x256", "64x256x256", "240x256x256", "16x1024x1024", "512x512x512"})
        private String shape = "";

        /** Makes a state, which JMH does. */
        public Shape() {}

        ProductShape parsed() {
            return ProductShape.parse(shape);
        }
    }

    /** Operands on the heap. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init")
    public static class KernelOperands {
        private final Kernel kernel = Kernel.chosen();
        private ProductShape shape;
        private Matrix left;
        private Matrix right;
        private Matrix start;
        private Matrix product;

        /** Makes a state, which JMH does. */
        public KernelOperands() {}

        /**
         * Makes the operands.
         *
         * @param of their shape
         */
        @Setup
        public void prepare(Shape of) {
            shape = of.parsed();
            left = matrix(shape.left(), shape.rows(), shape.inner());
            right = matrix(shape.right(), shape.inner(), shape.columns());
            product = matrix(new float[0], shape.rows(), shape.columns());
            start = new Matrix(new float[Kernel.stride(shape.columns())], 0, 0, 1);
        }

        private static Matrix matrix(float[] numbers, int rows, int columns) {
            int stride = Kernel.stride(columns);
            float[] values = new float[rows * stride];
            for (int row = 0; row * columns < numbers.length; row++) {
                System.arraycopy(numbers, row * columns, values, row * stride, columns);
            }
            return new Matrix(values, 0, stride, 1);
        }

        void multiply() {
            kernel.product(left, right, start, product, shape.rows(), shape.inner(), shape.columns());
        }
    }

    /** Operands in native memory. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init")
    public static class OpenBlasOperands {
        private OpenBlasProduct product;

        /** Makes a state, which JMH does. */
        public OpenBlasOperands() {}

        /**
         * Makes the operands.
         *
         * @param of their shape
         */
        @Setup
        public void prepare(Shape of) {
            OpenBlasProduct.warnOfEnvironment();
            product = new OpenBlasProduct(of.parsed());
        }

        /** Frees the operands. */
        @TearDown
        public void close() {
            product.close();
        }
    }

    /** What has been computed. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Work {
        /** Billions of floating-point operations. */
        public double gflops;

        private double each;

        /** Makes a state, which JMH does. */
        public Work() {}

        /**
         * Asks how large a product is.
         *
         * @param of its shape
         */
        @Setup
        public void prepare(Shape of) {
            each = of.parsed().gigaflop();
        }

        void done() {
            gflops += each;
        }
    }

    /**
     * Multiplies with vector instructions.
     *
     * @param operands what to multiply
     * @param work counts
     */
    @Benchmark
    @Fork(
            value = 2,
            jvmArgsAppend = {Jvm.VECTORS, Jvm.UNCHECKED, KERNEL + "vector"})
    public void vector(KernelOperands operands, Work work) {
        operands.multiply();
        work.done();
    }

    /**
     * Multiplies in plain Java.
     *
     * @param operands what to multiply
     * @param work counts
     */
    @Benchmark
    @Fork(
            value = 2,
            jvmArgsAppend = {Jvm.VECTORS, Jvm.UNCHECKED, KERNEL + "scalar"})
    public void scalar(KernelOperands operands, Work work) {
        operands.multiply();
        work.done();
    }

    /**
     * Multiplies with OpenBLAS.
     *
     * @param operands what to multiply
     * @param work counts
     */
    @Benchmark
    @Fork(value = 2, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
    public void openBlas(OpenBlasOperands operands, Work work) {
        operands.product.multiply();
        work.done();
    }
}
