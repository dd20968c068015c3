package org.gfn4j.rewards;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A cache in one file. */
final class SqliteDatabase extends CacheDatabase {
    private static final int PERMISSION = 3;
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READ_ONLY = 8;
    private static final int INPUT_OUTPUT = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANNOT_OPEN = 14;
    private static final int NO_DATABASE = 26;

    private final String place;
    private final Path file;
    private final Duration timeout;
    private final List<String> settings;
    private volatile @Nullable Object fileKey;

    /** Makes a database; the settings are statements for each connection. */
    SqliteDatabase(String place, Path file, Duration timeout, List<String> settings) {
        this.place = place;
        this.file = file.toAbsolutePath();
        this.timeout = timeout;
        this.settings = settings;
    }

    static SqliteDatabase at(String place, Duration timeout) {
        if (place.isBlank()) {
            throw new IllegalArgumentException(
                    "a reward cache must be a file or " + PostgresUrl.FORM + ", but is empty");
        }
        try {
            return new SqliteDatabase(place, Path.of(place), timeout, List.of());
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "a reward cache must be a file, but its name cannot be one: " + OneLine.head(place, 200), e);
        }
    }

    @Override
    String name() {
        return place;
    }

    @Override
    Connection connect() throws SQLException {
        makeFolder();
        requireTemporaryFolder();
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", Long.toString(timeout.toMillis()));
        properties.setProperty("transaction_mode", "IMMEDIATE"); // a reader that turns writer would not wait
        // As a URI, since the driver cuts a plain name at its first question mark.
        Connection connection = connect("jdbc:sqlite:" + file.toUri(), properties);
        try (Statement statement = connection.createStatement()) {
            for (String setting : settings) {
                statement.execute(setting);
            }
            fileKey = fileKey();
            return connection;
        } catch (SQLException | RuntimeException e) {
            try (connection) {
                throw e;
            }
        }
    }

    /** Keeps the driver from printing a stack trace where it cannot load its library, which the exception tells. */
    private Connection connect(String url, Properties properties) throws SQLException {
        Logger logger = Logger.getLogger("org.sqlite");
        Level level = logger.getLevel();
        logger.setLevel(Level.OFF);
        try {
            return DriverManager.getConnection(url, properties);
        } catch (UnsatisfiedLinkError e) { // where it has failed to load before
            throw noLibrary(e);
        } finally {
            logger.setLevel(level);
        }
    }

    private void requireTemporaryFolder() {
        try {
            Path folder = Path.of(temporaryFolder());
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "gfn4j", null));
        } catch (IOException | InvalidPathException e) {
            throw noLibrary(e);
        }
    }

    private IllegalStateException noLibrary(Throwable cause) {
        String reason = cause instanceof IOException failure ? reason(failure) : CacheDatabase.reason(cause);
        if (reason.startsWith("No native library found")) { // which only follows from what the driver does not tell
            reason = "it has no room, or programs may not run from it";
        }
        return new IllegalStateException(
                named() + " cannot be used, as the driver of SQLite cannot load its library from the temporary folder "
                        + temporaryFolder() + " (" + reason
                        + "): name a folder with room, from which programs may run, in the environment as"
                        + " JAVA_TOOL_OPTIONS=-Dorg.sqlite.tmpdir=FOLDER",
                cause);
    }

    private static String temporaryFolder() {
        return System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"));
    }

    private void makeFolder() {
        if (Files.isDirectory(file)) {
            throw new RewardCacheException(named() + " is a folder: name a file in it");
        }
        Path folder = Objects.requireNonNull(file.getParent());
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new RewardCacheException(
                    named() + " needs the folder " + folder + ", which cannot be made (" + reason(e)
                            + "): make it,"
                            + ANOTHER,
                    e);
        }
    }

    private static String reason(IOException failure) {
        if (failure instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " is no folder";
        }
        if (failure instanceof AccessDeniedException denied) {
            return denied.getFile() + " may not be written";
        }
        if (failure instanceof NoSuchFileException nowhere) {
            return nowhere.getFile() + " cannot be made";
        }
        String reason = failure instanceof FileSystemException system ? system.getReason() : null;
        return reason == null ? CacheDatabase.reason(failure) : reason;
    }

    private @Nullable Object fileKey() {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            throw new RewardCacheException(
                    named() + " was removed while in use: start again, and leave it in place", e);
        }
    }

    @Override
    void requireInPlace() {
        if (!Objects.equals(fileKey, fileKey())) {
            throw new RewardCacheException(named() + " was replaced while in use: start again, and leave it in place");
        }
    }

    /** Has readers and a writer not wait for each other; SQLite itself does not wait in every case where it switches. */
    @Override
    void prepareToMake(Connection connection) throws SQLException {
        long end = System.nanoTime() + timeout.toNanos();
        boolean done = false;
        while (!done) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                done = true;
            } catch (SQLException e) {
                if (e.getErrorCode() != BUSY || System.nanoTime() - end > 0) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        }
    }

    @Override
    void begin(Connection connection, boolean durable) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = " + (durable ? "FULL" : "NORMAL"));
        }
        connection.setAutoCommit(false);
    }

    @Override
    String now() {
        return "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)";
    }

    @Override
    boolean mayBeShared() {
        return false;
    }

    /** The column of values has no type, as that of real numbers forgets the sign of zero. */
    @Override
    List<String> tables() {
        return List.of("""
                CREATE TABLE reward_source(
                  id INTEGER PRIMARY KEY,
                  identity TEXT NOT NULL UNIQUE)""", """
                CREATE TABLE reward(
                  source INTEGER NOT NULL REFERENCES reward_source(id),
                  object TEXT NOT NULL,
                  marks TEXT NOT NULL,
                  value,
                  failure TEXT,
                  asked INTEGER NOT NULL,
                  stored_at INTEGER NOT NULL,
                  CHECK ((value IS NULL) <> (failure IS NULL)),
                  PRIMARY KEY (source, object, marks)) WITHOUT ROWID""");
    }

    @Override
    boolean isLost(SQLException failure) {
        return false;
    }

    @Override
    RewardCacheException explain(SQLException failure) {
        RewardCacheException missing = explainMissingDriver(named(), failure, "org.xerial:sqlite-jdbc");
        if (missing != null) {
            return missing;
        }
        Throwable cause = failure.getCause();
        if (cause != null && failure.getErrorCode() == 0) {
            throw noLibrary(cause);
        }
        return new RewardCacheException(named() + explanation(failure) + "," + ANOTHER, failure);
    }

    private String explanation(SQLException failure) {
        String reason = " (" + reason((Throwable) failure) + ")";
        return switch (failure.getErrorCode()) {
            case BUSY, LOCKED ->
                " is locked by another process for more than " + seconds(timeout) + ": end that process";
            case PERMISSION, READ_ONLY -> " may not be written" + reason + ": make it and its folder writable";
            case CANNOT_OPEN -> " cannot be opened" + reason + ": make it and its folder writable";
            case FULL -> " cannot grow, as the disk is full" + reason + ": make room";
            case INPUT_OUTPUT -> " cannot be read or written" + reason + ": check whether its disk is full or broken";
            case CORRUPT -> " is damaged" + reason + ": bring back a copy";
            case NO_DATABASE -> " is a file of another kind" + reason + ": see what it is";
            default -> " cannot be used" + reason + ": see to that";
        };
    }
}
