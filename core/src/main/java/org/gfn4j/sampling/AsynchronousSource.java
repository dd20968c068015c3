package org.gfn4j.sampling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.gfn4j.reward.LogReward;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.text.Checks;
import org.gfn4j.trajectory.Trajectories;
import org.jspecify.annotations.Nullable;

/**
 * Trajectories of the policy whose rewards are requested beside training: a batch holds those whose rewards have come since
 * the last one, possibly none, and training continues with what a {@link ReplaySource} around this source adds.
 *
 * <p>The first batch waits for all trajectories that were drawn for it, so that log Z starts from what the policy does and
 * not from the rewards that come fastest. Later a batch holds any number of rows: an objective that compares rows with one
 * another, as VarGrad does, needs replay around this source.
 *
 * <p>What a batch holds depends on how fast rewards come, so equal seeds do not give equal runs. Every objective stays
 * correct, because scores are those of the present model, however old a trajectory is. What is outstanding is in no
 * checkpoint: a resumed run draws again.
 *
 * <p>Thread-safety: confined to one thread; the log-reward is called by threads of its own.
 *
 * @param <S> the type of a state
 */
public final class AsynchronousSource<S> implements TrajectorySource<S>, AutoCloseable {
    private static final long IDLE_SECONDS = 30;
    private static final long GOODBYE_SECONDS = 10;

    private final Sampler<S> sampler;
    private final LogReward<S> logReward;
    private final int size;
    private final ExplorationSchedule exploration;
    private final RandomStreams streams;
    private final int limit;
    private final int patience;
    private final LongPredicate mayAsk;
    private final ExecutorService threads;
    private final CompletionService<Answered<S>> answers;
    /** What has been answered and was in no batch yet. */
    private final List<Answered<S>> arrived = new ArrayList<>();

    private long asked;
    private int unanswered;
    private long emptyBatches;
    private boolean started;

    private record Answered<S>(long number, Trajectories<S> row) {}

    /**
     * Makes a source, which starts no thread before its first batch.
     *
     * @param sampler draws trajectories, for an objective that looks at rewards of finished objects only
     * @param logReward the log-reward of finished objects, requested one object at a time by many threads
     * @param size how many trajectories are drawn at once, at least 1
     * @param exploration how far to depart from the policy
     * @param streams where the random numbers come from
     * @param outstanding how many trajectories may wait for their rewards, and the most threads, at least {@code size}
     * @param patience how many batches in a row may have no trajectory before the next one waits, at least 0; with 0 none
     *     has none
     * @param mayAsk tells whether more may be requested, of how many log-rewards this source has requested so far
     * @throws IllegalArgumentException if a number is out of its range, or the objective looks at intermediate rewards
     */
    public AsynchronousSource(
            Sampler<S> sampler,
            LogReward<S> logReward,
            int size,
            ExplorationSchedule exploration,
            RandomStreams streams,
            int outstanding,
            int patience,
            LongPredicate mayAsk) {
        this(sampler, logReward, size, exploration, streams, outstanding, patience, mayAsk, threads(outstanding));
    }

    /** Makes a source that asks on given threads. */
    AsynchronousSource(
            Sampler<S> sampler,
            LogReward<S> logReward,
            int size,
            ExplorationSchedule exploration,
            RandomStreams streams,
            int outstanding,
            int patience,
            LongPredicate mayAsk,
            ExecutorService threads) {
        Checks.requireAtLeast("size", size, 1);
        Checks.requireAtLeast("outstanding", outstanding, size);
        Checks.requireAtLeast("patience", patience, 0);
        sampler.requireRewardsOfEndsOnly();
        this.sampler = sampler;
        this.logReward = logReward;
        this.size = size;
        this.exploration = exploration;
        this.streams = streams;
        this.limit = outstanding;
        this.patience = patience;
        this.mayAsk = mayAsk;
        this.threads = threads;
        this.answers = new ExecutorCompletionService<>(threads);
    }

    private static ExecutorService threads(int most) {
        AtomicInteger made = new AtomicInteger();
        int count = Math.max(1, most); // less is refused with a better message
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "gfn4j-asynchronous-" + made.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /**
     * Draws new trajectories where there is room, and returns those whose rewards have come.
     *
     * @param iteration the iteration, from 0
     * @return the trajectories in the order in which they were drawn; none where none has come and this need not wait, or
     *     where nothing is outstanding and nothing may be requested
     * @throws RuntimeException what the log-reward has thrown for a trajectory, which is lost
     * @throws Error likewise
     * @throws IllegalStateException if the source is closed, or the thread is interrupted while it waits
     */
    @Override
    public Batch<S> batch(long iteration) {
        if (threads.isShutdown()) {
            throw new IllegalStateException("a source that is closed has no batches");
        }
        receive();
        if (unanswered + size <= limit && mayAsk.test(asked)) {
            ask(iteration);
        }
        if (arrived.isEmpty()) {
            int due = !started ? Math.toIntExact(Math.min(size, asked)) : emptyBatches >= patience ? 1 : 0;
            while (arrived.size() < due && unanswered > 0) {
                await();
            }
            receive();
        }
        started |= !arrived.isEmpty();
        emptyBatches = arrived.isEmpty() ? emptyBatches + 1 : 0;
        arrived.sort(Comparator.comparingLong(Answered::number));
        Batch<S> batch = Batch.produced(
                Trajectories.concatenate(arrived.stream().map(Answered::row).toList()));
        arrived.clear();
        return batch;
    }

    private void ask(long iteration) {
        int count = logReward.allowed(size);
        Trajectories<S> drawn =
                sampler.drawn(count, exploration.at(iteration), streams.trajectories(Purpose.TRAINING, iteration));
        for (int row = 0; row < count; row++) {
            Trajectories<S> one = drawn.piece(row, 0, drawn.layout().length(row));
            Supplier<double[]> logRewards = logReward.later(one.lastStates());
            long number = asked++;
            unanswered++;
            answers.submit(() -> new Answered<>(number, one.withLogRewards(logRewards.get())));
        }
    }

    private void receive() {
        for (Future<Answered<S>> next = answers.poll(); next != null; next = answers.poll()) {
            receive(next);
        }
    }

    private void await() {
        try {
            receive(answers.take());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void receive(Future<Answered<S>> answer) {
        unanswered--;
        try {
            arrived.add(answer.get());
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        }
    }

    private static IllegalStateException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for rewards", cause);
    }

    private static RuntimeException unwrapped(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException exception ? exception : new IllegalStateException(failure);
    }

    /**
     * Returns how many trajectories have been drawn and were in no batch yet.
     *
     * @return at most the number given to the constructor; those that failed are not counted
     */
    public int outstanding() {
        return unanswered + arrived.size();
    }

    /**
     * Interrupts whoever asks for a reward, and waits until the threads have ended, though not for those that do not heed an
     * interrupt.
     */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(GOODBYE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
