package org.gfn4j.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cache in a PostgreSQL server that runs here, and what may be wrong with servers. */
@Tag("acceptance")
final class PostgresRewardCacheTest extends RewardCacheContract {
    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    static Path folder;

    private static EmbeddedPostgres server;
    private static int schemas;

    private String schema = "";

    @BeforeAll
    static void start() throws IOException {
        server = server(0);
    }

    /** Starts a server on the data of the one before; port 0 is any that is free. */
    private static EmbeddedPostgres server(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "off")
                .setServerConfig("max_connections", "30");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void newSchema() throws SQLException {
        schema = "test" + schemas++;
        administer("CREATE SCHEMA " + schema);
    }

    private static void administer(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres", "postgres"));
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static String url(String database, String user) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database + "?user=" + user;
    }

    private static CacheDatabase at(String place, Map<String, String> environment) {
        return CacheDatabase.at(place, environment, SHORT);
    }

    private String place() {
        return url("postgres", "postgres") + "&currentSchema=" + schema;
    }

    @Override
    CacheDatabase database() {
        return CacheDatabase.at(place(), Map.of(), JdbcRewardCache.TIMEOUT);
    }

    private static void assertRefused(CacheDatabase database, String... parts) {
        assertThatThrownBy(() -> JdbcRewardCache.open(database))
                .satisfies(failure -> assertMessage(failure, database, parts));
    }

    private static String server() {
        return "localhost:" + server.getPort();
    }

    private static final String END_OTHERS =
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name = 'gfn4j'";

    @Test
    void aConnectionThatIsLostIsMadeAgain() throws SQLException {
        try (JdbcRewardCache cache = open()) {
            cache.store(SOURCE, numbers(0, 10, 1));
            administer(END_OTHERS);
            assertThat(cache.find(SOURCE, numbers(0, 20, 0).keySet())).isEqualTo(numbers(0, 10, 1));
            administer(END_OTHERS);
            assertThat(cache.store(SOURCE, numbers(5, 15, 2))).hasSize(10).containsAllEntriesOf(numbers(10, 15, 2));
            assertThat(cache.asked(SOURCE)).isEqualTo(20);
        }
    }

    @Test
    void aServerThatIsStoppedIsNamedAndOneThatRunsAgainIsUsed() throws IOException {
        int port = server.getPort();
        try (JdbcRewardCache cache = open()) {
            cache.store(SOURCE, numbers(0, 10, 1));
            server.close();
            try {
                assertThatThrownBy(() -> cache.store(SOURCE, numbers(10, 20, 2)))
                        .satisfies(failure -> assertMessage(
                                failure,
                                database(),
                                "cannot be reached",
                                "the database postgres at localhost:" + port,
                                "that the server runs"));
            } finally {
                server = server(port);
            }
            assertThat(cache.store(SOURCE, numbers(5, 15, 2))).containsAllEntriesOf(numbers(5, 10, 1));
            assertThat(cache.asked(SOURCE)).isEqualTo(20);
        }
    }

    @Test
    void aPlaceWhereNoServerIsIsNamed() {
        assertRefused(
                at("jdbc:postgresql://nowhere.invalid:5433/rewards", Map.of()),
                "cannot be reached",
                "database rewards at nowhere.invalid:5433",
                "check host and port");
        assertRefused(at("jdbc:postgresql://localhost:1/rewards", Map.of()), "at localhost:1", "refused");
    }

    @Test
    void aDatabaseThatIsNotThereIsNamed() {
        assertRefused(
                at(url("nothing", "postgres"), Map.of()),
                "no database nothing at " + server(),
                "createdb",
                "--reward-cache");
    }

