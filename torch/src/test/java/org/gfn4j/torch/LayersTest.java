package org.gfn4j.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Layers against plain Java, and their derivatives against differences. */
final class LayersTest {
    private static final double[][] ROWS = {{0.5, -1, 2}, {1.5, 0.25, -0.75}, {-2, 1, 0}, {0.1, 0.2, 0.3}};

    private final SplittableRandom generator = new SplittableRandom(1);

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static NativeTensor tensor(double[][] rows) {
        double[] flat = new double[rows.length * rows[0].length];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, flat, row * rows[0].length, rows[0].length);
        }
        return NativeTensor.of(flat, rows.length, rows[0].length);
    }

    private static double[][] matrix(Layer layer, String name) {
        NativeTensor weight = layer.weights().get(name);
        double[] flat = weight.doubles();
        int columns = weight.shape().length == 1 ? 1 : (int) weight.size(1);
        double[][] rows = new double[flat.length / columns][columns];
        for (int i = 0; i < flat.length; i++) {
            rows[i / columns][i % columns] = flat[i];
        }
        return rows;
    }

    private static double[] affine(double[][] weight, double[][] bias, double[] input) {
        double[] result = new double[weight.length];
        for (int out = 0; out < result.length; out++) {
            result[out] = bias[out][0];
            for (int in = 0; in < input.length; in++) {
                result[out] += weight[out][in] * input[in];
            }
        }
        return result;
    }

    private static void assertRows(NativeTensor found, double[][] expected) {
        double[] values = found.doubles();
        assertThat(found.shape()).containsExactly(expected.length, expected[0].length);
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i])
                    .as("number %d", i)
                    .isCloseTo(expected[i / expected[0].length][i % expected[0].length], within(1e-12));
        }
    }

    @Test
    void linear() {
        Linear layer = new Linear(3, 2, Precision.DOUBLE, generator);
        double[][] expected = new double[ROWS.length][];
        for (int row = 0; row < ROWS.length; row++) {
            expected[row] = affine(matrix(layer, "weight"), matrix(layer, "bias"), ROWS[row]);
        }
        try (NativeScope scope = NativeScope.open()) {
            assertRows(layer.apply(tensor(ROWS)), expected);
        }
        Differences.check(tensorValues(), x -> layer.apply(x), ROWS.length, 3);
        Differences.checkWeights(Map.of("layer", layer), () -> layer.apply(tensor(ROWS)));
    }

    private static double[] tensorValues() {
        try (NativeScope scope = NativeScope.open()) {
            return tensor(ROWS).doubles();
        }
    }

    @Test
    void embedding() {
        Embedding layer = new Embedding(4, 3, Precision.DOUBLE, generator);
        double[][] weight = matrix(layer, "weight");
        try (NativeScope scope = NativeScope.open()) {
            assertRows(layer.apply(NativeTensor.indices(2, 0, 2)), new double[][] {weight[2], weight[0], weight[2]});
        }
        Differences.checkWeights(Map.of("layer", layer), () -> layer.apply(NativeTensor.indices(2, 0, 2)));
    }

    private static double[] gru(GruCell layer, double[] input, double[] hidden) {
        double[] fromInput = affine(matrix(layer, "weight_ih"), matrix(layer, "bias_ih"), input);
        double[] fromHidden = affine(matrix(layer, "weight_hh"), matrix(layer, "bias_hh"), hidden);
        int width = hidden.length;
        double[] next = new double[width];
        for (int i = 0; i < width; i++) {
            double r = sigmoid(fromInput[i] + fromHidden[i]);
            double z = sigmoid(fromInput[width + i] + fromHidden[width + i]);
            double n = Math.tanh(fromInput[2 * width + i] + r * fromHidden[2 * width + i]);
            next[i] = (1 - z) * n + z * hidden[i];
        }
        return next;
    }

    @Test
    void gruCell() {
        GruCell layer = new GruCell(3, 2, Precision.DOUBLE, generator);
        double[][] hidden = {{1, -1}, {0.5, 0}, {0, 0.25}, {-0.5, 2}};
        double[][] expected = new double[ROWS.length][];
        for (int row = 0; row < ROWS.length; row++) {
            expected[row] = gru(layer, ROWS[row], hidden[row]);
        }
        try (NativeScope scope = NativeScope.open()) {
            assertRows(layer.apply(tensor(ROWS), tensor(hidden)), expected);
        }
        Differences.checkWeights(Map.of("layer", layer), () -> layer.apply(tensor(ROWS), tensor(hidden)));
    }

    private static double[][] lstm(LstmCell layer, double[] input, double[] hidden, double[] memory) {
        double[] fromInput = affine(matrix(layer, "weight_ih"), matrix(layer, "bias_ih"), input);
        double[] fromHidden = affine(matrix(layer, "weight_hh"), matrix(layer, "bias_hh"), hidden);
        int width = hidden.length;
        double[][] next = new double[2][width];
        for (int i = 0; i < width; i++) {
            double in = sigmoid(fromInput[i] + fromHidden[i]);
            double forget = sigmoid(fromInput[width + i] + fromHidden[width + i]);
            double candidate = Math.tanh(fromInput[2 * width + i] + fromHidden[2 * width + i]);
            double out = sigmoid(fromInput[3 * width + i] + fromHidden[3 * width + i]);
            next[1][i] = forget * memory[i] + in * candidate;
            next[0][i] = out * Math.tanh(next[1][i]);
        }
        return next;
    }

    @Test
    void lstmCell() {
        LstmCell layer = new LstmCell(3, 2, Precision.DOUBLE, generator);
        double[][] hidden = {{1, -1}};
        double[][] memory = {{0.5, -0.25}};
        double[][] input = {ROWS[0]};
        double[][] expected = lstm(layer, input[0], hidden[0], memory[0]);
        try (NativeScope scope = NativeScope.open()) {
            LstmCell.State next = layer.apply(tensor(input), new LstmCell.State(tensor(hidden), tensor(memory)));
            assertRows(next.hidden(), new double[][] {expected[0]});
            assertRows(next.memory(), new double[][] {expected[1]});
        }
        Differences.checkWeights(
                Map.of("layer", layer),
                () -> layer.apply(tensor(input), new LstmCell.State(tensor(hidden), tensor(memory)))
                        .hidden());
    }

    @Test
    void edgeConditionedMessages() {
        EdgeConditionedMessages layer = new EdgeConditionedMessages(3, 2, Precision.DOUBLE, generator);
        double[][][] matrices = {{{1, 2}, {3, 4}, {5, 6}}, {{-1, 0}, {0.5, 1}, {2, -2}}, {{9, 9}, {9, 9}, {9, 9}}};
        int[] from = {0, 1, 2, 3, 0, 0};
        int[] to = {1, 0, 1, 1, 3, 3};
        int[] kind = {1, 0, 0, 1, 1, 0};
        double[][] expected = new double[ROWS.length][];
        int[] degrees = new int[ROWS.length];
        for (int row = 0; row < ROWS.length; row++) {
            expected[row] = affine(matrix(layer, "lin.weight"), matrix(layer, "bias"), ROWS[row]);
        }
        for (int node : to) {
            degrees[node]++;
        }
        for (int edge = 0; edge < from.length; edge++) {
            for (int out = 0; out < 2; out++) {
                for (int in = 0; in < 3; in++) {
                    expected[to[edge]][out] += ROWS[from[edge]][in] * matrices[kind[edge]][in][out] / degrees[to[edge]];
                }
            }
        }
        double[] flat = new double[18];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = matrices[i / 6][i / 2 % 3][i % 2];
        }
        try (NativeScope scope = NativeScope.open()) {
            Edges edges = new Edges(4, 3, from, to, kind);
            assertRows(layer.apply(tensor(ROWS), NativeTensor.of(flat, 3, 3, 2), edges), expected);
            Differences.check(flat, m -> layer.apply(tensor(ROWS), m, edges), 3, 3, 2);
            Differences.check(tensorValues(), x -> layer.apply(x, NativeTensor.of(flat, 3, 3, 2), edges), 4, 3);
            Differences.checkWeights(
                    Map.of("layer", layer), () -> layer.apply(tensor(ROWS), NativeTensor.of(flat, 3, 3, 2), edges));
        }
    }

    @Test
    void nodesWithoutEdgesKeepOnlyTheirOwnPart() {
        EdgeConditionedMessages layer = new EdgeConditionedMessages(3, 2, Precision.DOUBLE, generator);
        try (NativeScope scope = NativeScope.open()) {
            Edges none = new Edges(1, 1, new int[0], new int[0], new int[0]);
            NativeTensor result =
                    layer.apply(tensor(new double[][] {ROWS[0]}), NativeTensor.zeros(Precision.DOUBLE, 1, 3, 2), none);
            assertRows(result, new double[][] {affine(matrix(layer, "lin.weight"), matrix(layer, "bias"), ROWS[0])});
        }
    }

    @Test
    void edgeMatricesAreOfTheirKinds() {
        EdgeMatrices matrices = new EdgeMatrices(2, 3, 4, Precision.DOUBLE, generator);
        EdgeConditionedMessages layer = new EdgeConditionedMessages(3, 4, Precision.DOUBLE, generator);
        assertThat(matrices.weight().shape()).containsExactly(2, 3, 4);
        assertThat(DoubleStream.of(matrices.weight().doubles()).map(Math::abs)).allMatch(x -> x <= 1 / Math.sqrt(3));
        Differences.checkWeights(
                Map.of("matrices", matrices, "messages", layer),
                () -> layer.apply(
                        tensor(ROWS),
                        matrices.weight(),
                        new Edges(4, 2, new int[] {0, 1, 2}, new int[] {1, 0, 1}, new int[] {1, 0, 0})));
    }

    @Test
    void edgesOutOfRangeAreRefused() {
        try (NativeScope scope = NativeScope.open()) {
            assertThatThrownBy(() -> new Edges(2, 1, new int[] {0}, new int[] {2}, new int[] {0}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("node must be in [0, 2), but is 2");
            assertThatThrownBy(() -> new Edges(2, 1, new int[] {0}, new int[] {1}, new int[] {1}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("kind must be in [0, 1), but is 1");
        }
    }

    @Test
    void set2Set() {
        Set2Set layer = new Set2Set(3, 2, Precision.DOUBLE, generator);
        int[] offsets = {0, 3, 3, 4};
        double[][] expected = new double[3][];
        try (NativeScope scope = NativeScope.open()) {
            LstmCell lstm = new LstmCell(6, 3, Precision.DOUBLE, generator);
            copy(layer, lstm);
            for (int set = 0; set < 3; set++) {
                expected[set] = set2Set(lstm, offsets[set], offsets[set + 1]);
            }
            assertRows(layer.apply(tensor(ROWS), new Segments(offsets)), expected);
        }
        Differences.check(tensorValues(), x -> layer.apply(x, new Segments(offsets)), 4, 3);
        Differences.checkWeights(Map.of("layer", layer), () -> layer.apply(tensor(ROWS), new Segments(offsets)));
    }

    private static void copy(Set2Set from, LstmCell to) {
        to.weights()
                .forEach((name, weight) -> weight.pointer()
                        .copy_(from.weights().get("lstm." + name).pointer()));
    }

    private static double[] set2Set(LstmCell lstm, int start, int end) {
        double[] q = new double[3];
        double[] c = new double[3];
        double[] star = new double[6];
        for (int step = 0; step < 2; step++) {
            double[][] next = lstm(lstm, star, q, c);
            q = next[0];
            c = next[1];
            double total = 0;
            double[] read = new double[3];
            for (int row = start; row < end; row++) {
                double dot = 0;
                for (int i = 0; i < 3; i++) {
                    dot += ROWS[row][i] * q[i];
                }
                total += Math.exp(dot);
                for (int i = 0; i < 3; i++) {
                    read[i] += Math.exp(dot) * ROWS[row][i];
                }
            }
            for (int i = 0; i < 3; i++) {
                star[i] = q[i];
                star[3 + i] = total == 0 ? 0 : read[i] / total;
            }
        }
        return star;
    }

    @Test
    void weightsAreDrawnWithinTheUsualBounds() {
        GruCell cell = new GruCell(5, 16, Precision.SINGLE, generator);
        Linear linear = new Linear(25, 100, Precision.SINGLE, generator);
        cell.weights()
                .forEach((name, weight) -> assertThat(largest(weight)).as(name).isBetween(0.2, 0.25));
        assertThat(largest(linear.weight())).isBetween(0.19, 0.2);
        assertThat(linear.weight().shape()).containsExactly(100, 25);
    }

    private static double largest(NativeTensor weight) {
        return DoubleStream.of(weight.doubles()).map(Math::abs).max().orElseThrow();
    }
}
