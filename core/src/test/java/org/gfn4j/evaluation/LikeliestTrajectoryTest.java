package org.gfn4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.gfn4j.evaluation.LikeliestTrajectory.Step;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.EpisodeEnd;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.FlowModel;
import org.gfn4j.testing.ListedEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LikeliestTrajectoryTest {
    private static final int LIMIT = 1000;

    /** Goes through every way on from a state and notes the best log-probability with which each terminal is reached. */
    private static <S> void visit(
            StateGraph<S> graph, double[] logForward, int state, double logWay, Map<S, Double> best) {
        if (graph.isTerminal(state)) {
            best.merge(graph.state(state), logWay, Math::max);
            return;
        }
        Map<Integer, Double> children = new HashMap<>();
        int actions = graph.environment().actionCount(graph.state(state));
        for (int edge = graph.firstEdge(state); edge < graph.firstEdge(state) + actions; edge++) {
            children.merge(graph.child(edge), Math.exp(logForward[edge]), Double::sum);
        }
        children.forEach((child, probability) -> visit(graph, logForward, child, logWay + Math.log(probability), best));
    }

    private static <S> void assertLikeliest(StateGraph<S> graph, FlowModel<S> model) {
        Map<S, Double> best = new HashMap<>();
        visit(
                graph,
                GraphPolicies.logForward(graph, model),
                graph.indexOf(graph.environment().source()),
                0,
                best);
        TerminalDistribution<S> distribution = TerminalDistribution.of(graph, model);
        assertThat(best).hasSize(graph.terminals());
        best.forEach((object, logProbability) -> {
            LikeliestTrajectory<S> found = LikeliestTrajectory.to(graph.environment(), model, object, LIMIT)
                    .orElseThrow();
            assertThat(found.logProbability()).isCloseTo(logProbability, within(1e-12));
            assertThat(found.logTerminal()).isCloseTo(distribution.logProbability(object), within(1e-12));
            S state = graph.environment().source();
            for (Step<S> step : found.steps()) {
                assertThat(step.parent()).isEqualTo(state);
                assertThat(graph.environment().child(state, step.action())).isEqualTo(step.child());
                state = step.child();
            }
            assertThat(state).isEqualTo(object);
        });
    }

    @ParameterizedTest
    @EnumSource(EpisodeEnd.class)
    void isTheBestOfAllWays(EpisodeEnd end) {
        StateGraph<Cell> graph = StateGraph.of(new Hypergrid(3, 3, end));
        assertLikeliest(graph, Models.random(graph, BackwardPolicy.UNIFORM, 5));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void parallelEdgesAreOneStep(long seed) {
        StateGraph<Integer> graph = StateGraph.of(ListedEnvironment.TINY);
        assertLikeliest(graph, Models.random(graph, BackwardPolicy.UNIFORM, seed));
    }

    @Test
    void moreStatesThanAllowedGiveNone() {
        Hypergrid grid = new Hypergrid(2, 3, EpisodeEnd.FREE);
        StateGraph<Cell> graph = StateGraph.of(grid);
        FlowModel<Cell> model = Models.random(graph, BackwardPolicy.UNIFORM, 2);
        Cell object = grid.stopped(grid.child(grid.source(), 0));
        assertThat(object).isNotNull();
        assertThat(LikeliestTrajectory.to(grid, model, object, 3)).isPresent();
        assertThat(LikeliestTrajectory.to(grid, model, object, 2)).isEmpty();
    }

    @Test
    void onlyFinishedObjectsHaveOne() {
        Hypergrid grid = new Hypergrid(2, 3, EpisodeEnd.FREE);
        FlowModel<Cell> model = Models.random(StateGraph.of(grid), BackwardPolicy.UNIFORM, 2);
        assertThatThrownBy(() -> LikeliestTrajectory.to(grid, model, grid.source(), LIMIT))
                .hasMessage("an object must be a terminal state, but this one is not: " + grid.source());
    }
}
