package org.gfn4j.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.environment.InEdge;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.evaluation.Target;
import org.gfn4j.evaluation.VisitedWindow;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.EpisodeEnd;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridReward;
import org.gfn4j.model.Exploration;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.ExplorationSchedule;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.training.TrainingStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ChainLearnerTest {
    private static final RandomStreams STREAMS = new RandomStreams(4);
    private static final ExplorationSchedule PLAIN = ExplorationSchedule.constant(Exploration.NONE);

    @ParameterizedTest
    @EnumSource
    void uniformProposalsAreInDetailedBalanceWithTheirRatio(EpisodeEnd end) {
        Hypergrid grid = new Hypergrid(3, 4, end);
        requireDetailedBalance(grid);
    }

    /** q(y|x)·e^min(0, ratio) must be symmetric for all x and y, where rewards are equal. */
    private static <S> void requireDetailedBalance(DiscreteEnvironment<S> environment) {
        Editing<S> editing = new Editing<>(environment);
        Map<S, Map<S, Double>> moves = new HashMap<>();
        List<S> waiting = new ArrayList<>(List.of(editing.start(new SplittableRandom(1))));
        while (!waiting.isEmpty()) {
            S state = waiting.remove(waiting.size() - 1);
            if (moves.containsKey(state)) {
                continue;
            }
            List<Edit<S>> edits = new ArrayList<>();
            int grows = editing.growCount(state);
            List<InEdge<S>> shrinks = editing.shrinking(state);
            Map<S, Double> probabilities = new HashMap<>();
            for (int i = 0; i < grows; i++) {
                edits.add(editing.grow(state, editing.growAction(state, i)));
            }
            shrinks.forEach(edge -> edits.add(editing.shrink(state, edge)));
            for (Edit<S> edit : edits) {
                double proposed =
                        edit.grows() ? (shrinks.isEmpty() ? 1 : 0.5) / grows : (grows == 0 ? 1 : 0.5) / shrinks.size();
                probabilities.merge(edit.to(), proposed * Math.min(1, Math.exp(edit.logRatio())), Double::sum);
                waiting.add(edit.to());
            }
            moves.put(state, probabilities);
        }
        assertThat(moves.size()).isGreaterThan(2);
        moves.forEach((from, probabilities) -> probabilities.forEach((to, there) ->
                assertThat(moves.get(to).get(from)).as("%s and %s", from, to).isCloseTo(there, within(1e-12))));
    }

    @ParameterizedTest
    @EnumSource
    void metropolisHastingsSamplesTheExactDistribution(EpisodeEnd end) {
        Hypergrid grid = new Hypergrid(2, 6, end);
        LogReward<Cell> logReward = corners(grid);
        Target<Cell> target = Target.of(StateGraph.of(grid), logReward);
        VisitedWindow<Cell> window = VisitedWindow.against(target, 200_000);
        ChainLearner<Cell> chains = metropolisHastings(grid, logReward, Counting.ALL);
        for (int iteration = 0; iteration < 12_500; iteration++) {
            window.addAll(chains.step(iteration).batch().produced().lastStates());
        }

        assertThat(window.comparison().orElseThrow().distances().totalVariation())
                .isLessThan(0.02);
        assertThat(logReward.requests())
                .as("target and chains")
                .isEqualTo(target.graph().terminals() + 200_000L);
    }

    @Test
    void countingAcceptedMovesLeavesRejectedOnesOut() {
        Hypergrid grid = new Hypergrid(2, 6);
        LogReward<Cell> logReward = corners(grid);
        ChainLearner<Cell> all = metropolisHastings(grid, logReward, Counting.ALL);
        ChainLearner<Cell> accepted = metropolisHastings(grid, logReward, Counting.ACCEPTED);
        long rows = 0;
        for (int iteration = 0; iteration < 200; iteration++) {
            TrainingStep<Cell> every = all.step(iteration);
            rows += accepted.step(iteration).batch().produced().layout().trajectories();
            assertThat(every.batch().produced().layout().trajectories()).isEqualTo(16);
            assertThat(accepted.position().states()).isEqualTo(all.position().states());
        }
        assertThat(rows).isBetween(16L * 20, 16L * 199);
    }

    @Test
    void aLowTemperatureClimbs() {
        Hypergrid grid = new Hypergrid(2, 8);
        LogReward<Cell> logReward = new LogReward<>(Reward.of(cell -> 1 + cell.coordinate(0) + cell.coordinate(1)));
        ChainLearner<Cell> chains = new ChainLearner<>(
                grid,
                new UniformProposals<>(grid),
                logReward,
                8,
                Counting.ALL,
                ExplorationSchedule.constant(new Exploration(0, 1e-3)),
                STREAMS);
        List<Cell> last = List.of();
        for (int iteration = 0; iteration < 300; iteration++) {
            last = chains.step(iteration).batch().produced().lastStates();
        }
        assertThat(last)
                .allSatisfy(cell ->
                        assertThat(cell.coordinate(0) + cell.coordinate(1)).isEqualTo(14));
    }

    @Test
    void chainsGoOnFromAPosition() {
        Hypergrid grid = new Hypergrid(2, 6);
        LogReward<Cell> logReward = corners(grid);
        ChainLearner<Cell> straight = metropolisHastings(grid, logReward, Counting.ALL);
        for (int iteration = 0; iteration < 50; iteration++) {
            straight.step(iteration);
        }
        ChainLearner<Cell> resumed = metropolisHastings(grid, logReward, Counting.ALL);
        resumed.restore(straight.position());

        assertThat(resumed.step(50).batch().produced().lastStates())
                .isEqualTo(straight.step(50).batch().produced().lastStates());
        assertThatThrownBy(() -> resumed.restore(
                        new ChainLearner.Position<>(Collections.nCopies(17, grid.source()), new double[17])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16 chains");
    }

    @Test
    void aBudgetThatEndsWithinAnIterationLeavesTheLastChainsWhereTheyAre() {
        Hypergrid grid = new Hypergrid(2, 6);
        LogReward<Cell> budget = corners(grid).withBudget(37);
        ChainLearner<Cell> chains = metropolisHastings(grid, budget, Counting.ALL);
        ChainLearner<Cell> free = metropolisHastings(grid, corners(grid), Counting.ALL);
        for (int iteration = 0; iteration < 2; iteration++) {
            chains.step(iteration);
            free.step(iteration);
        }
        List<Cell> before = chains.position().states();
        assertThat(chains.step(2).batch().produced().lastStates())
                .isEqualTo(free.step(2).batch().produced().lastStates().subList(0, 5));
        assertThat(chains.position().states().subList(5, 16)).isEqualTo(before.subList(5, 16));
        assertThat(budget.requests()).isEqualTo(37);
        assertThat(budget.isSpent()).isTrue();
    }

    @Test
    void chainsThatABudgetHasNotLetStartDoSoWhereTheRunGoesOn() {
        Hypergrid grid = new Hypergrid(2, 6);
        ChainLearner<Cell> few = metropolisHastings(grid, corners(grid).withBudget(3), Counting.ALL);
        assertThat(few.step(0).batch().produced().lastStates()).hasSize(3);
        ChainLearner<Cell> more = metropolisHastings(grid, corners(grid), Counting.ALL);
        more.restore(few.position());
        assertThat(more.step(1).batch().produced().lastStates()).hasSize(13);
        assertThat(more.position().states())
                .hasSize(16)
                .startsWith(few.position().states().toArray(Cell[]::new));
        assertThat(more.step(2).batch().produced().lastStates()).hasSize(16);
    }

    @Test
    void chainsStartAtTheFirstStateThatCanBeFinished() {
        Hypergrid grid = new Hypergrid(2, 6);
        assertThat(metropolisHastings(grid, corners(grid), Counting.ALL)
                        .step(0)
                        .batch()
                        .produced()
                        .lastStates())
                .containsOnly(grid.finished(0, 0));
    }

    private static LogReward<Cell> corners(Hypergrid grid) {
        return new LogReward<>(Reward.of(HypergridReward.corners(grid, 0.1, 0.5, 2)));
    }

    private static ChainLearner<Cell> metropolisHastings(Hypergrid grid, LogReward<Cell> logReward, Counting counting) {
        return new ChainLearner<>(grid, new UniformProposals<>(grid), logReward, 16, counting, PLAIN, STREAMS);
    }
}
