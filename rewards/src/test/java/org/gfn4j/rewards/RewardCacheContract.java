package org.gfn4j.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds of a cache in either database. */
@Timeout(120)
abstract class RewardCacheContract {
    static final String SOURCE = "length v1";

    /** Returns the database of this test, which is empty at first. */
    abstract CacheDatabase database();

    final JdbcRewardCache open() {
        return JdbcRewardCache.open(database());
    }

    final void execute(String... statements) throws SQLException {
        try (Connection connection = database().connect();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    static Map<RewardKey, Outcome> numbers(int from, int to, double value) {
        Map<RewardKey, Outcome> outcomes = new LinkedHashMap<>();
        for (int i = from; i < to; i++) {
            outcomes.put(RewardKey.of("object " + i), Outcome.of(value));
        }
        return outcomes;
    }

    static void assertMessage(Throwable failure, CacheDatabase database, String... parts) {
        assertThat(failure).isInstanceOf(RewardCacheException.class);
        assertThat(failure.getMessage())
                .startsWith("the reward cache '" + database.name() + "' ")
                .contains(parts)
                .doesNotContain("\n")
                .doesNotContain("Exception");
    }

    @Test
    void whatIsStoredIsFoundByAnotherBitForBit() {
        Map<RewardKey, Outcome> outcomes = new LinkedHashMap<>();
        double[] values = {
            0.0,
            -0.0,
            1,
            -1,
            0.1,
            1 / 3.0,
            1e300,
            Double.MIN_VALUE,
            -Double.MIN_NORMAL,
            Double.MAX_VALUE,
            Math.nextUp(1e16)
        };
        for (double value : values) {
            outcomes.put(RewardKey.of("C" + value), Outcome.of(value));
        }
        List<String> texts = List.of(
                "",
                " ",
                "F/C=C\\F",
                "it's \"quoted\" -- ;",
                "a\nb\r\n\tc",
                "a\0b",
                "\0",
                "ünï ☃ \uD83E\uDDEA 漢",
                "\uD83E",
                "?",
                "\uDDEA",
                "␛",
                "␛0000",
                "␛241b",
                "%_$1\\0",
                "\uFFFE\uFFFF");
        for (String text : texts) {
            outcomes.put(new RewardKey(text, "none"), Outcome.of(text.length()));
            outcomes.put(new RewardKey("none", text), Outcome.failed("no conformer of " + text));
        }
        try (JdbcRewardCache cache = open()) {
            assertThat(cache.store("it's \0 ☃", outcomes)).isEqualTo(outcomes);
        }
        try (JdbcRewardCache cache = open()) {
            assertThat(cache.find("it's \0 ☃", outcomes.keySet())).isEqualTo(outcomes);
            assertThat(cache.sizes()).containsExactly(Map.entry("it's \0 ☃", (long) outcomes.size()));
        }
    }

    @Test
    void theFirstOutcomeStandsAndWhatWasBroughtIsCounted() {
        RewardKey first = RewardKey.of("a");
        RewardKey second = RewardKey.of("b");
        RewardKey third = RewardKey.of("c");
        try (JdbcRewardCache cache = open();
                JdbcRewardCache other = open()) {
            cache.store(SOURCE, Map.of(first, Outcome.of(1), second, Outcome.failed("too large")));
            assertThat(other.store(
                            SOURCE, Map.of(first, Outcome.failed("slow"), second, Outcome.of(2), third, Outcome.of(3))))
                    .containsOnly(
                            Map.entry(first, Outcome.of(1)),
                            Map.entry(second, Outcome.failed("too large")),
                            Map.entry(third, Outcome.of(3)));
            assertThat(cache.find(SOURCE, List.of(first, second, third)))
                    .containsEntry(first, Outcome.of(1))
                    .containsEntry(second, Outcome.failed("too large"));
            assertThat(cache.size(SOURCE)).isEqualTo(3);
            assertThat(cache.asked(SOURCE)).isEqualTo(5);
        }
    }

    @Test
    void sourcesAreKeptApart() {
        try (JdbcRewardCache cache = open()) {
            cache.store("v2", numbers(0, 2, 2));
            cache.store("v1", numbers(1, 4, 1));
            assertThat(cache.find("v2", numbers(0, 9, 0).keySet())).isEqualTo(numbers(0, 2, 2));
            assertThat(cache.find("v1", numbers(0, 9, 0).keySet())).isEqualTo(numbers(1, 4, 1));
            assertThat(cache.find("v3", numbers(0, 9, 0).keySet())).isEmpty();
            assertThat(cache.sizes()).containsExactly(Map.entry("v2", 2L), Map.entry("v1", 3L));
            assertThat(cache.size("v3")).isZero();
            assertThat(cache.asked("v3")).isZero();
        }
    }

    @Test
    void nothingIsFoundOfNothing() {
        try (JdbcRewardCache cache = open()) {
            assertThat(cache.find(SOURCE, List.of())).isEmpty();
            assertThat(cache.store(SOURCE, Map.of())).isEmpty();
            assertThat(cache.sizes()).isEmpty();
        }
    }

    @Test
    void anyNumberOfKeysIsFound() {
        Map<RewardKey, Outcome> outcomes = numbers(0, 1_203, 0.7);
        try (JdbcRewardCache cache = open()) {
            cache.store(SOURCE, outcomes);
            assertThat(cache.find(SOURCE, numbers(-100, 1_300, 0).keySet())).isEqualTo(outcomes);
        }
    }

    @Test
    void textsOfAnyLengthAreToldApart() {
        String text = "漢字\uD83E\uDDEA".repeat(5_000);
        Map<RewardKey, Outcome> outcomes = Map.of(
                new RewardKey(text + "a", text + "a"), Outcome.of(1),
                new RewardKey(text + "b", text + "a"), Outcome.of(2),
                new RewardKey(text + "a", text + "b"), Outcome.failed(text));
        try (JdbcRewardCache cache = open()) {
            cache.store(text + "a", outcomes);
            cache.store(text + "b", Map.of(RewardKey.of("a"), Outcome.of(3)));
            assertThat(cache.find(text + "a", outcomes.keySet())).isEqualTo(outcomes);
            assertThat(cache.size(text + "a")).isEqualTo(3);
            assertThat(cache.asked(text + "b")).isEqualTo(1);
        }
    }

    @Test
    void whatMayBeAnotherNextTimeIsRefused() {
        try (JdbcRewardCache cache = open()) {
            assertThatThrownBy(() -> cache.store(SOURCE, Map.of(RewardKey.of("CC"), Outcome.unanswered("a time-out"))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'CC'")
                    .hasMessageContaining("a time-out");
            assertThat(cache.sizes()).isEmpty();
        }
    }

    @Test
    void manyMayMakeItAndStoreInItAtOnce() throws Exception {
        int users = 6;
        ExecutorService threads = Executors.newFixedThreadPool(users);
        CyclicBarrier start = new CyclicBarrier(users);
        try (JdbcRewardCache shared = open()) {
            execute(
                    "DROP TABLE reward",
                    "DROP TABLE reward_source",
                    "DROP TABLE reward_claim",
                    "DROP TABLE reward_cache_version");
            List<Future<Map<RewardKey, Outcome>>> results = new ArrayList<>();
            for (int user = 0; user < users; user++) {
                double value = user;
                results.add(threads.submit(() -> {
                    start.await();
                    try (JdbcRewardCache own = open()) {
                        JdbcRewardCache cache = value < 3 ? own : shared;
                        Map<RewardKey, Outcome> standing = new LinkedHashMap<>();
                        for (int from = 0; from < 50; from += 10) {
                            standing.putAll(cache.store(SOURCE, numbers(from, from + 20, value)));
                        }
                        return standing;
                    }
                }));
            }
            Map<RewardKey, Outcome> standing = shared.find(SOURCE, List.of());
            for (Future<Map<RewardKey, Outcome>> result : results) {
                standing = result.get();
                assertThat(standing).hasSize(60).isEqualTo(results.get(0).get());
            }
            assertThat(shared.find(SOURCE, standing.keySet())).isEqualTo(standing);
            assertThat(shared.asked(SOURCE)).isEqualTo(users * 100L);
        } finally {
            threads.shutdownNow();
        }
    }

    private static final RewardKey A = RewardKey.of("a");
    private static final RewardKey B = RewardKey.of("b");
    private static final RewardKey C = RewardKey.of("c");

    @Test
    void whatOneClaimsNobodyElseAsksForUntilItIsKnownOrGivenUp() {
        try (JdbcRewardCache cache = open();
                JdbcRewardCache other = open()) {
            assertThat(cache.claim(SOURCE, List.of(A, B)).claimed()).containsExactlyInAnyOrder(A, B);
            assertThat(cache.claim(SOURCE, List.of(A)).claimed()).isEmpty(); // by another thread
            assertThat(other.claim(SOURCE, List.of(C, B, A)).claimed()).containsExactly(C);
            assertThat(other.claim("another source", List.of(A)).claimed()).containsExactly(A);

            cache.store(SOURCE, Map.of(A, Outcome.failed("too large")));
            cache.release(SOURCE, List.of(A, B, C));
            RewardCache.Claims claims = other.claim(SOURCE, List.of(A, B, C));
            assertThat(claims.known()).containsExactly(Map.entry(A, Outcome.failed("too large")));
            assertThat(claims.claimed()).containsExactly(B);
            assertThat(cache.claim(SOURCE, List.of(B, C)).claimed()).isEmpty();
            other.close();
            assertThat(cache.claim(SOURCE, List.of(B, C)).claimed()).containsExactlyInAnyOrder(B, C);
            assertThat(cache.asked(SOURCE)).isEqualTo(1);
        }
    }

    @Test
    void aClaimThatIsNotRenewedIsTakenOver() throws SQLException {
        try (JdbcRewardCache stopped = open();
                JdbcRewardCache cache = open();
                JdbcRewardCache third = open()) {
            stopped.claim(SOURCE, List.of(A, B));
            execute("UPDATE reward_claim SET expires_at = 1");
            assertThat(cache.claim(SOURCE, List.of(A, B)).claimed()).containsExactlyInAnyOrder(A, B);
            stopped.release(SOURCE, List.of(A)); // which is not its own any more
            stopped.store(SOURCE, Map.of(B, Outcome.of(1)));
            assertThat(third.claim(SOURCE, List.of(A)).claimed()).isEmpty();
            assertThat(cache.store(SOURCE, Map.of(B, Outcome.of(2)))).containsEntry(B, Outcome.of(1));
        }
    }

    @Test
    void aClaimIsRenewedAsLongAsItsCacheIsOpen() throws SQLException {
        try (JdbcRewardCache cache = JdbcRewardCache.open(database(), Duration.ofMillis(600))) {
            cache.claim(SOURCE, List.of(A));
            long first = expiry();
            long last = first;
            while (last < first + 600) { // by then it would have expired
                last = expiry();
            }
        }
        assertThat(expiry()).isZero();
    }

    private long expiry() throws SQLException {
        try (Connection connection = database().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COALESCE(MAX(expires_at), 0) FROM reward_claim")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void theCacheOfAnOlderProgramIsUpgraded() throws SQLException {
        try (JdbcRewardCache cache = open()) {
            cache.store(SOURCE, Map.of(A, Outcome.of(1)));
        }
        execute("DROP TABLE reward_claim");
        try (JdbcRewardCache cache = open()) {
            RewardCache.Claims claims = cache.claim(SOURCE, List.of(A, B));
            assertThat(claims.known()).containsExactly(Map.entry(A, Outcome.of(1)));
            assertThat(claims.claimed()).containsExactly(B);
        }
    }

    @Test
    void poolsThatShareItAskForEachObjectOnceAndNoneWaitsInACircle() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        List<String> objects = IntStream.range(0, 40).mapToObj(String::valueOf).toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<Outcome>>> results = new ArrayList<>();
            for (int user = 0; user < 4; user++) {
                List<String> order = new ArrayList<>(objects);
                Collections.rotate(order, 11 * user);
                results.add(threads.submit(() -> {
                    try (RewardPool<String> pool =
                            new RewardPool<>(AskingProgram.source(asked::add), open(), PoolSettings.of(2, 1))) {
                        pool.score(order.subList(0, 20)); // holds some that others need, while they hold others
                        return pool.score(objects);
                    }
                }));
            }
            for (Future<List<Outcome>> result : results) {
                assertThat(result.get())
                        .isEqualTo(objects.stream().map(AskingProgram::outcome).toList());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(asked).containsExactlyInAnyOrderElementsOf(objects);
    }

    @Test
    void whoNeedNotWaitAnyLongerDoesNot() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try (JdbcRewardCache other = open();
                RewardPool<String> pool =
                        new RewardPool<>(AskingProgram.source(text -> {}), open(), PoolSettings.of(1, 1))) {
            other.claim(SOURCE, List.of(A));
            Future<List<Outcome>> waiting = threads.submit(() -> pool.score(List.of("b", "a")));
            while (pool.counts().scored() < 1) {
                Thread.onSpinWait();
            }
            pool.stopWaiting();
            assertThatThrownBy(waiting::get)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another process");
            assertThatThrownBy(() -> pool.score(List.of("a"))).isInstanceOf(IllegalStateException.class);
            assertThat(pool.score(List.of("c"))).containsExactly(AskingProgram.outcome("c"));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theCacheOfANewerProgramIsRefused() throws SQLException {
        open().close();
        execute("UPDATE reward_cache_version SET version = 2");
        assertThatThrownBy(this::open)
                .satisfies(failure -> assertMessage(failure, database(), "newer gfn4j", "version 2", "--reward-cache"));
        execute("DELETE FROM reward_cache_version");
        assertThatThrownBy(this::open).satisfies(failure -> assertMessage(failure, database(), "damaged"));
    }

    @Test
    void aClosedCacheIsNotUsed() {
        JdbcRewardCache cache = open();
        cache.close();
        cache.close();
        assertThatThrownBy(() -> cache.find(SOURCE, List.of(RewardKey.of("a"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
    }
}
