package org.gfn4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.gfn4j.environment.Environment;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.evaluation.TerminalDistribution;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridEncoder;
import org.gfn4j.hypergrid.HypergridReward;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.Direction;
import org.gfn4j.model.Exploration;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.MlpFlowModel;
import org.gfn4j.model.ParameterGroup;
import org.gfn4j.model.Parameters;
import org.gfn4j.model.Rollout;
import org.gfn4j.model.ScoredBatch;
import org.gfn4j.model.StepSettings;
import org.gfn4j.model.TabularFlowModel;
import org.gfn4j.objective.DetailedBalance;
import org.gfn4j.objective.ModifiedDetailedBalance;
import org.gfn4j.objective.Objective;
import org.gfn4j.objective.Regression;
import org.gfn4j.objective.SubTrajectoryBalance;
import org.gfn4j.objective.TrajectoryBalance;
import org.gfn4j.objective.VarGrad;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.Batch;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.sampling.TrajectorySource;
import org.gfn4j.storage.Tensor;
import org.gfn4j.testing.Diamond;
import org.gfn4j.testing.Diamond.Place;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.Trajectories;
import org.junit.jupiter.api.Test;

final class TrainerTest {
    private static final Hypergrid GRID = new Hypergrid(2, 8);
    private static final RandomStreams STREAMS = new RandomStreams(0);

    @Test
    void theSameRunTwiceIsEqualToTheBit() {
        assertThat(train(200)).isEqualTo(train(200));
    }

    @Test
    void aForwardLookingObjectiveSaysWhatItsSamplerLacks() {
        for (Objective objective : List.of(
                DetailedBalance.forwardLooking(Regression.SQUARED),
                SubTrajectoryBalance.forwardLooking(0.9, Regression.SQUARED),
                new ModifiedDetailedBalance(Regression.SQUARED))) {
            FlowModel<Cell> model = perceptron();
            Sampler<Cell> unaware = new Sampler<>(model, new LogReward<>(Reward.of(cell -> 1)));
            Trainer<Cell> trainer = new Trainer<>(
                    model, objective, TrajectorySource.onPolicy(unaware, 4, STREAMS), TrainingSettings.of(1));
            assertThatThrownBy(trainer::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the objective needs the log-reward of every intermediate state, but the trajectories "
                            + "lack it: tell the sampler what the objective needs, as in new "
                            + "Sampler<>(model, logReward, objective.needs()) does");
        }
    }

    @Test
    void theLossFalls() {
        List<Double> losses = new ArrayList<>();
        trainer(perceptron(), new TrajectoryBalance(), TrainingSettings.of(1500), step -> losses.add(step.loss()))
                .run();
        assertThat(mean(losses.subList(1450, 1500))).isLessThan(0.1 * mean(losses.subList(0, 50)));
    }

    @Test
    void logZStartsAboveTheEstimateOfTheFirstBatch() {
        // all policies uniform and one reward: R·P_B/P_F is 3 · 1/3 / (1/3) on every way
        Diamond diamond = new Diamond();
        FlowModel<Place> model = new TabularFlowModel<>(diamond, BackwardPolicy.UNIFORM);
        Sampler<Place> sampler = new Sampler<>(model, new LogReward<>(Reward.of(place -> 3)));
        for (int batch : new int[] {1, 7, 100}) {
            FlowModel<Place> fresh = new TabularFlowModel<>(diamond, BackwardPolicy.UNIFORM);
            List<Double> starts = new ArrayList<>();
            new Trainer<>(
                            fresh,
                            new TrajectoryBalance(),
                            TrajectorySource.onPolicy(sampler, batch, STREAMS),
                            TrainingSettings.of(1),
                            step -> starts.add(step.logZ()))
                    .run();
            assertThat(starts.get(0)).isCloseTo(Math.log(3) + Math.log(16), within(1e-12));
        }
    }

    @Test
    void logZIsKeptWhereItHasBeenLearnedUnlessAStartIsGiven() {
        FlowModel<Cell> model = perceptron();
        model.parameters().group(Parameters.LOG_Z).setValue(0, 1.5);
        List<Double> starts = new ArrayList<>();
        trainer(model, new TrajectoryBalance(), TrainingSettings.of(1), step -> starts.add(step.logZ()))
                .run();
        trainer(model, new TrajectoryBalance(), TrainingSettings.of(1).withLogZ(-3), step -> starts.add(step.logZ()))
                .run();
        assertThat(starts).containsExactly(1.5, -3.0);
    }

    @Test
    void logZHasItsOwnRate() {
        FlowModel<Cell> model = perceptron();
        TrainingSettings settings = new TrainingSettings(
                1, 1e-6, 0.25, RateSchedule.CONSTANT, 0, OptionalDouble.empty(), OptionalDouble.of(0));
        trainer(model, new TrajectoryBalance(), settings, step -> {}).run();
        // the first step of Adam is the rate, whatever the gradient
        assertThat(Math.abs(model.parameters().group(Parameters.LOG_Z).value(0)))
                .isCloseTo(0.25, within(1e-6));
    }

