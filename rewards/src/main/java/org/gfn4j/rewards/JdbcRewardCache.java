package org.gfn4j.rewards;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps outcomes in a file of SQLite or a database in PostgreSQL, whose driver must be on the class path.
 *
 * <p>What is stored in one call is one transaction, on disk when the call returns. Numbers keep all their bits. The table
 * {@code reward} can be read by other programs; texts stand in it as they are, but for the characters that PostgreSQL does not
 * take, and that a very long one ends in its SHA-256. Its column {@code asked} counts how often an outcome was brought: 1 where
 * nobody requested a reward that was known. A file must not be shared by several machines; for them there is PostgreSQL. Where
 * its server ends the connection just as it keeps something, that may be counted twice.
 *
 * <p>The table {@code reward_claim} says what is being requested, by whom, and until when that holds. A claim is renewed long
 * before, as long as the cache is open; that of a process that was killed, or stopped for so long, is taken over.
 *
 * <p>Thread-safety: safe for any number of threads, one at a time, and for any number of processes.
 */
public final class JdbcRewardCache implements RewardCache {
    /** How long is waited for others who write. */
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** How long a claim holds that is not renewed. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final int RENEWALS = 3;
    private static final int CHUNK = 500;
    private static final String INSERT = """
            INSERT INTO reward(source, object, marks, value, failure, asked, stored_at) VALUES (?, ?, ?, ?, ?, 1, ?)
            ON CONFLICT (source, object, marks) DO UPDATE SET asked = reward.asked + 1
            RETURNING value, failure""";

    private final CacheDatabase database;
    private final Duration lease;
    private final String owner = UUID.randomUUID().toString();
    private final Set<Claim> claims = new HashSet<>();
    private @Nullable ScheduledExecutorService renewal;
    private @Nullable Connection connection;
    private boolean closed;

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private record Claim(String identity, CacheKey key) {}

    private JdbcRewardCache(CacheDatabase database, Duration lease) {
        this.database = database;
        this.lease = lease;
    }

    /**
     * Opens a cache; makes it where there is none.
     *
     * @param place a file, whose folders are made, or {@code jdbc:postgresql://HOST:PORT/DATABASE?user=USER}, where
     *     {@code jdbc:} may be left out; its password stands in it or in the environment variable {@code PGPASSWORD}
     * @return a cache, closed by the caller
     * @throws IllegalArgumentException if the place is neither
     * @throws RewardCacheException if it cannot be used; the message names it without its password, the cause and the remedy
     * @throws IllegalStateException if the driver of SQLite cannot load its library; the message names folder, cause and remedy
     */
    public static JdbcRewardCache open(String place) {
        return open(CacheDatabase.at(place, System.getenv(), TIMEOUT));
    }

    static JdbcRewardCache open(CacheDatabase database) {
        return open(database, LEASE);
    }

    static JdbcRewardCache open(CacheDatabase database, Duration lease) {
        JdbcRewardCache cache = new JdbcRewardCache(database, lease);
        cache.call(connection -> true);
        return cache;
    }

    /**
     * Tells whether a place is a URL rather than a file. One that begins with a word of two letters or more and a colon is.
     *
     * @param place as of {@link #open}
     * @return whether it is a URL, of PostgreSQL
     * @throws IllegalArgumentException if it is neither a file nor a URL of PostgreSQL; the message has no password
     */
    public static boolean isUrl(String place) {
        CacheDatabase.at(place, Map.of(), TIMEOUT);
        return CacheDatabase.isUrl(place);
    }

    /**
     * Returns what may be shown and recorded of a place.
     *
     * @param place as of {@link #open}
     * @return the place without passwords, which opens the same cache where {@code PGPASSWORD} is the password; of what is neither
     *     a file nor a URL of PostgreSQL, only the beginning
     */
    public static String withoutPassword(String place) {
        return PostgresUrl.withoutPassword(place);
    }

