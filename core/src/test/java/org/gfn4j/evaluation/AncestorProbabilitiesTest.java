package org.gfn4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.EpisodeEnd;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.TabularFlowModel;
import org.gfn4j.testing.ListedEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AncestorProbabilitiesTest {

    @ParameterizedTest
    @EnumSource(EpisodeEnd.class)
    void agreeWithTheDistributionOverTheWholeSpace(EpisodeEnd end) {
        Hypergrid grid = new Hypergrid(3, 12, end);
        StateGraph<Cell> graph = StateGraph.of(grid);
        TabularFlowModel<Cell> model = Models.random(graph, BackwardPolicy.UNIFORM, 5);
        TerminalDistribution<Cell> distribution = TerminalDistribution.of(graph, model);
        List<Cell> objects = new ArrayList<>();
        for (int terminal = 0; terminal < graph.terminals(); terminal++) {
            objects.add(graph.terminal(terminal));
        }
        Collections.shuffle(objects, new Random(1));
        objects.add(objects.get(0));

        double[] logProbabilities = AncestorProbabilities.logProbabilities(grid, model, objects);

        for (int i = 0; i < objects.size(); i++) {
            assertThat(logProbabilities[i]).isCloseTo(distribution.logProbability(objects.get(i)), within(1e-12));
        }
    }

    @Test
    void parallelEdgesCountEach() {
        StateGraph<Integer> graph = StateGraph.of(ListedEnvironment.TINY);
        TabularFlowModel<Integer> model = Models.random(graph, BackwardPolicy.UNIFORM, 2);
        TerminalDistribution<Integer> distribution = TerminalDistribution.of(graph, model);
        for (int terminal = 0; terminal < graph.terminals(); terminal++) {
            Integer object = graph.terminal(terminal);
            assertThat(AncestorProbabilities.logProbabilities(graph.environment(), model, List.of(object)))
                    .containsExactly(new double[] {distribution.logProbability(object)}, within(1e-14));
        }
    }

    @Test
    void onlyFinishedObjectsHaveOne() {
        Hypergrid grid = new Hypergrid(2, 3, EpisodeEnd.FREE);
        TabularFlowModel<Cell> model = Models.random(StateGraph.of(grid), BackwardPolicy.UNIFORM, 2);
        assertThatThrownBy(() -> AncestorProbabilities.logProbabilities(grid, model, List.of(grid.source())))
                .hasMessage("an object must be a terminal state, but this one is not: " + grid.source());
        assertThat(AncestorProbabilities.logProbabilities(grid, model, List.of()))
                .isEmpty();
    }
}
