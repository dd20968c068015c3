package org.gfn4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.environment.InEdge;
import org.gfn4j.hypergrid.EpisodeEnd;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridReward;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.TabularFlowModel;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.testing.ListedEnvironment;
import org.gfn4j.trajectory.LogSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The propositions of GFlowNet Foundations (Bengio et al., arXiv 2111.09266) as exact statements. */
final class FoundationsTest {

    /** An environment seen from one of its states. */
    private record From<S>(DiscreteEnvironment<S> whole, S source) implements DiscreteEnvironment<S> {
        @Override
        public int actionCount(S state) {
            return whole.actionCount(state);
        }

        @Override
        public S child(S state, int action) {
            return whole.child(state, action);
        }

        @Override
        public List<InEdge<S>> inEdges(S state) {
            throw new UnsupportedOperationException("edges in are counted on the graph");
        }
    }

    static Stream<Target<?>> targets() {
        Hypergrid free = new Hypergrid(2, 8);
        Hypergrid forced = new Hypergrid(3, 5, EpisodeEnd.FORCED);
        double[] listed = {-1.5, 0.25, -0.75};
        return Stream.of(
                Target.of(StateGraph.of(free), new LogReward<>(Reward.of(HypergridReward.corners(free, 0.1, 0.5, 2)))),
                Target.of(StateGraph.of(forced), new LogReward<>(Reward.of(HypergridReward.cosine(forced)))),
                Target.of(StateGraph.of(ListedEnvironment.TINY), listed));
    }