    @Test
    void aPasswordIsTakenFromTheUrlOrTheEnvironmentAndNeverShown() throws IOException, SQLException {
        String database = "passworded";
        administer(
                "CREATE DATABASE " + database,
                "CREATE ROLE ann LOGIN PASSWORD 's3cret@/%'",
                "ALTER DATABASE " + database + " OWNER TO ann");
        Path rules = folder.resolve("data/pg_hba.conf");
        Files.writeString(rules, "host all ann all scram-sha-256\n" + Files.readString(rules));
        administer("SELECT pg_reload_conf()");
        String place = "jdbc:postgresql://ann@localhost:" + server.getPort() + "/" + database;
        while (opens(place)) { // the server reads its rules after it has answered
            Thread.onSpinWait();
        }

        JdbcRewardCache.open(at(place, Map.of("PGPASSWORD", "s3cret@/%"))).close();
        JdbcRewardCache.open(at(place + "?password=s3cret%40/%25", Map.of("PGPASSWORD", "wrong")))
                .close();
        JdbcRewardCache.open(at(place.replace("ann@", "ann:s3cret@%2F%25@"), Map.of()))
                .close();
        for (CacheDatabase refused : List.of(
                at(place, Map.of()),
                at(place, Map.of("PGPASSWORD", "wr0ng")),
                at(place + "?password=wr0ng", Map.of()),
                at(place.replace("ann@", "ann:wr0ng@"), Map.of()))) {
            assertThat(refused.name()).isEqualTo(place);
            assertThatThrownBy(() -> JdbcRewardCache.open(refused))
                    .satisfies(failure -> assertMessage(
                            failure,
                            refused,
                            "refuses the user or the password",
                            database + " at " + server(),
                            "PGPASSWORD"))
                    .hasMessageNotContaining("wr0ng")
                    .hasStackTraceContaining("password")
                    .satisfies(failure ->
                            assertThat(failure.getCause().getMessage()).doesNotContain("wr0ng"));
        }
    }

    private static boolean opens(String place) {
        try (JdbcRewardCache cache = JdbcRewardCache.open(at(place, Map.of()))) {
            return cache.sizes().isEmpty();
        } catch (RewardCacheException e) {
            return false;
        }
    }

    @Test
    void aDatabaseThatMayNotBeChangedIsNamed() throws SQLException {
        administer("CREATE ROLE guest LOGIN");
        CacheDatabase guests = at(url("postgres", "guest") + "&currentSchema=" + schema, Map.of());
        assertRefused(guests, "does not allow it", "no schema", "grant the right to make and change tables");
        administer("GRANT USAGE ON SCHEMA " + schema + " TO guest");
        assertRefused(guests, "does not allow it", "permission denied", "grant the right to make and change tables");
        assertRefused(at(place() + "&options=-c%20default_transaction_read_only=on", Map.of()), "is read-only");
    }

    @Test
    void tablesOfOtherProgramsAreLeftAlone() throws SQLException {
        execute("CREATE TABLE bookmarks(url TEXT)");
        open().close();
        execute("DROP TABLE reward_cache_version");
        assertRefused(database(), "another program", "reward, reward_source", "name another cache");
    }

    @Test
    void onlyADatabaseOfAllCharactersWillDo() throws SQLException {
        administer("CREATE DATABASE western ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
        assertRefused(at(url("western", "postgres"), Map.of()), "UTF8", "LATIN1", "createdb --encoding UTF8");
    }

    @Test
    void aRowThatAnotherProcessLocksIsWaitedForSoLong() throws SQLException {
        CacheDatabase impatient = at(place(), Map.of());
        try (JdbcRewardCache cache = JdbcRewardCache.open(impatient);
                Connection connection = database().connect();
                Statement statement = connection.createStatement()) {
            cache.store(SOURCE, numbers(0, 10, 1));
            connection.setAutoCommit(false);
            statement.execute("UPDATE reward SET asked = 7 WHERE object = 'object 5'");
            assertThatThrownBy(() -> cache.store(SOURCE, numbers(0, 20, 2)))
                    .satisfies(failure -> assertMessage(
                            failure,
                            impatient,
                            "is locked by another process for more than 200 ms",
                            "end that process"));
            connection.rollback();
            assertThat(cache.asked(SOURCE)).isEqualTo(10);
        }
    }

    @Test
    void nothingOfABatchIsKeptWhereAnythingGoesWrong() throws SQLException {
        try (JdbcRewardCache cache = open()) {
            execute("ALTER TABLE reward ADD CHECK (object <> 'object 5')");
            assertThatThrownBy(() -> cache.store(SOURCE, numbers(0, 10, 1)))
                    .satisfies(failure -> assertMessage(
                            failure,
                            database(),
                            "the database postgres at " + server() + " reports an error",
                            "reward_object_check"));
            assertThat(cache.sizes()).isEmpty();
        }
    }
}
