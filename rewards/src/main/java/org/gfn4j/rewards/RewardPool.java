package org.gfn4j.rewards;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.gfn4j.reward.RewardCounts;
import org.jspecify.annotations.Nullable;

/**
 * Asks a source with several workers, once for each object, and keeps what was answered before anybody uses it.
 *
 * <p>What the cache knows is not requested, and what another process is asking for is waited for. An object that is not answered is requested once more after a back-off, then it has
 * failed. Who brings more objects than the workers get done waits.
 *
 * <p>Thread-safety: safe for any number of threads.
 *
 * @param <S> the type of a finished object
 */
public final class RewardPool<S> implements AutoCloseable {
    private static final long GOODBYE_MILLIS = 10_000;

    /** How often is looked for what other processes have answered. */
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final RewardSource<S> source;
    private final RewardCache cache;
    private final PoolSettings settings;
    private final BlockingQueue<List<Request<S>>> waiting;
    private final DelayQueue<Elsewhere<S>> elsewhere = new DelayQueue<>();
    private final ConcurrentMap<RewardKey, CompletableFuture<Outcome>> outcomes = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final PoolTally tally = new PoolTally();
    private volatile @Nullable RuntimeException broken;
    private volatile boolean impatient;
    private boolean closed;

    private record Request<S>(S object, RewardKey key, CompletableFuture<Outcome> outcome) {}

    /** What another process is asking for, and when the cache is looked into again. */
    private record Elsewhere<S>(List<Request<S>> requests, long due) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    /**
     * Makes a pool, which starts nothing before it is first asked. Both the source and the cache are closed with it.
     *
     * @param source where rewards are requested
     * @param cache what keeps them
     * @param settings how it asks
     */
    public RewardPool(RewardSource<S> source, RewardCache cache, PoolSettings settings) {
        this.source = source;
        this.cache = cache;
        this.settings = settings;
        this.waiting = new ArrayBlockingQueue<>(settings.workers() * PoolSettings.WAITING_PER_WORKER);
    }

    /**
     * Asks for rewards, and waits for all of them.
     *
     * @param objects objects, [objects]
     * @return the outcome of each, [objects]
     * @throws RewardSourceException if no reward can be had any more
     * @throws RewardCacheException if the cache cannot be used; what was answered and could not be kept is not used either
     * @throws TooManyFailuresException if more objects failed than may
     * @throws IllegalStateException if the pool is closed, or the thread is interrupted
     */
    public List<Outcome> score(List<S> objects) {
        List<CompletableFuture<Outcome>> results = new ArrayList<>(objects.size());
        Map<RewardKey, Request<S>> fresh = new LinkedHashMap<>();
        for (S object : objects) {
            RewardKey key = source.key(object);
            CompletableFuture<Outcome> own = new CompletableFuture<>();
            CompletableFuture<Outcome> known = outcomes.putIfAbsent(key, own);
            if (known == null) {
                fresh.put(key, new Request<>(object, key, own));
            }
            results.add(known == null ? own : known);
        }
        if (!fresh.isEmpty()) {
            try {
                ask(unknown(fresh));
            } catch (RuntimeException e) {
                fresh.values().forEach(request -> fail(request, e));
                throw e;
            }
        }
        List<Outcome> scored = new ArrayList<>(results.size());
        results.forEach(result -> scored.add(await(result)));
        requireFewFailures();
        return scored;
    }

    /** Answers what the cache knows, and returns the rest. */
    private List<Request<S>> unknown(Map<RewardKey, Request<S>> fresh) {
        Map<RewardKey, Outcome> known = cache.find(source.identity(), fresh.keySet());
        List<Request<S>> rest = new ArrayList<>();
        fresh.forEach((key, request) -> {
            Outcome outcome = known.get(key);
            if (outcome == null) {
                rest.add(request);
            } else {
                tally.cached();
                request.outcome.complete(outcome);
            }
        });
        return rest;
    }

    private void ask(List<Request<S>> requests) {
        if (requests.isEmpty()) {
            return;
        }
        start();
        int size = source.batchSize();
        for (int from = 0; from < requests.size(); from += size) {
            List<Request<S>> batch = List.copyOf(requests.subList(from, Math.min(requests.size(), from + size)));
            tally.waiting(batch.size());
            try {
                boolean taken = false;
                while (!taken) {
                    requireUsable();
                    taken = waiting.offer(batch, 1, TimeUnit.SECONDS);
                }
            } catch (InterruptedException e) {
                throw interrupted();
            } finally {
                if (broken != null) {
                    rejectWaiting();
                }
            }
        }
    }

