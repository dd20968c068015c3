package org.gfn4j.molecules.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.Exploration;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.ParameterGroup;
import org.gfn4j.model.ScoredBatch;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.objective.DetailedBalance;
import org.gfn4j.objective.FlowMatching;
import org.gfn4j.objective.Objective;
import org.gfn4j.objective.SubTrajectoryBalance;
import org.gfn4j.objective.TrajectoryBalance;
import org.gfn4j.objective.VarGrad;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.torch.Precision;
import org.gfn4j.torch.TorchFlowModel;
import org.gfn4j.trajectory.ScoreGradients;
import org.gfn4j.trajectory.Trajectories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of the whole network, all the way from the loss, against central differences of the loss. */
final class MoleculeFlowDerivativeTest {
    private static final double STEP = 1e-6;
    private static final int CHECKED = 20;
    private static final MoleculeEnvironment ENVIRONMENT = SmallSpace.environment();

    record Case(Objective objective, BackwardPolicy backwardPolicy, boolean bothWays) {
        @Override
        public String toString() {
            return objective.getClass().getSimpleName() + " " + backwardPolicy + (bothWays ? "" : " one way");
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Objective objective : List.of(
                new TrajectoryBalance(),
                new DetailedBalance(),
                new SubTrajectoryBalance(0.9),
                new VarGrad(),
                new FlowMatching())) {
            for (BackwardPolicy policy : BackwardPolicy.values()) {
                if (!(objective instanceof FlowMatching && policy == BackwardPolicy.LEARNED)) {
                    cases.add(new Case(objective, policy, true));
                }
            }
        }
        cases.add(new Case(new SubTrajectoryBalance(0.9), BackwardPolicy.LEARNED, false));
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsEqualDifferences(Case test) {
        SplittableRandom random = new SplittableRandom(3);
        MoleculeFlowNetwork network = new MoleculeFlowNetwork(
                ENVIRONMENT,
                test.backwardPolicy(),
                new FlowNetworkShape(5, 2, Precision.DOUBLE, test.bothWays()),
                random);
        try (TorchFlowModel<BlockMolecule> model = new TorchFlowModel<>(ENVIRONMENT, test.backwardPolicy(), network)) {
            Trajectories<BlockMolecule> batch = batch(model, test.objective());
            differentiate(model, batch, test.objective());
            for (ParameterGroup group : model.parameters().groups()) {
                double largest = 0;
                for (int check = 0; check < CHECKED; check++) {
                    long i = random.nextLong(group.size());
                    double value = group.value(i);
                    group.setValue(i, value + STEP);
                    double above = loss(model, batch, test.objective());
                    group.setValue(i, value - STEP);
                    double below = loss(model, batch, test.objective());
                    group.setValue(i, value);
                    double difference = (above - below) / (2 * STEP);
                    assertThat(group.gradient(i))
                            .as("%s[%d]", group.name(), i)
                            .isCloseTo(difference, within(1e-5 * (1 + Math.abs(difference))));
                    largest = Math.max(largest, Math.abs(difference));
                }
                if (!group.name().equals("logZ")) {
                    assertThat(largest).as(group.name()).isGreaterThan(1e-3);
                }
            }
        }
    }

    private static Trajectories<BlockMolecule> batch(FlowModel<BlockMolecule> model, Objective objective) {
        LogReward<BlockMolecule> logReward = new LogReward<>(Reward.of(SmallSpace::reward));
        return new Sampler<>(model, logReward, objective.needs())
                .forward(6, Exploration.NONE, new RandomStreams(11).trajectories(Purpose.TRAINING, 0));
    }

    private static double loss(FlowModel<BlockMolecule> model, Trajectories<BlockMolecule> batch, Objective objective) {
        var scores = model.scores(batch, objective.needs());
        return objective.loss(scores, null, new ScoreGradients(scores)).value();
    }

    private static void differentiate(
            FlowModel<BlockMolecule> model, Trajectories<BlockMolecule> batch, Objective objective) {
        try (ScoredBatch scored = model.score(batch, objective.needs())) {
            ScoreGradients gradients = new ScoreGradients(scored.scores());
            gradients.scale(1 / objective.loss(scored.scores(), null, gradients).denominator());
            scored.backward(gradients);
        }
    }
}
