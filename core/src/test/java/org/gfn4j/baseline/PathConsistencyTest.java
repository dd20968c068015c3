package org.gfn4j.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.gfn4j.evaluation.GraphPolicies;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.evaluation.TerminalDistribution;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.EpisodeEnd;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridReward;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.Exploration;
import org.gfn4j.model.TabularFlowModel;
import org.gfn4j.objective.Objective;
import org.gfn4j.objective.Regression;
import org.gfn4j.objective.SubTrajectories;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.ExplorationSchedule;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.sampling.TrajectorySource;
import org.gfn4j.training.RateSchedule;
import org.gfn4j.training.Trainer;
import org.gfn4j.training.TrainingSettings;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.Trajectories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PathConsistencyTest {

    record Case(Objective objective, EpisodeEnd episodeEnd) {}

    static Stream<Case> cases() {
        return Stream.of(
                new Case(new PathConsistency(0.9), EpisodeEnd.FREE),
                new Case(new PathConsistency(0.9), EpisodeEnd.FORCED),
                new Case(PathConsistency.softQLearning(Regression.SQUARED), EpisodeEnd.FREE));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void learnsTheExactSoftOptimum(Case test) {
        Hypergrid grid = new Hypergrid(2, 4, test.episodeEnd());
        HypergridReward reward = HypergridReward.corners(grid, 0.1, 0.5, 2);
        StateGraph<Cell> graph = StateGraph.of(grid);
        TabularFlowModel<Cell> model = new TabularFlowModel<>(grid, BackwardPolicy.UNIFORM);
        new Trainer<>(
                        model,
                        test.objective(),
                        TrajectorySource.onPolicy(
                                new Sampler<>(model, new LogReward<>(Reward.of(reward))),
                                16,
                                ExplorationSchedule.constant(new Exploration(0.2, 1)),
                                new RandomStreams(3)),
                        new TrainingSettings(
                                2000,
                                0.05,
                                0.1,
                                RateSchedule.COSINE,
                                0,
                                OptionalDouble.empty(),
                                OptionalDouble.empty()))
                .run();

        SoftOptimum optimum = SoftOptimum.of(graph, cell -> Math.log(reward.applyAsDouble(cell)), 1);
        double[] learned = GraphPolicies.logForward(graph, model);
        for (int edge = 0; edge < learned.length; edge++) {
            assertThat(Math.exp(learned[edge])).isCloseTo(Math.exp(optimum.logPolicy()[edge]), within(0.02));
        }
        Trajectories<Cell> source = Trajectories.ofStates(List.of(grid.source()));
        assertThat(model.scores(source, Set.of(Need.STATE_FLOW)).logFlow()[0])
                .as("V of the source")
                .isCloseTo(optimum.values()[0], within(0.02));
        double[] ways = SoftOptimum.waysTo(graph);
        double[] terminal = TerminalDistribution.of(graph, model).logProbabilities();
        for (int x = 0; x < terminal.length; x++) {
            double expected = reward.applyAsDouble(graph.terminal(x))
                    * ways[graph.stateOfTerminal(x)]
                    / Math.exp(optimum.values()[0]);
            assertThat(Math.exp(terminal[x])).as("R times ways").isCloseTo(expected, within(0.02));
        }
    }

    @Test
    void hasNoLogZ() {
        Hypergrid grid = new Hypergrid(2, 4);
        TabularFlowModel<Cell> model = new TabularFlowModel<>(grid, BackwardPolicy.UNIFORM);
        Objective objective = new PathConsistency(0.9);
        assertThat(objective.logZ(model.scores(Trajectories.ofStates(List.of(grid.source())), objective.needs())))
                .isNaN();
        assertThat(objective.usesLogPartition()).isFalse();
    }

    @Test
    void partsAreChecked() {
        assertThatThrownBy(() -> new PathConsistency(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("lambda must be positive and finite, but is 0.0");
        assertThatThrownBy(() -> new SubTrajectories(1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("longest must be at least 1, but is 0");
    }
}
