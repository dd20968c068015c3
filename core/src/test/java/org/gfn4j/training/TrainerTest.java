package org.gfn4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.gfn4j.environment.Cell;
import org.gfn4j.environment.Hypergrid;
import org.gfn4j.environment.HypergridReward;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.HypergridEncoder;
import org.gfn4j.model.MlpFlowModel;
import org.gfn4j.model.ParameterGroup;
import org.gfn4j.model.Parameters;
import org.gfn4j.model.TabularFlowModel;
import org.gfn4j.objective.DetailedBalance;
import org.gfn4j.objective.Objective;
import org.gfn4j.objective.Regression;
import org.gfn4j.objective.TrajectoryBalance;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.sampling.TrajectorySource;
import org.junit.jupiter.api.Test;

final class TrainerTest {
    private static final Hypergrid GRID = new Hypergrid(2, 8);
    private static final RandomStreams STREAMS = new RandomStreams(0);

    @Test
    void theSameRunTwiceIsEqualToTheBit() {
        assertThat(train(200)).isEqualTo(train(200));
    }

    @Test
    void theLossFalls() {
        List<Double> losses = new ArrayList<>();
        trainer(
                        perceptron(),
                        new TrajectoryBalance(Regression.SQUARED),
                        TrainingSettings.of(1500),
                        step -> losses.add(step.loss()))
                .run();
        assertThat(mean(losses.subList(1450, 1500))).isLessThan(0.1 * mean(losses.subList(0, 50)));
    }

    @Test
    void logZStartsWhereTheResidualsOfTheFirstBatchHaveMeanZero() {
        List<Double> starts = new ArrayList<>();
        // Uniform policies and a constant reward: every estimate is the same up to the length of the trajectory.
        FlowModel<Cell> model = new TabularFlowModel<>(GRID, BackwardPolicy.UNIFORM);
        trainer(
                        model,
                        new TrajectoryBalance(Regression.SQUARED),
                        TrainingSettings.of(1),
                        step -> starts.add(step.logZ()))
                .run();
        assertThat(starts.get(0)).isBetween(0.0, 10.0);

        TrainingSettings fixed = new TrainingSettings(
                1, 1e-3, 1e-1, RateSchedule.CONSTANT, 0, OptionalDouble.empty(), OptionalDouble.of(-3));
        trainer(model, new TrajectoryBalance(Regression.SQUARED), fixed, step -> starts.add(step.logZ()))
                .run();
        assertThat(starts.get(1)).isEqualTo(-3);
    }

    @Test
    void logZHasItsOwnRate() {
        FlowModel<Cell> model = perceptron();
        TrainingSettings settings = new TrainingSettings(
                1, 1e-6, 0.25, RateSchedule.CONSTANT, 0, OptionalDouble.empty(), OptionalDouble.of(0));
        trainer(model, new TrajectoryBalance(Regression.SQUARED), settings, step -> {})
                .run();
        // the first step of Adam is the rate, whatever the gradient
        assertThat(Math.abs(model.parameters().group(Parameters.LOG_Z).value(0)))
                .isCloseTo(0.25, within(1e-6));
    }

    @Test
    void clippingBoundsTheNorm() {
        FlowModel<Cell> clipped = perceptron();
        TrainingSettings settings = new TrainingSettings(
                20, 1e-3, 0.1, RateSchedule.LINEAR, 0.01, OptionalDouble.of(1e-3), OptionalDouble.empty());
        trainer(clipped, new TrajectoryBalance(Regression.SQUARED), settings, step -> {})
                .run();
        FlowModel<Cell> free = perceptron();
        TrainingSettings unclipped = new TrainingSettings(
                20, 1e-3, 0.1, RateSchedule.LINEAR, 0.01, OptionalDouble.empty(), OptionalDouble.empty());
        trainer(free, new TrajectoryBalance(Regression.SQUARED), unclipped, step -> {})
                .run();
        assertThat(values(clipped)).isNotEqualTo(values(free));
        assertThat(clipped.parameters().gradientNorm()).isZero();
    }

