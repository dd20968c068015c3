package org.gfn4j.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Against {@code golden/perceptron.py}. */
final class MlpTest {

    private static double[] goldenOutputs(Activation activation) {
        return switch (activation) {
            case RELU ->
                new double[] {
                    -0.14590458646256785, -0.3264720538093335, -0.34635144823132247,
                    -0.14595866586229542, -0.32671957347534375, -0.34667058009999385
                };
            case LEAKY_RELU ->
                new double[] {
                    -0.1446044249011135, -0.32491608019988955, -0.34530550576905994,
                    -0.14481665847193073, -0.3255182440363378, -0.34600121754580737
                };
            case ELU ->
                new double[] {
                    -0.028601460414352853, -0.1872924109872135, -0.25379888131495315,
                    -0.06737417005264104, -0.24729232822237807, -0.3054943174046695
                };
        };
    }

    /** Sum and sum of squares of the gradients of each layer. */
    private static double[][] goldenGradients(Activation activation) {
        return switch (activation) {
            case RELU ->
                new double[][] {
                    {-0.07874948492542513, 0.002067160458673253},
                    {0.059543172688897694, 0.10463782466531135},
                    {-0.4344682843992722, 5.134816255500106}
                };
            case LEAKY_RELU ->
                new double[][] {
                    {-0.0789935736780043, 0.0021363385373980226},
                    {0.05968786202492238, 0.10466732620082914},
                    {-0.43297138442570327, 5.137230524814825}
                };
            case ELU ->
                new double[][] {
                    {-0.023215457855483977, 0.0457412044497824},
                    {0.04530962976513747, 0.2856591530495864},
                    {-0.29822147034309476, 6.180577773980362}
                };
        };
    }

    static Stream<Arguments> activationsAndKernels() {
        return Stream.of(Activation.values())
                .flatMap(activation -> Stream.of(new ScalarKernel(), new VectorKernel())
                        .map(kernel -> Arguments.of(activation, kernel.name(), kernel)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("activationsAndKernels")
    void outputsAndGradientsEqualNumpy(Activation activation, String name, Kernel kernel) {
        Mlp mlp = new Mlp(5, 4, 2, 3, activation, new SplittableRandom(0), Workers.CALLER, kernel);
        List<DenseLayer> layers = new ArrayList<>(mlp.hidden());
        layers.add(mlp.output());
        for (int layer = 0; layer < 3; layer++) {
            DenseLayer each = layers.get(layer);
            for (int index = 0; index < each.size(); index++) {
                int i = index / each.outputs();
                int j = index % each.outputs();
                each.setValue(index, (float) (Math.sin(1 + 3 * i + 7 * j + 11 * layer) / 2));
            }
        }
        Mlp.Pass pass = mlp.pass();
        pass.start(true);
        SparseRows inputs = pass.inputs();
        inputs.add(0, 1);
        inputs.add(3, 1);
        inputs.endRow();
        inputs.add(2, -0.5f);
        inputs.add(3, 1);
        inputs.add(4, 2);
        inputs.endRow();

        pass.evaluate();
        pass.clearOutputGradients();
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 3; column++) {
                assertThat((double) pass.output(row, column))
                        .isCloseTo(goldenOutputs(activation)[3 * row + column], within(1e-6));
                pass.addOutputGradient(row, column, (float) Math.cos(1 + row + 2 * column));
            }
        }

        pass.backward();
        for (int layer = 0; layer < 3; layer++) {
            double sum = 0;
            double squares = 0;
            for (int index = 0; index < layers.get(layer).size(); index++) {
                float gradient = layers.get(layer).gradient(index);
                sum += gradient;
                squares += (double) gradient * gradient;
            }
            assertThat(sum).isCloseTo(goldenGradients(activation)[layer][0], within(2e-6));
            assertThat(squares).isCloseTo(goldenGradients(activation)[layer][1], within(1e-5));
            assertThat(layers.get(layer).squaredGradientNorm()).isCloseTo(squares, within(1e-12));
        }
    }

    @Test
    void sparseRowsGrow() {
        SparseRows rows = new SparseRows();
        for (int row = 0; row < 1000; row++) {
            for (int entry = 0; entry < row % 5; entry++) {
                rows.add(entry, row);
            }
            rows.endRow();
        }
        assertThat(rows.rows()).isEqualTo(1000);
        for (int row = 0; row < 1000; row++) {
            assertThat(rows.end(row) - rows.start(row)).isEqualTo(row % 5);
            for (int entry = rows.start(row); entry < rows.end(row); entry++) {
                assertThat(rows.index(entry)).isEqualTo(entry - rows.start(row));
                assertThat(rows.value(entry)).isEqualTo(row);
            }
        }
    }

    @Test
    void shapesAreChecked() {
        assertThatThrownBy(() -> new Mlp(5, 0, 2, 3, Activation.RELU, new SplittableRandom(0), Workers.CALLER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("hiddenWidth must be at least 1, but is 0");
    }
}
