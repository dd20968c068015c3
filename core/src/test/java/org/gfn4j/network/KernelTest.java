package org.gfn4j.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Both kernels against one sum after the other with fused multiply-add: equal to the bit. */
final class KernelTest {
    private static final List<Kernel> KERNELS = List.of(new ScalarKernel(), new VectorKernel());

    @Property(tries = 400)
    void productsOfAnyShape(
            @ForAll @IntRange(max = 21) int rows,
            @ForAll @IntRange(max = 300) int inner,
            @ForAll @IntRange(min = 1, max = 70) int columns,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] left = padded(rows, inner, Kernel.stride(inner + 1), random);
        float[] leftTransposed = new float[inner * Kernel.stride(rows + 1)];
        Transposition.transpose(left, Kernel.stride(inner + 1), rows, inner, leftTransposed, Kernel.stride(rows + 1));
        float[] right = padded(inner, columns, random);
        float[] start = padded(rows, columns, random);
        float[] expected = start.clone();
        int stride = Kernel.stride(columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                for (int k = 0; k < inner; k++) {
                    int at = i * stride + j;
                    expected[at] =
                            Math.fma(left[i * Kernel.stride(inner + 1) + k], right[k * stride + j], expected[at]);
                }
            }
        }
        Matrix a = new Matrix(left, 0, Kernel.stride(inner + 1), 1);
        Matrix transposed = new Matrix(leftTransposed, 0, Kernel.stride(rows + 1), 1).transposed();
        for (Kernel kernel : KERNELS) {
            float[] sums = start.clone();
            Matrix c = Matrix.ofRows(sums, columns);
            kernel.product(a, Matrix.ofRows(right, columns), c, c, rows, inner, columns);
            assertThat(sums).as(kernel.name()).containsExactly(expected);

            float[] written = padded(rows, columns, random);
            kernel.product(
                    transposed,
                    Matrix.ofRows(right, columns),
                    Matrix.ofRows(start, columns),
                    Matrix.ofRows(written, columns),
                    rows,
                    inner,
                    columns);
            assertThat(written).as(kernel.name()).containsExactly(expected);
        }
    }

    @Property(tries = 200)
    void sumsOfSparseRows(
            @ForAll @IntRange(min = 1, max = 70) int columns,
            @ForAll @IntRange(max = 5) int entries,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SparseRows rows = new SparseRows();
        rows.endRow();
        for (int entry = 0; entry < entries; entry++) {
            rows.add(random.nextInt(9), (float) random.nextDouble(-2, 2));
        }
        rows.endRow();
        float[] weights = padded(9, columns, random);
        float[] start = padded(1, columns, random);
        int stride = Kernel.stride(columns);
        float[] expected = new float[3 * stride];
        System.arraycopy(start, 0, expected, stride, stride);
        for (int entry = 0; entry < entries; entry++) {
            for (int j = 0; j < columns; j++) {
                float weight = weights[rows.index(entry) * stride + j];
                expected[stride + j] = Math.fma(rows.value(entry), weight, expected[stride + j]);
            }
        }
        for (Kernel kernel : KERNELS) {
            float[] sums = new float[3 * stride];
            Matrix biases = new Matrix(start, 0, 0, 1);
            kernel.sumRows(rows, 1, Matrix.ofRows(weights, columns), biases, sums, stride, columns);
            assertThat(sums).as(kernel.name()).containsExactly(expected);
        }
    }

    @Property(tries = 200)
    void whatIsDoneNumberByNumber(
            @ForAll @IntRange(min = 1, max = 9) int units,
            @ForAll @FloatRange(max = 1) float slope,
            @ForAll @FloatRange(min = -2, max = 2) float factor,
            @ForAll long seed) {
        int length = 16 * units;
        float[] first = random(length + 16, new SplittableRandom(seed));
        float[] second = random(length + 16, new SplittableRandom(seed + 1));
        float[][] results = new float[KERNELS.size()][];
        for (int i = 0; i < results.length; i++) {
            Kernel kernel = KERNELS.get(i);
            float[] outputs = first.clone();
            kernel.bend(outputs, 16, length, slope);
            float[] gradients = second.clone();
            kernel.bendGradients(outputs, gradients, 16, length, slope);
            kernel.addScaled(factor, outputs, 16, gradients, 16, length);
            results[i] = joined(outputs, gradients);
        }
        assertThat(results[0]).containsExactly(results[1]);
        assertThat(results[0][0]).as("what comes before stays").isEqualTo(first[0]);
    }

    @Property(tries = 50)
    void stepsOfAdam(@ForAll @IntRange(min = 1, max = 99) int length, @ForAll long seed) {
        float[][] results = new float[KERNELS.size()][];
        for (int i = 0; i < results.length; i++) {
            SplittableRandom random = new SplittableRandom(seed);
            AdamArrays arrays = new AdamArrays(length + 16);
            System.arraycopy(random(length, random), 0, arrays.values(), 16, length);
            for (int step = 1; step <= 3; step++) {
                System.arraycopy(random(length, random), 0, arrays.gradients(), 16, length);
                Adam.step(step, .05, .1).move(KERNELS.get(i), arrays, 16, length, .25);
            }
            assertThat(arrays.gradients()).containsOnly(0);
            results[i] = joined(arrays.values(), arrays.first(), arrays.second());
        }
        assertThat(results[0]).containsExactly(results[1]);
    }

    @Test
    void strideIsAnOddNumberOfUnits() {
        assertThat(new int[] {1, 16, 17, 32, 33, 48, 256})
                .satisfies(widths -> assertThat(Arrays.stream(widths).map(Kernel::stride))
                        .containsExactly(16, 16, 48, 48, 48, 48, 272));
    }

    /** Random numbers in the columns, zeros in the padding. */
    private static float[] padded(int rows, int columns, SplittableRandom random) {
        int stride = Kernel.stride(columns == 0 ? 1 : columns);
        return padded(rows, columns, stride, random);
    }

    private static float[] padded(int rows, int columns, int stride, SplittableRandom random) {
        float[] matrix = new float[rows * stride];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                matrix[row * stride + column] = (float) random.nextDouble(-2, 2);
            }
        }
        return matrix;
    }

    private static float[] random(int length, SplittableRandom random) {
        return padded(1, length, length, random);
    }

    private static float[] joined(float[]... arrays) {
        int length = Arrays.stream(arrays).mapToInt(array -> array.length).sum();
        float[] all = new float[length];
        int next = 0;
        for (float[] array : arrays) {
            System.arraycopy(array, 0, all, next, array.length);
            next += array.length;
        }
        return all;
    }
}
