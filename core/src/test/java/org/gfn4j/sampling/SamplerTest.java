package org.gfn4j.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.EpisodeEnd;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.Exploration;
import org.gfn4j.model.TabularFlowModel;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.testing.Diamond;
import org.gfn4j.testing.Diamond.Place;
import org.gfn4j.trajectory.Ending;
import org.gfn4j.trajectory.IntActions;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.Trajectories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SamplerTest {
    private static final RandomStreams STREAMS = new RandomStreams(0);
    private static final Reward<Cell> REWARD = Reward.of(cell -> 1.0 + cell.coordinate(0));

    @ParameterizedTest
    @EnumSource
    void forwardTrajectoriesAreWalksToTerminalStates(EpisodeEnd end) {
        Hypergrid grid = new Hypergrid(3, 4, end);
        LogReward<Cell> logReward = new LogReward<>(REWARD);
        Trajectories<Cell> batch = sampler(grid, logReward, Set.of(Need.STATE_LOG_REWARD))
                .forward(50, Exploration.NONE, STREAMS.trajectories(Purpose.TRAINING, 3));
        assertAreWalks(grid, batch);
        long stopped = IntStream.range(0, 50)
                .filter(row -> batch.layout().ending(row) == Ending.STOPPED)
                .count();
        assertThat(logReward.requests()).isEqualTo(batch.layout().states() - stopped);
        double[] inner = java.util.Objects.requireNonNull(batch.stateLogRewards());
        for (int state = 0; state < inner.length; state++) {
            assertThat(inner[state])
                    .isEqualTo(Math.log(1.0 + batch.states().get(state).coordinate(0)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 17, 60, 10_000})
    void trajectoriesThatTheBudgetDoesNotAllowAreLeftOut(int budget) {
        Hypergrid grid = new Hypergrid(3, 4);
        List<Cell> objects = List.of(grid.finished(3, 0, 2), grid.finished(0, 0, 0), grid.finished(1, 1, 1));
        for (Set<Need> needs : List.of(Set.<Need>of(), Set.of(Need.STATE_LOG_REWARD))) {
            AtomicInteger asked = new AtomicInteger();
            LogReward<Cell> logReward = new LogReward<Cell>(cells -> {
                        asked.addAndGet(cells.size());
                        return REWARD.evaluate(cells);
                    })
                    .withBudget(budget);
            Sampler<Cell> sampler = sampler(grid, logReward, needs);
            Trajectories<Cell> all = sampler(grid, new LogReward<>(REWARD), needs)
                    .forward(20, Exploration.NONE, STREAMS.trajectories(Purpose.TRAINING, 3));
            Batch<Cell> fresh = sampler.recorded(20, Exploration.NONE, STREAMS.trajectories(Purpose.TRAINING, 3));
            List<Cell> drawn = fresh.produced().lastStates();
            assertThat(drawn).isEqualTo(all.lastStates().subList(0, drawn.size()));
            assertThat(logReward.isSpent()).isEqualTo(drawn.size() < 20 || asked.get() == budget);
            sampler.backward(objects, Exploration.NONE, STREAMS.trajectories(Purpose.DATA, 0));
            sampler.backward(objects, new double[3], Exploration.NONE, STREAMS.trajectories(Purpose.DATA, 0));
            sampler.forward(20, Exploration.NONE, STREAMS.trajectories(Purpose.TRAINING, 4));
            assertThat(asked.get()).isEqualTo((int) logReward.requests()).isLessThanOrEqualTo(budget);
            if (needs.isEmpty()) {
                assertThat(asked.get()).isEqualTo(Math.min(budget, 43));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void backwardTrajectoriesEndInTheObjects(BackwardPolicy policy) {
        Hypergrid grid = new Hypergrid(3, 4);
        List<Cell> objects = List.of(grid.finished(3, 0, 2), grid.finished(0, 0, 0), grid.finished(1, 1, 1));
        Sampler<Cell> sampler = new Sampler<>(new TabularFlowModel<>(grid, policy), new LogReward<>(REWARD));
        Trajectories<Cell> batch =
                sampler.backward(objects, Exploration.NONE, STREAMS.trajectories(Purpose.EVALUATION, 0));
        assertAreWalks(grid, batch);
        assertThat(batch.lastStates()).isEqualTo(objects);
        assertThat(batch.layout().length(0)).isEqualTo(6);
        assertThat(batch.layout().length(1)).isEqualTo(1);
        assertThat(batch.stateLogRewards()).isNull();
    }

    @Test
    void parallelEdgesAreDrawnEachWithItsOwnProbability() {
        Diamond diamond = new Diamond();
        TabularFlowModel<Place> model = new TabularFlowModel<>(diamond, BackwardPolicy.UNIFORM);
        Sampler<Place> sampler = new Sampler<>(model, new LogReward<>(Reward.of(place -> 1)));
        int count = 30_000;
        double[] forward =
                shares(sampler.forward(count, Exploration.NONE, STREAMS.trajectories(Purpose.SAMPLING, 0)), count);
        double[] backward = shares(
                sampler.backward(
                        Collections.nCopies(count, Place.END),
                        Exploration.NONE,
                        STREAMS.trajectories(Purpose.SAMPLING, 1)),
                count);
        assertThat(forward).containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(0.015));
        assertThat(backward).containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(0.015));
    }

    /** How often each action of the source starts a trajectory. */
    private static double[] shares(Trajectories<Place> batch, int count) {
        double[] shares = new double[3];
        int[] actions = ((IntActions) batch.actions()).values();
        for (int row = 0; row < count; row++) {
            shares[actions[batch.layout().firstTransition(row)]] += 1.0 / count;
        }
        return shares;
    }

    @Test
    void explorationChangesTheDraws() {
        Diamond diamond = new Diamond();
        TabularFlowModel<Place> model = new TabularFlowModel<>(diamond, BackwardPolicy.UNIFORM);
        model.add(List.of(Place.SOURCE));
        model.parameters().group("forward").setValue(0, Math.log(8));
        Sampler<Place> sampler = new Sampler<>(model, new LogReward<>(Reward.of(place -> 1)));
        int count = 30_000;
        IntFunction<RandomGenerator> generators = STREAMS.trajectories(Purpose.SAMPLING, 2);
        assertThat(shares(sampler.forward(count, Exploration.NONE, generators), count))
                .containsExactly(new double[] {0.8, 0.1, 0.1}, within(0.01));
        assertThat(shares(sampler.forward(count, new Exploration(1, 1), generators), count))
                .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(0.01));
        assertThat(shares(sampler.forward(count, new Exploration(0, 3), generators), count))
                .containsExactly(new double[] {0.5, 0.25, 0.25}, within(0.01));
    }

    @Test
    void aSourceFollowsItsSchedule() {
        Hypergrid grid = new Hypergrid(2, 8);
        TabularFlowModel<Cell> model = new TabularFlowModel<>(grid, BackwardPolicy.UNIFORM);
        model.add(List.of(grid.source()));
        model.parameters().group("forward").setValue(2, 50);
        ExplorationSchedule schedule =
                new ExplorationSchedule(new LinearSchedule(1, 0, 10), LinearSchedule.constant(1));
        TrajectorySource<Cell> source =
                TrajectorySource.onPolicy(new Sampler<>(model, new LogReward<>(REWARD)), 100, schedule, STREAMS);
        assertThat(source.batch(0).all().layout().transitions()).isGreaterThan(200);
        assertThat(source.batch(10).all().layout().transitions()).isEqualTo(100);
    }

    @Test
    void walksBackwardFromUnfinishedStatesAreRefused() {
        Hypergrid grid = new Hypergrid(2, 8);
        assertThatThrownBy(() -> sampler(grid, new LogReward<>(REWARD), Set.of())
                        .backward(
                                List.of(grid.unfinished(1, 1)),
                                Exploration.NONE,
                                STREAMS.trajectories(Purpose.EVALUATION, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("walks backward start at terminal states, but [1, 1] is not one");
    }

    @Test
    void aModelThatHasDivergedIsNotSampledFrom() {
        Hypergrid grid = new Hypergrid(2, 8);
        TabularFlowModel<Cell> model = new TabularFlowModel<>(grid, BackwardPolicy.UNIFORM);
        model.add(List.of(grid.source()));
        model.parameters().group("forward").setValue(0, Double.NaN);
        assertThatThrownBy(() -> new Sampler<>(model, new LogReward<>(REWARD))
                        .forward(1, Exploration.NONE, STREAMS.trajectories(Purpose.SAMPLING, 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("[NaN, 0.0, 0.0]");
    }

    @Test
    void aTrajectoryDependsOnItsOwnGeneratorOnly() {
        Hypergrid grid = new Hypergrid(3, 4);
        Trajectories<Cell> many = sampler(grid, new LogReward<>(REWARD), Set.of())
                .forward(20, Exploration.NONE, STREAMS.trajectories(Purpose.TRAINING, 5));
        Trajectories<Cell> few = sampler(grid, new LogReward<>(REWARD), Set.of())
                .forward(7, Exploration.NONE, STREAMS.trajectories(Purpose.TRAINING, 5));
        Trajectories<Cell> other = sampler(grid, new LogReward<>(REWARD), Set.of())
                .forward(7, Exploration.NONE, STREAMS.trajectories(Purpose.TRAINING, 6));
        assertThat(few.states()).isEqualTo(many.states().subList(0, few.layout().states()));
        assertThat(few.states()).isNotEqualTo(other.states());
    }

    @Test
    void stateRewardsWhereStoppingIsNotAllowedAreRefused() {
        Diamond diamond = new Diamond();
        Sampler<Place> sampler = new Sampler<>(
                new TabularFlowModel<>(diamond, BackwardPolicy.UNIFORM),
                new LogReward<>(Reward.of(place -> 1)),
                Set.of(Need.STATE_LOG_REWARD));
        assertThatThrownBy(() -> sampler.forward(1, Exploration.NONE, STREAMS.trajectories(Purpose.TRAINING, 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SOURCE cannot stop");
    }

    @Test
    void anExplorationScheduleGoesFromStartToEnd() {
        ExplorationSchedule schedule =
                new ExplorationSchedule(new LinearSchedule(1, 0, 10), new LinearSchedule(3, 1, 20));
        assertThat(schedule.at(0)).isEqualTo(new Exploration(1, 3));
        assertThat(schedule.at(5)).isEqualTo(new Exploration(0.5, 2.5));
        assertThat(schedule.at(10)).isEqualTo(new Exploration(0, 2));
        assertThat(schedule.at(1_000)).isEqualTo(new Exploration(0, 1));
        assertThat(ExplorationSchedule.constant(new Exploration(0.1, 1)).at(0)).isEqualTo(new Exploration(0.1, 1));
        assertThatThrownBy(() -> new LinearSchedule(0, 0, -1)).hasMessage("iterations must be at least 0, but is -1");
        assertThatThrownBy(() -> new ExplorationSchedule(new LinearSchedule(0, 2, 9), LinearSchedule.constant(1)))
                .hasMessageContaining("epsilon must lie in [0, 1], but is 2.0");
    }

    private static Sampler<Cell> sampler(Hypergrid grid, LogReward<Cell> logReward, Set<Need> needs) {
        return new Sampler<>(new TabularFlowModel<>(grid, BackwardPolicy.UNIFORM), logReward, needs);
    }

    private static void assertAreWalks(Hypergrid grid, Trajectories<Cell> batch) {
        Layout layout = batch.layout();
        int[] actions = ((IntActions) batch.actions()).values();
        for (int row = 0; row < layout.trajectories(); row++) {
            assertThat(layout.startsAtSource(row)).isTrue();
            assertThat(batch.states().get(layout.firstState(row))).isEqualTo(grid.source());
            for (int t = 0; t < layout.length(row); t++) {
                Cell state = batch.states().get(layout.firstState(row) + t);
                Cell next = batch.states().get(layout.firstState(row) + t + 1);
                assertThat(grid.child(state, actions[layout.firstTransition(row) + t]))
                        .isEqualTo(next);
            }
            Cell end = batch.states().get(layout.lastState(row));
            assertThat(grid.isTerminal(end)).isTrue();
            boolean stopped = actions[layout.firstTransition(row + 1) - 1]
                    == grid.stopAction(batch.states().get(layout.lastState(row) - 1));
            assertThat(layout.ending(row)).isEqualTo(stopped ? Ending.STOPPED : Ending.COMPLETED);
            assertThat(batch.logRewards()[row]).isEqualTo(Math.log(1.0 + end.coordinate(0)));
        }
    }
}
