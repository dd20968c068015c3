package org.gfn4j.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cache in a file, and what may be wrong with files. */
final class SqliteRewardCacheTest extends RewardCacheContract {
    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    Path folder;

    @Override
    CacheDatabase database() {
        return SqliteDatabase.at(file().toString(), JdbcRewardCache.TIMEOUT);
    }

    private Path file() {
        return folder.resolve("rewards.db");
    }

    private CacheDatabase impatient() {
        return SqliteDatabase.at(file().toString(), SHORT);
    }

    private static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(this::open).satisfies(failure -> assertMessage(failure, database(), parts));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rewards", "a/b/c.db", "it's 100% ünï #1?mode=memory&x.db", ":memory:", "file:x?mode=memory"})
    @DisabledOnOs(OS.WINDOWS)
    void anyNameWillDo(String name) {
        String place = folder.resolve(name).toString();
        try (JdbcRewardCache cache = JdbcRewardCache.open(place)) {
            cache.store(SOURCE, numbers(0, 1, 1));
            assertThat(cache).hasToString(place);
        }
        assertThat(folder.resolve(name)).isRegularFile();
        try (JdbcRewardCache cache = JdbcRewardCache.open(place)) {
            assertThat(cache.size(SOURCE)).isEqualTo(1);
        }
    }

    @Test
    void whatIsCommittedIsOnDiskAndReadersDoNotWait() throws SQLException {
        open().close();
        try (Connection connection = database().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM pragma_journal_mode, pragma_synchronous")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("wal");
            assertThat(rows.getInt(2)).isEqualTo(2); // FULL
        }
    }

