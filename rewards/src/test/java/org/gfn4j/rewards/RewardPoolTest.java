package org.gfn4j.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gfn4j.reward.RewardCounts;
import org.gfn4j.reward.RewardDetail;
import org.junit.jupiter.api.Test;

/** Tests {@link RewardPool} and {@link OutsideReward}. */
final class RewardPoolTest {
    private static final PoolSettings TWO = new PoolSettings(2, Duration.ZERO, 1);

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final MapCache cache = new MapCache();

    /** Answers with a function of the text. */
    private final class FunctionSource implements RewardSource<String> {
        private final Function<String, Outcome> function;
        private final int batchSize;

        FunctionSource(Function<String, Outcome> function) {
            this(function, 1);
        }

        FunctionSource(Function<String, Outcome> function, int batchSize) {
            this.function = function;
            this.batchSize = batchSize;
        }

        @Override
        public String identity() {
            return "function";
        }

        @Override
        public RewardKey key(String object) {
            return RewardKey.of(object);
        }

        @Override
        public int batchSize() {
            return batchSize;
        }

        @Override
        public RewardWorker<String> newWorker() {
            open.incrementAndGet();
            return new RewardWorker<>() {
                @Override
                public List<Outcome> score(List<String> objects) {
                    asked.addAll(objects);
                    return objects.stream().map(function).toList();
                }

                @Override
                public void close() {
                    open.decrementAndGet();
                }
            };
        }
    }

    /** Keeps outcomes in memory. */
    private static final class MapCache implements RewardCache {
        private final Map<RewardKey, Outcome> map = new ConcurrentHashMap<>();

        @Override
        public Map<RewardKey, Outcome> find(String identity, Collection<RewardKey> keys) {
            Map<RewardKey, Outcome> found = new HashMap<>(map);
            found.keySet().retainAll(keys);
            return found;
        }

        @Override
        public Map<RewardKey, Outcome> store(String identity, Map<RewardKey, Outcome> outcomes) {
            Map<RewardKey, Outcome> standing = new HashMap<>();
            outcomes.forEach((key, outcome) -> {
                map.putIfAbsent(key, outcome);
                standing.put(key, map.get(key));
            });
            return standing;
        }

        @Override
        public void close() {}
    }

    private RewardPool<String> pool(Function<String, Outcome> function, PoolSettings settings) {
        return new RewardPool<>(new FunctionSource(function), cache, settings);
    }

    private static Outcome length(String text) {
        return Outcome.of(text.length());
    }

    @Test
    void everyObjectIsAskedForOnceAndAnsweredInOrder() {
        try (RewardPool<String> pool = pool(RewardPoolTest::length, TWO)) {
            assertThat(pool.score(List.of("a", "bb", "a", "ccc")))
                    .extracting(Outcome::value)
                    .containsExactly(1.0, 2.0, 1.0, 3.0);
            assertThat(pool.score(List.of("ccc", "dddd")))
                    .extracting(Outcome::value)
                    .containsExactly(3.0, 4.0);
            assertThat(asked).containsExactlyInAnyOrder("a", "bb", "ccc", "dddd");
            assertThat(pool.counts()).isEqualTo(new RewardCounts(0, 0, 4, 0, 0, 0));
        }
        assertThat(open).hasValue(0);
    }

    @Test
    void whatTheCacheKnowsIsNotAskedFor() {
        try (RewardPool<String> first = pool(RewardPoolTest::length, TWO)) {
            first.score(List.of("a", "bb"));
        }
        asked.clear();
        try (RewardPool<String> second = pool(text -> Outcome.of(-1), TWO)) {
            assertThat(second.score(List.of("bb", "a", "c")))
                    .extracting(Outcome::value)
                    .containsExactly(2.0, 1.0, -1.0);
            assertThat(asked).containsExactly("c");
            assertThat(second.counts()).isEqualTo(new RewardCounts(0, 0, 1, 0, 0, 2));
        }
    }

