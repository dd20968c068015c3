package org.gfn4j.molecules.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.Exploration;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.ParameterGroup;
import org.gfn4j.model.ScoredBatch;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.molecules.flow.SmallSpace;
import org.gfn4j.objective.DetailedBalance;
import org.gfn4j.objective.FlowMatching;
import org.gfn4j.objective.Objective;
import org.gfn4j.objective.TrajectoryBalance;
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

/** Gradients of the whole editing network, all the way from the loss, against central differences of the loss. */
final class EditingDerivativeTest {
    private static final double STEP = 1e-6;
    private static final int CHECKED = 60;
    private static final MoleculeEnvironment ENVIRONMENT = SmallSpace.environment();

    record Case(Objective objective, BackwardPolicy backwardPolicy) {
        @Override
        public String toString() {
            return objective.getClass().getSimpleName() + " " + backwardPolicy;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(new TrajectoryBalance(), BackwardPolicy.LEARNED),
                new Case(new DetailedBalance(), BackwardPolicy.LEARNED),
                new Case(new DetailedBalance(), BackwardPolicy.UNIFORM),
                new Case(new FlowMatching(), BackwardPolicy.EDGE_FLOW));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsEqualDifferences(Case test) {
        SplittableRandom random = new SplittableRandom(3);
        EditingNetwork network = new EditingNetwork(
                ENVIRONMENT, test.backwardPolicy(), new EditingNetworkShape(5, 2, Precision.DOUBLE), random);
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
