package org.gfn4j.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.Exploration;
import org.gfn4j.model.TabularFlowModel;
import org.gfn4j.objective.Loss;
import org.gfn4j.objective.Objective;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.Batch;
import org.gfn4j.sampling.ExplorationSchedule;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RememberingSource;
import org.gfn4j.sampling.ReplayBuffer;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.training.TargetNetwork;
import org.gfn4j.training.TargetUpdate;
import org.gfn4j.training.Trainer;
import org.gfn4j.training.TrainingSettings;
import org.gfn4j.trajectory.IntActions;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.ScoreGradients;
import org.gfn4j.trajectory.Scores;
import org.gfn4j.trajectory.Trajectories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RoundSourceTest {
    private static final Hypergrid GRID = new Hypergrid(2, 16);
    private static final int SIZE = 10;
    private static final int STEPS = 4;
    private static final int MINIBATCH = 6;

    private final LogReward<Cell> logReward =
            new LogReward<>(Reward.of(cell -> 1 + 16 * cell.coordinate(0) + cell.coordinate(1)));

    @Test
    void aRoundDrawsOnceAndGoesOverItsTrajectories() {
        RoundSource<Cell> source = source();
        for (long round = 0; round < 3; round++) {
            Batch<Cell> fresh = source.batch(round * STEPS);
            assertThat(fresh.produced()).isSameAs(fresh.all());
            assertThat(fresh.all().layout().trajectories()).isEqualTo(SIZE);
            Set<List<Cell>> drawn = new HashSet<>(rows(fresh.all()));
            for (int step = 1; step < STEPS; step++) {
                Batch<Cell> again = source.batch(round * STEPS + step);
                assertThat(again.produced().layout().trajectories()).isZero();
                assertThat(again.all().layout().trajectories()).isEqualTo(MINIBATCH);
                assertThat(drawn).containsAll(rows(again.all()));
                for (int row = 0; row < MINIBATCH; row++) {
                    Cell last = again.all().lastStates().get(row);
                    assertThat(again.all().logRewards()[row])
                            .isEqualTo(Math.log(1 + 16 * last.coordinate(0) + last.coordinate(1)));
                }
            }
        }
        assertThat(logReward.requests()).isEqualTo(3 * SIZE);
        assertThat(source.state().trajectories()).isEqualTo(3 * SIZE);
    }

    /** With minibatches of the whole round, each of its trajectories comes exactly once. */
    @Test
    void rowsAreDrawnWithoutRepetition() {
        RoundSource<Cell> source = source(SIZE);
        List<List<Cell>> drawn = rows(source.batch(0).all());
        List<List<Cell>> first = rows(source.batch(1).all());
        List<List<Cell>> second = rows(source.batch(2).all());
        assertThat(first).containsExactlyInAnyOrderElementsOf(drawn).isNotEqualTo(drawn);
        assertThat(second).containsExactlyInAnyOrderElementsOf(drawn).isNotEqualTo(first);
    }

    @Test
    void aSourceRestoredInTheMiddleOfARoundGivesTheSameBatches() {
        RoundSource<Cell> straight = source();
        for (long iteration = 0; iteration < 6; iteration++) {
            straight.batch(iteration);
        }
        RoundSource<Cell> resumed = source();
        resumed.restore(straight.state());
        for (long iteration = 6; iteration < 14; iteration++) {
            Trajectories<Cell> expected = straight.batch(iteration).all();
            Trajectories<Cell> batch = resumed.batch(iteration).all();
            assertThat(batch.states()).isEqualTo(expected.states());
            assertThat(((IntActions) batch.actions()).values()).isEqualTo(((IntActions) expected.actions()).values());
            assertThat(batch.logRewards()).isEqualTo(expected.logRewards());
        }
        assertThat(resumed.state().trajectories()).isEqualTo(straight.state().trajectories());
        assertThat(resumed.state().transitions()).isEqualTo(straight.state().transitions());
    }

    @Test
    void theReferenceIsThePolicyThatDrewTheRound() {
        List<Double> differences = new ArrayList<>();
        Objective proximal = new ProximalPolicy(Payment.REWARD, 0.2, 1, 0, 1);
        Objective watched = new Objective() {
            @Override
            public Set<Need> needs() {
                return proximal.needs();
            }

            @Override
            public Loss loss(Scores current, @Nullable Scores reference, ScoreGradients gradients) {
                if (reference != null) {
                    double largest = 0;
                    for (int t = 0; t < current.logForward().length; t++) {
                        largest = Math.max(
                                largest,
                                Math.abs(current.logForward()[t] - reference.logForward()[t]));
                    }
                    differences.add(largest);
                }
                return proximal.loss(current, reference, gradients);
            }

            @Override
            public double logZ(Scores scores) {
                return Double.NaN;
            }

            @Override
            public boolean usesReference() {
                return true;
            }
        };
        TabularFlowModel<Cell> model = new TabularFlowModel<>(GRID, BackwardPolicy.UNIFORM);
        new Trainer<>(
                        model,
                        watched,
                        source(model, MINIBATCH),
                        TrainingSettings.of(3 * STEPS),
                        new TargetNetwork<>(
                                new TabularFlowModel<>(GRID, BackwardPolicy.UNIFORM), new TargetUpdate.Copy(STEPS)))
                .run();

        assertThat(differences).hasSize(3 * STEPS);
        for (int iteration = 0; iteration < differences.size(); iteration++) {
            if (iteration % STEPS == 0) {
                assertThat(differences.get(iteration))
                        .as("iteration " + iteration)
                        .isZero();
            } else {
                assertThat(differences.get(iteration))
                        .as("iteration " + iteration)
                        .isPositive();
            }
        }
    }

    @Test
    void argumentsAndStatesAreChecked() {
        assertThatThrownBy(() -> source(SIZE + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("minibatch must lie in [1, 10], as a round has 10 trajectories, but is 11");
        assertThatThrownBy(() -> source().batch(5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("iteration 5 goes over the trajectories of iteration 4");
        RoundSource<Cell> source = source();
        source.batch(0);
        List<ReplayBuffer.Entry<Cell>> eleven = new ArrayList<>(source.state().entries());
        eleven.add(eleven.get(0));
        assertThatThrownBy(() -> source().restore(new RememberingSource.State<>(eleven, 11, 9)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a round of 10 trajectories cannot be resumed with 11 rows");
    }

    private RoundSource<Cell> source() {
        return source(MINIBATCH);
    }

    private RoundSource<Cell> source(int minibatch) {
        return source(new TabularFlowModel<>(GRID, BackwardPolicy.UNIFORM), minibatch);
    }

    private RoundSource<Cell> source(TabularFlowModel<Cell> model, int minibatch) {
        return new RoundSource<>(
                new Sampler<>(model, logReward),
                SIZE,
                STEPS,
                minibatch,
                ExplorationSchedule.constant(Exploration.NONE),
                new RandomStreams(9));
    }

    private static List<List<Cell>> rows(Trajectories<Cell> batch) {
        List<List<Cell>> rows = new ArrayList<>();
        for (int row = 0; row < batch.layout().trajectories(); row++) {
            rows.add(batch.states()
                    .subList(batch.layout().firstState(row), batch.layout().lastState(row) + 1));
        }
        return rows;
    }
}
