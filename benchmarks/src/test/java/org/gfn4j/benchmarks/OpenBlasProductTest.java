package org.gfn4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import org.junit.jupiter.api.Test;

class OpenBlasProductTest {
    private static final ProductShape SHAPE = ProductShape.parse("3x5x7");

    @Test
    void multipliesRowsByColumns() {
        try (OpenBlasProduct product = new OpenBlasProduct(SHAPE)) {
            product.multiply();
            float[] values = product.product();
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 7; column++) {
                    assertThat(values[row * 7 + column]).isEqualTo(sum(row, column), offset(1e-6f));
                }
            }
        }
    }

    private static float sum(int row, int column) {
        float sum = 0;
        for (int k = 0; k < 5; k++) {
            sum += SHAPE.left()[row * 5 + k] * SHAPE.right()[k * 7 + column];
        }
        return sum;
    }

    @Test
    void refusesWhatIsNoShape() {
        for (String text : List.of("", "16x256", "0x1x1", "1x2x3x4", "1x2x-3")) {
            assertThatThrownBy(() -> ProductShape.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("but is '" + text + "'");
        }
    }
}
