package org.gfn4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.environment.InEdge;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.EpisodeEnd;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.testing.ListedEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StateGraphTest {

    @Test
    void everyEdgeLeadsFromASmallerNumberToALargerOne() {
        for (StateGraph<?> graph :
                List.of(StateGraph.of(ListedEnvironment.TINY), StateGraph.of(new Hypergrid(3, 5, EpisodeEnd.FORCED)))) {
            for (int state = 0; state < graph.size(); state++) {
                for (int edge = graph.firstEdge(state); edge < graph.firstEdge(state + 1); edge++) {
                    assertThat(graph.child(edge)).isGreaterThan(state);
                }
            }
        }
    }

    @Test
    void edgesAreTheActionsInTheirOrder() {
        Hypergrid grid = new Hypergrid(3, 4);
        StateGraph<Cell> graph = StateGraph.of(grid);
        for (int state = 0; state < graph.size(); state++) {
            Cell cell = graph.state(state);
            int first = graph.firstEdge(state);
            assertThat(graph.firstEdge(state + 1) - first).isEqualTo(grid.actionCount(cell));
            for (int action = 0; action < grid.actionCount(cell); action++) {
                assertThat(graph.state(graph.child(first + action))).isEqualTo(grid.child(cell, action));
            }
        }
    }

    @Test
    void statesAreFoundByTheirNumberAndByTheirValue() {
        StateGraph<Cell> graph = StateGraph.of(new Hypergrid(4, 8));
        assertThat(graph.size()).isEqualTo(8192).isEqualTo(new HashSet<>(graph.states()).size());
        assertThat(graph.state(0)).isEqualTo(graph.environment().source());
        for (int state = 0; state < graph.size(); state++) {
            assertThat(graph.indexOf(graph.state(state))).isEqualTo(state);
        }
        for (int terminal = 0; terminal < graph.terminals(); terminal++) {
            assertThat(graph.terminalIndexOf(graph.terminal(terminal))).isEqualTo(terminal);
            assertThat(graph.terminal(terminal).isFinished()).isTrue();
            assertThat(graph.isTerminal(graph.stateOfTerminal(terminal))).isTrue();
        }
    }

    @Test
    void forcedEndsLeave3773ObjectsOfTheFourDimensionalGridOfSide8() {
        assertThat(StateGraph.of(new Hypergrid(4, 8, EpisodeEnd.FORCED)).terminals())
                .isEqualTo(3773);
        assertThat(StateGraph.of(new Hypergrid(4, 8)).terminals()).isEqualTo(4096);
    }

    @Test
    void theOrderIsTheSameEachTime() {
        Hypergrid grid = new Hypergrid(3, 6);
        assertThat(StateGraph.of(grid).states()).isEqualTo(StateGraph.of(grid).states());
    }

    @Test
    void tooManyStatesAreRefusedWithTheirNumberAndAdvice() {
        assertThatThrownBy(() -> StateGraph.of(ListedEnvironment.TINY, 2))
                .isInstanceOfSatisfying(SpaceTooLargeException.class, e -> {
                    assertThat(e.found()).isEqualTo(3);
                    assertThat(e.limit()).isEqualTo(2);
                })
                .hasMessageContaining("3 were found")
                .hasMessageContaining("limit of 2")
                .hasMessageContaining("TrajectoryEstimator");
        assertThat(StateGraph.of(new Hypergrid(4, 8), 8192).size()).isEqualTo(8192);
    }

    @ParameterizedTest
    @CsvSource({"4, 8, 8192", "20, 20, 2147483647", "1000000, 1000, 2147483647", "13, 30, 2147483647"})
    void aSpaceThatIsKnownToBeTooLargeIsNotListed(int dimensions, int side, int found) {
        AtomicInteger listed = new AtomicInteger();
        Hypergrid grid = new Hypergrid(dimensions, side);
        DiscreteEnvironment<Cell> counted = new DiscreteEnvironment<>() {
            @Override
            public Cell source() {
                return grid.source();
            }

            @Override
            public int actionCount(Cell state) {
                listed.incrementAndGet();
                return grid.actionCount(state);
            }

            @Override
            public Cell child(Cell state, int action) {
                return grid.child(state, action);
            }

            @Override
            public List<InEdge<Cell>> inEdges(Cell state) {
                return grid.inEdges(state);
            }

            @Override
            public long leastStates() {
                return grid.leastStates();
            }
        };
        assertThatThrownBy(() -> StateGraph.of(counted, 8191))
                .isInstanceOfSatisfying(
                        SpaceTooLargeException.class, e -> assertThat(e.found()).isEqualTo(found))
                .hasMessageContaining("limit of 8191");
        assertThat(listed).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "1, 7", "2, 2", "2, 3", "3, 4", "4, 8", "6, 2"})
    void aGridKnowsHowManyStatesItHas(int dimensions, int side) {
        for (EpisodeEnd end : EpisodeEnd.values()) {
            Hypergrid grid = new Hypergrid(dimensions, side, end);
            assertThat(grid.leastStates()).isEqualTo(StateGraph.of(grid).size());
        }
    }

    @Test
    void aCycleIsRefused() {
        ListedEnvironment cyclic = new ListedEnvironment(List.of(List.of(1), List.of(2, 3), List.of(1), List.of()));
        assertThatThrownBy(() -> StateGraph.of(cyclic))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no cycle")
                .hasMessageContaining("for example 1");
    }

    @Test
    void statesOutsideAreRefusedByName() {
        StateGraph<Integer> graph = StateGraph.of(ListedEnvironment.TINY);
        assertThatThrownBy(() -> graph.indexOf(99)).hasMessageContaining("99");
        assertThatThrownBy(() -> graph.terminalIndexOf(3)).hasMessageContaining("3 can still be built on");
    }

    @Test
    void reachableTerminalsAreThoseThatAWalkCanEndIn() {
        StateGraph<Cell> graph = StateGraph.of(new Hypergrid(2, 5));
        Cell start = new Hypergrid(2, 5).unfinished(3, 1);
        BitSet reachable = graph.reachableTerminals(graph.indexOf(start));
        assertThat(IntStream.range(0, graph.terminals()).filter(reachable::get).mapToObj(graph::terminal))
                .allMatch(cell -> cell.coordinate(0) >= 3 && cell.coordinate(1) >= 1)
                .hasSize(2 * 4);
    }

    @Test
    void anEnvironmentOfOneEdgeIsAGraph() {
        StateGraph<Integer> graph = StateGraph.of(new ListedEnvironment(List.of(List.of(1), List.of())));
        assertThat(graph.size()).isEqualTo(2);
        assertThat(graph.terminals()).isEqualTo(1);
        assertThat(TerminalDistribution.of(graph, new double[1]).logProbabilities())
                .containsExactly(0.0);
    }
}
