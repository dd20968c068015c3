package org.gfn4j.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Every product against one sum after the other with fused multiply-add: equal to the bit. */
final class MatricesTest {

    @Property(tries = 200)
    void productsOfAnyShape(
            @ForAll @IntRange(max = 9) int rows,
            @ForAll @IntRange(max = 11) int inner,
            @ForAll @IntRange(min = 1, max = 40) int columns,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] left = matrix(rows, inner, random);
        float[][] right = matrix(inner, columns, random);
        float[][] start = matrix(rows, columns, random);
        float[][] expected = new float[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                float sum = start[i][j];
                for (int k = 0; k < inner; k++) {
                    sum = Math.fma(left[i][k], right[k][j], sum);
                }
                expected[i][j] = sum;
            }
        }

        float[][] product = copy(start);
        Matrices.addProduct(left, right, inner, product);
        assertThat(product).isDeepEqualTo(expected);

        float[][] transposedProduct = copy(start);
        Matrices.addTransposedProduct(Matrices.transpose(left, rows, inner), right, rows, transposedProduct);
        assertThat(transposedProduct).isDeepEqualTo(expected);
    }

    private static float[][] matrix(int rows, int columns, SplittableRandom random) {
        float[][] matrix = new float[rows][columns];
        for (float[] row : matrix) {
            for (int i = 0; i < columns; i++) {
                row[i] = (float) random.nextDouble(-2, 2);
            }
        }
        return matrix;
    }

    private static float[][] copy(float[][] matrix) {
        float[][] copy = matrix.clone();
        for (int i = 0; i < copy.length; i++) {
            copy[i] = matrix[i].clone();
        }
        return copy;
    }
}