    private synchronized void start() {
        requireUsable();
        while (threads.size() < settings.workers()) {
            Thread thread = new Thread(this::work, "gfn4j-reward-" + (threads.size() + 1));
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void requireUsable() {
        RuntimeException failure = broken;
        if (failure != null) {
            throw failure;
        }
    }

    private void work() {
        try (RewardWorker<S> worker = source.newWorker()) {
            while (broken == null) {
                List<Request<S>> requests = next();
                if (requests != null) {
                    answer(worker, requests);
                }
            }
        } catch (InterruptedException e) {
            breakDown(new IllegalStateException("the pool of rewards is closed"));
        } catch (RuntimeException e) {
            breakDown(e);
        } catch (Error e) { // as where a native library is missing; whoever waits must not wait for good
            breakDown(new RewardSourceException("rewards cannot be computed: " + e, e));
            throw e;
        }
    }

    private @Nullable List<Request<S>> next() throws InterruptedException {
        Elsewhere<S> due = elsewhere.poll();
        long patience = elsewhere.isEmpty() ? GLANCE.toMillis() * 10 : GLANCE.toMillis();
        return due == null ? waiting.poll(patience, TimeUnit.MILLISECONDS) : due.requests;
    }

    /** Never waits for other processes, so that none waits for another in a circle. */
    private void answer(RewardWorker<S> worker, List<Request<S>> requests) throws InterruptedException {
        tally.started(requests.size());
        try {
            RewardCache.Claims claims = cache.claim(source.identity(), keys(requests));
            List<Request<S>> own = new ArrayList<>();
            List<Request<S>> others = new ArrayList<>();
            for (Request<S> request : requests) {
                Outcome known = claims.known().get(request.key);
                if (known != null) {
                    tally.found();
                    request.outcome.complete(known);
                } else {
                    (claims.claimed().contains(request.key) ? own : others).add(request);
                }
            }
            if (!others.isEmpty()) {
                tally.started(-others.size());
                elsewhere.add(new Elsewhere<>(others, System.nanoTime() + GLANCE.toNanos()));
                if (broken != null) {
                    rejectWaiting();
                } else if (impatient) {
                    rejectElsewhere();
                }
            }
            if (!own.isEmpty()) {
                answerClaimed(worker, own);
            }
        } catch (RuntimeException | InterruptedException | Error e) {
            RuntimeException cause = e instanceof RuntimeException failure
                    ? failure
                    : new RewardSourceException("rewards cannot be computed: " + e, e);
            requests.forEach(request -> fail(request, cause));
            throw e;
        }
    }

    private void answerClaimed(RewardWorker<S> worker, List<Request<S>> requests) throws InterruptedException {
        try {
            Map<RewardKey, Outcome> answers = answers(worker, requests);
            Map<RewardKey, Outcome> lasting = new LinkedHashMap<>(answers);
            lasting.values().removeIf(outcome -> !outcome.lasting());
            if (!lasting.isEmpty()) {
                answers.putAll(cache.store(source.identity(), lasting));
            }
            for (Request<S> request : requests) {
                Outcome outcome = Objects.requireNonNull(answers.get(request.key));
                tally.answered(request.key, outcome);
                request.outcome.complete(outcome);
            }
        } finally {
            cache.release(source.identity(), keys(requests));
        }
    }

    private static <S> List<RewardKey> keys(List<Request<S>> requests) {
        return requests.stream().map(Request::key).toList();
    }

    private Map<RewardKey, Outcome> answers(RewardWorker<S> worker, List<Request<S>> requests)
            throws InterruptedException {
        Map<RewardKey, Outcome> answers = new LinkedHashMap<>();
        List<Request<S>> again = put(answers, worker, requests);
        if (!again.isEmpty()) {
            tally.retried(again.size());
            TimeUnit.NANOSECONDS.sleep(settings.backOff().toNanos());
            put(answers, worker, again);
        }
        return answers;
    }

    /** Returns the requests that were not answered. */
    private List<Request<S>> put(Map<RewardKey, Outcome> answers, RewardWorker<S> worker, List<Request<S>> requests)
            throws InterruptedException {
        List<Outcome> scored =
                worker.score(requests.stream().map(Request::object).toList());
        if (scored.size() != requests.size()) {
            throw new IllegalStateException(
                    "the worker returned " + scored.size() + " outcomes for " + requests.size() + " objects");
        }
        List<Request<S>> unanswered = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            answers.put(requests.get(i).key, scored.get(i));
            if (!scored.get(i).lasting()) {
                unanswered.add(requests.get(i));
            }
        }
        return unanswered;
    }

    private void breakDown(RuntimeException cause) {
        synchronized (this) {
            if (broken == null) {
                broken = cause;
            }
        }
        rejectWaiting();
    }

    private void rejectWaiting() {
        RuntimeException cause = Objects.requireNonNull(broken);
        List<List<Request<S>>> left = new ArrayList<>();
        waiting.drainTo(left);
        elsewhere.forEach(others -> left.add(others.requests));
        for (List<Request<S>> requests : left) {
            requests.forEach(request -> fail(request, cause));
        }
    }

    /**
     * Waits no longer for what other processes are asking for, now and later: who needs that gets an exception. What workers of
     * this pool are asking for is still answered.
     */
    public void stopWaiting() {
        impatient = true;
        rejectElsewhere();
    }

    private void rejectElsewhere() {
        RuntimeException cause =
                new IllegalStateException("stopped while another process was computing a reward that is needed here");
        for (Elsewhere<S> others : elsewhere) {
            elsewhere.remove(others);
            others.requests.forEach(request -> fail(request, cause));
        }
    }

    /** Lets a request be repeated later. */
    private void fail(Request<S> request, RuntimeException cause) {
        outcomes.remove(request.key, request.outcome);
        request.outcome.completeExceptionally(cause);
    }

    private static Outcome await(CompletableFuture<Outcome> result) {
        try {
            return result.get();
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static IllegalStateException interrupted() {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for rewards");
    }

    private void requireFewFailures() {
        tally.excess(settings.failureShare()).ifPresent(excess -> {
            throw new TooManyFailuresException(String.format(
                    Locale.ROOT,
                    "%,d of %,d objects got no reward, which is more than the share of %s that may fail; the last "
                            + "was '%s': %s",
                    excess.failed(),
                    excess.asked(),
                    settings.failureShare(),
                    excess.key().object(),
                    excess.cause()));
        });
    }

    /**
     * Returns how requests stand.
     *
     * @return the counts
     */
    public RewardCounts counts() {
        return tally.counts();
    }

    /** Ends the workers, waits until they are gone, and closes source and cache. */
    @Override
    public void close() {
        List<Thread> ended;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            ended = List.copyOf(threads);
        }
        breakDown(new IllegalStateException("the pool of rewards is closed"));
        ended.forEach(Thread::interrupt);
        try (source;
                cache) {
            for (Thread thread : ended) {
                thread.join(GOODBYE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
