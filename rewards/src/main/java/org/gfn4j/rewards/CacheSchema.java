package org.gfn4j.rewards;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The tables of a cache: makes them where there are none, and refuses those of others. */
final class CacheSchema {
    static final int VERSION = 1;
    private static final String VERSION_TABLE = "reward_cache_version";
    private static final String CLAIM_TABLE = "reward_claim";

    /** Caches of older programs lack it. */
    private static final String MAKE_CLAIM_TABLE = """
            CREATE TABLE IF NOT EXISTS reward_claim(
              source BIGINT NOT NULL,
              object TEXT NOT NULL,
              marks TEXT NOT NULL,
              owner TEXT NOT NULL,
              expires_at BIGINT NOT NULL,
              PRIMARY KEY (source, object, marks))""";

    private CacheSchema() {}

    /** Leaves a connection that commits by itself to a database that has the tables. */
    static void require(Connection connection, CacheDatabase database) throws SQLException {
        Set<String> names = tables(connection);
        if (!names.contains(VERSION_TABLE)) {
            requireNoOther(names, database);
            database.prepareToMake(connection);
            database.begin(connection, true);
            names = tables(connection);
            if (!names.contains(VERSION_TABLE)) { // nobody has been faster
                requireNoOther(names, database);
                make(connection, database);
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
        requireVersion(connection, database);
        if (!names.contains(CLAIM_TABLE)) {
            database.begin(connection, true);
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(MAKE_CLAIM_TABLE);
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private static Set<String> tables(Connection connection) throws SQLException {
        Set<String> names = new TreeSet<>();
        String schema = connection.getSchema();
        try (ResultSet rows =
                connection.getMetaData().getTables(connection.getCatalog(), schema, "%", new String[] {"TABLE"})) {
            while (rows.next()) {
                if (Objects.equals(rows.getString("TABLE_SCHEM"), schema)) { // which was taken for a pattern
                    names.add(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
                }
            }
        }
        return names;
    }

    private static void requireNoOther(Set<String> names, CacheDatabase database) {
        Set<String> others = new TreeSet<>(names);
        if (database.mayBeShared()) {
            others.retainAll(Set.of("reward", "reward_source"));
        }
        if (!others.isEmpty()) {
            throw new RewardCacheException(database.named() + " is a database of another program, with the tables "
                    + OneLine.head(String.join(", ", others), 200) + ": name another cache with --reward-cache");
        }
    }

    private static void make(Connection connection, CacheDatabase database) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : database.tables()) {
                statement.executeUpdate(table);
            }
            statement.executeUpdate("CREATE TABLE " + VERSION_TABLE + "(version INTEGER NOT NULL)");
            statement.executeUpdate("INSERT INTO " + VERSION_TABLE + " VALUES (" + VERSION + ")");
        }
    }

    private static void requireVersion(Connection connection, CacheDatabase database) throws SQLException {
        int version;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT MAX(version) FROM " + VERSION_TABLE)) {
            rows.next();
            version = rows.getInt(1);
        }
        if (version > VERSION) {
            throw new RewardCacheException(database.named() + " was made by a newer gfn4j, in version " + version
                    + " where this one knows " + VERSION + ": use that gfn4j," + CacheDatabase.ANOTHER);
        }
        if (version < 1) {
            throw new RewardCacheException(database.named() + " is damaged, as its version is " + version
                    + ": bring back a copy," + CacheDatabase.ANOTHER);
        }
    }
}
