package org.gfn4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.gfn4j.hypergrid.EpisodeEnd;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridReward;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.TabularFlowModel;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.testing.ListedEnvironment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TrajectoryEstimatorTest {
    private static final int TRAJECTORIES = 4000;
    private static final IntFunction<RandomGenerator> GENERATORS =
            new RandomStreams(21).trajectories(Purpose.EVALUATION, 0);

    /** A space with its reward, so that log-rewards can be asked for again. */
    private record Case<S>(Target<S> target, LogReward<S> logReward) {
        static <S> Case<S> of(StateGraph<S> graph, Reward<S> reward) {
            LogReward<S> logReward = new LogReward<>(reward);
            return new Case<>(Target.of(graph, logReward), logReward);
        }

        TrajectoryEstimator<S> estimator(TabularFlowModel<S> model) {
            return new TrajectoryEstimator<>(model, logReward);
        }
    }

    private static Stream<Case<?>> cases() {
        Hypergrid forced = new Hypergrid(2, 5, EpisodeEnd.FORCED);
        return Stream.of(
                Case.of(StateGraph.of(forced), Reward.of(HypergridReward.corners(forced, 0.1, 0.5, 2))),
                Case.of(StateGraph.of(ListedEnvironment.TINY), Reward.of(x -> x - 5.5)));
    }

    @ParameterizedTest
    @EnumSource
    void logProbabilitiesOfObjectsAgreeWithTheExactOnes(BackwardPolicy policy) {
        cases().forEach(space -> agree(space, policy));
    }

    private static <S> void agree(Case<S> space, BackwardPolicy policy) {
        StateGraph<S> graph = space.target().graph();
        TabularFlowModel<S> model = Models.random(graph, policy, 12);
        TerminalDistribution<S> exact = TerminalDistribution.of(graph, model);
        long requests = space.logReward().requests();
        List<S> objects = Stream.of(0, graph.terminals() / 2, graph.terminals() - 1)
                .map(graph::terminal)
                .toList();
        List<Estimate> estimates = space.estimator(model).logTerminalProbabilities(objects, TRAJECTORIES, GENERATORS);
        for (int i = 0; i < objects.size(); i++) {
            Estimate estimate = estimates.get(i);
            assertThat(estimate.value())
                    .as("log P_T of %s", objects.get(i))
                    .isCloseTo(exact.logProbability(objects.get(i)), within(4 * estimate.standardError() + 1e-12));
            assertThat(estimate.standardError()).isLessThan(0.05);
            assertThat(estimate.samples()).isEqualTo(TRAJECTORIES);
        }
        assertThat(space.logReward().requests()).isEqualTo(requests);
    }

    @ParameterizedTest
    @EnumSource
    void theBoundsEncloseLogZByTheDivergencesOfTrajectories(BackwardPolicy policy) {
        cases().forEach(space -> enclose(space, policy));
    }

    private static <S> void enclose(Case<S> space, BackwardPolicy policy) {
        Target<S> target = space.target();
        StateGraph<S> graph = target.graph();
        TabularFlowModel<S> model = Models.random(graph, policy, 13);
        TrajectoryEstimator<S> estimator = space.estimator(model);
        double[] logForward = GraphPolicies.logForward(graph, model);
        double[] logBackward = GraphPolicies.logBackward(graph, model);

        Estimate lower = estimator.evidenceLowerBound(TRAJECTORIES, GENERATORS);
        Estimate upper = estimator.evidenceUpperBound(target, TRAJECTORIES, new SplittableRandom(4), GENERATORS);
        Estimate logZ = estimator.logZ(TRAJECTORIES, GENERATORS);
        TrajectoryEstimator.ForwardEstimates forward = estimator.forward(TRAJECTORIES, GENERATORS);
        assertThat(forward.logZ()).isEqualTo(logZ);
        assertThat(forward.evidenceLowerBound()).isEqualTo(lower);
        double variance =
                (TRAJECTORIES - 1) * logZ.standardError() * logZ.standardError(); // of the weights, by their mean
        assertThat(forward.effectiveSampleSize()).isCloseTo(TRAJECTORIES / (1 + variance), within(1e-6 * TRAJECTORIES));

        double exactLower = expectedLogWeight(target, logForward, logForward, logBackward);
        MarkovianFlow backwardFlow = MarkovianFlow.of(graph, target.logRewards(), logBackward);
        double exactUpper = expectedLogWeight(target, backwardFlow.logForward(), logForward, logBackward);
        assertThat(exactLower).isLessThan(target.logZ());
        assertThat(exactUpper).isGreaterThan(target.logZ());
        assertThat(lower.value()).isCloseTo(exactLower, within(4 * lower.standardError()));
        assertThat(upper.value()).isCloseTo(exactUpper, within(4 * upper.standardError()));
        assertThat(logZ.value()).isCloseTo(target.logZ(), within(4 * logZ.standardError()));
    }

    /** E[log R + log P_B − log P_F] over trajectories of a policy, exactly: each edge counts as often as it is walked. */
    private static <S> double expectedLogWeight(
            Target<S> target, double[] walked, double[] logForward, double[] logBackward) {
        StateGraph<S> graph = target.graph();
        TerminalDistribution<S> walks = TerminalDistribution.of(graph, walked);
        double expected = 0;
        for (int state = 0; state < graph.size(); state++) {
            for (int edge = graph.firstEdge(state); edge < graph.firstEdge(state + 1); edge++) {
                expected +=
                        Math.exp(walks.logPassages()[state] + walked[edge]) * (logBackward[edge] - logForward[edge]);
            }
        }
        for (int terminal = 0; terminal < graph.terminals(); terminal++) {
            expected += Math.exp(walks.logProbabilities()[terminal]) * target.logRewards()[terminal];
        }
        return expected;
    }

    @ParameterizedTest
    @EnumSource(names = {"UNIFORM", "EDGE_FLOW"})
    void aPerfectModelHasNoGapAndNoError(BackwardPolicy policy) {
        cases().forEach(space -> perfect(space, policy));
    }

    private static <S> void perfect(Case<S> space, BackwardPolicy policy) {
        StateGraph<S> graph = space.target().graph();
        MarkovianFlow flow = MarkovianFlow.of(graph, space.target().logRewards(), GraphPolicies.uniformBackward(graph));
        TrajectoryEstimator<S> estimator =
                space.estimator(Models.withForwardLogits(graph, policy, flow.logEdgeFlows(graph)));
        double logZ = space.target().logZ();
        for (Estimate estimate : List.of(
                estimator.evidenceLowerBound(50, GENERATORS),
                estimator.evidenceUpperBound(space.target(), 50, new SplittableRandom(4), GENERATORS),
                estimator.logZ(50, GENERATORS))) {
            assertThat(estimate.value()).isCloseTo(logZ, within(1e-12));
            assertThat(estimate.standardError()).isLessThan(1e-12);
        }
        S object = graph.terminal(graph.terminals() - 1);
        assertThat(estimator.logTerminalProbability(object, 10, GENERATORS).value())
                .isCloseTo(space.target().logProbabilities()[graph.terminals() - 1], within(1e-12));
        assertThatThrownBy(() -> estimator.logZ(1, GENERATORS)).hasMessageContaining("at least 2");
    }
}
