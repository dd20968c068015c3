package org.gfn4j.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.gfn4j.model.ParameterGroup;
import org.gfn4j.model.StepSettings;
import org.gfn4j.network.Adam;
import org.gfn4j.storage.FloatTensor;
import org.gfn4j.storage.Safetensors;
import org.gfn4j.storage.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Moving, keeping and restoring what a network on libtorch learns. */
final class TorchParametersTest {
    private static final Map<String, StepSettings> SETTINGS =
            Map.of("trunk", new StepSettings(0.01, 0.1), "heads", new StepSettings(0.1, 0));

    /** Two layers with more weights than one chunk holds. */
    private record Network(GruCell trunk, Linear heads, TorchParameters parameters) implements AutoCloseable {

        static Network of(Precision precision, long seed) {
            SplittableRandom generator = new SplittableRandom(seed);
            GruCell trunk = new GruCell(50, 40, precision, generator);
            Linear heads = new Linear(40, 2, precision, generator);
            Map<String, Layer> layers = new LinkedHashMap<>();
            layers.put("trunk", trunk);
            layers.put("heads", heads);
            return new Network(trunk, heads, new TorchParameters("network", layers));
        }

        void backward(int step) {
            try (NativeScope scope = NativeScope.open()) {
                double[] input = new SplittableRandom(step).doubles(150, -1, 1).toArray();
                NativeTensor inputs =
                        NativeTensor.of(trunk.weights().get("bias_ih").precision(), input, 3, 50);
                NativeTensor hidden = trunk.apply(inputs, inputs.narrow(1, 0, 40));
                heads.apply(hidden).square().sum().backward();
            }
        }

        void train(int steps) {
            for (int step = 0; step < steps; step++) {
                backward(step);
                parameters.step(SETTINGS, 1);
            }
        }

        @Override
        public void close() {
            parameters.close();
        }
    }

