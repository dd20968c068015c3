package org.gfn4j.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.gfn4j.baseline.ImitatingProposals.Imitation;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.EpisodeEnd;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridEncoder;
import org.gfn4j.hypergrid.HypergridReward;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.Exploration;
import org.gfn4j.model.MlpFlowModel;
import org.gfn4j.model.TabularFlowModel;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.ExplorationSchedule;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.training.RateSchedule;
import org.gfn4j.training.TrainingSettings;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.ScoreGradients;
import org.gfn4j.trajectory.Scores;
import org.gfn4j.trajectory.Trajectories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ImitatingProposalsTest {
    private static final RandomStreams STREAMS = new RandomStreams(3);
    private static final TrainingSettings SETTINGS =
            TrainingSettings.of(10_000).withLearningRate(0.01).withSchedule(RateSchedule.CONSTANT);

    @Test
    void derivativesOfTheLikelihoodEqualDifferences() {
        Hypergrid grid = new Hypergrid(2, 4);
        TabularFlowModel<Cell> model = new TabularFlowModel<>(grid, BackwardPolicy.LEARNED);
        Trajectories<Cell> walks = new Sampler<>(model, new LogReward<>(Reward.of(cell -> 1.0)))
                .forward(6, Exploration.NONE, STREAMS.trajectories(Purpose.TRAINING, 0));
        Scores scores = model.scores(walks, Set.of(Need.TRANSITIONS));
        SplittableRandom random = new SplittableRandom(1);
        for (double[] channel : List.of(scores.logForward(), scores.logBackward())) {
            for (int i = 0; i < channel.length; i++) {
                channel[i] = -random.nextDouble(0.1, 3);
            }
        }
        ScoreGradients gradients = new ScoreGradients(scores);
        ImitatingProposals.negativeLogLikelihood(scores, 3, gradients);

        requireDifferences(scores, scores.logForward(), gradients.logForward());
        requireDifferences(scores, scores.logBackward(), gradients.logBackward());
    }

    private static void requireDifferences(Scores scores, double[] values, double[] derivatives) {
        double step = 1e-6;
        double largest = 0;
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            values[i] = value + step;
            double above = ImitatingProposals.negativeLogLikelihood(scores, 3, new ScoreGradients(scores));
            values[i] = value - step;
            double below = ImitatingProposals.negativeLogLikelihood(scores, 3, new ScoreGradients(scores));
            values[i] = value;
            assertThat(derivatives[i]).isCloseTo((above - below) / (2 * step), within(1e-7));
            largest = Math.max(largest, Math.abs(derivatives[i]));
        }
        assertThat(largest).isGreaterThan(0.05);
    }

    @Test
    void movesThatPayAreProposedMoreAndMore() {
        Hypergrid grid = new Hypergrid(2, 8);
        LogReward<Cell> logReward =
                new LogReward<>(Reward.of(cell -> Math.exp(cell.coordinate(0) - cell.coordinate(1))));
        ImitatingProposals<Cell> proposals = new ImitatingProposals<>(
                grid,
                new TabularFlowModel<>(grid, BackwardPolicy.LEARNED),
                SETTINGS,
                new Imitation(2, 32, 0, 1000),
                STREAMS);
        ChainLearner<Cell> everywhere = new ChainLearner<>(
                grid,
                proposals,
                logReward,
                16,
                Counting.ALL,
                ExplorationSchedule.constant(new Exploration(1, 1e6)),
                STREAMS);
        for (int iteration = 0; iteration < 500; iteration++) {
            everywhere.step(iteration);
        }
        Cell middle = grid.unfinished(4, 4);
        int right = 0;
        int down = 0;
        int total = 400;
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < total; i++) {
            Edit<Cell> edit = proposals
                    .propose(List.of(middle), Exploration.NONE, List.of(random.split()))
                    .get(0);
            assertThat(edit.logRatio()).isZero();
            right += edit.grows() && edit.to().coordinate(0) == 5 ? 1 : 0;
            down += !edit.grows() && edit.to().coordinate(1) == 3 ? 1 : 0;
        }
        assertThat(right + down).as("half of each direction would be 200").isGreaterThan(320);
    }

    @Test
    void marsOnTheHypergridFindsEveryMode() {
        Hypergrid grid = new Hypergrid(2, 8);
        LogReward<Cell> logReward = new LogReward<>(Reward.of(HypergridReward.corners(grid, 0.1, 0.5, 2)));
        ImitatingProposals<Cell> proposals = new ImitatingProposals<>(
                grid,
                new MlpFlowModel<>(
                        grid,
                        new HypergridEncoder(grid),
                        BackwardPolicy.LEARNED,
                        STREAMS.generator(Purpose.INITIALISATION)),
                SETTINGS.withLearningRate(1e-3),
                new Imitation(1, 16, 0.05, 10_000),
                STREAMS);
        ChainLearner<Cell> chains = chains(grid, proposals, logReward);
        Set<Cell> best = new HashSet<>();
        for (int iteration = 0; iteration < 1_000; iteration++) {
            Trajectories<Cell> visited = chains.step(iteration).batch().produced();
            for (int row = 0; row < visited.layout().trajectories(); row++) {
                if (visited.logRewards()[row] > Math.log(2.5)) {
                    best.add(visited.states().get(row));
                }
            }
        }
        assertThat(best).hasSize(4);
    }

    /** With a forced end the states at the border are complete, and remembered moves lead to them. */
    @ParameterizedTest
    @EnumSource
    void chainsGoOnWithWhatTheyRemember(EpisodeEnd end) {
        Hypergrid grid = new Hypergrid(2, 5, end);
        LogReward<Cell> logReward = new LogReward<>(Reward.of(cell -> 1.0 + cell.coordinate(0)));
        TabularFlowModel<Cell> model = new TabularFlowModel<>(grid, BackwardPolicy.LEARNED);
        ImitatingProposals<Cell> proposals = proposals(grid, model);
        ChainLearner<Cell> straight = chains(grid, proposals, logReward);
        for (int iteration = 0; iteration < 40; iteration++) {
            straight.step(iteration);
        }
        TabularFlowModel<Cell> model2 = new TabularFlowModel<>(grid, BackwardPolicy.LEARNED);
        model2.add(model.states());
        model2.parameters().restore(model.parameters().values());
        model2.parameters().restoreOptimiser(model.parameters().optimiserState());
        ImitatingProposals<Cell> proposals2 = proposals(grid, model2);
        proposals2.restore(proposals.memory());
        ChainLearner<Cell> resumed = chains(grid, proposals2, logReward);
        resumed.restore(straight.position());
        for (int iteration = 40; iteration < 50; iteration++) {
            assertThat(resumed.step(iteration).loss())
                    .isEqualTo(straight.step(iteration).loss());
            assertThat(resumed.position().states())
                    .isEqualTo(straight.position().states());
        }
    }

    private static ImitatingProposals<Cell> proposals(Hypergrid grid, TabularFlowModel<Cell> model) {
        return new ImitatingProposals<>(grid, model, SETTINGS, new Imitation(2, 8, 0.1, 50), STREAMS);
    }

    private static ChainLearner<Cell> chains(
            Hypergrid grid, ImitatingProposals<Cell> proposals, LogReward<Cell> logReward) {
        return new ChainLearner<>(
                grid, proposals, logReward, 16, Counting.ALL, ExplorationSchedule.constant(Exploration.NONE), STREAMS);
    }
}
