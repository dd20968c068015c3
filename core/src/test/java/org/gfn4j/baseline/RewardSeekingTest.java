package org.gfn4j.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.evaluation.TerminalDistribution;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridEncoder;
import org.gfn4j.hypergrid.HypergridReward;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.Exploration;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.MlpFlowModel;
import org.gfn4j.model.TabularFlowModel;
import org.gfn4j.network.Activation;
import org.gfn4j.objective.Objective;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.ExplorationSchedule;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.sampling.TrajectorySource;
import org.gfn4j.training.RateSchedule;
import org.gfn4j.training.TargetNetwork;
import org.gfn4j.training.TargetUpdate;
import org.gfn4j.training.Trainer;
import org.gfn4j.training.TrainingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What maximises rewards must end in the best cells, of which a grid of side 8 has four of reward 2.6. */
final class RewardSeekingTest {
    private static final Hypergrid GRID = new Hypergrid(2, 8);
    private static final HypergridReward REWARD = HypergridReward.corners(GRID, 0.1, 0.5, 2);
    private static final RandomStreams STREAMS = new RandomStreams(6);

    static Stream<Objective> onPolicy() {
        return Stream.of(
                new Reinforce(Payment.REWARD, 0.01),
                new Reinforce(Payment.LOG_REWARD, 0.01),
                new ActorCritic(Payment.REWARD, 0.95, 0.01, 0.5),
                new ActorCritic(Payment.LOG_REWARD, 1, 0.01, 0.5));
    }

    @ParameterizedTest
    @MethodSource("onPolicy")
    void tableLearnsFromFreshTrajectories(Objective objective) {
        FlowModel<Cell> model = new TabularFlowModel<>(GRID, BackwardPolicy.UNIFORM);
        new Trainer<>(model, objective, TrajectorySource.onPolicy(sampler(model), 16, STREAMS), settings(600, 0.05))
                .run();

        assertThat(probabilityOfTheBest(model)).isGreaterThan(0.95);
    }

    @Test
    void tableLearnsInRoundsAgainstThePolicyThatDrewThem() {
        FlowModel<Cell> model = new TabularFlowModel<>(GRID, BackwardPolicy.UNIFORM);
        trainInRounds(model, new TabularFlowModel<>(GRID, BackwardPolicy.UNIFORM), settings(1200, 0.05));

        assertThat(probabilityOfTheBest(model)).isGreaterThan(0.95);
    }

    @Test
    void perceptronLearnsInRounds() {
        FlowModel<Cell> model = perceptron(0);
        trainInRounds(model, perceptron(1), settings(800, 0.003));

        assertThat(probabilityOfTheBest(model)).isGreaterThan(0.9);
    }

    private static void trainInRounds(FlowModel<Cell> model, FlowModel<Cell> old, TrainingSettings settings) {
        int steps = 8;
        new Trainer<>(
                        model,
                        new ProximalPolicy(Payment.REWARD, 0.2, 0.95, 0.01, 0.5),
                        new RoundSource<>(
                                sampler(model), 32, steps, 16, ExplorationSchedule.constant(Exploration.NONE), STREAMS),
                        settings,
                        new TargetNetwork<>(old, new TargetUpdate.Copy(steps)))
                .run();
    }

    private static Sampler<Cell> sampler(FlowModel<Cell> model) {
        return new Sampler<>(model, new LogReward<>(Reward.of(REWARD)));
    }

    private static TrainingSettings settings(long iterations, double rate) {
        return new TrainingSettings(
                iterations, rate, 0.1, RateSchedule.CONSTANT, 0, OptionalDouble.empty(), OptionalDouble.empty());
    }

    private static FlowModel<Cell> perceptron(int index) {
        return new MlpFlowModel<>(
                GRID,
                new HypergridEncoder(GRID),
                BackwardPolicy.UNIFORM,
                new MlpFlowModel.Shape(32, 2, Activation.RELU),
                STREAMS.generator(Purpose.INITIALISATION, 0, index));
    }

    private static double probabilityOfTheBest(FlowModel<Cell> model) {
        StateGraph<Cell> graph = StateGraph.of(GRID);
        double[] logProbabilities = TerminalDistribution.of(graph, model).logProbabilities();
        double sum = 0;
        for (int x = 0; x < logProbabilities.length; x++) {
            sum += REWARD.applyAsDouble(graph.terminal(x)) > 2.5 ? Math.exp(logProbabilities[x]) : 0;
        }
        return sum;
    }
}