    private static double[] gradients(ParameterGroup group) {
        double[] gradients = new double[(int) group.size()];
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] = group.gradient(i);
        }
        return gradients;
    }

    private static double[] values(ParameterGroup group) {
        double[] values = new double[(int) group.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = group.value(i);
        }
        return values;
    }

    @Test
    void groupsAndTensorsAreNamed() {
        try (Network network = Network.of(Precision.SINGLE, 1)) {
            assertThat(network.parameters().groups())
                    .extracting(ParameterGroup::name)
                    .containsExactly("trunk", "heads");
            assertThat(network.parameters().values().keySet())
                    .containsExactly(
                            "trunk.weight_ih",
                            "trunk.weight_hh",
                            "trunk.bias_ih",
                            "trunk.bias_hh",
                            "heads.weight",
                            "heads.bias");
            assertThat(network.parameters().group("heads").size()).isEqualTo(82);
        }
    }

    @Test
    void singlePrecisionMovesAsCoreDoes() {
        try (Network network = Network.of(Precision.SINGLE, 1)) {
            for (ParameterGroup group : network.parameters().groups()) {
                int size = (int) group.size();
                float[] expected = floats(values(group));
                float[] first = new float[size];
                float[] second = new float[size];
                StepSettings settings = SETTINGS.get(group.name());
                for (int step = 1; step <= 3; step++) {
                    network.backward(step);
                    Adam.step(step, settings.learningRate(), settings.weightDecay())
                            .move(expected, floats(gradients(group)), first, second, 0.5);
                    Map<String, StepSettings> only = new LinkedHashMap<>(SETTINGS);
                    only.replaceAll((name, own) -> name.equals(group.name()) ? own : new StepSettings(0, 0));
                    network.parameters().step(only, 0.5);
                    assertThat(floats(values(group))).isEqualTo(expected);
                    assertThat(gradients(group)).containsOnly(0);
                }
                network.parameters()
                        .restoreOptimiser(
                                Network.of(Precision.SINGLE, 2).parameters().optimiserState());
            }
        }
    }

    private static float[] floats(double[] values) {
        float[] single = new float[values.length];
        for (int i = 0; i < single.length; i++) {
            single[i] = (float) values[i];
        }
        return single;
    }

    @Test
    void doublePrecisionMovesAsCoreDoes() {
        try (Network network = Network.of(Precision.DOUBLE, 1)) {
            ParameterGroup group = network.parameters().group("trunk");
            int size = (int) group.size();
            double[] expected = values(group);
            double[] first = new double[size];
            double[] second = new double[size];
            for (int step = 1; step <= 3; step++) {
                network.backward(step);
                Adam.step(step, 0.01, 0.1).move(expected, gradients(group), first, second, size, 1);
                network.parameters().step(SETTINGS, 1);
                assertThat(values(group)).isEqualTo(expected);
            }
        }
    }

    @Test
    void backwardPassesAddUpUntilAStep() {
        try (Network network = Network.of(Precision.DOUBLE, 1)) {
            ParameterGroup group = network.parameters().group("heads");
            network.backward(1);
            double[] once = gradients(group);
            double norm = network.parameters().gradientNorm();
            network.backward(1);
            double[] twice = gradients(group);
            for (int i = 0; i < once.length; i++) {
                assertThat(twice[i]).isCloseTo(2 * once[i], within(1e-12 * Math.abs(once[i])));
            }
            assertThat(network.parameters().gradientNorm()).isCloseTo(2 * norm, within(1e-9 * norm));
            double squares = 0;
            for (ParameterGroup each : network.parameters().groups()) {
                for (double gradient : gradients(each)) {
                    squares += gradient * gradient;
                }
            }
            assertThat(2 * norm).isCloseTo(Math.sqrt(squares), within(1e-9 * norm));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRestoredNetworkGoesOnBitForBit(Precision precision, @TempDir Path folder) throws IOException {
        Path values = folder.resolve("values");
        Path state = folder.resolve("state");
        try (Network network = Network.of(precision, 1);
                Network other = Network.of(precision, 2)) {
            network.train(3);
            Safetensors.write(values, network.parameters().values(), Map.of());
            Safetensors.write(state, network.parameters().optimiserState(), Map.of());
            other.backward(5);
            other.parameters().restore(Safetensors.read(values).tensors());
            other.parameters().restoreOptimiser(Safetensors.read(state).tensors());
            assertThat(other.parameters().gradientNorm()).isZero();
            network.train(3);
            other.train(3);
            assertThat(other.parameters().values())
                    .isEqualTo(network.parameters().values());
            assertThat(other.parameters().optimiserState())
                    .isEqualTo(network.parameters().optimiserState());
        }
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        try (Network network = Network.of(Precision.SINGLE, 1);
                Network again = Network.of(Precision.SINGLE, 1)) {
            network.train(5);
            again.train(5);
            assertThat(again.parameters().values())
                    .isEqualTo(network.parameters().values());
        }
    }

    @Test
    void whatDoesNotFitIsRefusedAndChangesNothing() {
        try (Network network = Network.of(Precision.SINGLE, 1)) {
            network.train(1);
            TorchParameters parameters = network.parameters();
            Map<String, Tensor> before = parameters.values();
            Map<String, Tensor> state = parameters.optimiserState();

            Map<String, Tensor> less = new LinkedHashMap<>(
                    Network.of(Precision.SINGLE, 2).parameters().values());
            less.remove("heads.bias");
            assertThatThrownBy(() -> parameters.restore(less))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the tensor 'heads.bias' must be F32 [2], but is missing");
            Map<String, Tensor> other =
                    Network.of(Precision.DOUBLE, 2).parameters().values();
            assertThatThrownBy(() -> parameters.restore(other))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the tensor 'trunk.weight_ih' must be F32 [120, 50], but is F64 [120, 50]");
            Map<String, Tensor> negative = new LinkedHashMap<>(state);
            negative.put("steps.network", Tensor.of(new long[] {-1}, 1));
            assertThatThrownBy(() -> parameters.restoreOptimiser(negative))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("steps.network must be at least 0, but is -1");
            assertThatThrownBy(() -> parameters.step(Map.of("trunk", new StepSettings(1, 0)), 1))
                    .isInstanceOf(IllegalArgumentException.class);

            assertThat(parameters.values()).isEqualTo(before);
            assertThat(parameters.optimiserState()).isEqualTo(state);
        }
    }

    @Test
    void oneApproachesAnother() {
        try (Network network = Network.of(Precision.SINGLE, 1);
                Network other = Network.of(Precision.SINGLE, 2);
                Network different = Network.of(Precision.DOUBLE, 2)) {
            float[] from = ((FloatTensor) network.parameters().values().get("heads.bias")).values();
            float[] to = ((FloatTensor) other.parameters().values().get("heads.bias")).values();
            network.parameters().approach(other.parameters(), 0.25);
            float[] between = ((FloatTensor) network.parameters().values().get("heads.bias")).values();
            for (int i = 0; i < from.length; i++) {
                assertThat(between[i]).isCloseTo(from[i] + 0.25f * (to[i] - from[i]), within(1e-7f));
            }
            network.parameters().approach(other.parameters(), 1);
            assertThat(network.parameters().values())
                    .isEqualTo(other.parameters().values());
            assertThatThrownBy(() -> network.parameters().approach(other.parameters(), 1.5))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> network.parameters().approach(different.parameters(), 0.5))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("parameters can only approach those of the same engine");
        }
    }

    @Test
    void changesAreCounted() {
        try (Network network = Network.of(Precision.SINGLE, 1)) {
            long version = network.parameters().version();
            network.train(1);
            assertThat(network.parameters().version()).isNotEqualTo(version);
        }
    }

    @Test
    void parametersWithoutWeightsAreRefused() {
        Map<String, Layer> empty = Map.of("nothing", () -> Map.of());
        assertThatThrownBy(() -> new TorchParameters("network", empty)).isInstanceOf(IllegalArgumentException.class);
    }
}
