package org.gfn4j.rewards;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Asks for rewards by a pool with a cache, in a JVM of its own, and prints each object that it asks for. */
final class AskingProgram {
    private AskingProgram() {}

    /**
     * Asks for the objects from 0 on, in an order that starts somewhere, and then prints the sum of their rewards; or claims all of
     * them and waits to be killed, where the order starts at -1.
     *
     * @param arguments place, lease in milliseconds, number of objects, where the order starts
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        CacheDatabase database = CacheDatabase.at(arguments[0], Map.of(), JdbcRewardCache.TIMEOUT);
        JdbcRewardCache cache = JdbcRewardCache.open(database, Duration.ofMillis(Long.parseLong(arguments[1])));
        List<String> objects = new ArrayList<>(IntStream.range(0, Integer.parseInt(arguments[2]))
                .mapToObj(String::valueOf)
                .toList());
        int start = Integer.parseInt(arguments[3]);
        if (start < 0) {
            cache.claim(
                    RewardCacheContract.SOURCE,
                    objects.stream().map(RewardKey::of).toList());
            out.println("claimed");
            System.in.read();
            return;
        }
        Collections.rotate(objects, -start);
        try (RewardPool<String> pool = new RewardPool<>(source(out::println), cache, PoolSettings.of(2, 1))) {
            double sum = pool.score(objects).stream()
                    .filter(outcome -> outcome.failure() == null)
                    .mapToDouble(Outcome::value)
                    .sum();
            out.println("sum " + sum);
        }
    }

    static Outcome outcome(String object) {
        return object.endsWith("7") ? Outcome.failed("it ends with 7") : Outcome.of(object.length());
    }

    /** Returns a source that takes its time, as docking does. */
    static RewardSource<String> source(Consumer<String> asked) {
        return new RewardSource<>() {
            @Override
            public String identity() {
                return RewardCacheContract.SOURCE;
            }

            @Override
            public RewardKey key(String object) {
                return RewardKey.of(object);
            }

            @Override
            public RewardWorker<String> newWorker() {
                return new RewardWorker<>() {
                    @Override
                    public List<Outcome> score(List<String> objects) {
                        objects.forEach(asked);
                        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
                        return objects.stream().map(AskingProgram::outcome).toList();
                    }

                    @Override
                    public void close() {}
                };
            }
        };
    }
}