    @Test
    void clippingScalesTheGradientsToTheNorm() {
        double[] norms = new double[2];
        double[] steps = new double[2];
        for (int run = 0; run < 2; run++) {
            RecordingModel model = new RecordingModel(perceptron());
            TrainingSettings settings = TrainingSettings.of(1);
            new Trainer<>(
                            model,
                            new TrajectoryBalance(),
                            source(model),
                            run == 0 ? settings.withClip(0.5) : settings.withClip(1e9))
                    .run();
            norms[run] = model.norm;
            steps[run] = model.scale;
        }
        assertThat(norms[0]).isEqualTo(norms[1]).isGreaterThan(0.5);
        assertThat(steps[0]).isCloseTo(0.5 / norms[0], within(1e-12));
        assertThat(steps[1]).isEqualTo(1);
    }

    /** A model that notes the norm of its gradients and the factor that they are stepped with. */
    private static final class RecordingModel implements FlowModel<Cell> {
        private final FlowModel<Cell> model;
        private double norm;
        private double scale;

        RecordingModel(FlowModel<Cell> model) {
            this.model = model;
        }

        @Override
        public Environment<Cell> environment() {
            return model.environment();
        }

        @Override
        public Rollout<Cell> rollout(Direction direction, Exploration exploration) {
            return model.rollout(direction, exploration);
        }

        @Override
        public ScoredBatch score(Trajectories<Cell> batch, Set<Need> needs) {
            return model.score(batch, needs);
        }

        @Override
        public Parameters parameters() {
            Parameters parameters = model.parameters();
            return new Parameters() {
                @Override
                public List<ParameterGroup> groups() {
                    return parameters.groups();
                }

                @Override
                public double gradientNorm() {
                    return parameters.gradientNorm();
                }

                @Override
                public void step(Map<String, StepSettings> settings, double gradientScale) {
                    norm = parameters.gradientNorm();
                    scale = gradientScale;
                    parameters.step(settings, gradientScale);
                }

                @Override
                public Map<String, Tensor> values() {
                    return parameters.values();
                }

                @Override
                public Map<String, Tensor> optimiserState() {
                    return parameters.optimiserState();
                }

                @Override
                public void restore(Map<String, Tensor> values) {
                    parameters.restore(values);
                }

                @Override
                public void restoreOptimiser(Map<String, Tensor> state) {
                    parameters.restoreOptimiser(state);
                }

                @Override
                public void approach(Parameters other, double share) {
                    parameters.approach(other, share);
                }
            };
        }
    }

    @Test
    void aLastStepThatDivergesIsNoticed() {
        assertThatThrownBy(() -> trainer(
                                perceptron(),
                                new TrajectoryBalance(),
                                TrainingSettings.of(1).withLearningRate(1e38),
                                step -> {})
                        .run())
                .isInstanceOf(NonFiniteLossException.class)
                .hasMessageContaining("iteration 1 ");
    }

    @Test
    void evaluatingATableDoesNotChangeItsTraining() {
        List<List<Double>> runs = new ArrayList<>();
        for (boolean evaluated : new boolean[] {false, true}) {
            TabularFlowModel<Cell> model = new TabularFlowModel<>(GRID, BackwardPolicy.LEARNED);
            if (evaluated) {
                TerminalDistribution.of(StateGraph.of(GRID), model);
            }
            trainer(model, new DetailedBalance(), TrainingSettings.of(50).withClip(0.1), step -> {})
                    .run();
            runs.add(values(model));
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1));
    }

    @Test
    void stopEndsAfterTheIteration() {
        List<Long> seen = new ArrayList<>();
        List<Trainer<Cell>> self = new ArrayList<>();
        Trainer<Cell> trainer = trainer(perceptron(), new DetailedBalance(), TrainingSettings.of(100), step -> {
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
        Sampler<Cell> sampler = new Sampler<>(model, new LogReward<>(Reward.of(cell -> 0), 1, 0));
        Trainer<Cell> trainer = new Trainer<>(
                model,
                new TrajectoryBalance(),
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
    void aBatchWithoutRowsTakesNoStepAndIsNotScored() {
        FlowModel<Cell> model = perceptron();
        TrajectorySource<Cell> fresh = source(model);
        Batch<Cell> nothing = Batch.stored(Trajectories.ofStates(List.of()));
        List<List<Double>> parameters = new ArrayList<>(List.of(values(model)));
        List<Double> losses = new ArrayList<>();
        List<Double> logZs = new ArrayList<>();
        new Trainer<>(
                        model,
                        new VarGrad(), // which refuses less than two rows
                        iteration -> iteration == 1 ? fresh.batch(iteration) : nothing,
                        TrainingSettings.of(3),
                        step -> {
                            parameters.add(values(model));
                            losses.add(step.loss());
                            logZs.add(step.logZ());
                        })
                .run();
        assertThat(parameters.get(1)).isEqualTo(parameters.get(0));
        assertThat(parameters.get(2)).isNotEqualTo(parameters.get(1));
        assertThat(parameters.get(3)).isEqualTo(parameters.get(2));
        assertThat(losses.get(0)).isZero();
        assertThat(losses.get(1)).isPositive();
        assertThat(losses.get(2)).isZero();
        assertThat(logZs.get(0)).isNaN();
        assertThat(logZs.get(1)).isFinite();
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
        trainer(model, new TrajectoryBalance(), TrainingSettings.of(iterations), step -> {})
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
        return new Trainer<>(model, objective, source(model), settings, listener);
    }

    private static TrajectorySource<Cell> source(FlowModel<Cell> model) {
        LogReward<Cell> logReward = new LogReward<>(Reward.of(HypergridReward.corners(GRID, 0.1, 0.5, 2)));
        return TrajectorySource.onPolicy(new Sampler<>(model, logReward), 16, STREAMS);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