    @Override
    public Map<RewardKey, Outcome> find(String identity, Collection<RewardKey> keys) {
        Map<RewardKey, Outcome> found = new LinkedHashMap<>();
        for (Map<CacheKey, RewardKey> chunk : chunks(keys)) {
            found.putAll(call(connection -> find(connection, identity, chunk)));
        }
        return found;
    }

    private static List<SortedMap<CacheKey, RewardKey>> chunks(Collection<RewardKey> keys) {
        List<SortedMap<CacheKey, RewardKey>> chunks = new ArrayList<>();
        for (RewardKey key : keys) {
            if (chunks.isEmpty() || chunks.get(chunks.size() - 1).size() == CHUNK) {
                chunks.add(new TreeMap<>());
            }
            chunks.get(chunks.size() - 1).put(CacheKey.of(key), key);
        }
        return chunks;
    }

    private Map<RewardKey, Outcome> find(Connection connection, String identity, Map<CacheKey, RewardKey> wanted)
            throws SQLException {
        Map<RewardKey, Outcome> found = new LinkedHashMap<>();
        // The cross join has SQLite look up each key in the index.
        String query = "WITH wanted(object, marks) AS (VALUES (?, ?)" + ", (?, ?)".repeat(wanted.size() - 1)
                + ") SELECT reward.object, reward.marks, value, failure FROM wanted CROSS JOIN reward"
                + " WHERE source = (SELECT id FROM reward_source WHERE identity = ?)"
                + " AND reward.object = wanted.object AND reward.marks = wanted.marks";
        try (PreparedStatement select = connection.prepareStatement(query)) {
            int at = 1;
            for (CacheKey key : wanted.keySet()) {
                select.setString(at++, key.object());
                select.setString(at++, key.marks());
            }
            select.setString(at, CacheText.identity(identity));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    CacheKey key = new CacheKey(rows.getString(1), rows.getString(2));
                    found.put(Objects.requireNonNull(wanted.get(key)), outcome(rows, 3));
                }
            }
        }
        return found;
    }

    @Override
    public synchronized Claims claim(String identity, Collection<RewardKey> keys) {
        Map<RewardKey, Outcome> known = new LinkedHashMap<>();
        Set<RewardKey> claimed = new HashSet<>();
        for (SortedMap<CacheKey, RewardKey> chunk : chunks(keys)) {
            chunk.keySet().removeIf(key -> claims.contains(new Claim(identity, key))); // another thread asks for it
            if (!chunk.isEmpty()) {
                Claims some = transact(false, connection -> claim(connection, identity, chunk));
                known.putAll(some.known());
                claimed.addAll(some.claimed());
            }
        }
        claimed.forEach(key -> claims.add(new Claim(identity, CacheKey.of(key))));
        if (renewal == null && !claimed.isEmpty()) {
            renewal = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "gfn4j-reward-claims");
                thread.setDaemon(true);
                return thread;
            });
            long gap = lease.toMillis() / RENEWALS;
            Future<?> unused = renewal.scheduleWithFixedDelay(this::renew, gap, gap, TimeUnit.MILLISECONDS);
        }
        return new Claims(known, claimed);
    }

    private Claims claim(Connection connection, String identity, SortedMap<CacheKey, RewardKey> keys)
            throws SQLException {
        Set<RewardKey> claimed = new HashSet<>();
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM reward_claim WHERE expires_at < " + database.now());
        }
        long source = source(connection, CacheText.identity(identity));
        Map<RewardKey, Outcome> known = find(connection, identity, keys);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO reward_claim(source, object, marks, owner, expires_at)"
                        + " VALUES (?, ?, ?, ?, " + expiry() + ") ON CONFLICT (source, object, marks) DO UPDATE"
                        + " SET expires_at = excluded.expires_at WHERE reward_claim.owner = excluded.owner")) {
            insert.setLong(1, source);
            insert.setString(4, owner);
            for (Map.Entry<CacheKey, RewardKey> each : keys.entrySet()) {
                if (!known.containsKey(each.getValue())) {
                    insert.setString(2, each.getKey().object());
                    insert.setString(3, each.getKey().marks());
                    if (insert.executeUpdate() == 1) {
                        claimed.add(each.getValue());
                    }
                }
            }
        }
        return new Claims(known, claimed);
    }

    private String expiry() {
        return database.now() + " + " + lease.toMillis();
    }

    /** What goes wrong here goes wrong for who stores next, who tells of it. */
    private synchronized void renew() {
        if (closed || claims.isEmpty()) {
            return;
        }
        try {
            update("UPDATE reward_claim SET expires_at = " + expiry() + " WHERE owner = ?");
        } catch (RewardCacheException e) {
            disconnect();
        }
    }

    private void update(String statement) {
        transact(false, connection -> {
            try (PreparedStatement update = connection.prepareStatement(statement)) {
                update.setString(1, owner);
                return update.executeUpdate();
            }
        });
    }

    @Override
    public synchronized void release(String identity, Collection<RewardKey> keys) {
        for (SortedMap<CacheKey, RewardKey> chunk : chunks(keys)) {
            chunk.keySet().removeIf(key -> !claims.remove(new Claim(identity, key)));
            if (!chunk.isEmpty()) {
                transact(false, connection -> {
                    release(connection, source(connection, CacheText.identity(identity)), chunk.keySet());
                    return true;
                });
            }
        }
    }

    private void release(Connection connection, long source, Set<CacheKey> keys) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM reward_claim WHERE source = ? AND object = ? AND marks = ? AND owner = ?")) {
            delete.setLong(1, source);
            delete.setString(4, owner);
            for (CacheKey key : keys) {
                delete.setString(2, key.object());
                delete.setString(3, key.marks());
                delete.executeUpdate();
            }
        }
    }

    @Override
    public synchronized Map<RewardKey, Outcome> store(String identity, Map<RewardKey, Outcome> outcomes) {
        SortedMap<CacheKey, RewardKey> keys = new TreeMap<>();
        outcomes.forEach((key, outcome) -> {
            if (!outcome.lasting()) {
                throw new IllegalArgumentException("only permanent outcomes can be kept, but that of '" + key.object()
                        + "' may be another next time: " + outcome.failure());
            }
            keys.put(CacheKey.of(key), key);
        });
        if (outcomes.isEmpty()) {
            return Map.of();
        }
        Set<CacheKey> claimed = new HashSet<>(keys.keySet());
        claimed.removeIf(key -> !claims.contains(new Claim(identity, key)));
        Map<RewardKey, Outcome> standing =
                transact(true, connection -> store(connection, identity, keys, claimed, outcomes));
        claimed.forEach(key -> claims.remove(new Claim(identity, key)));
        return standing;
    }

    private Map<RewardKey, Outcome> store(
            Connection connection,
            String identity,
            SortedMap<CacheKey, RewardKey> keys,
            Set<CacheKey> claimed,
            Map<RewardKey, Outcome> outcomes)
            throws SQLException {
        Map<RewardKey, Outcome> standing = new LinkedHashMap<>();
        long source = source(connection, CacheText.identity(identity));
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setLong(1, source);
            insert.setLong(6, System.currentTimeMillis());
            for (Map.Entry<CacheKey, RewardKey> each : keys.entrySet()) {
                Outcome outcome = Objects.requireNonNull(outcomes.get(each.getValue()));
                insert.setString(2, each.getKey().object());
                insert.setString(3, each.getKey().marks());
                if (outcome.failure() == null) {
                    insert.setDouble(4, outcome.value());
                    insert.setNull(5, Types.VARCHAR);
                } else {
                    insert.setNull(4, Types.DOUBLE);
                    insert.setString(5, CacheText.encode(outcome.failure()));
                }
                try (ResultSet rows = insert.executeQuery()) {
                    rows.next();
                    standing.put(each.getValue(), outcome(rows, 1));
                }
            }
        }
        release(connection, source, claimed);
        return standing;
    }

    private static long source(Connection connection, String identity) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM reward_source WHERE identity = ?");
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO reward_source(identity) VALUES (?) ON CONFLICT (identity) DO NOTHING")) {
            select.setString(1, identity);
            try (ResultSet rows = select.executeQuery()) {
                if (rows.next()) {
                    return rows.getLong(1);
                }
            }
            insert.setString(1, identity);
            insert.executeUpdate();
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private Outcome outcome(ResultSet rows, int column) throws SQLException {
        double value = rows.getDouble(column);
        boolean failed = rows.wasNull();
        String failure = rows.getString(column + 1);
        if (failed == (failure == null) || !Double.isFinite(value)) {
            throw new RewardCacheException(database.named() + " holds a row with the value " + (failed ? null : value)
                    + " and the failure " + failure + ", where one of them must stand: delete that row,"
                    + CacheDatabase.ANOTHER);
        }
        return failure == null ? Outcome.of(value) : Outcome.failed(CacheText.decode(failure));
    }

    /**
     * Counts what is kept.
     *
     * @return the number of objects for each identity, in the order in which these came
     * @throws RewardCacheException if the cache cannot be read
     */
    public Map<String, Long> sizes() {
        return sums("COUNT(reward.source)");
    }

    /**
     * Counts what is kept of a source.
     *
     * @param identity what the rewards depend on beside the object
     * @return the number of objects
     * @throws RewardCacheException if the cache cannot be read
     */
    public long size(String identity) {
        return of(sizes(), identity);
    }

    /**
     * Counts the outcomes that were brought of a source.
     *
     * @param identity what the rewards depend on beside the object
     * @return the number of outcomes that were to be stored, which is {@link #size} where nothing was requested twice
     * @throws RewardCacheException if the cache cannot be read
     */
    public long asked(String identity) {
        return of(sums("COALESCE(SUM(asked), 0)"), identity);
    }

    private static long of(Map<String, Long> sums, String identity) {
        return sums.getOrDefault(CacheText.decode(CacheText.identity(identity)), 0L);
    }

    private Map<String, Long> sums(String what) {
        String query =
                "SELECT identity, " + what + " FROM reward_source LEFT JOIN reward ON reward.source = reward_source.id"
                        + " GROUP BY reward_source.id, identity ORDER BY reward_source.id";
        return call(connection -> {
            Map<String, Long> sums = new LinkedHashMap<>();
            try (PreparedStatement select = connection.prepareStatement(query);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    sums.put(CacheText.decode(rows.getString(1)), rows.getLong(2));
                }
            }
            return Collections.unmodifiableMap(sums);
        });
    }

    private <T> T transact(boolean durable, Work<T> work) {
        return call(connection -> {
            database.begin(connection, durable);
            T result = work.on(connection);
            connection.commit();
            connection.setAutoCommit(true);
            return result;
        });
    }

    /** Does it on a new connection where the old one turns out to be lost. */
    private synchronized <T> T call(Work<T> work) {
        if (closed) {
            throw new IllegalStateException(database.named() + " is closed");
        }
        boolean old = connection != null;
        try {
            try {
                return attempt(work);
            } catch (SQLException e) {
                if (old && database.isLost(e)) {
                    return attempt(work);
                }
                throw e;
            }
        } catch (SQLException e) {
            throw database.explain(e);
        }
    }

    /** Lets go of the connection where anything goes wrong, and with it of the transaction. */
    private <T> T attempt(Work<T> work) throws SQLException {
        boolean done = false;
        try {
            Connection current = connection;
            if (current == null) {
                current = database.connect();
                connection = current;
                CacheSchema.require(current, database);
            }
            database.requireInPlace();
            T result = work.on(current);
            done = true;
            return result;
        } finally {
            if (!done) {
                disconnect();
            }
        }
    }

    private void disconnect() {
        try (Connection old = connection) {
            connection = null;
        } catch (SQLException e) {
            // All that is to be kept has been committed.
        }
    }

    @Override
    public synchronized void close() {
        if (renewal != null) {
            renewal.shutdownNow();
        }
        if (!closed && !claims.isEmpty()) {
            try {
                update("DELETE FROM reward_claim WHERE owner = ?");
            } catch (RewardCacheException e) {
                // They will not be renewed.
            }
        }
        closed = true;
        disconnect();
    }

    @Override
    public String toString() {
        return database.name();
    }
}
