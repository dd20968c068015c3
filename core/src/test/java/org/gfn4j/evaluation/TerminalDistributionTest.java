package org.gfn4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.EpisodeEnd;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridEncoder;
import org.gfn4j.hypergrid.HypergridReward;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.MlpFlowModel;
import org.gfn4j.model.TabularFlowModel;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.testing.ListedEnvironment;
import org.gfn4j.trajectory.LogSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TerminalDistributionTest {

    @Test
    void equalsTheSumOverAllPathsOfATinyGraph() {
        StateGraph<Integer> graph = StateGraph.of(ListedEnvironment.TINY);
        TabularFlowModel<Integer> model = Models.random(graph, BackwardPolicy.UNIFORM, 11);
        double[] passages = new double[graph.size()];
        walk(graph, GraphPolicies.logForward(graph, model), 0, 1, passages);

        TerminalDistribution<Integer> exact = TerminalDistribution.of(graph, model);

        for (int state = 0; state < graph.size(); state++) {
            assertThat(Math.exp(exact.logPassages()[state])).isCloseTo(passages[state], within(1e-15));
        }
        for (int terminal = 0; terminal < graph.terminals(); terminal++) {
            assertThat(exact.logProbabilities()[terminal])
                    .isEqualTo(exact.logProbability(graph.terminal(terminal)))
                    .isEqualTo(exact.logPassages()[graph.stateOfTerminal(terminal)]);
        }
    }

    /** Adds the probability of every path through each state. */
    private static void walk(
            StateGraph<?> graph, double[] logForward, int state, double probability, double[] passages) {
        passages[state] += probability;
        for (int edge = graph.firstEdge(state); edge < graph.firstEdge(state + 1); edge++) {
            walk(graph, logForward, graph.child(edge), probability * Math.exp(logForward[edge]), passages);
        }
    }

    @ParameterizedTest
    @CsvSource({"free, 4, FREE, 1e-3", "forced, 4, FORCED, 1e-1", "plane, 2, FREE, 1e-1"})
    void agreesWithAnIndependentComputationOnAKnownPolicy(String name, int dimensions, EpisodeEnd end, double r0) {
        Hypergrid grid = new Hypergrid(dimensions, 8, end);
        StateGraph<Cell> graph = StateGraph.of(grid);
        Target<Cell> target = Target.of(graph, new LogReward<>(Reward.of(HypergridReward.corners(grid, r0, 0.5, 2))));
        TabularFlowModel<Cell> model =
                Models.withForwardLogits(graph, BackwardPolicy.UNIFORM, goldenLogits(graph, grid));

        TerminalDistribution<Cell> exact = TerminalDistribution.of(graph, model);
        Distances distances = exact.distancesTo(target);
        Correlations correlations = exact.correlationsWith(target);

        assertThat(graph.size()).isEqualTo((int) Golden.number(name + ".states"));
        assertThat(graph.terminals()).isEqualTo((int) Golden.number(name + ".terminals"));
        assertGolden(name + ".logZ", target.logZ());
        assertGolden(name + ".entropy", target.entropy());
        assertGolden(name + ".totalVariation", distances.totalVariation());
        assertGolden(name + ".l1Sum", distances.l1Sum());
        assertGolden(name + ".l1Mean", distances.l1Mean());
        assertGolden(name + ".klTargetModel", distances.klTargetModel());
        assertGolden(name + ".klModelTarget", distances.klModelTarget());
        assertGolden(name + ".jensenShannon", distances.jensenShannon());
        assertGolden(name + ".meanRewardError", distances.meanRewardError());
        assertGolden(name + ".pearson", correlations.pearson());
        assertGolden(name + ".spearman", correlations.spearman());
        int[] last = new int[dimensions];
        java.util.Arrays.fill(last, end == EpisodeEnd.FORCED ? 6 : 7);
        last[0] = 7;
        assertGolden(name + ".logPTLastCell", exact.logProbability(grid.finished(last)));
        for (int samples : new int[] {1, 10, 200}) {
            assertGolden(
                    name + ".noiseFloor" + samples,
                    NoiseFloor.of(target.probabilities(), samples).l1Sum());
        }
    }

    private static double[] goldenLogits(StateGraph<Cell> graph, Hypergrid grid) {
        double[] logits = new double[graph.edges()];
        for (int state = 0; state < graph.size(); state++) {
            Cell cell = graph.state(state);
            double phase = 1;
            for (int dimension = 0; dimension < grid.dimensions(); dimension++) {
                phase += 0.7 * (dimension + 1) * cell.coordinate(dimension);
            }
            int first = graph.firstEdge(state);
            for (int edge = first; edge < graph.firstEdge(state + 1); edge++) {
                logits[edge] = Math.sin(phase + 1.3 * grid.dimensionOf(cell, edge - first));
            }
        }
        return logits;
    }

    private static void assertGolden(String name, double actual) {
        double expected = Golden.number(name);
        assertThat(actual).as(name).isCloseTo(expected, within(1e-10 * Math.abs(expected)));
    }

    @Test
    void aNetworkIsEvaluatedInChunksThatSumToOne() {
        Hypergrid grid = new Hypergrid(4, 8);
        StateGraph<Cell> graph = StateGraph.of(grid);
        MlpFlowModel<Cell> model = new MlpFlowModel<>(
                grid,
                new HypergridEncoder(grid),
                BackwardPolicy.UNIFORM,
                new MlpFlowModel.Shape(16, 1, MlpFlowModel.Shape.DEFAULT.activation()),
                new SplittableRandom(1));

        TerminalDistribution<Cell> exact = TerminalDistribution.of(graph, model);

        assertThat(LogSpace.sum(exact.logProbabilities(), 0, 4096)).isCloseTo(0, within(1e-12));
        assertThat(TerminalDistribution.of(graph, GraphPolicies.logForward(graph, model))
                        .logProbabilities())
                .containsExactly(exact.logProbabilities());
    }

    @Test
    void actionsThatAreForbiddenByTheModelLeadNowhere() {
        StateGraph<Integer> graph = StateGraph.of(ListedEnvironment.TINY);
        double[] logits = new double[graph.edges()];
        logits[1] = Double.NEGATIVE_INFINITY;
        logits[2] = Double.NEGATIVE_INFINITY;
        TerminalDistribution<Integer> exact =
                TerminalDistribution.of(graph, Models.withForwardLogits(graph, BackwardPolicy.UNIFORM, logits));
        assertThat(exact.logPassages()[graph.indexOf(2)]).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(exact.logPassages()[graph.indexOf(1)]).isCloseTo(0, within(1e-15));
        assertThat(LogSpace.sum(exact.logProbabilities(), 0, graph.terminals())).isCloseTo(0, within(1e-15));
    }

    @Test
    void logitsThatAreNotNumbersAreRefusedWithTheirState() {
        StateGraph<Integer> graph = StateGraph.of(ListedEnvironment.TINY);
        double[] logits = new double[graph.edges()];
        logits[graph.firstEdge(graph.indexOf(5))] = Double.NaN;
        TabularFlowModel<Integer> model = Models.withForwardLogits(graph, BackwardPolicy.UNIFORM, logits);
        assertThatThrownBy(() -> TerminalDistribution.of(graph, model))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("those of 5 are [NaN, 0.0]");
    }
}