    @Test
    void theOutcomeThatStandsInTheCacheIsUsed() {
        cache.map.clear();
        Function<String, Outcome> slower = text -> {
            cache.map.put(RewardKey.of(text), Outcome.of(42)); // another process has been faster
            return Outcome.of(1);
        };
        try (RewardPool<String> pool = pool(slower, TWO)) {
            assertThat(pool.score(List.of("a"))).containsExactly(Outcome.of(42));
        }
    }

    @Test
    void whatIsNotAnsweredIsAskedForOnceMore() {
        AtomicInteger calls = new AtomicInteger();
        Function<String, Outcome> atFirst =
                text -> calls.getAndIncrement() == 0 ? Outcome.unanswered("busy") : Outcome.of(7);
        try (RewardPool<String> pool = pool(atFirst, new PoolSettings(1, Duration.ofMillis(1), 1))) {
            assertThat(pool.score(List.of("a"))).containsExactly(Outcome.of(7));
            assertThat(pool.counts()).isEqualTo(new RewardCounts(0, 0, 1, 0, 1, 0));
        }
    }

    @Test
    void whatIsNeverAnsweredHasFailedForThisProcessOnly() {
        try (RewardPool<String> pool = pool(text -> Outcome.unanswered("busy"), TWO)) {
            assertThat(pool.score(List.of("a"))).containsExactly(Outcome.unanswered("busy"));
            assertThat(pool.score(List.of("a"))).containsExactly(Outcome.unanswered("busy"));
            assertThat(asked).containsExactly("a", "a");
            assertThat(pool.counts()).isEqualTo(new RewardCounts(0, 0, 0, 1, 1, 0));
        }
        assertThat(cache.map).isEmpty();
    }

    @Test
    void aLastingFailureIsKeptAndNotAskedForAgain() {
        try (RewardPool<String> pool = pool(text -> Outcome.failed("no atoms"), TWO)) {
            assertThat(pool.score(List.of("a"))).containsExactly(Outcome.failed("no atoms"));
            assertThat(asked).containsExactly("a");
        }
        assertThat(cache.map).containsEntry(RewardKey.of("a"), Outcome.failed("no atoms"));
    }

    @Test
    void tooManyFailuresStopButTheirRewardsAreKept() {
        Function<String, Outcome> odd =
                text -> text.length() % 2 == 1 ? Outcome.failed("odd") : Outcome.of(text.length());
        List<String> objects =
                IntStream.rangeClosed(1, 10).mapToObj("x"::repeat).toList();
        try (RewardPool<String> pool = pool(odd, new PoolSettings(1, Duration.ZERO, 0.4))) {
            assertThatExceptionOfType(TooManyFailuresException.class)
                    .isThrownBy(() -> pool.score(objects))
                    .withMessage("5 of 10 objects got no reward, which is more than the share of 0.4"
                            + " that may fail; the last was 'xxxxxxxxx': odd");
        }
        assertThat(cache.map).hasSize(10);
        try (RewardPool<String> pool = pool(odd, new PoolSettings(1, Duration.ZERO, 0.5))) {
            assertThat(pool.score(objects)).hasSize(10);
        }
    }

    @Test
    void aSourceThatCannotGoOnEndsEveryWait() {
        Function<String, Outcome> broken = text -> {
            throw new RewardSourceException("the disk is full");
        };
        try (RewardPool<String> pool = pool(broken, TWO)) {
            List<String> many =
                    IntStream.range(0, 100).mapToObj(String::valueOf).toList();
            assertThatExceptionOfType(RewardSourceException.class)
                    .isThrownBy(() -> pool.score(many))
                    .withMessage("the disk is full");
            assertThatExceptionOfType(RewardSourceException.class)
                    .isThrownBy(() -> pool.score(List.of("another")))
                    .withMessage("the disk is full");
        }
        assertThat(open).hasValue(0);
    }