    @Test
    void anEmptyFileBecomesACache() throws IOException {
        Files.createFile(file());
        open().close();
        assertThat(file()).isNotEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100_000})
    void aTextIsNoCache(int times) throws IOException {
        Files.writeString(file(), "SMILES,reward\n".repeat(times));
        byte[] before = Files.readAllBytes(file());
        assertRefused("is a file of another kind", "file is not a database", "--reward-cache");
        assertThat(file()).hasBinaryContent(before);
    }

    @Test
    void aFolderIsNoCache() throws IOException {
        Files.createDirectory(file());
        assertRefused("is a folder", "name a file in it");
    }

    @Test
    void theDatabaseOfAnotherProgramIsLeftAlone() throws IOException, SQLException {
        try (Connection connection = connect(file());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE bookmarks(url TEXT)");
        }
        byte[] before = Files.readAllBytes(file());
        assertRefused("another program", "bookmarks", "name another cache with --reward-cache");
        assertThat(file()).hasBinaryContent(before);
        assertThat(folder.toFile().list()).containsExactly("rewards.db");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Files.writeString(folder.resolve("text"), "text");
        CacheDatabase database =
                SqliteDatabase.at(folder.resolve("text/in/rewards.db").toString(), SHORT);
        assertThatThrownBy(() -> JdbcRewardCache.open(database))
                .satisfies(failure -> assertMessage(
                        failure,
                        database,
                        "needs the folder",
                        folder.resolve("text/in").toString(),
                        "make it"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderThatMayNotBeWrittenIsNamed() {
        assertThat(folder.toFile().setReadOnly()).isTrue();
        // Nothing is read-only to an administrator but what the system itself keeps.
        Path readOnly = Files.isWritable(folder) ? Path.of("/proc") : folder;
        CacheDatabase database =
                SqliteDatabase.at(readOnly.resolve("rewards.db").toString(), SHORT);
        assertThatThrownBy(() -> JdbcRewardCache.open(database))
                .satisfies(failure ->
                        assertMessage(failure, database, "cannot be opened", "make it and its folder writable"));
    }

    @Test
    void aFileThatMayNotBeWrittenIsReadAndNotWritten() {
        try (JdbcRewardCache cache = open()) {
            cache.store(SOURCE, numbers(0, 1, 1));
        }
        CacheDatabase database = with("PRAGMA query_only = ON");
        try (JdbcRewardCache cache = JdbcRewardCache.open(database)) {
            assertThat(cache.size(SOURCE)).isEqualTo(1);
            assertThatThrownBy(() -> cache.store(SOURCE, numbers(0, 1, 1)))
                    .satisfies(failure ->
                            assertMessage(failure, database, "may not be written", "make it and its folder writable"));
        }
    }

    private CacheDatabase with(String setting) {
        return new SqliteDatabase(file().toString(), file(), SHORT, List.of(setting));
    }

    @Test
    void aFileThatAnotherProcessLocksIsWaitedForSoLong() throws SQLException {
        try (Connection connection = connect(file());
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            assertThatThrownBy(() -> JdbcRewardCache.open(impatient()))
                    .satisfies(failure -> assertMessage(
                            failure,
                            impatient(),
                            "is locked by another process for more than 200 ms",
                            "end that process"));
            statement.execute("ROLLBACK");
        }
        open().close();
    }

    @Test
    void aCacheThatAnotherProcessWritesForLongIsReadAndWrittenLater() throws SQLException {
        try (JdbcRewardCache cache = JdbcRewardCache.open(impatient());
                Connection connection = connect(file());
                Statement statement = connection.createStatement()) {
            cache.store(SOURCE, numbers(0, 1, 1));
            statement.execute("BEGIN EXCLUSIVE");
            assertThatThrownBy(() -> cache.store(SOURCE, numbers(1, 2, 2)))
                    .satisfies(failure -> assertMessage(failure, impatient(), "locked", "200 ms", "--reward-cache"));
            assertThat(cache.size(SOURCE)).isEqualTo(1);
            statement.execute("ROLLBACK");
            assertThat(cache.store(SOURCE, numbers(1, 2, 2))).hasSize(1);
            assertThat(cache.asked(SOURCE)).isEqualTo(2);
        }
    }

    @Test
    void nothingOfABatchIsKeptWhereTheDiskIsFull() {
        open().close();
        CacheDatabase small = with("PRAGMA max_page_count = 40");
        try (JdbcRewardCache cache = JdbcRewardCache.open(small)) {
            cache.store(SOURCE, numbers(0, 10, 1));
            assertThatThrownBy(() -> cache.store(SOURCE, numbers(10, 100_000, 2)))
                    .satisfies(failure -> assertMessage(failure, small, "disk is full", "make room", "--reward-cache"));
            assertThat(cache.asked(SOURCE)).isEqualTo(10);
        }
        try (JdbcRewardCache cache = open()) {
            assertThat(cache.size(SOURCE)).isEqualTo(10);
            assertThat(cache.store(SOURCE, numbers(10, 20, 2))).isEqualTo(numbers(10, 20, 2));
        }
    }

    private void fill() {
        try (JdbcRewardCache cache = open()) {
            cache.store(SOURCE, numbers(0, 5_000, 1));
        }
    }

    private void assertDamaged() {
        assertThatThrownBy(() -> {
                    try (JdbcRewardCache cache = open()) {
                        cache.find(SOURCE, numbers(0, 5_000, 0).keySet());
                    }
                })
                .satisfies(failure -> assertMessage(failure, database(), "is damaged", "bring back a copy"));
    }

    @ParameterizedTest
    @ValueSource(ints = {4_096, 5_000, 100_000})
    void aTruncatedFileIsDamaged(int bytesLess) throws IOException {
        fill();
        try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "rw")) {
            file.setLength(file.length() - bytesLess);
        }
        assertDamaged();
    }

    @Test
    void whatIsOverwrittenInTheMiddleIsDamaged() throws IOException {
        fill();
        try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "rw")) {
            file.seek(8_192);
            file.write("noise".repeat((int) (file.length() - 8_192) / 5).getBytes(StandardCharsets.US_ASCII));
        }
        assertDamaged();
    }

    @Test
    void aRowThatIsNoOutcomeIsNamed() throws SQLException {
        fill();
        execute("UPDATE reward SET value = 9e999 WHERE object = 'object 3'");
        try (JdbcRewardCache cache = open()) {
            assertThatThrownBy(() -> cache.find(SOURCE, List.of(RewardKey.of("object 3"))))
                    .satisfies(failure -> assertMessage(failure, database(), "Infinity", "delete that row"));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFileThatIsRemovedOrReplacedIsNotWritten() throws IOException {
        Path other = folder.resolve("other.db");
        JdbcRewardCache.open(other.toString()).close();
        try (JdbcRewardCache cache = open()) {
            Files.move(file(), folder.resolve("moved.db"));
            assertThatThrownBy(() -> cache.store(SOURCE, numbers(0, 1, 1)))
                    .satisfies(failure -> assertMessage(failure, database(), "was removed", "start again"));
        }
        try (JdbcRewardCache cache = open()) {
            Files.move(other, file(), StandardCopyOption.REPLACE_EXISTING);
            assertThatThrownBy(() -> cache.store(SOURCE, numbers(0, 1, 1)))
                    .satisfies(failure -> assertMessage(failure, database(), "was replaced", "start again"));
        }
    }

    @Test
    void otherProgramsReadTheTable() throws SQLException {
        try (JdbcRewardCache cache = open()) {
            cache.store(SOURCE, Map.of(new RewardKey("F/C=C\\F", "0,2"), Outcome.of(-7.25)));
        }
        try (Connection connection = connect(file());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT identity, object, marks, value, failure, asked,"
                        + " datetime(stored_at / 1000, 'unixepoch') FROM reward"
                        + " JOIN reward_source ON reward.source = reward_source.id")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo(SOURCE);
            assertThat(rows.getString(2)).isEqualTo("F/C=C\\F");
            assertThat(rows.getString(3)).isEqualTo("0,2");
            assertThat(rows.getDouble(4)).isEqualTo(-7.25);
            assertThat(rows.getString(5)).isNull();
            assertThat(rows.getLong(6)).isEqualTo(1);
            assertThat(rows.getString(7)).startsWith("2");
        }
    }
}