    @ParameterizedTest
    @MethodSource("targets")
    <S> void rewardAndBackwardPolicyDetermineAFlowThatSamplesInProportionToTheReward(Target<S> target) {
        StateGraph<S> graph = target.graph();
        for (BackwardPolicy policy : BackwardPolicy.values()) {
            double[] logBackward = GraphPolicies.logBackward(graph, Models.random(graph, policy, 5));
            MarkovianFlow flow = MarkovianFlow.of(graph, target.logRewards(), logBackward);
            TerminalDistribution<S> induced = TerminalDistribution.of(
                    graph, Models.withForwardLogits(graph, BackwardPolicy.UNIFORM, flow.logForward()));

            assertThat(flow.logZ()).isCloseTo(target.logZ(), within(1e-13));
            for (int terminal = 0; terminal < graph.terminals(); terminal++) {
                assertThat(induced.logProbabilities()[terminal])
                        .isCloseTo(target.logProbabilities()[terminal], within(1e-12));
            }
            for (int state = 0; state < graph.size(); state++) {
                assertThat(induced.logPassages()[state]).isCloseTo(flow.logFlows()[state] - flow.logZ(), within(1e-12));
            }
            assertThat(induced.distancesTo(target).totalVariation()).isLessThan(1e-12);
            assertThat(induced.distancesTo(target).meanRewardError()).isLessThan(1e-12);
            assertThat(induced.correlationsWith(target).pearson()).isCloseTo(1, within(1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    <S> void backwardPoliciesSumToOneOverTheEdgesIntoAState(Target<S> target) {
        StateGraph<S> graph = target.graph();
        for (BackwardPolicy policy : BackwardPolicy.values()) {
            double[] logBackward = GraphPolicies.logBackward(graph, Models.random(graph, policy, 6));
            double[] sums = new double[graph.size()];
            for (int edge = 0; edge < graph.edges(); edge++) {
                sums[graph.child(edge)] += Math.exp(logBackward[edge]);
            }
            assertThat(Arrays.stream(sums).skip(1)).allMatch(sum -> Math.abs(sum - 1) < 1e-14);
            if (policy == BackwardPolicy.UNIFORM) {
                assertThat(logBackward).containsExactly(GraphPolicies.uniformBackward(graph));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    <S> void edgeFlowsAreConservedAndTheirBackwardPolicyIsTheGivenOne(Target<S> target) {
        StateGraph<S> graph = target.graph();
        double[] logBackward = GraphPolicies.logBackward(graph, Models.random(graph, BackwardPolicy.LEARNED, 7));
        MarkovianFlow flow = MarkovianFlow.of(graph, target.logRewards(), logBackward);
        double[] edgeFlows = flow.logEdgeFlows(graph);
        double[] inFlows = new double[graph.size()];
        for (int edge = 0; edge < graph.edges(); edge++) {
            inFlows[graph.child(edge)] += Math.exp(edgeFlows[edge]);
        }
        for (int state = 1; state < graph.size(); state++) {
            assertThat(Math.log(inFlows[state])).isCloseTo(flow.logFlows()[state], within(1e-12));
        }
        TabularFlowModel<S> flowMatching = Models.withForwardLogits(graph, BackwardPolicy.EDGE_FLOW, edgeFlows);
        double[] implied = GraphPolicies.logBackward(graph, flowMatching);
        for (int edge = 0; edge < graph.edges(); edge++) {
            assertThat(implied[edge]).isCloseTo(logBackward[edge], within(1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    <S> void theFlowConditionedOnAStateIsItsFreeEnergyAndTheOrdinaryFlowIsNot(Target<S> target) {
        StateGraph<S> graph = target.graph();
        MarkovianFlow flow = flow(target, target.logRewards());
        double[] modelProbabilities =
                TerminalDistribution.of(graph, flow.logForward()).logProbabilities();
        double largestGap = 0;
        for (S state : graph.states()) {
            StateGraph<S> below = StateGraph.of(new From<>(graph.environment(), state));
            double[] rewardsBelow = new double[below.terminals()];
            Arrays.setAll(rewardsBelow, x -> target.logRewards()[graph.terminalIndexOf(below.terminal(x))]);
            double conditionalLogFlow = MarkovianFlow.of(below, rewardsBelow, GraphPolicies.uniformBackward(below))
                    .logZ();
            assertThat(conditionalLogFlow).isCloseTo(-target.freeEnergy(state), within(1e-12));

            BitSet reachable = graph.reachableTerminals(graph.indexOf(state));
            double marginal = reachable.stream()
                    .mapToDouble(x -> Math.exp(modelProbabilities[x]))
                    .sum();
            assertThat(Math.exp(conditionalLogFlow - flow.logZ()))
                    .isCloseTo(marginal, within(1e-12))
                    .isCloseTo(target.reachableProbability(state), within(1e-12));
            double gap = -target.freeEnergy(state) - flow.logFlows()[graph.indexOf(state)];
            assertThat(gap).isGreaterThan(-1e-12);
            largestGap = Math.max(largestGap, gap);
        }
        assertThat(largestGap).isGreaterThan(0.4);
    }

    @ParameterizedTest
    @MethodSource("targets")
    <S> void aSecondFlowGivesTheEntropy(Target<S> target) {
        double[] belowOne = scaledBelowOne(target.logRewards());
        double[] second =
                Arrays.stream(belowOne).map(log -> log + Math.log(-log)).toArray();
        double logZ = flow(target, belowOne).logZ();
        double entropy = Math.exp(flow(target, second).logZ() - logZ) + logZ;
        assertThat(entropy).isCloseTo(target.entropy(), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("targets")
    <S> void secondFlowsConditionedOnAStateGiveTheEntropyOfWhatCanBeBuiltFromIt(Target<S> target) {
        StateGraph<S> graph = target.graph();
        double[] belowOne = scaledBelowOne(target.logRewards());
        Target<S> first = Target.of(graph, belowOne);
        Target<S> second = Target.of(
                graph, Arrays.stream(belowOne).map(log -> log + Math.log(-log)).toArray());
        for (S state : graph.states()) {
            double logFlow = -first.freeEnergy(state);
            double[] conditional = graph.reachableTerminals(graph.indexOf(state)).stream()
                    .mapToDouble(x -> belowOne[x] - logFlow)
                    .toArray();
            double direct =
                    -Arrays.stream(conditional).map(log -> log * Math.exp(log)).sum();
            assertThat(Math.exp(-second.freeEnergy(state) - logFlow) + logFlow).isCloseTo(direct, within(1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    <S> void aSecondFlowGivesTheExpectedReward(Target<S> target) {
        double[] squared =
                Arrays.stream(target.logRewards()).map(log -> 2 * log).toArray();
        double expected = 0;
        for (int x = 0; x < squared.length; x++) {
            expected += Math.exp(target.logProbabilities()[x] + target.logRewards()[x]);
        }
        assertThat(Math.exp(flow(target, squared).logZ()
                        - flow(target, target.logRewards()).logZ()))
                .isCloseTo(expected, within(1e-12));
    }

    @Test
    void statesOfFlowZeroGetAUniformPolicyAndAreNeverVisited() {
        StateGraph<Integer> graph = StateGraph.of(ListedEnvironment.TINY);
        double[] logRewards = new double[graph.terminals()];
        logRewards[graph.terminalIndexOf(6)] = Double.NEGATIVE_INFINITY;
        logRewards[graph.terminalIndexOf(8)] = Double.NEGATIVE_INFINITY;
        MarkovianFlow flow = MarkovianFlow.of(graph, logRewards, GraphPolicies.uniformBackward(graph));
        int dead = graph.indexOf(5);
        assertThat(flow.logFlows()[dead]).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(flow.logForward()[graph.firstEdge(dead)]).isEqualTo(-Math.log(2));
        TerminalDistribution<Integer> exact = TerminalDistribution.of(graph, flow.logForward());
        assertThat(exact.logProbability(7)).isCloseTo(0, within(1e-15));
        assertThat(exact.logProbability(8)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    private static <S> MarkovianFlow flow(Target<S> target, double[] logRewards) {
        return MarkovianFlow.of(target.graph(), logRewards, GraphPolicies.uniformBackward(target.graph()));
    }

    /** The entropy needs 0 < R < 1; a factor on all rewards changes nothing but Z. */
    private static double[] scaledBelowOne(double[] logRewards) {
        double logScale = 1 + LogSpace.sum(logRewards, 0, logRewards.length);
        return Arrays.stream(logRewards).map(log -> log - logScale).toArray();
    }
}
