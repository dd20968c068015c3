package org.gfn4j.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TensorTest {

    @Test
    void tensorsAreEqualByTypeShapeAndNumbers() {
        Tensor tensor = Tensor.of(new float[] {1, Float.NaN}, 2);
        assertThat(tensor)
                .isEqualTo(Tensor.of(new float[] {1, Float.NaN}, 2))
                .hasSameHashCodeAs(Tensor.of(new float[] {1, Float.NaN}, 2))
                .isNotEqualTo(Tensor.of(new float[] {1, Float.NaN}, 1, 2))
                .isNotEqualTo(Tensor.of(new float[] {1, 0}, 2))
                .isNotEqualTo(Tensor.of(new double[] {1, Double.NaN}, 2));
        assertThat(Tensor.of(new double[] {0.0}, 1)).isNotEqualTo(Tensor.of(new double[] {-0.0}, 1));
        assertThat(Tensor.of(new long[] {7}))
                .isEqualTo(Tensor.of(new long[] {7}))
                .hasToString("I64 []");
        assertThat(tensor).hasToString("F32 [2]");
    }

    @Test
    void theFormIsTypeAndShape() {
        Tensor tensor = Tensor.of(new double[] {1, 2}, 2, 1);
        assertThat(tensor.hasFormOf(Tensor.of(new double[] {3, 4}, 2, 1))).isTrue();
        assertThat(tensor.hasFormOf(Tensor.of(new double[] {1, 2}, 2))).isFalse();
        assertThat(tensor.hasFormOf(Tensor.of(new long[] {1, 2}, 2, 1))).isFalse();
    }

    @Test
    void theShapeMustFitTheNumbers() {
        assertThat(Tensor.of(new long[0], 3, 0, Long.MAX_VALUE, Long.MAX_VALUE).size())
                .isZero();
        assertThatThrownBy(() -> Tensor.of(new float[5], 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a tensor of shape [2, 3] must have 6 numbers, but has 5");
        assertThatThrownBy(() -> Tensor.of(new double[1], -1, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the extents of a shape must be at least 0, but it is [-1, -1]");
        assertThatThrownBy(() -> new LongTensor(List.of(1L << 32, 1L << 32), new long[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a tensor of shape [4294967296, 4294967296] must have more numbers than fit into an array,"
                        + " but has 0");
    }
}
