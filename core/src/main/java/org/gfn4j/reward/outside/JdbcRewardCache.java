package org.gfn4j.reward.outside;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps outcomes in a file of SQLite or a database in PostgreSQL, whose driver must be on the class path.
 *
 * <p>What is stored in one call is one transaction, on disk when the call returns. Numbers keep all their bits. The table
 * {@code reward} can be read by other programs; texts stand in it as they are, but for the characters that PostgreSQL does not
 * take, and that a very long one ends in its SHA-256. Its column {@code asked} counts how often an outcome was brought: 1 where
 * nobody asked for a reward that was known. A file must not be shared by several machines; for them there is PostgreSQL. Where
 * its server ends the connection just as it keeps something, that may be counted twice.
 *
 * <p>Thread-safety: safe for any number of threads, one at a time, and for any number of processes.
 */
public final class JdbcRewardCache implements RewardCache {
    /** How long is waited for others who write. */
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final int CHUNK = 500;
    private static final String INSERT = """
            INSERT INTO reward(source, object, marks, value, failure, asked, stored_at) VALUES (?, ?, ?, ?, ?, 1, ?)
            ON CONFLICT (source, object, marks) DO UPDATE SET asked = reward.asked + 1
            RETURNING value, failure""";

    private final CacheDatabase database;
    private @Nullable Connection connection;
    private boolean closed;

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private JdbcRewardCache(CacheDatabase database) {
        this.database = database;
    }

    /**
     * Opens a cache; makes it where there is none.
     *
     * @param place a file, whose folders are made, or {@code jdbc:postgresql://HOST:PORT/DATABASE?user=USER}; its password stands
     *     in it or in the environment variable {@code PGPASSWORD}
     * @return a cache, closed by the caller
     * @throws IllegalArgumentException if the place is neither
     * @throws RewardCacheException if it cannot be used; the message names it without its password, the cause and the remedy
     */
    public static JdbcRewardCache open(String place) {
        return open(CacheDatabase.at(place, System.getenv(), TIMEOUT));
    }

    static JdbcRewardCache open(CacheDatabase database) {
        JdbcRewardCache cache = new JdbcRewardCache(database);
        cache.call(connection -> true);
        return cache;
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
        List<RewardKey> wanted = List.copyOf(keys);
        Map<RewardKey, Outcome> found = new LinkedHashMap<>();
        for (int from = 0; from < wanted.size(); from += CHUNK) {
            List<RewardKey> chunk = wanted.subList(from, Math.min(wanted.size(), from + CHUNK));
            found.putAll(call(connection -> find(connection, identity, chunk)));
        }
        return found;
    }

    private Map<RewardKey, Outcome> find(Connection connection, String identity, List<RewardKey> keys)
            throws SQLException {
        Map<CacheKey, RewardKey> wanted = new LinkedHashMap<>();
        keys.forEach(key -> wanted.put(CacheKey.of(key), key));
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
    public Map<RewardKey, Outcome> store(String identity, Map<RewardKey, Outcome> outcomes) {
        // Processes that go through their keys in the same order cannot wait for each other in a circle.
        SortedMap<CacheKey, RewardKey> keys = new TreeMap<>();
        outcomes.forEach((key, outcome) -> {
            if (!outcome.lasting()) {
                throw new IllegalArgumentException("only lasting outcomes can be kept, but that of '" + key.object()
                        + "' may be another next time: " + outcome.failure());
            }
            keys.put(CacheKey.of(key), key);
        });
        return outcomes.isEmpty() ? Map.of() : call(connection -> store(connection, identity, keys, outcomes));
    }

    private Map<RewardKey, Outcome> store(
            Connection connection,
            String identity,
            SortedMap<CacheKey, RewardKey> keys,
            Map<RewardKey, Outcome> outcomes)
            throws SQLException {
        Map<RewardKey, Outcome> standing = new LinkedHashMap<>();
        connection.setAutoCommit(false);
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
        connection.commit();
        connection.setAutoCommit(true);
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
     * @return the number of outcomes that were to be stored, which is {@link #size} where nothing was asked for twice
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
        closed = true;
        disconnect();
    }

    @Override
    public String toString() {
        return database.name();
    }
}
