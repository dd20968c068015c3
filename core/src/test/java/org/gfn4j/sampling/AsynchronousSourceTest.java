package org.gfn4j.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.Exploration;
import org.gfn4j.model.TabularFlowModel;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.Trajectories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class AsynchronousSourceTest {
    /** Of so many coordinates that few walks end in the same cell. */
    private static final Hypergrid GRID = new Hypergrid(12, 3);

    private static final RandomStreams STREAMS = new RandomStreams(4);
    private static final ExplorationSchedule EXPLORATION = ExplorationSchedule.constant(new Exploration(0.5, 1));
    private static final int SIZE = 4;

    private final TabularFlowModel<Cell> model = new TabularFlowModel<>(GRID, BackwardPolicy.LEARNED);
    private final LogReward<Cell> logReward = new LogReward<>(Reward.of(AsynchronousSourceTest::reward));
    private final Sampler<Cell> sampler = new Sampler<>(model, logReward);
    private final ByHand byHand = new ByHand();

    private static double reward(Cell cell) {
        return 1.0 + cell.coordinate(0) + 3 * cell.coordinate(1);
    }

    @Test
    void trajectoriesAreThoseThatForwardDraws() {
        byHand.atOnce = true;
        Trajectories<Cell> produced = byHand(100, 0, asked -> true).batch(7).produced();
        Trajectories<Cell> expected = forward(7);
        assertThat(produced.states()).isEqualTo(expected.states());
        assertThat(produced.actions()).usingRecursiveComparison().isEqualTo(expected.actions());
        assertThat(produced.logRewards()).containsExactly(expected.logRewards());
    }

    @Test
    void trajectoriesComeInTheOrderInWhichTheyWereDrawn() {
        AsynchronousSource<Cell> source = started(100, 5, asked -> true);
        assertThat(source.batch(1).isEmpty()).isTrue();
        assertThat(source.batch(2).isEmpty()).isTrue();
        assertThat(source.outstanding()).isEqualTo(2 * SIZE);
        List<Cell> drawn = new ArrayList<>(forward(1).lastStates());
        drawn.addAll(forward(2).lastStates());
        assertThat(Set.copyOf(drawn)).hasSize(2 * SIZE);
        for (int place : new int[] {6, 5, 1, 0}) {
            byHand.run(place);
        }
        Batch<Cell> batch = source.batch(3);
        assertThat(batch.produced().lastStates())
                .containsExactly(drawn.get(0), drawn.get(1), drawn.get(5), drawn.get(6));
        for (int row = 0; row < SIZE; row++) {
            assertThat(batch.produced().logRewards()[row])
                    .isEqualTo(Math.log(reward(batch.produced().lastStates().get(row))));
        }
        assertThat(batch.all()).isSameAs(batch.produced());
        assertThat(batch.tape()).isNull();
        assertThat(source.outstanding()).isEqualTo(2 * SIZE);
    }

    @Test
    void theFirstBatchWaitsForAllThatItHasDrawn() {
        Semaphore gate = new Semaphore(0);
        LongPredicate openAfterLooking = asked -> {
            gate.release(SIZE);
            return true;
        };
        try (AsynchronousSource<Cell> source = gated(gate, 100, 1_000, openAfterLooking)) {
            assertThat(source.batch(0).produced().lastStates())
                    .isEqualTo(forward(0).lastStates());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void aBatchWaitsAfterSoManyEmptyOnes(int patience) {
        AtomicInteger late = new AtomicInteger();
        AsynchronousSource<Cell> source = started(1_000, patience, asked -> {
            byHand.runFirst(late.getAndSet(0)); // after the batch has looked for answers
            return true;
        });
        long iteration = 1;
        for (int round = 0; round < 3; round++) {
            for (int empty = 0; empty < patience; empty++) {
                assertThat(source.batch(iteration++).isEmpty()).isTrue();
            }
            if (byHand.tasks.isEmpty()) {
                byHand.atOnce = true; // where a batch waits for what it draws itself
            } else {
                late.set(1);
            }
            assertThat(source.batch(iteration++).isEmpty()).isFalse();
            byHand.atOnce = false;
        }
    }

    @Test
    void replayGoesOnWhileRewardsAreOutstanding() {
        Semaphore gate = new Semaphore(SIZE);
        try (AsynchronousSource<Cell> source = gated(gate, 3 * SIZE, 1_000, asked -> true)) {
            ReplaySource<Cell> replay = new ReplaySource<>(
                    source, new ReplayBuffer<>(ReplayBuffer.Kind.FIFO, 100), ReplayForm.BACKWARD, sampler, 5, STREAMS);
            List<Cell> first = replay.batch(0).produced().lastStates();
            for (int iteration = 1; iteration < 20; iteration++) {
                Batch<Cell> batch = replay.batch(iteration);
                assertThat(batch.produced().lastStates()).isEmpty();
                assertThat(batch.all().lastStates()).hasSize(5).isSubsetOf(first);
                assertThat(batch.isEmpty()).isFalse();
                assertThat(source.outstanding()).isEqualTo(Math.min(iteration, 3) * SIZE);
            }
            assertThat(replay.state().trajectories()).isEqualTo(SIZE);
        }
    }

    @Test
    void noMoreAreOutstandingThanMayBe() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        LogReward<Cell> counting = new LogReward<>(Reward.of(cell -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            running.decrementAndGet();
            return reward(cell);
        }));
        int limit = 2 * SIZE + 1;
        long produced = 0;
        try (AsynchronousSource<Cell> source =
                new AsynchronousSource<>(sampler, counting, SIZE, EXPLORATION, STREAMS, limit, 2, asked -> true)) {
            for (int iteration = 0; iteration < 300; iteration++) {
                produced += source.batch(iteration).produced().layout().trajectories();
                assertThat(source.outstanding()).isBetween(0, limit);
            }
            assertThat(counting.requests()).isBetween(produced, produced + source.outstanding());
        }
        assertThat(most).hasValueBetween(1, limit);
    }

    @Test
    void nothingIsDrawnWithoutRoom() {
        AsynchronousSource<Cell> source = started(SIZE, 1_000, asked -> true);
        source.batch(1);
        source.batch(2);
        assertThat(byHand.tasks).hasSize(SIZE);
        byHand.run(2);
        assertThat(source.batch(3).produced().lastStates())
                .containsExactly(forward(1).lastStates().get(2));
        assertThat(byHand.tasks).hasSize(SIZE - 1);
        byHand.runFirst(SIZE - 1);
        assertThat(source.batch(4).produced().lastStates()).hasSize(SIZE - 1);
        assertThat(byHand.tasks).hasSize(SIZE);
    }

    @Test
    void whatIsOutstandingComesWhereNothingMoreMayBeAskedFor() {
        List<Long> counts = new ArrayList<>();
        AsynchronousSource<Cell> source = started(100, 1_000, asked -> {
            counts.add(asked);
            return asked < 3 * SIZE;
        });
        source.batch(1);
        source.batch(2);
        source.batch(3);
        assertThat(counts).containsExactly(0L, 4L, 8L, 12L);
        byHand.runFirst(SIZE);
        assertThat(source.batch(4).produced().lastStates()).isEqualTo(forward(1).lastStates());
        byHand.runFirst(SIZE);
        assertThat(source.batch(5).produced().lastStates()).isEqualTo(forward(2).lastStates());
        assertThat(source.outstanding()).isZero();
        assertThat(source.batch(6).isEmpty()).isTrue();
        assertThat(byHand(100, 0, asked -> false).batch(0).isEmpty()).isTrue();
    }

    @Test
    void whatTheRewardThrowsIsThrownByTheNextBatch() {
        List<Throwable> failures = List.of(new IllegalStateException("no licence"), new LinkageError("no library"));
        for (Throwable failure : failures) {
            List<Cell> lost = List.of(forward(1).lastStates().get(1));
            AsynchronousSource<Cell> source = new AsynchronousSource<>(
                    sampler, failing(lost, failure), SIZE, EXPLORATION, STREAMS, 100, 9, asked -> true, byHand);
            byHand.tasks.clear();
            byHand.atOnce = true;
            source.batch(0);
            byHand.atOnce = false;
            source.batch(1);
            byHand.runFirst(SIZE);
            assertThatThrownBy(() -> source.batch(2)).isSameAs(failure);
            assertThat(source.outstanding()).isEqualTo(SIZE - 1);
            assertThat(source.batch(3).produced().lastStates()).hasSize(SIZE - 1);
        }
    }

    @Test
    void aFailureEndsTheWait() {
        IllegalStateException failure = new IllegalStateException("no licence");
        try (AsynchronousSource<Cell> source = new AsynchronousSource<>(
                sampler,
                failing(forward(0).lastStates(), failure),
                SIZE,
                EXPLORATION,
                STREAMS,
                SIZE,
                0,
                asked -> true)) {
            assertThatThrownBy(() -> source.batch(0)).isSameAs(failure);
        }
    }

    private static LogReward<Cell> failing(List<Cell> cells, Throwable failure) {
        return new LogReward<>(Reward.of(cell -> {
            if (cells.contains(cell)) {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failure;
            }
            return reward(cell);
        }));
    }

    @Test
    void closingEndsTheThreads() throws Exception {
        Set<Thread> threads = new CopyOnWriteArraySet<>();
        CountDownLatch waiting = new CountDownLatch(2 * SIZE);
        Semaphore gate = new Semaphore(SIZE);
        LogReward<Cell> slow = new LogReward<>(Reward.of(cell -> {
            threads.add(Thread.currentThread());
            waiting.countDown();
            return pass(gate, cell);
        }));
        AsynchronousSource<Cell> source =
                new AsynchronousSource<>(sampler, slow, SIZE, EXPLORATION, STREAMS, SIZE, 9, asked -> true);
        source.batch(0);
        source.batch(1);
        waiting.await();
        source.close();
        for (Thread thread : threads) {
            thread.join();
            assertThat(thread.getName()).matches("gfn4j-asynchronous-[1-4]");
            assertThat(thread.isDaemon()).isTrue();
        }
        assertThatThrownBy(() -> source.batch(2)).hasMessage("a source that is closed has no batches");
        source.close();
    }

    @Test
    void anInterruptEndsTheWait() {
        try (AsynchronousSource<Cell> source = gated(new Semaphore(0), SIZE, 0, asked -> true)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> source.batch(0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("interrupted while waiting for rewards");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThatThrownBy(() -> source(sampler, 0, 1, 0)).hasMessage("size must be at least 1, but is 0");
        assertThatThrownBy(() -> source(sampler, 4, 3, 0)).hasMessage("outstanding must be at least 4, but is 3");
        assertThatThrownBy(() -> source(sampler, 4, -1, 0)).hasMessage("outstanding must be at least 4, but is -1");
        assertThatThrownBy(() -> source(sampler, 4, 4, -1)).hasMessage("patience must be at least 0, but is -1");
    }

    @Test
    void objectivesThatLookAtRewardsOnTheWayAreRefused() {
        Sampler<Cell> looking = new Sampler<>(model, logReward, Set.of(Need.STATE_LOG_REWARD));
        assertThatThrownBy(() -> source(looking, 4, 4, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use an objective without forward-looking or modified flows");
        assertThatThrownBy(() -> looking.drawn(1, Exploration.NONE, STREAMS.trajectories(Purpose.TRAINING, 0)))
                .hasMessageContaining("needs the reward of every intermediate state");
    }

    private AsynchronousSource<Cell> source(Sampler<Cell> from, int size, int outstanding, int patience) {
        return new AsynchronousSource<>(
                from, logReward, size, EXPLORATION, STREAMS, outstanding, patience, asked -> true);
    }

    /** What the source draws in an iteration. */
    private Trajectories<Cell> forward(long iteration) {
        return new Sampler<>(model, new LogReward<>(Reward.of(AsynchronousSourceTest::reward)))
                .forward(SIZE, EXPLORATION.at(iteration), STREAMS.trajectories(Purpose.TRAINING, iteration));
    }

    private AsynchronousSource<Cell> byHand(int outstanding, int patience, LongPredicate mayAsk) {
        return new AsynchronousSource<>(
                sampler, logReward, SIZE, EXPLORATION, STREAMS, outstanding, patience, mayAsk, byHand);
    }

    /** A source whose first batch has come, and whose further rewards come by hand. */
    private AsynchronousSource<Cell> started(int outstanding, int patience, LongPredicate mayAsk) {
        AsynchronousSource<Cell> source = byHand(outstanding, patience, mayAsk);
        byHand.atOnce = true;
        assertThat(source.batch(0).produced().lastStates()).hasSize(SIZE);
        byHand.atOnce = false;
        return source;
    }

    /** A source with threads, whose rewards each need a permit. */
    private AsynchronousSource<Cell> gated(Semaphore gate, int outstanding, int patience, LongPredicate mayAsk) {
        LogReward<Cell> slow = new LogReward<>(Reward.of(cell -> pass(gate, cell)));
        return new AsynchronousSource<>(sampler, slow, SIZE, EXPLORATION, STREAMS, outstanding, patience, mayAsk);
    }

    private static double pass(Semaphore gate, Cell cell) {
        try {
            gate.acquire();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
        return reward(cell);
    }

    /** Runs tasks when it is told to, on the thread that tells it. */
    private static final class ByHand extends AbstractExecutorService {
        private final List<Runnable> tasks = new ArrayList<>();
        private boolean atOnce;

        void run(int place) {
            tasks.remove(place).run();
        }

        void runFirst(int count) {
            for (int i = 0; i < count; i++) {
                run(0);
            }
        }

        @Override
        public void execute(Runnable task) {
            if (atOnce) {
                task.run();
            } else {
                tasks.add(task);
            }
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
