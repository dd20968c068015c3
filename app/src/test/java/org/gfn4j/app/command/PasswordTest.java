package org.gfn4j.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gfn4j.app.testing.Outcome;
import org.gfn4j.app.testing.RunFolders;
import org.gfn4j.rewards.Approvals;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches all that gfn4j writes for the password of a database that a command line has. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
class PasswordTest {
    private static final String PASSWORD = "s3cr3tW0rd";

    @TempDir
    private Path folder;

    private List<String> train(String... more) throws IOException {
        Path script = Files.writeString(folder.resolve("one.sh"), "while read -r x; do echo 1; done\n");
        return Stream.concat(
                        Stream.of(
                                "train",
                                "hypergrid",
                                "--dimensions=1",
                                "--side=4",
                                "--hidden=4",
                                "--iterations=2",
                                "--batch=2",
                                "--reward=exec:sh " + script,
                                "--run=" + folder.resolve("run")),
                        Stream.of(more))
                .toList();
    }

    private void assertSecret(Outcome outcome) throws IOException {
        assertThat(outcome.out() + outcome.err()).doesNotContain(PASSWORD);
        for (Path place : List.of(folder.resolve("run"), Approvals.standard().folder())) {
            if (Files.exists(place)) {
                try (Stream<Path> entries = Files.walk(place)) {
                    for (Path file : entries.filter(Files::isRegularFile).toList()) {
                        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                                .as(file.toString())
                                .doesNotContain(PASSWORD);
                    }
                }
            }
        }
    }

    @Test
    @Tag("acceptance")
    void aRunThatUsesThePasswordHasItNowhere() throws IOException {
        try (EmbeddedPostgres server =
                EmbeddedPostgres.builder().setServerConfig("fsync", "off").start()) {
            String address = "localhost:" + server.getPort() + "/postgres";
            for (String url : List.of(
                    "postgresql://postgres:" + PASSWORD + "@" + address,
                    "JDBC:PostgreSQL://" + address + "?user=postgres&password=" + PASSWORD)) {
                Outcome outcome = Outcome.of(train("--reward-cache=" + url, "--debug"));
                assertThat(outcome.status()).as(outcome.err()).isZero();
                assertSecret(outcome);
                assertThat(folder.resolve("run/config.yaml")).content().contains("jdbc:postgresql://");
                assertThat(folder.resolve("run/report.html")).exists();
                assertSecret(Outcome.of("sample", folder.resolve("run").toString(), "--count=2", "--debug"));
                RunFolders.delete(folder.resolve("run"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://ann:" + PASSWORD + "@localhost:1/db",
                "postgres://ann:" + PASSWORD + "@localhost:1/db",
                "JDBC:postgresql://ann:" + PASSWORD + "@localhost:1/db",
                "jdbc:postgresql://localhost:1/db?user=ann&password=" + PASSWORD,
                "jdbc:postgresql://ann:" + PASSWORD + "@/db",
                "mysql://ann:" + PASSWORD + "@localhost/db",
                "jdbc:oracle:thin:ann/" + PASSWORD + "@localhost",
                "'postgresql://ann:" + PASSWORD + "@localhost:1/db'",
                "ann:" + PASSWORD + "@localhost:1/db",
            })
    void aUrlThatCannotBeUsedIsRefusedWithoutItsPassword(String url) throws IOException {
        for (List<String> command : List.of(
                train("--reward-cache=" + url, "--debug"),
                train("--set=reward-cache=" + url, "--debug"),
                train("--set=reward-cach=" + url, "--debug"),
                train("--config=" + config(url), "--debug"),
                train("--config=" + config(url), "--trust", "--debug"))) {
            Outcome outcome = Outcome.of(command);
            assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
            assertSecret(outcome);
            assertThat(folder.resolve("run")).doesNotExist();
        }
        assertSecret(Outcome.of(train("--reward-cache=" + url, "--dry-run", "--debug")));
    }

    private Path config(String url) throws IOException {
        return Files.writeString(folder.resolve("some.yaml"), "reward-cache: \"" + url + "\"\n");
    }

    @Test
    void whatIsAllowedIsSaid() throws IOException {
        Outcome outcome = Outcome.of(train("--reward-cache=mysql://ann@localhost/db"));
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.message())
                .contains("--reward-cache")
                .contains("must be a file or jdbc:postgresql://HOST:PORT/DATABASE?user=USER")
                .contains("but is mysql://…");
    }
}
