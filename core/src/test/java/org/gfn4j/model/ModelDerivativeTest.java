package org.gfn4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.gfn4j.baseline.PathConsistency;
import org.gfn4j.baseline.Payment;
import org.gfn4j.baseline.Reinforce;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.EpisodeEnd;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridEncoder;
import org.gfn4j.network.Activation;
import org.gfn4j.objective.DetailedBalance;
import org.gfn4j.objective.FlowMatching;
import org.gfn4j.objective.ModifiedDetailedBalance;
import org.gfn4j.objective.Objective;
import org.gfn4j.objective.Regression;
import org.gfn4j.objective.SubTrajectoryBalance;
import org.gfn4j.objective.TrajectoryBalance;
import org.gfn4j.objective.VarGrad;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.testing.Diamond;
import org.gfn4j.testing.Diamond.Place;
import org.gfn4j.trajectory.ScoreGradients;
import org.gfn4j.trajectory.Trajectories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of the parameters, all the way from the loss, against central differences of the loss. */
final class ModelDerivativeTest {
    private static final Regression SQUARED = Regression.SQUARED;

    record Case(Objective objective, BackwardPolicy backwardPolicy, EpisodeEnd episodeEnd) {
        @Override
        public String toString() {
            return objective.getClass().getSimpleName() + " " + backwardPolicy + " " + episodeEnd;
        }
    }

    static Stream<Case> cases() {
        List<Objective> objectives = List.of(
                new TrajectoryBalance(SQUARED),
                new DetailedBalance(SQUARED),
                new SubTrajectoryBalance(0.9, SQUARED),
                new VarGrad(SQUARED),
                new ModifiedDetailedBalance(SQUARED),
                DetailedBalance.forwardLooking(SQUARED),
                SubTrajectoryBalance.forwardLooking(0.9, SQUARED),
                new FlowMatching(SQUARED),
                new PathConsistency(0.9, SQUARED),
                new Reinforce(Payment.LOG_REWARD, 0.7));
        List<Case> cases = new ArrayList<>();
        for (Objective objective : objectives) {
            for (BackwardPolicy policy : BackwardPolicy.values()) {
                if (objective instanceof FlowMatching && policy == BackwardPolicy.LEARNED) {
                    continue;
                }
                for (EpisodeEnd end : EpisodeEnd.values()) {
                    cases.add(new Case(objective, policy, end));
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyParameterOfTheTable(Case test) {
        Hypergrid grid = new Hypergrid(2, 4, test.episodeEnd());
        TabularFlowModel<Cell> model = new TabularFlowModel<>(grid, test.backwardPolicy());
        Trajectories<Cell> batch = batch(model, test.objective());
        checkEveryParameter(model, batch, test.objective());
    }

    /** Terminal states with several edges in, two of them parallel. */
    @ParameterizedTest
    @EnumSource
    void everyParameterWithParallelEdges(BackwardPolicy policy) {
        Diamond diamond = new Diamond();
        Trajectories<Place> batch = new Sampler<>(
                        new TabularFlowModel<>(diamond, policy), new LogReward<>(Reward.of(place -> 3)))
                .forward(8, Exploration.NONE, new RandomStreams(2).trajectories(Purpose.TRAINING, 0));
        List<Objective> objectives = new ArrayList<>(List.of(
                new TrajectoryBalance(),
                new DetailedBalance(),
                new SubTrajectoryBalance(1.5),
                new VarGrad(),
                new Reinforce(Payment.REWARD, 0.7)));
        if (policy != BackwardPolicy.LEARNED) {
            objectives.add(new FlowMatching());
        }
        for (Objective objective : objectives) {
            TabularFlowModel<Place> fresh = new TabularFlowModel<>(diamond, policy);
            checkEveryParameter(fresh, batch, objective);
        }
    }

    private static <S> void checkEveryParameter(TabularFlowModel<S> model, Trajectories<S> batch, Objective objective) {
        model.add(batch.states());
        SplittableRandom random = new SplittableRandom(1);
        for (ParameterGroup group : model.parameters().groups()) {
            for (long i = 0; i < group.size(); i++) {
                group.setValue(i, random.nextDouble(-1, 1));
            }
        }

        differentiate(model, batch, objective);
        double step = 1e-5;
        for (ParameterGroup group : model.parameters().groups()) {
            for (long i = 0; i < group.size(); i++) {
                double value = group.value(i);
                group.setValue(i, value + step);
                double above = loss(model, batch, objective);
                group.setValue(i, value - step);
                double below = loss(model, batch, objective);
                group.setValue(i, value);
                double difference = (above - below) / (2 * step);
                assertThat(group.gradient(i))
                        .as("%s[%d]", group.name(), i)
                        .isCloseTo(difference, within(1e-7 * (1 + Math.abs(difference))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void directionsOfThePerceptron(Case test) {
        Hypergrid grid = new Hypergrid(2, 4, test.episodeEnd());
        MlpFlowModel<Cell> model = new MlpFlowModel<>(
                grid,
                new HypergridEncoder(grid),
                test.backwardPolicy(),
                new MlpFlowModel.Shape(13, 2, Activation.ELU),
                new SplittableRandom(3));
        Trajectories<Cell> batch = batch(model, test.objective());
        differentiate(model, batch, test.objective());
        SplittableRandom random = new SplittableRandom(5);
        for (ParameterGroup group : model.parameters().groups()) {
            double[] values = new double[(int) group.size()];
            double[] direction = new double[values.length];
            double slope = 0;
            double norm = 0;
            for (int i = 0; i < values.length; i++) {
                values[i] = group.value(i);
                direction[i] = random.nextDouble() + Math.signum(group.gradient(i));
                slope += direction[i] * group.gradient(i);
                norm += direction[i] * direction[i];
            }
            double step = 3e-3 / Math.sqrt(norm);
            move(group, values, direction, step);
            double above = loss(model, batch, test.objective());
            move(group, values, direction, -step);
            double below = loss(model, batch, test.objective());
            move(group, values, direction, 0);
            double difference = (above - below) / (2 * step);
            assertThat(slope).as(group.name()).isCloseTo(difference, within(0.01 * (0.1 + Math.abs(difference))));
        }
    }

    private static void move(ParameterGroup group, double[] values, double[] direction, double step) {
        for (int i = 0; i < values.length; i++) {
            group.setValue(i, values[i] + step * direction[i]);
        }
    }

    private static Trajectories<Cell> batch(FlowModel<Cell> model, Objective objective) {
        LogReward<Cell> logReward =
                new LogReward<>(Reward.of(cell -> 0.5 + cell.coordinate(0) + 3.0 * cell.coordinate(1)));
        return new Sampler<>(model, logReward, objective.needs())
                .forward(6, Exploration.NONE, new RandomStreams(11).trajectories(Purpose.TRAINING, 0));
    }

    private static <S> double loss(FlowModel<S> model, Trajectories<S> batch, Objective objective) {
        try (ScoredBatch scored = model.score(batch, objective.needs())) {
            return objective
                    .loss(scored.scores(), null, new ScoreGradients(scored.scores()))
                    .value();
        }
    }

    private static <S> void differentiate(FlowModel<S> model, Trajectories<S> batch, Objective objective) {
        try (ScoredBatch scored = model.score(batch, objective.needs())) {
            ScoreGradients gradients = new ScoreGradients(scored.scores());
            double denominator =
                    objective.loss(scored.scores(), null, gradients).denominator();
            gradients.scale(1 / denominator);
            scored.backward(gradients);
        }
    }
}
