package org.gfn4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.EpisodeEnd;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridEncoder;
import org.gfn4j.hypergrid.HypergridReward;
import org.gfn4j.network.Activation;
import org.gfn4j.objective.TrajectoryBalance;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.sampling.TrajectorySource;
import org.gfn4j.storage.DoubleTensor;
import org.gfn4j.storage.FloatTensor;
import org.gfn4j.storage.Safetensors;
import org.gfn4j.storage.Tensor;
import org.gfn4j.testing.Diamond;
import org.gfn4j.testing.Diamond.Place;
import org.gfn4j.training.Trainer;
import org.gfn4j.training.TrainingSettings;
import org.gfn4j.trajectory.ScoreGradients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keeping, restoring and approaching what a model has learned. */
final class ParametersTest {
    private static final Hypergrid GRID = new Hypergrid(2, 8, EpisodeEnd.FREE);

    enum Engine {
        PERCEPTRON {
            @Override
            DiscreteFlowModel<Cell> model(int seed) {
                return perceptron(8, 2, seed);
            }
        },
        TABLE {
            @Override
            DiscreteFlowModel<Cell> model(int seed) {
                return new TabularFlowModel<>(GRID, BackwardPolicy.LEARNED);
            }
        };

        abstract DiscreteFlowModel<Cell> model(int seed);
    }

    private static DiscreteFlowModel<Cell> perceptron(int width, int layers, int seed) {
        return new MlpFlowModel<>(
                GRID,
                new HypergridEncoder(GRID),
                BackwardPolicy.LEARNED,
                new MlpFlowModel.Shape(width, layers, Activation.RELU),
                new SplittableRandom(seed));
    }

    private static void train(FlowModel<Cell> model, long iterations, long seed) {
        new Trainer<>(
                        model,
                        new TrajectoryBalance(),
                        source(model, seed),
                        TrainingSettings.of(iterations).withLearningRate(0.01))
                .run();
    }

    private static TrajectorySource<Cell> source(FlowModel<Cell> model, long seed) {
        LogReward<Cell> logReward = new LogReward<>(Reward.of(HypergridReward.corners(GRID, 0.1, 0.5, 2)));
        return TrajectorySource.onPolicy(new Sampler<>(model, logReward), 8, new RandomStreams(seed));
    }

    private static DiscreteFlowModel<Cell> trained(Engine engine, int seed) {
        DiscreteFlowModel<Cell> model = engine.model(seed);
        train(model, 20, seed);
        return model;
    }

