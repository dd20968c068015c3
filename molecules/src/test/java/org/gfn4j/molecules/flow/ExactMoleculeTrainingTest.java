package org.gfn4j.molecules.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.evaluation.Target;
import org.gfn4j.evaluation.TerminalDistribution;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.Exploration;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.objective.DetailedBalance;
import org.gfn4j.objective.FlowMatching;
import org.gfn4j.objective.Objective;
import org.gfn4j.objective.SubTrajectoryBalance;
import org.gfn4j.objective.TrajectoryBalance;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.ExplorationSchedule;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.sampling.TrajectorySource;
import org.gfn4j.torch.Precision;
import org.gfn4j.torch.TorchFlowModel;
import org.gfn4j.training.RateSchedule;
import org.gfn4j.training.Trainer;
import org.gfn4j.training.TrainingSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Trains the network with each objective on a space of molecules that can be enumerated, of up to 4 blocks, one of them
 * symmetric, and computes how far the distribution over different states is from R/Z: total variation at most 0.02.
 */
final class ExactMoleculeTrainingTest {
    private static final double BOUND = 0.02;
    private static final RandomStreams STREAMS = new RandomStreams(0);

    record Case(String name, Objective objective, BackwardPolicy backwardPolicy, int iterations) {
        @Override
        public String toString() {
            return name + ", " + backwardPolicy;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("TB", new TrajectoryBalance(), BackwardPolicy.UNIFORM, 1_500),
                new Case("TB", new TrajectoryBalance(), BackwardPolicy.LEARNED, 1_500),
                new Case("SubTB", new SubTrajectoryBalance(0.9), BackwardPolicy.UNIFORM, 2_000),
                new Case("SubTB", new SubTrajectoryBalance(0.9), BackwardPolicy.LEARNED, 2_000),
                new Case("DB", new DetailedBalance(), BackwardPolicy.UNIFORM, 1_500),
                new Case("DB", new DetailedBalance(), BackwardPolicy.LEARNED, 3_000),
                new Case("FM", new FlowMatching(), BackwardPolicy.EDGE_FLOW, 700));
    }

    @ParameterizedTest
    @MethodSource("cases")
    @Tag("acceptance")
    void theDistributionIsThatOfTheReward(Case test) {
        FlowNetworkShape shape = new FlowNetworkShape(64, 3, Precision.SINGLE, true);
        assertThat(trainedDistance(SmallSpace.environment(), shape, test, 128, test.iterations()))
                .isLessThanOrEqualTo(BOUND);
    }

    /** With so few blocks, few iterations of few molecules and a narrow network will do. */
    @ParameterizedTest
    @MethodSource("cases")
    void theDistributionIsThatOfTheRewardOnASmallerSpace(Case test) {
        MoleculeEnvironment environment =
                new MoleculeEnvironment(SmallSpace.environment().vocabulary(), 1, 2);
        FlowNetworkShape shape = new FlowNetworkShape(16, 2, Precision.SINGLE, true);
        assertThat(trainedDistance(environment, shape, test, 32, 400)).isLessThanOrEqualTo(0.01);
    }

    private static double trainedDistance(
            MoleculeEnvironment environment, FlowNetworkShape shape, Case test, int batch, int iterations) {
        MoleculeFlowNetwork network = new MoleculeFlowNetwork(
                environment, test.backwardPolicy(), shape, STREAMS.generator(Purpose.INITIALISATION, 0, 0));
        StateGraph<BlockMolecule> graph = StateGraph.of(environment);
        LogReward<BlockMolecule> logReward = new LogReward<>(Reward.of(SmallSpace::reward));
        try (TorchFlowModel<BlockMolecule> model = new TorchFlowModel<>(environment, test.backwardPolicy(), network)) {
            Sampler<BlockMolecule> sampler =
                    new Sampler<>(model, logReward, test.objective().needs());
            new Trainer<>(
                            model,
                            test.objective(),
                            TrajectorySource.onPolicy(
                                    sampler, batch, ExplorationSchedule.constant(new Exploration(0.3, 1)), STREAMS),
                            new TrainingSettings(
                                    iterations,
                                    3e-3,
                                    0.1,
                                    RateSchedule.COSINE,
                                    0,
                                    OptionalDouble.empty(),
                                    OptionalDouble.empty()))
                    .run();
            return TerminalDistribution.of(graph, model)
                    .distancesTo(Target.of(graph, logReward))
                    .totalVariation();
        }
    }
}
