package org.gfn4j.rewards;

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
import org.gfn4j.storage.Sha256;
import org.gfn4j.storage.UserFolder;
import org.gfn4j.task.TaskSettings;
import org.gfn4j.task.WrongSettingException;

/**
 * How external rewards are computed: with how many workers, how patiently, and where they are kept.
 *
 * <p>Thread-safety: confined to one thread; the rewards that it makes are safe for many.
 */
public final class OutsideRewards {
    /** How many objects are rewarded at the same time where nothing is set. */
    public static final int PROCESSES = 1;

    /** How long a program may take for an object where nothing is set, in seconds. */
    public static final double TIMEOUT = 60;

    /** The share of objects that may get no reward where nothing is set. */
    public static final double FAILURES = 0.25;

    /** The setting for no cache. */
    public static final String NO_CACHE = "none";

    /** The name of the user's own cache. */
    public static final String DATABASE = "rewards.db";

    private final TaskSettings settings;
    private final Set<String> identities = new TreeSet<>();
    private boolean withheld;

    /**
     * Takes {@code reward-processes}, {@code reward-timeout}, {@code reward-failures}, {@code reward-cache} and
     * {@code reward-identity}.
     *
     * @param settings the settings of a task
     */
    public OutsideRewards(TaskSettings settings) {
        this.settings = settings;
    }

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
            throw new WrongSettingException("the reward '" + reward + "' is not used by this command");
        }
        RewardSource<T> source = newSource.get();
        try {
            String identity = Sha256.of(source.identity());
            String recorded = settings.text("reward-identity");
            if (recorded != null && !List.of(recorded.split(",", -1)).contains(identity)) {
                throw new WrongSettingException("the reward '" + reward
                        + "' has changed since it was recorded: its program, model or receptor, a file that it "
                        + "reads, a version or an option; restore it, or remove reward-identity from the "
                        + "configuration and train again");
            }
            identities.add(identity);
            return new RewardPool<>(source, openCache(), PoolSettings.of(processes(), failures()));
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private int processes() {
        return settings.whole("reward-processes", PROCESSES, 1, Integer.MAX_VALUE);
    }

    private double failures() {
        return settings.number("reward-failures", FAILURES);
    }

    private double seconds() {
        return settings.number("reward-timeout", TIMEOUT);
    }

    private RewardCache openCache() {
        String place = place();
        return place.equals(NO_CACHE) ? RewardCache.none() : JdbcRewardCache.open(place);
    }

    private String place() {
        String cache = settings.text("reward-cache");
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
            throw new WrongSettingException("Invalid value for option '--reward-cache': " + e.getMessage());
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
        return Duration.ofNanos(Math.round(seconds() * 1e9));
    }

    /**
     * Returns the settings in effect, to be recorded.
     *
     * @return names and values
     */
    public Map<String, Object> settings() {
        Map<String, Object> effective = new LinkedHashMap<>();
        effective.put("reward-processes", processes());
        effective.put("reward-timeout", seconds());
        effective.put("reward-failures", failures());
        effective.put("reward-cache", JdbcRewardCache.withoutPassword(place()));
        String identity = identities.isEmpty() ? settings.text("reward-identity") : String.join(",", identities);
        if (identity != null) {
            effective.put("reward-identity", identity);
        }
        return effective;
    }
}
