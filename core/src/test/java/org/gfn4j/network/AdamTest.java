package org.gfn4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against {@code golden/adam.py}. */
final class AdamTest {
    private static final double RATE = 0.05;
    private static final double DECAY = 0.1;
    private static final double[] START = {0.5, -2.0, 0.0};
    private static final double[][] GRADIENTS = {
        {1.0, -3.0, 0.0}, {0.5, 2.0, 1e-9}, {-1.0, 0.0, 4.0}, {0.25, 1.0, -4.0}, {0.0, 0.0, 0.0}
    };
    private static final double[][] GOLDEN = {
        {0.4475000005, -1.9400000001666666, 0.0},
        {0.39865351914658054, -1.9230739737083553, -0.002457746558072387},
        {0.39112109804870293, -1.9078728644498366, -0.0343861376641564},
        {0.37990851471583537, -1.9017002357823414, -0.032159094116574694},
        {0.3701847150304242, -1.895037393938748, -0.030261259658067072},
    };

    @Test
    void doublePrecisionEqualsNumpy() {
        double[] values = START.clone();
        double[] first = new double[3];
        double[] second = new double[3];
        for (int step = 0; step < GOLDEN.length; step++) {
            double[] gradients = GRADIENTS[step].clone();
            Adam.step(step + 1, RATE, DECAY).move(values, gradients, first, second, 3, 1);
            assertThat(values).as("step %d", step).containsExactly(GOLDEN[step], within(1e-14));
            assertThat(gradients).containsOnly(0);
        }
    }

    @Test
    void singlePrecisionIsClose() {
        AdamArrays arrays = new AdamArrays(16);
        for (int i = 0; i < 3; i++) {
            arrays.values()[i] = (float) START[i];
        }
        for (int step = 0; step < GOLDEN.length; step++) {
            for (int i = 0; i < 3; i++) {
                arrays.gradients()[i] = (float) (4 * GRADIENTS[step][i]);
            }
            Adam.step(step + 1, RATE, DECAY).move(Kernel.chosen(), arrays, 0, 16, 0.25);
            for (int i = 0; i < 3; i++) {
                assertThat((double) arrays.values()[i]).isCloseTo(GOLDEN[step][i], within(1e-6));
            }
            assertThat(arrays.gradients()).containsOnly(0);
        }
    }
}