    @Test
    void aBatchGoesToOneWorkerInOrder() {
        try (RewardPool<String> pool =
                new RewardPool<>(new FunctionSource(RewardPoolTest::length, 3), cache, PoolSettings.of(1, 1))) {
            pool.score(List.of("a", "bb", "ccc", "dddd"));
        }
        assertThat(asked).containsExactly("a", "bb", "ccc", "dddd");
    }

    @Test
    void workersAskAtTheSameTime() {
        CyclicBarrier both = new CyclicBarrier(2);
        Function<String, Outcome> meeting = text -> {
            try {
                both.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return length(text);
        };
        try (RewardPool<String> pool = pool(meeting, TWO)) {
            assertThat(pool.score(List.of("a", "bb"))).hasSize(2); // neither is answered without the other
        }
    }

    @Test
    void manyThreadsAskForTheSameObjectOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (RewardPool<String> pool = pool(RewardPoolTest::length, TWO)) {
            List<Future<List<Outcome>>> futures = new ArrayList<>();
            List<String> objects = IntStream.range(1, 50).mapToObj("y"::repeat).toList();
            for (int i = 0; i < 8; i++) {
                futures.add(threads.submit(() -> pool.score(objects)));
            }
            for (Future<List<Outcome>> future : futures) {
                assertThat(future.get()).extracting(Outcome::value).startsWith(1.0, 2.0, 3.0);
            }
            assertThat(asked).hasSize(49).doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void closingEndsWhoeverWaits() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Function<String, Outcome> endless = text -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
            return length(text);
        };
        ExecutorService threads = Executors.newFixedThreadPool(1);
        RewardPool<String> pool = pool(endless, TWO);
        Future<List<Outcome>> waiting = threads.submit(() -> pool.score(List.of("a", "b", "c", "d")));
        begun.await();
        pool.close();

        // whether it waited for answers or still brought objects
        assertThatThrownBy(waiting::get).cause().isInstanceOf(IllegalStateException.class);
        assertThat(open).hasValue(0);
        threads.shutdownNow();
    }

    @Test
    void anInterruptEndsTheWaitAndNotTheRequest() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        Function<String, Outcome> slow = text -> {
            begun.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
            return length(text);
        };
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try (RewardPool<String> pool = pool(slow, TWO)) {
            Future<List<Outcome>> waiting = threads.submit(() -> pool.score(List.of("abc")));
            begun.await();
            threads.shutdownNow();
            assertThatThrownBy(waiting::get)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("interrupted while waiting for rewards");
            answer.countDown();
            assertThat(pool.score(List.of("abc"))).extracting(Outcome::value).containsExactly(3.0);
        }
        assertThat(asked).containsExactly("abc");
    }

    @Test
    void aRewardIsMadeOfTheNumberAndFailuresHaveNone() {
        Function<String, Outcome> some =
                text -> text.equals("bad") ? Outcome.failed("it is bad") : Outcome.of(text.length());
        try (OutsideReward<Integer, String> reward = new OutsideReward<>(
                "length (letters)",
                number -> number < 0 ? Optional.empty() : Optional.of(number == 0 ? "bad" : "z".repeat(number)),
                () -> pool(some, TWO),
                length -> 10 - length)) {
            assertThat(reward.evaluate(List.of(3, -1, 0, 3)))
                    .containsExactly(7, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, 7);
            assertThat(reward.parts()).containsExactly("length (letters)");
            assertThat(reward.detail(3)).contains(new RewardDetail(List.of(3.0), null));
            assertThat(reward.detail(-1)).contains(new RewardDetail(List.of(Double.NaN), null));
            assertThat(reward.detail(0)).contains(new RewardDetail(List.of(Double.NaN), "it is bad"));
            assertThat(reward.detail(4)).isEmpty();

            reward.remember(4, new RewardDetail(List.of(1.5), null));
            assertThat(reward.evaluate(List.of(4))).containsExactly(8.5);
            assertThat(asked).containsExactlyInAnyOrder("zzz", "bad");
            assertThat(reward.counts()).isEqualTo(new RewardCounts(0, 0, 1, 1, 0, 0));
        }
    }
}
