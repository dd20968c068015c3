package org.gfn4j.app.reward;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gfn4j.app.cli.DecimalNumber;
import org.gfn4j.app.cli.WholeNumber;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.task.Launch;
import org.gfn4j.rewards.JdbcRewardCache;
import org.gfn4j.rewards.OutsideReward;
import org.gfn4j.rewards.PoolSettings;
import org.gfn4j.rewards.RewardCache;
import org.gfn4j.rewards.RewardPool;
import org.gfn4j.rewards.RewardSource;
import org.gfn4j.storage.Sha256;
import org.gfn4j.storage.UserFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * How external rewards are computed: with how many workers, how patiently, and where they are kept.
 *
 * <p>Thread-safety: confined to one thread; the rewards that it makes are safe for many.
 */
public final class OutsideOptions {
    private static final double LARGEST_SHARE = 0.25;
    private static final String NO_CACHE = "none";
    private static final String DATABASE = "rewards.db";

    @Option(
            names = "--reward-processes",
            paramLabel = "NUMBER",
            description = "exec, vina, onnx: how many objects are rewarded at the same time.")
    @WholeNumber(min = 1, max = 1024)
    private int processes = 1;

    @Option(
            names = "--reward-timeout",
            paramLabel = "SECONDS",
            description = "exec: how long a program may take for an object before it is killed and tried once more.")
    @DecimalNumber(above = 0, max = 1e6)
    private double timeout = 60;

    @Option(
            names = "--reward-failures",
            paramLabel = "SHARE",
            description =
                    "exec, vina, onnx: the share of objects that may get no reward, from ten objects on; above it a "
                            + "run stops, and can be resumed. Default " + LARGEST_SHARE
                            + ", or 1 for the objects of a file.")
    @DecimalNumber(min = 0, max = 1)
    private @Nullable Double failures;

    @Option(
            names = "--reward-cache",
            paramLabel = "FILE|URL|none",
            description = "exec, vina, onnx: where rewards are kept for this and other runs: a SQLite database, or "
                    + "jdbc:postgresql://HOST/DATABASE?user=NAME, with the password in the environment variable "
                    + "PGPASSWORD, which is stored nowhere. Default: " + DATABASE
                    + " in GFN4J_HOME or in .gfn4j in your home folder.")
    private @Nullable String cache;

    @Option(names = "--reward-identity", hidden = true)
    private @Nullable String recorded;

    private final Set<String> identities = new TreeSet<>();
    private double largestShare = LARGEST_SHARE;
    private boolean withheld;

    /** Makes options with their defaults. */
    public OutsideOptions() {}

    /**
     * Makes a reward that is requested when it is first needed.
     *
     * @param name what the number is called, with its unit where it has one
     * @param reward the reward as the user has written it, for messages
     * @param view what is requested in place of a state; empty where the state is impossible
     * @param newSource makes what is asked
     * @param toReward makes a raw reward of a number
     * @param <S> the type of a state
     * @param <T> the type of what is requested
     * @return the reward
     */
    public <S, T> OutsideReward<S, T> reward(
            String name,
            String reward,
            Function<S, Optional<T>> view,
            Supplier<RewardSource<T>> newSource,
            DoubleUnaryOperator toReward) {
        return new OutsideReward<>(name, view, () -> pool(reward, newSource), toReward);
    }

    /** Refuses every reward that it has made, or will make, when it is requested. */
    public void withhold() {
        withheld = true;
    }

    /** Returns the cache where it is another than that of the user. */
    List<Launch> launches() {
        String place = place();
        return place.equals(NO_CACHE) || place.equals(ownCache())
                ? List.of()
                : List.of(
                        new Launch("reward-cache", Launch.Kind.DATABASE, JdbcRewardCache.withoutPassword(place), null));
    }

    private <T> RewardPool<T> pool(String reward, Supplier<RewardSource<T>> newSource) {
        if (withheld) {
            throw new WrongOptionException("the reward '" + reward + "' is not used by this command");
        }
        RewardSource<T> source = newSource.get();
        try {
            String identity = Sha256.of(source.identity());
            if (recorded != null && !List.of(recorded.split(",", -1)).contains(identity)) {
                throw new WrongOptionException("the reward '" + reward
                        + "' has changed since it was recorded: its program, model or receptor, a file that it "
                        + "reads, a version or an option; restore it, or remove reward-identity from the "
                        + "configuration and train again");
            }
            identities.add(identity);
            return new RewardPool<>(source, openCache(), PoolSettings.of(processes, failures()));
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private double failures() {
        return failures == null ? largestShare : failures;
    }

    /** Continues, whatever share of objects gets no reward, unless that is requested otherwise. */
    public void tolerateFailures() {
        largestShare = 1;
    }

    private RewardCache openCache() {
        String place = place();
        return place.equals(NO_CACHE) ? RewardCache.none() : JdbcRewardCache.open(place);
    }

    private String place() {
        if (cache == null) {
            return ownCache();
        }
        if (cache.equals(NO_CACHE)) {
            return cache;
        }
        try {
            return JdbcRewardCache.isUrl(cache)
                    ? cache
                    : Path.of(cache).toAbsolutePath().normalize().toString();
        } catch (IllegalArgumentException e) {
            throw new WrongOptionException("Invalid value for option '--reward-cache': " + e.getMessage());
        }
    }

    private static String ownCache() {
        return UserFolder.standard()
                .resolve(DATABASE)
                .toAbsolutePath()
                .normalize()
                .toString();
    }

    /**
     * Returns how long a program may take for an object.
     *
     * @return the time-out
     */
    public Duration timeout() {
        return Duration.ofNanos(Math.round(timeout * 1e9));
    }

    /**
     * Returns the options in effect for external rewards.
     *
     * @return names without leading hyphens and values
     */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("reward-processes", processes);
        settings.put("reward-timeout", timeout);
        settings.put("reward-failures", failures());
        settings.put("reward-cache", JdbcRewardCache.withoutPassword(place()));
        if (!identities.isEmpty()) {
            settings.put("reward-identity", String.join(",", identities));
        } else if (recorded != null) {
            settings.put("reward-identity", recorded);
        }
        return settings;
    }
}
