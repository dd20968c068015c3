package org.gfn4j.rewards;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** In what one database differs from another; safe for any number of threads. */
abstract class CacheDatabase {
    /** The end of most remedies. */
    static final String ANOTHER = " or name another cache with --reward-cache";

    /** A letter with a colon is a drive, unless it is a user with a password. */
    private static final Pattern SCHEME =
            Pattern.compile("(?is)\\s*[a-z][a-z0-9+.-]+:.*|.*://.*|\\s*(?://)?[^:/\\\\]*:[^/\\\\]*@.*");

    private static final int LONGEST_REASON = 300;

    /** Finds which database a place means. */
    static CacheDatabase at(String place, Map<String, String> environment, Duration timeout) {
        if (PostgresUrl.isMeant(place)) {
            return new PostgresDatabase(PostgresUrl.parse(place), environment.get("PGPASSWORD"), timeout);
        }
        if (isUrl(place)) {
            throw new IllegalArgumentException("a reward cache must be a file or " + PostgresUrl.FORM + ", but is "
                    + PostgresUrl.withoutPassword(place) + "; before the name of a file with a colon write ./");
        }
        return SqliteDatabase.at(place, timeout);
    }

    static boolean isUrl(String place) {
        return SCHEME.matcher(place).matches();
    }

    /** Returns what the cache is called, without a password. */
    abstract String name();

    /** Connects; what it returns commits each statement by itself. */
    abstract Connection connect() throws SQLException;

    /** Throws an exception where what is written would get lost. */
    void requireInPlace() {}

    /** Does what must be done before the first transaction in an empty database. */
    void prepareToMake(Connection connection) throws SQLException {}

    /**
     * Begins a transaction in which nobody else writes to the cache. It is on disk once it is committed, or may be lost when the
     * machine fails.
     */
    abstract void begin(Connection connection, boolean durable) throws SQLException;

    /** Returns an expression for the time in milliseconds, by a clock that all who share the cache have. */
    abstract String now();

    /** Returns whether other programs may have tables beside. */
    abstract boolean mayBeShared();

    /** Returns the statements that make the tables of what is kept. */
    abstract List<String> tables();

    /** Returns whether a new connection may help. */
    abstract boolean isLost(SQLException failure);

    /** Returns what a driver's exception means. */
    abstract RewardCacheException explain(SQLException failure);

    final String named() {
        return "the reward cache '" + name() + "'";
    }

    static @Nullable RewardCacheException explainMissingDriver(String named, SQLException failure, String driver) {
        String message = failure.getMessage();
        if (message == null || !message.startsWith("No suitable driver")) {
            return null;
        }
        return new RewardCacheException(
                named + " needs a JDBC driver that is not on the class path: add " + driver, failure);
    }

    /** Returns what a driver says, in one line. */
    static String reason(Throwable failure) {
        StringBuilder reason = new StringBuilder();
        Throwable cause = failure;
        while (cause != null) {
            String message = cause.getMessage();
            if (message != null && reason.indexOf(message) < 0) {
                reason.append(reason.isEmpty() ? "" : ": ").append(message.replaceFirst("\\.\\s*$", ""));
            }
            cause = cause.getCause();
        }
        return OneLine.head(reason.isEmpty() ? failure.toString() : reason.toString(), LONGEST_REASON);
    }

    /** Returns a time-out in the words of a message. */
    static String seconds(Duration timeout) {
        return timeout.toMillis() % 1_000 == 0 ? timeout.toSeconds() + " s" : timeout.toMillis() + " ms";
    }
}
