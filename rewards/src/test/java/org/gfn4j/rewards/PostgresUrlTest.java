package org.gfn4j.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Takes URLs apart, and passwords out of them. */
final class PostgresUrlTest {

    @ParameterizedTest
    @CsvSource({
        "rewards.db, rewards.db",
        "'C:\\runs\\a@b:c.db', 'C:\\runs\\a@b:c.db'",
        "jdbc:postgresql://db/rewards, jdbc:postgresql://db/rewards",
        "jdbc:postgresql://db:5433/r?user=ann&password=s3cret, jdbc:postgresql://db:5433/r?user=ann",
        "jdbc:postgresql://db/r?password=s3cret, jdbc:postgresql://db/r",
        "jdbc:postgresql://db/r?PassWord=s3cret&ssl=true&sslpassword=s3cret, jdbc:postgresql://db/r?ssl=true",
        "jdbc:postgresql://ann:s3cret@db/r?ssl=true, jdbc:postgresql://ann@db/r?ssl=true",
        "jdbc:postgresql://ann:x/s3cret@9@db/r, jdbc:postgresql://ann@db/r",
        "jdbc:postgresql://ann@db/r?password=s3@cret, jdbc:postgresql://ann@db/r",
        "'jdbc:postgresql://[::1]:5433,b/r', 'jdbc:postgresql://[::1]:5433,b/r'",
        "JDBC:postgresql://ann:s3cret@db/r, jdbc:postgresql://ann@db/r",
        "jdbc:PostgreSQL://db/r?user=ann&password=s3cret, jdbc:postgresql://db/r?user=ann",
        "postgresql://ann:s3cret@db/r, jdbc:postgresql://ann@db/r",
        "Postgres://ann:s3cret@db/r, jdbc:postgresql://ann@db/r",
        "' postgres://ann:s3cret@db/r ', jdbc:postgresql://ann@db/r",
        "./jdbc:x.db, ./jdbc:x.db",
        "/some/a:b@c.db, /some/a:b@c.db",
        "C:/a:b@c.db, C:/a:b@c.db",
    })
    void whatIsShownHasNoPassword(String place, String shown) {
        assertThat(JdbcRewardCache.withoutPassword(place)).isEqualTo(shown);
        assertThat(JdbcRewardCache.withoutPassword(shown)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://ann:s3cret/r",
                "jdbc:postgresql://ann:s3cret?x@db/r",
                "jdbc:postgresql://ann:5?s3cret@db/r",
                "jdbc:postgresql://ann:s3cret@db",
                "jdbc:postgresql://ann:s3cret@db/",
                "jdbc:postgresql://ann:s3cret@db:65536/r",
                "jdbc:postgresql://ann:s3cret@db:0/r",
                "jdbc:postgresql://ann:s3cret@/r",
                "jdbc:postgresql://db/r?user=ann&password=s3cret%zz",
                "jdbc:postgresql://db/r?password=a&s3cret",
                "jdbc:postgresql:s3cret",
                "postgresql:ann:s3cret@db/r",
                "postgres:/ann:s3cret@db/r",
                "JDBC:ann:s3cret@db/r",
                "rewards:s3cret",
                "file:/s3cret",
                "ann:s3cret@db",
                "MySQL://ann:s3cret@db/r",
                "jdbc:mysql://ann:s3cret@db/r",
                "jdbc:sqlserver://db;password=s3cret",
                "jdbc:sqlite:s3cret.db",
                "https://ann:s3cret@db/r",
                "a:s3cret@db/r",
                ":s3cret@db/r",
            })
    void whatIsNotUnderstoodIsRefusedWithoutItsPassword(String place) {
        assertThatThrownBy(() -> JdbcRewardCache.open(place))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a reward cache ")
                .hasMessageContaining("jdbc:postgresql://HOST:PORT/DATABASE?user=USER")
                .hasMessageContaining("but is " + place.substring(0, place.indexOf(':') + 1))
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
        assertThat(JdbcRewardCache.withoutPassword(place)).endsWith("…").doesNotContain("s3cret");
    }

    @Test
    void aUserWithoutASchemeIsRefused() {
        assertThatThrownBy(() -> JdbcRewardCache.isUrl("//ann:s3cret@db/r"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cret");
        assertThat(JdbcRewardCache.withoutPassword("//ann:s3cret@db/r")).isEqualTo("…");
        assertThat(JdbcRewardCache.withoutPassword("ann_b:s3cret@db/r")).isEqualTo("…");
        assertThat(JdbcRewardCache.isUrl("./a:b@c")).isFalse();
        assertThat(JdbcRewardCache.isUrl("C:\\rewards@home.db")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void anEmptyPlaceIsRefused(String place) {
        assertThatThrownBy(() -> JdbcRewardCache.open(place))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but is empty");
    }

    @Test
    void aFileIsNotNamedWithNul() {
        assertThatThrownBy(() -> JdbcRewardCache.open("a\0b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("its name cannot be one: a\\u0000b");
    }

    @Test
    void thePartsAreDecodedAndKeptApart() {
        PostgresUrl url = PostgresUrl.parse("jdbc:postgresql://a%40n:p+%2F@db,[::1]:7/r?password=q+%26&ssl=true");
        assertThat(url.driverUrl()).isEqualTo("jdbc:postgresql://db,[::1]:7/r?ssl=true");
        assertThat(url.user()).isEqualTo("a@n");
        assertThat(url.passwords()).containsEntry("password", "q &");
        assertThat(url.servers()).isEqualTo("db:5432,[::1]:7");
        assertThat(url.database()).isEqualTo("r");
        assertThat(PostgresUrl.parse("jdbc:postgresql://ann:p+%2F@db/r").passwords())
                .containsEntry("password", "p+/");
    }
}
