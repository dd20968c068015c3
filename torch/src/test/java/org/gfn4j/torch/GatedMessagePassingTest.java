package org.gfn4j.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values and derivatives written by hand against libtorch's own record of the same layers. */
final class GatedMessagePassingTest {
    private static final int KINDS = 4;
    private static final double SLOPE = 0.01;

    /** Chains of three nodes, the last of them without its bonds, so that one node may have no neighbour. */
    private static Bonds chains(int nodes) {
        int[] offsets = new int[nodes + 1];
        int[] sources = new int[2 * nodes];
        int edges = 0;
        for (int node = 0; node < nodes; node++) {
            boolean alone = node >= nodes - nodes % 3;
            if (!alone && node % 3 > 0) {
                sources[edges++] = node - 1;
            }
            if (!alone && node % 3 < 2) {
                sources[edges++] = node + 1;
            }
            offsets[node + 1] = edges;
        }
        int[] from = new int[edges];
        int[] sourceEnds = new int[edges];
        int[] targetEnds = new int[edges];
        for (int edge = 0; edge < edges; edge++) {
            from[edge] = sources[edge];
            sourceEnds[edge] = (3 * edge + 1) % KINDS;
            targetEnds[edge] = edge * edge % KINDS;
        }
        return new Bonds(offsets, from, sourceEnds, targetEnds);
    }

    private static NativeTensor recorded(
            NativeTensor start, Bonds bonds, OuterProductMessages messages, GruCell gru, int steps) {
        Map<String, NativeTensor> weights = messages.weights();
        NativeTensor ends = weights.get("ends.weight");
        NativeTensor nodes = start;
        int[] targets = bonds.targets();
        double[] inverse = new double[targets.length];
        for (int edge = 0; edge < inverse.length; edge++) {
            int target = targets[edge];
            inverse[edge] = 1.0 / (bonds.offsets()[target + 1] - bonds.offsets()[target]);
        }
        for (int step = 0; step < steps; step++) {
            NativeTensor passed = nodes.linear(weights.get("lin.weight"), weights.get("bias"));
            if (bonds.size() > 0) {
                NativeTensor projections = nodes.rows(NativeTensor.indices(bonds.sources()))
                        .times(ends.rows(NativeTensor.indices(bonds.sourceEnds())))
                        .sum(1)
                        .times(NativeTensor.of(inverse, inverse.length))
                        .reshape(-1, 1);
                passed = passed.addRows(
                        NativeTensor.indices(bonds.targets()),
                        ends.rows(NativeTensor.indices(bonds.targetEnds())).times(projections));
            }
            nodes = gru.apply(passed.leakyRelu(SLOPE), nodes);
        }
        return nodes;
    }

    @ParameterizedTest
    @CsvSource({"5, 7, 3", "300, 20, 2", "300, 2, 1", "6, 1, 4", "40, 3000, 1"})
    void equalsWhatLibtorchRecords(int width, int nodes, int steps) {
        SplittableRandom random = new SplittableRandom(width + nodes);
        OuterProductMessages messages = new OuterProductMessages(KINDS, width, Precision.DOUBLE, random);
        GruCell gru = new GruCell(width, width, Precision.DOUBLE, random);
        Map<String, Layer> layers = new LinkedHashMap<>();
        layers.put("messages", messages);
        layers.put("gru", gru);
        Bonds bonds = chains(nodes);
        double[] start = random.doubles((long) nodes * width, -1, 1).toArray();
        double[] weighting = random.doubles((long) nodes * width, -1, 1).toArray();
        GatedMessagePassing passing = new GatedMessagePassing(messages, gru, steps, SLOPE);
        try (TorchParameters parameters = new TorchParameters("network", Map.of("all", () -> Layer.join(layers)));
                NativeScope scope = NativeScope.open()) {
            NativeTensor ofRecord = NativeTensor.of(start, nodes, width).requireGradient();
            NativeTensor expected = recorded(ofRecord, bonds, messages, gru, steps);
            expected.backward(NativeTensor.of(weighting, nodes, width));
            double[] gradients = gradients(parameters);

            NativeTensor byHand = NativeTensor.of(start, nodes, width).requireGradient();
            GatedMessagePassing.Passed passed = passing.apply(byHand, bonds);
            passed.nodes().backward(NativeTensor.of(weighting, nodes, width));
            passed.backward();

            assertClose(passed.nodes().doubles(), expected.doubles());
            assertClose(byHand.gradient().doubles(), ofRecord.gradient().doubles());
            double[] twice = gradients(parameters);
            for (int i = 0; i < twice.length; i++) {
                twice[i] -= gradients[i];
            }
            assertClose(twice, gradients);
            try (NativeScope none = NativeScope.withoutGradient()) {
                assertClose(passing.apply(byHand, bonds).nodes().doubles(), expected.doubles());
            }
            assertThat(byHand.doubles()).containsExactly(start);
        }
    }

    private static double[] gradients(TorchParameters parameters) {
        var group = parameters.groups().get(0);
        double[] gradients = new double[(int) group.size()];
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] = group.gradient(i);
        }
        return gradients;
    }

    private static void assertClose(double[] found, double[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).as("number %d", i).isCloseTo(expected[i], within(1e-11 * (1 + Math.abs(expected[i]))));
        }
    }

    @Test
    void bondsMustFitEachOther() {
        assertThatThrownBy(() -> new Bonds(new int[] {0, 1}, new int[] {0}, new int[0], new int[] {0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 sources, 0 and 1 ends");
        assertThat(new Bonds(new int[] {0, 2, 3}, new int[] {1, 1, 0}, new int[3], new int[3]).targets())
                .isEqualTo(List.of(0, 0, 1).stream().mapToInt(i -> i).toArray());
    }
}