    /** A model of the engine that the state of another fits. */
    private static DiscreteFlowModel<Cell> twin(Engine engine, DiscreteFlowModel<Cell> model) {
        DiscreteFlowModel<Cell> twin = engine.model(99);
        if (model instanceof TabularFlowModel<Cell> table) {
            ((TabularFlowModel<Cell>) twin).add(table.states());
        }
        return twin;
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void aRestoredModelTrainsOnToTheSameBits(Engine engine) throws IOException {
        DiscreteFlowModel<Cell> model = trained(engine, 1);
        Path values = folder.resolve("model.safetensors");
        Path state = folder.resolve("optimiser.safetensors");
        Safetensors.write(values, model.parameters().values(), Map.of());
        Safetensors.write(state, model.parameters().optimiserState(), Map.of());
        DiscreteFlowModel<Cell> restored = twin(engine, model);
        DiscreteFlowModel<Cell> withoutState = twin(engine, model);
        restored.parameters().restore(Safetensors.read(values).tensors());
        restored.parameters().restoreOptimiser(Safetensors.read(state).tensors());
        withoutState.parameters().restore(Safetensors.read(values).tensors());
        assertSameBits(restored.parameters(), model.parameters());
        Map<String, Tensor> before = model.parameters().values();

        train(model, 20, 2);
        train(restored, 20, 2);
        train(withoutState, 20, 2);

        assertSameBits(restored.parameters(), model.parameters());
        assertThat(model.parameters().values()).isNotEqualTo(before);
        assertThat(withoutState.parameters().values())
                .isNotEqualTo(model.parameters().values());
    }

    private static void assertSameBits(Parameters one, Parameters other) {
        assertThat(one.values()).isEqualTo(other.values());
        assertThat(one.optimiserState()).isEqualTo(other.optimiserState());
    }

    @Test
    void aPerceptronHasTheseTensors() {
        DiscreteFlowModel<Cell> model = trained(Engine.PERCEPTRON, 1);
        assertThat(forms(model.parameters().values()))
                .containsExactly(
                        "trunk.0.weight F32 [16, 8]",
                        "trunk.0.bias F32 [8]",
                        "trunk.1.weight F32 [8, 8]",
                        "trunk.1.bias F32 [8]",
                        "heads.weight F32 [8, 6]",
                        "heads.bias F32 [6]",
                        "logZ F64 [1]");
        assertThat(forms(model.parameters().optimiserState()))
                .containsExactly(
                        "first.trunk.0.weight F32 [16, 8]",
                        "first.trunk.0.bias F32 [8]",
                        "first.trunk.1.weight F32 [8, 8]",
                        "first.trunk.1.bias F32 [8]",
                        "first.heads.weight F32 [8, 6]",
                        "first.heads.bias F32 [6]",
                        "second.trunk.0.weight F32 [16, 8]",
                        "second.trunk.0.bias F32 [8]",
                        "second.trunk.1.weight F32 [8, 8]",
                        "second.trunk.1.bias F32 [8]",
                        "second.heads.weight F32 [8, 6]",
                        "second.heads.bias F32 [6]",
                        "steps.network I64 [1]",
                        "first.logZ F64 [1]",
                        "second.logZ F64 [1]",
                        "steps.logZ I64 [1]");
        assertThat(model.parameters().optimiserState())
                .containsEntry("steps.network", Tensor.of(new long[] {20}, 1))
                .containsEntry("steps.logZ", Tensor.of(new long[] {20}, 1));
    }

    @Test
    void aTableHasTheseTensors() {
        TabularFlowModel<Place> model = new TabularFlowModel<>(new Diamond(), BackwardPolicy.LEARNED);
        assertThat(forms(model.parameters().values()))
                .containsExactly("forward F64 [0]", "backward F64 [0]", "flow F64 [0]", "logZ F64 [1]");
        model.add(List.of(Place.END, Place.SOURCE, Place.MIDDLE, Place.END));
        assertThat(model.states()).containsExactly(Place.END, Place.SOURCE, Place.MIDDLE);
        assertThat(forms(model.parameters().values()))
                .containsExactly("forward F64 [4]", "backward F64 [3]", "flow F64 [3]", "logZ F64 [1]");
        assertThat(forms(model.parameters().optimiserState()))
                .containsExactly(
                        "first.forward F64 [4]",
                        "first.backward F64 [3]",
                        "first.flow F64 [3]",
                        "second.forward F64 [4]",
                        "second.backward F64 [3]",
                        "second.flow F64 [3]",
                        "steps.network I64 [1]",
                        "first.logZ F64 [1]",
                        "second.logZ F64 [1]",
                        "steps.logZ I64 [1]");
    }

    private static List<String> forms(Map<String, Tensor> tensors) {
        List<String> forms = new ArrayList<>();
        tensors.forEach((name, tensor) -> forms.add(name + " " + tensor));
        return forms;
    }

    @Test
    void weightsAreByRowsOfInputs() {
        DiscreteFlowModel<Cell> model = perceptron(3, 1, 0);
        ParameterGroup trunk = model.parameters().group("trunk");
        for (int i = 0; i < trunk.size(); i++) {
            trunk.setValue(i, i);
        }
        FloatTensor weight = (FloatTensor) model.parameters().values().get("trunk.0.weight");
        FloatTensor bias = (FloatTensor) model.parameters().values().get("trunk.0.bias");
        assertThat(weight.shape()).containsExactly(16L, 3L);
        assertThat(weight.values()).startsWith(0, 1, 2, 3).endsWith(46, 47);
        assertThat(bias.values()).containsExactly(48, 49, 50);
    }

    @ParameterizedTest
    @EnumSource
    void valuesAndStateAreCopies(Engine engine) {
        DiscreteFlowModel<Cell> model = trained(engine, 1);
        DiscreteFlowModel<Cell> twin = twin(engine, model);
        Map<String, Tensor> values = model.parameters().values();
        Map<String, Tensor> state = model.parameters().optimiserState();
        twin.parameters().restore(values);
        twin.parameters().restoreOptimiser(state);
        train(model, 5, 3);
        assertThat(twin.parameters().values())
                .isEqualTo(values)
                .isNotEqualTo(model.parameters().values());
        assertThat(twin.parameters().optimiserState())
                .isEqualTo(state)
                .isNotEqualTo(model.parameters().optimiserState());
    }

    @ParameterizedTest
    @EnumSource
    void restoringSetsGradientsToZero(Engine engine) {
        DiscreteFlowModel<Cell> model = trained(engine, 1);
        List<Consumer<Parameters>> ways = List.of(
                parameters -> parameters.restore(parameters.values()),
                parameters -> parameters.restoreOptimiser(parameters.optimiserState()));
        for (Consumer<Parameters> restore : ways) {
            try (ScoredBatch scored = model.score(source(model, 4).batch(0).all(), new TrajectoryBalance().needs())) {
                ScoreGradients gradients = new ScoreGradients(scored.scores());
                new TrajectoryBalance().loss(scored.scores(), null, gradients);
                scored.backward(gradients);
            }
            Parameters parameters = model.parameters();
            assertThat(parameters.gradientNorm()).isPositive();
            assertThat(parameters.group(Parameters.LOG_Z).gradient(0)).isNotZero();
            restore.accept(parameters);
            assertThat(parameters.gradientNorm()).isZero();
            assertThat(parameters.group(Parameters.LOG_Z).gradient(0)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatDoesNotFitIsRefusedAndChangesNothing(Engine engine) {
        DiscreteFlowModel<Cell> source = trained(engine, 1);
        DiscreteFlowModel<Cell> target = twin(engine, source);
        Map<String, Tensor> values = source.parameters().values();
        Map<String, Tensor> state = source.parameters().optimiserState();
        Parameters parameters = target.parameters();

        assertEachDamageIsRefused(parameters, values, parameters::restore);
        assertEachDamageIsRefused(parameters, state, parameters::restoreOptimiser);
        for (String name : List.of("steps.network", "steps.logZ")) {
            Map<String, Tensor> negative = new LinkedHashMap<>(state);
            negative.put(name, Tensor.of(new long[] {-3}, 1));
            assertRefused(
                    parameters, () -> parameters.restoreOptimiser(negative), name + " must be at least 0, but is -3");
        }
    }

    private static void assertEachDamageIsRefused(
            Parameters parameters, Map<String, Tensor> tensors, Consumer<Map<String, Tensor>> restore) {
        tensors.forEach((name, tensor) -> {
            Map<String, Tensor> missing = new LinkedHashMap<>(tensors);
            missing.remove(name);
            assertRefused(
                    parameters,
                    () -> restore.accept(missing),
                    "the tensor '" + name + "' must be " + tensor + ", but is missing");

            Map<String, Tensor> wrongShape = new LinkedHashMap<>(tensors);
            wrongShape.put(name, Tensor.of(new double[5], 5, 1));
            assertRefused(
                    parameters,
                    () -> restore.accept(wrongShape),
                    "the tensor '" + name + "' must be " + tensor + ", but is F64 [5, 1]");

            Map<String, Tensor> wrongType = new LinkedHashMap<>(tensors);
            long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
            Tensor other = tensor instanceof FloatTensor
                    ? Tensor.of(new double[tensor.size()], shape)
                    : Tensor.of(new float[tensor.size()], shape);
            wrongType.put(name, other);
            assertRefused(
                    parameters,
                    () -> restore.accept(wrongType),
                    "the tensor '" + name + "' must be " + tensor + ", but is " + other);
        });
        Map<String, Tensor> unknown = new LinkedHashMap<>(tensors);
        unknown.put("trunk.7.bias", Tensor.of(new float[8], 8));
        assertRefused(parameters, () -> restore.accept(unknown), "the tensor 'trunk.7.bias' is unknown; known are [");
    }

    private static void assertRefused(Parameters parameters, Runnable restore, String message) {
        Map<String, Tensor> values = parameters.values();
        Map<String, Tensor> state = parameters.optimiserState();
        assertThatThrownBy(restore::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertThat(parameters.values()).isEqualTo(values);
        assertThat(parameters.optimiserState()).isEqualTo(state);
    }

    @Test
    void everyCallOfParametersGivesTheSameState() {
        DiscreteFlowModel<Cell> model = Engine.PERCEPTRON.model(1);
        StepSettings step = new StepSettings(0.1, 0);
        Map<String, StepSettings> settings = Map.of("trunk", step, "heads", step, Parameters.LOG_Z, step);
        model.parameters().step(settings, 1);
        model.parameters().step(settings, 1);
        assertThat(model.parameters().optimiserState())
                .containsEntry("steps.logZ", Tensor.of(new long[] {2}, 1))
                .containsEntry("steps.network", Tensor.of(new long[] {2}, 1));
    }

    /** The target table starts empty and grows with the other. */
    @ParameterizedTest
    @EnumSource
    void aShareOfOneCopiesBitForBit(Engine engine) {
        DiscreteFlowModel<Cell> model = trained(engine, 1);
        DiscreteFlowModel<Cell> target = engine.model(2);
        target.parameters().approach(model.parameters(), 1);
        assertThat(target.parameters().values()).isEqualTo(model.parameters().values());
        train(model, 20, 3);
        target.parameters().approach(model.parameters(), 1);
        assertThat(target.parameters().values()).isEqualTo(model.parameters().values());
        assertThat(target.parameters().optimiserState())
                .containsEntry("steps.network", Tensor.of(new long[] {0}, 1))
                .containsEntry("steps.logZ", Tensor.of(new long[] {0}, 1));
    }

    @ParameterizedTest
    @EnumSource
    void aSmallerShareMovesEveryValueByIt(Engine engine) {
        DiscreteFlowModel<Cell> model = trained(engine, 1);
        DiscreteFlowModel<Cell> target = twin(engine, model);
        target.parameters().approach(model.parameters(), 1);
        train(target, 20, 2);
        if (target instanceof TabularFlowModel<Cell> table) {
            ((TabularFlowModel<Cell>) model).add(table.states());
        }
        Map<String, Tensor> goal = model.parameters().values();
        Map<String, Tensor> state = target.parameters().optimiserState();
        Map<String, Tensor> start = target.parameters().values();
        assertThat(start).isNotEqualTo(goal);

        target.parameters().approach(model.parameters(), 0);
        assertThat(target.parameters().values()).isEqualTo(start);
        target.parameters().approach(model.parameters(), 0.25);

        target.parameters().values().forEach((name, moved) -> {
            double[] result = numbers(moved);
            double[] from = numbers(start.get(name));
            double[] to = numbers(goal.get(name));
            for (int i = 0; i < result.length; i++) {
                assertThat(result[i]).as(name).isCloseTo(0.75 * from[i] + 0.25 * to[i], within(1e-6));
            }
        });
        assertThat(model.parameters().values()).isEqualTo(goal);
        assertThat(target.parameters().optimiserState()).isEqualTo(state);
    }

    @Test
    void tablesApproachStateByState() {
        TabularFlowModel<Place> one = table(Place.SOURCE, Place.MIDDLE);
        set(one, "forward", 1, 2, 3, 4);
        set(one, "flow", 5, 6);
        TabularFlowModel<Place> other = table(Place.END, Place.SOURCE);
        set(other, "forward", -1, -2, -7);
        set(other, "flow", 8, 9);

        one.parameters().approach(other.parameters(), 0.5);

        assertThat(one.states()).containsExactly(Place.SOURCE, Place.MIDDLE, Place.END);
        assertThat(one.parameters().values())
                .containsEntry("forward", Tensor.of(new double[] {0, 0, -2, 2}, 4))
                .containsEntry("flow", Tensor.of(new double[] {7, 3, 4}, 3));
        assertThat(other.states()).containsExactly(Place.END, Place.SOURCE);

        one.parameters().approach(other.parameters(), 1);

        assertThat(one.parameters().values())
                .containsEntry("forward", Tensor.of(new double[] {-1, -2, -7, 0}, 4))
                .containsEntry("flow", Tensor.of(new double[] {9, 0, 8}, 3));
    }

    private static TabularFlowModel<Place> table(Place... states) {
        TabularFlowModel<Place> model = new TabularFlowModel<>(new Diamond(), BackwardPolicy.UNIFORM);
        model.add(List.of(states));
        return model;
    }

    private static void set(TabularFlowModel<Place> model, String name, double... values) {
        ParameterGroup group = model.parameters().group(name);
        for (int i = 0; i < values.length; i++) {
            group.setValue(i, values[i]);
        }
    }

    @Test
    void parametersThatDoNotCorrespondAreRefused() {
        Parameters perceptron = Engine.PERCEPTRON.model(1).parameters();
        Parameters table = trained(Engine.TABLE, 1).parameters();
        Parameters uniform = new TabularFlowModel<>(GRID, BackwardPolicy.UNIFORM).parameters();
        Hypergrid larger = new Hypergrid(2, 9, EpisodeEnd.FREE);
        TabularFlowModel<Cell> largerTable = new TabularFlowModel<>(larger, BackwardPolicy.LEARNED);
        largerTable.add(StateGraph.of(larger).states());

        assertApproachRefused(perceptron, perceptron(9, 2, 1).parameters(), 1, "trunk.0.weight=F32 [16, 9]");
        assertApproachRefused(perceptron, perceptron(8, 3, 1).parameters(), 1, "trunk.2.weight=F32 [8, 8]");
        assertApproachRefused(perceptron, table, 1, "parameters can only approach those of the same engine");
        assertApproachRefused(table, perceptron, 1, "the parameters of a table can only approach those of a table");
        assertApproachRefused(table, uniform, 1, "backward policy LEARNED can only approach one of the same");
        assertApproachRefused(table, table(Place.SOURCE).parameters(), 1, "but the other has SOURCE and UNIFORM");
        assertApproachRefused(table, largerTable.parameters(), 1, "a table can only approach one with the same edges");
        for (double share : new double[] {-0.1, 1.1, Double.NaN}) {
            assertApproachRefused(table, table, share, "the share must be between 0 and 1, but is " + share);
            assertApproachRefused(perceptron, perceptron, share, "the share must be between 0 and 1, but is " + share);
        }
    }

    private static void assertApproachRefused(Parameters target, Parameters goal, double share, String message) {
        assertRefused(target, () -> target.approach(goal, share), message);
    }

    private static double[] numbers(Tensor tensor) {
        if (tensor instanceof DoubleTensor doubles) {
            return doubles.values();
        }
        float[] values = ((FloatTensor) tensor).values();
        double[] numbers = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            numbers[i] = values[i];
        }
        return numbers;
    }
}
