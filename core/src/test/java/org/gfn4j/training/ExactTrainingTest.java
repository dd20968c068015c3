package org.gfn4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.evaluation.Target;
import org.gfn4j.evaluation.TerminalDistribution;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.EpisodeEnd;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridEncoder;
import org.gfn4j.hypergrid.HypergridReward;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.Exploration;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.MlpFlowModel;
import org.gfn4j.model.TabularFlowModel;
import org.gfn4j.network.Activation;
import org.gfn4j.objective.DetailedBalance;
import org.gfn4j.objective.FlowMatching;
import org.gfn4j.objective.ModifiedDetailedBalance;
import org.gfn4j.objective.Objective;
import org.gfn4j.objective.Regression;
import org.gfn4j.objective.SubTrajectoryBalance;
import org.gfn4j.objective.TrajectoryBalance;
import org.gfn4j.objective.VarGrad;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.ExplorationSchedule;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.sampling.TrajectorySource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Trains every objective with every backward policy that it allows on the 2-D grid of side 8 with R0 = 0.1 and computes
 * how far the terminal distribution is from the exact one: total variation at most 0.02 for the perceptron and 0.01 for
 * the table, after 5,000 iterations of 16 trajectories.
 */
final class ExactTrainingTest {
    private static final long ITERATIONS = 5_000;
    private static final double PERCEPTRON_BOUND = 0.02;
    private static final double TABLE_BOUND = 0.01;
    private static final RandomStreams STREAMS = new RandomStreams(0);

    record Case(String name, Objective objective, BackwardPolicy backwardPolicy, EpisodeEnd episodeEnd) {
        @Override
        public String toString() {
            return name + ", " + backwardPolicy + ", " + episodeEnd;
        }
    }

    static Stream<Case> freeEnds() {
        return cases(EpisodeEnd.FREE);
    }

    static Stream<Case> bothEnds() {
        return Stream.of(EpisodeEnd.values()).flatMap(ExactTrainingTest::cases);
    }

    private static Stream<Case> cases(EpisodeEnd end) {
        Regression squared = Regression.SQUARED;
        Map<String, Objective> objectives = new TreeMap<>(Map.of(
                "TB", new TrajectoryBalance(squared),
                "DB", new DetailedBalance(squared),
                "SubTB", new SubTrajectoryBalance(0.9, squared),
                "VarGrad", new VarGrad(squared),
                "MDB", new ModifiedDetailedBalance(squared),
                "FL-DB", DetailedBalance.forwardLooking(squared),
                "FL-SubTB", SubTrajectoryBalance.forwardLooking(0.9, squared)));
        List<Case> cases = new ArrayList<>();
        objectives.forEach((name, objective) -> {
            cases.add(new Case(name, objective, BackwardPolicy.UNIFORM, end));
            cases.add(new Case(name, objective, BackwardPolicy.LEARNED, end));
        });
        cases.add(new Case("FM", new FlowMatching(squared), BackwardPolicy.EDGE_FLOW, end));
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("freeEnds")
    void perceptron(Case test) {
        Hypergrid grid = new Hypergrid(2, 8, test.episodeEnd());
        FlowModel<Cell> model = new MlpFlowModel<>(
                grid,
                new HypergridEncoder(grid),
                test.backwardPolicy(),
                new MlpFlowModel.Shape(64, 2, Activation.RELU),
                STREAMS.generator(Purpose.INITIALISATION, 0, 0));
        assertThat(trainedDistance(grid, model, test.objective(), 3e-3)).isLessThanOrEqualTo(PERCEPTRON_BOUND);
    }

    @ParameterizedTest
    @MethodSource("bothEnds")
    void table(Case test) {
        Hypergrid grid = new Hypergrid(2, 8, test.episodeEnd());
        FlowModel<Cell> model = new TabularFlowModel<>(grid, test.backwardPolicy());
        assertThat(trainedDistance(grid, model, test.objective(), 0.05)).isLessThanOrEqualTo(TABLE_BOUND);
    }

    /** Scores never see how a trajectory was drawn, so exploration does not change what is learned. */
    @ParameterizedTest
    @MethodSource("freeEnds")
    void tableUnderStrongExploration(Case test) {
        Hypergrid grid = new Hypergrid(2, 8, test.episodeEnd());
        FlowModel<Cell> model = new TabularFlowModel<>(grid, test.backwardPolicy());
        assertThat(trainedDistance(grid, model, test.objective(), 0.05, new Exploration(0.3, 2)))
                .isLessThanOrEqualTo(TABLE_BOUND);
    }

    private static double trainedDistance(
            Hypergrid grid, FlowModel<Cell> model, Objective objective, double learningRate) {
        return trainedDistance(grid, model, objective, learningRate, Exploration.NONE);
    }

    private static double trainedDistance(
            Hypergrid grid, FlowModel<Cell> model, Objective objective, double learningRate, Exploration exploration) {
        LogReward<Cell> logReward = new LogReward<>(Reward.of(HypergridReward.corners(grid, 0.1, 0.5, 2)));
        Sampler<Cell> sampler = new Sampler<>(model, logReward, objective.needs());
        new Trainer<>(
                        model,
                        objective,
                        TrajectorySource.onPolicy(sampler, 16, ExplorationSchedule.constant(exploration), STREAMS),
                        new TrainingSettings(
                                ITERATIONS,
                                learningRate,
                                0.1,
                                RateSchedule.COSINE,
                                0,
                                OptionalDouble.empty(),
                                OptionalDouble.empty()))
                .run();
        Target<Cell> target = Target.of(StateGraph.of(grid), logReward);
        return TerminalDistribution.of(target.graph(), model)
                .distancesTo(target)
                .totalVariation();
    }
}
