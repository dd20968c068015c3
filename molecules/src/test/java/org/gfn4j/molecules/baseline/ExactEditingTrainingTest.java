package org.gfn4j.molecules.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.evaluation.Target;
import org.gfn4j.evaluation.TerminalDistribution;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.Exploration;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.molecules.flow.SmallSpace;
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
import org.junit.jupiter.api.Test;

/**
 * Trains the editing network by trajectory balance, cuts included, on a space of molecules that can be enumerated, and
 * computes how far the distribution over different states is from R/Z.
 */
final class ExactEditingTrainingTest {
    private static final double BOUND = 0.06;
    private static final RandomStreams STREAMS = new RandomStreams(0);

    /** So few blocks that messages come from one end of a molecule to the other. */
    @Test
    @Tag("acceptance")
    void theDistributionComesCloseToThatOfTheReward() {
        train(3, new EditingNetworkShape(32, 6, Precision.SINGLE), 64, 1_000);
    }

    @Test
    void theDistributionComesCloseToThatOfTheRewardOnASmallerSpace() {
        train(2, new EditingNetworkShape(16, 3, Precision.SINGLE), 32, 300);
    }

    private static void train(int mostBlocks, EditingNetworkShape shape, int batch, int iterations) {
        MoleculeEnvironment environment =
                new MoleculeEnvironment(SmallSpace.environment().vocabulary(), 1, mostBlocks);
        EditingNetwork network = new EditingNetwork(
                environment, BackwardPolicy.LEARNED, shape, STREAMS.generator(Purpose.INITIALISATION, 0, 0));
        StateGraph<BlockMolecule> graph = StateGraph.of(environment);
        LogReward<BlockMolecule> logReward = new LogReward<>(Reward.of(SmallSpace::reward));
        Target<BlockMolecule> target = Target.of(graph, logReward);
        TrajectoryBalance objective = new TrajectoryBalance();
        try (TorchFlowModel<BlockMolecule> model = new TorchFlowModel<>(environment, BackwardPolicy.LEARNED, network)) {
            double before =
                    TerminalDistribution.of(graph, model).distancesTo(target).totalVariation();
            Sampler<BlockMolecule> sampler = new Sampler<>(model, logReward, objective.needs());
            new Trainer<>(
                            model,
                            objective,
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
            double after =
                    TerminalDistribution.of(graph, model).distancesTo(target).totalVariation();
            assertThat(before).isGreaterThan(0.3);
            assertThat(after).isLessThanOrEqualTo(BOUND);
        }
    }
}