    @Test
    void stopEndsAfterTheIteration() {
        List<Long> seen = new ArrayList<>();
        List<Trainer<Cell>> self = new ArrayList<>();
        Trainer<Cell> trainer =
                trainer(perceptron(), new DetailedBalance(Regression.SQUARED), TrainingSettings.of(100), step -> {
                    seen.add(step.iteration());
                    if (step.iteration() == 4) {
                        self.get(0).stop();
                    }
                });
        self.add(trainer);
        trainer.run();
        assertThat(seen).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(trainer.iteration()).isEqualTo(5);
    }

    @Test
    void aLossThatIsNotFiniteStopsTrainingAndNamesTheState() {
        FlowModel<Cell> model = perceptron();
        Sampler<Cell> sampler = new Sampler<>(GRID, model, new LogReward<>(Reward.of(cell -> 0), 1, 0));
        Trainer<Cell> trainer = new Trainer<>(
                model,
                new TrajectoryBalance(Regression.SQUARED),
                TrajectorySource.onPolicy(sampler, 4, STREAMS),
                TrainingSettings.of(10));
        List<Double> before = values(model);
        assertThatThrownBy(trainer::run)
                .isInstanceOf(NonFiniteLossException.class)
                .hasMessageContaining("iteration 0")
                .hasMessageContaining("finished with log-reward -Infinity");
        assertThat(values(model)).isEqualTo(before);
    }

    @Test
    void schedulesGoFromOneToZero() {
        assertThat(RateSchedule.CONSTANT.factor(99, 100)).isEqualTo(1);
        assertThat(RateSchedule.LINEAR.factor(0, 100)).isEqualTo(1);
        assertThat(RateSchedule.LINEAR.factor(75, 100)).isEqualTo(0.25);
        assertThat(RateSchedule.COSINE.factor(0, 100)).isEqualTo(1);
        assertThat(RateSchedule.COSINE.factor(50, 100)).isCloseTo(0.5, within(1e-15));
        assertThat(RateSchedule.COSINE.factor(99, 100)).isBetween(0.0, 0.001);
    }

    @Test
    void settingsAreChecked() {
        assertThatThrownBy(() -> TrainingSettings.of(0)).hasMessageContaining("iterations must be at least 1");
        assertThatThrownBy(() -> new TrainingSettings(
                        1, Double.NaN, 1, RateSchedule.LINEAR, 0, OptionalDouble.empty(), OptionalDouble.empty()))
                .hasMessage("learningRate must be positive and finite, but is NaN");
        assertThatThrownBy(() -> new TrainingSettings(
                        1, 1, 1, RateSchedule.LINEAR, 0, OptionalDouble.of(-1), OptionalDouble.empty()))
                .hasMessage("clip must be positive and finite, but is -1.0");
    }

    private static List<Double> train(long iterations) {
        FlowModel<Cell> model = perceptron();
        trainer(model, new TrajectoryBalance(Regression.SQUARED), TrainingSettings.of(iterations), step -> {})
                .run();
        return values(model);
    }

    private static List<Double> values(FlowModel<Cell> model) {
        List<Double> values = new ArrayList<>();
        for (ParameterGroup group : model.parameters().groups()) {
            for (long i = 0; i < group.size(); i++) {
                values.add(group.value(i));
            }
        }
        return values;
    }

    private static FlowModel<Cell> perceptron() {
        return new MlpFlowModel<>(
                GRID,
                new HypergridEncoder(GRID),
                BackwardPolicy.UNIFORM,
                new MlpFlowModel.Shape(32, 2, org.gfn4j.network.Activation.RELU),
                STREAMS.generator(Purpose.INITIALISATION, 0, 0));
    }

    private static Trainer<Cell> trainer(
            FlowModel<Cell> model, Objective objective, TrainingSettings settings, TrainingListener<Cell> listener) {
        LogReward<Cell> logReward = new LogReward<>(Reward.of(HypergridReward.corners(GRID, 0.1, 0.5, 2)));
        Sampler<Cell> sampler = new Sampler<>(GRID, model, logReward);
        return new Trainer<>(model, objective, TrajectorySource.onPolicy(sampler, 16, STREAMS), settings, listener);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
