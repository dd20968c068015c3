package org.gfn4j.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.EpisodeEnd;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.Exploration;
import org.gfn4j.model.ScoredBatch;
import org.gfn4j.model.TabularFlowModel;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.ReplayBuffer.Kind;
import org.gfn4j.trajectory.Ending;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.Trajectories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TrajectorySourceTest {
    private static final Hypergrid GRID = new Hypergrid(2, 4);
    private static final RandomStreams STREAMS = new RandomStreams(3);

    private final TabularFlowModel<Cell> model = new TabularFlowModel<>(GRID, BackwardPolicy.LEARNED);
    private final LogReward<Cell> logReward =
            new LogReward<>(Reward.of(cell -> 1.0 + cell.coordinate(0) + 4 * cell.coordinate(1)));
    private final Sampler<Cell> sampler = new Sampler<>(model, logReward);
    private final TrajectorySource<Cell> policy = TrajectorySource.onPolicy(sampler, 5, STREAMS);

    @ParameterizedTest
    @EnumSource
    void uniformTerminalsAreUniformOverAllThatCanBeReached(EpisodeEnd end) {
        Hypergrid grid = new Hypergrid(3, 3, end);
        StateGraph<Cell> graph = StateGraph.of(grid);
        RandomGenerator generator = new SplittableRandom(5);
        Map<Cell, Integer> counts = new HashMap<>();
        int each = 400;
        for (int draw = 0; draw < each * graph.terminals(); draw++) {
            counts.merge(grid.uniformTerminal(generator), 1, Integer::sum);
        }
        assertThat(counts).hasSize(graph.terminals());
        double chiSquare = 0;
        for (Map.Entry<Cell, Integer> count : counts.entrySet()) {
            assertThat(graph.isTerminal(graph.indexOf(count.getKey()))).isTrue();
            chiSquare += Math.pow(count.getValue() - each, 2) / each;
        }
        // mean k, standard deviation √(2k) for k + 1 outcomes
        assertThat(chiSquare).isLessThan(graph.terminals() + 5 * Math.sqrt(2.0 * graph.terminals()));
    }

    @Test
    void dataAreWalkedBackFromWithoutAskingForTheirRewards() {
        StoredData<Cell> data =
                new StoredData<>(List.of(GRID.finished(3, 2), GRID.finished(0, 1)), new double[] {-1, -2});
        Batch<Cell> batch =
                TrajectorySource.fromData(sampler, data, 50, STREAMS).batch(7);
        assertThat(batch.produced().layout().trajectories()).isZero();
        Trajectories<Cell> rows = batch.all();
        assertThat(logReward.requests()).isZero();
        for (int row = 0; row < 50; row++) {
            Cell end = rows.lastStates().get(row);
            assertThat(rows.logRewards()[row]).isEqualTo(end.equals(GRID.finished(3, 2)) ? -1 : -2);
            assertThat(rows.states().get(rows.layout().firstState(row))).isEqualTo(GRID.source());
            assertThat(rows.layout().startsAtSource(row)).isTrue();
        }
        assertThat(Set.copyOf(rows.lastStates())).hasSize(2);
        scored(rows);
    }

    @Test
    void uniformTerminalsAreWalkedBackFrom() {
        Batch<Cell> batch = TrajectorySource.fromUniformTerminals(sampler, GRID, 40, STREAMS)
                .batch(0);
        assertThat(batch.produced().layout().trajectories()).isZero();
        assertThat(batch.all().layout().trajectories()).isEqualTo(40);
        assertThat(logReward.requests()).isEqualTo(40);
        scored(batch.all());
    }

    @Test
    void aMixtureHasTheRowsOfItsPartsInOrder() {
        StoredData<Cell> data = new StoredData<>(List.of(GRID.finished(3, 3)), new double[] {0.5});
        Batch<Cell> batch = TrajectorySource.mixed(
                        List.of(policy, TrajectorySource.fromData(sampler, data, 3, STREAMS)))
                .batch(2);
        assertThat(batch.produced().states()).isEqualTo(policy.batch(2).all().states());
        assertThat(batch.all().layout().trajectories()).isEqualTo(8);
        assertThat(batch.all().lastStates().subList(0, 5))
                .isEqualTo(batch.produced().lastStates());
        assertThat(batch.all().lastStates().subList(5, 8)).containsOnly(GRID.finished(3, 3));
        scored(batch.all());
        assertThatThrownBy(() -> TrajectorySource.mixed(List.of())).hasMessageContaining("at least one source");
    }

    @ParameterizedTest
    @EnumSource
    void replayAddsWhatWasProducedBefore(ReplayForm form) {
        ReplaySource<Cell> source = replay(form);
        Trajectories<Cell> first = source.batch(0).all();
        assertThat(first.layout().trajectories()).isEqualTo(5);
        long requests = logReward.requests();
        Batch<Cell> second = source.batch(1);
        assertThat(logReward.requests()).isEqualTo(requests + 5);
        assertThat(second.produced().states()).isEqualTo(policy.batch(1).all().states());
        Trajectories<Cell> all = second.all();
        scored(all);
        int transitions = 0;
        for (int row = 5; row < all.layout().trajectories(); row++) {
            Cell end = all.states().get(all.layout().lastState(row));
            if (form == ReplayForm.TRANSITIONS) {
                assertThat(all.layout().length(row)).isEqualTo(1);
                assertThat(all.layout().ending(row)).isEqualTo(end.isFinished() ? Ending.STOPPED : Ending.OPEN);
                assertThat(first.states()).contains(end);
                transitions++;
            } else {
                assertThat(first.lastStates()).contains(end);
                assertThat(all.logRewards()[row]).isEqualTo(Math.log(1.0 + end.coordinate(0) + 4 * end.coordinate(1)));
            }
        }
        if (form == ReplayForm.TRANSITIONS) {
            assertThat(transitions).isEqualTo(4 * first.layout().transitions() / 5);
        } else {
            assertThat(all.layout().trajectories()).isEqualTo(9);
        }
    }

    @ParameterizedTest
    @EnumSource
    void restoredReplayGoesOnWithTheSameBatches(ReplayForm form) {
        ReplaySource<Cell> source = replay(form);
        for (int iteration = 0; iteration < 6; iteration++) {
            source.batch(iteration);
        }
        ReplaySource<Cell> restored = replay(form);
        restored.restore(source.state());
        for (int iteration = 6; iteration < 9; iteration++) {
            assertThat(restored.batch(iteration).all().states())
                    .isEqualTo(source.batch(iteration).all().states());
        }
    }

    private ReplaySource<Cell> replay(ReplayForm form) {
        return new ReplaySource<>(policy, new ReplayBuffer<>(Kind.FIFO, 12), form, sampler, 4, STREAMS);
    }

    @Test
    void uniformReplayIgnoresTheBackwardPolicy() {
        Trajectories<Cell> walks = sampler.forward(1, Exploration.NONE, STREAMS.trajectories(Purpose.SAMPLING, 0));
        model.add(List.copyOf(StateGraph.of(GRID).states()));
        for (long i = 0; i < model.parameters().group("backward").size(); i += 2) {
            // the first edge into a state, which is the one along the first coordinate, is all but forbidden
            model.parameters().group("backward").setValue(i, -50);
        }
        assertThat(walks.layout().trajectories()).isEqualTo(1);
        ReplayBuffer<Cell> buffer = new ReplayBuffer<>(Kind.FIFO, 1);
        Cell object = GRID.finished(3, 3);
        buffer.add(Trajectories.ofStates(List.of(object)), 0);
        assertThat(firstSteps(buffer, ReplayForm.BACKWARD)).containsOnly(GRID.unfinished(1, 0));
        assertThat(firstSteps(buffer, ReplayForm.BACKWARD_UNIFORM))
                .contains(GRID.unfinished(1, 0), GRID.unfinished(0, 1));
    }

    private Set<Cell> firstSteps(ReplayBuffer<Cell> buffer, ReplayForm form) {
        TrajectorySource<Cell> nothing = iteration -> Batch.stored(Trajectories.ofStates(List.of()));
        Trajectories<Cell> rows = new ReplaySource<>(nothing, buffer, form, sampler, 40, STREAMS)
                .batch(0)
                .all();
        Set<Cell> steps = new java.util.HashSet<>();
        for (int row = 0; row < rows.layout().trajectories(); row++) {
            steps.add(rows.states().get(rows.layout().firstState(row) + 1));
        }
        return steps;
    }

    /** Scores a batch, which checks that its rows are what they are said to be. */
    private void scored(Trajectories<Cell> batch) {
        try (ScoredBatch scored = model.score(batch, EnumSet.of(Need.TRANSITIONS, Need.STATE_FLOW))) {
            assertThat(Arrays.stream(scored.scores().logForward())).allMatch(Double::isFinite);
        }
    }

    @Test
    void dataWithoutObjectsOrWithTooFewRewardsAreRefused() {
        assertThatThrownBy(() -> new StoredData<>(List.of(), new double[0]))
                .hasMessageContaining("at least one object");
        assertThatThrownBy(() -> new StoredData<>(List.of("a"), new double[2])).hasMessageContaining("2 for 1");
    }
}
