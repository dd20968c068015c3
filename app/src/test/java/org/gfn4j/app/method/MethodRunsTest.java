package org.gfn4j.app.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gfn4j.app.hypergrid.HypergridTask;
import org.gfn4j.app.testing.Outcome;
import org.gfn4j.app.testing.RunFiles;
import org.gfn4j.app.testing.RunFolders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs of all methods on the hypergrid: what they leave, how they stop, and how they go on. */
class MethodRunsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    static Stream<String> methods() {
        return Methods.of(new HypergridTask()).stream().map(Method::name);
    }

    private Outcome train(Path run, String method, String... more) {
        List<String> command = new ArrayList<>(List.of(
                "train",
                "hypergrid",
                "--dimensions",
                "2",
                "--hidden",
                "8",
                "--round",
                "32",
                "--round-steps",
                "8",
                "--method",
                method,
                "--run",
                run.toString()));
        command.addAll(List.of(more));
        if (!command.contains("--window")) {
            command.addAll(List.of("--window", "100"));
        }
        return Outcome.of(command);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyMethodStopsAtItsBudget(String method) {
        Path run = folder.resolve("run");
        Outcome outcome = train(run, method, "--budget", "320");
        assertThat(outcome.status()).as(outcome.err()).isZero();

        JsonNode summary = JSON.readTree(run.resolve("summary.json"));
        boolean chain = Methods.named(method).orElseThrow().isChain();
        assertThat(summary.path("completed").asBoolean(false)).isTrue();
        assertThat(summary.path("method").asString("")).isEqualTo(method);
        assertThat(summary.has("objective")).isEqualTo(method.equals("gflownet"));
        assertThat(summary.path("rewardRequests").asInt()).isEqualTo(320);
        assertThat(summary.path("visited").path("count").asInt()).isEqualTo(320);
        assertThat(summary.path("visited").path("window").asInt()).isEqualTo(100);
        assertThat(summary.path("visited").path("l1Sum").isNumber()).isTrue();
        assertThat(summary.has("exactTotalVariation")).isEqualTo(!chain);
        assertThat(summary.has("logZ")).isEqualTo(method.equals("gflownet"));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyMethodGoesOnAsIfItHadNotStopped(String method) throws IOException {
        Path straight = folder.resolve("straight");
        Path resumed = folder.resolve("resumed");
        Outcome outcome = train(
                straight,
                method,
                "--iterations",
                "30",
                "--checkpoint-every",
                "13",
                "--keep",
                "9",
                "--evaluate-every",
                "5");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        RunFolders.copy(straight, resumed);

        Outcome again = Outcome.of("resume", resumed.toString(), "--checkpoint", "13");
        assertThat(again.status()).as(again.err()).isZero();
        RunFiles.assertEqual(resumed, straight);
    }

    @ParameterizedTest
    @CsvSource({"random", "reinforce", "a2c", "ppo", "softql", "sac"})
    void aMethodWithAPolicyCanBeDrawnFrom(String method) {
        Path run = folder.resolve("run");
        train(run, method, "--iterations", "10");
        Outcome sample = Outcome.of("sample", run.toString(), "--count", "3", "--out", "-");
        assertThat(sample.status()).as(sample.err()).isZero();
        assertThat(sample.out().lines()).hasSize(3);
        Outcome report = Outcome.of("report", run.toString());
        assertThat(report.status()).as(report.err()).isZero();
        assertThat(run.resolve("report.html")).content().contains(method, "this method learns no log Z");
    }

    @ParameterizedTest
    @CsvSource({"mh", "mars-grid"})
    void chainsHaveNoModelToDrawFrom(String method) {
        Path run = folder.resolve("run");
        train(run, method, "--iterations", "10");
        for (String command : List.of("sample --count 3", "evaluate", "report")) {
            Outcome refused = Outcome.ofLine(command + " " + run);
            assertThat(refused.status()).isEqualTo(2);
            assertThat(refused.message()).contains("'" + method + "'", "no model to draw from");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--method mcmc | 'mcmc' is not for the task hypergrid, whose methods are gflownet, random, reinforce",
                "--method nothing | 'nothing' is not one of gflownet",
                "--method ppo --replay fifo:10 | 'ppo' cannot be combined with --replay",
                "--method mh --off-policy uniform-terminal | 'mh' cannot be combined with --off-policy uniform-terminal",
                "--method sac --asynchronous --replay fifo:10 | it is for --method gflownet",
                "--method ppo --round 0 | '0'",
                "--method ppo --round 8 --batch 9 | '9' is more than the trajectories of a round, --round 8",
                "--method a2c --gae-lambda 1.5 | '1.5'",
            })
    void whatDoesNotGoTogetherIsRefused(String options, String message) {
        Outcome refused = Outcome.ofLine("train hypergrid --run " + folder.resolve("run") + " " + options);
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.message()).contains(message);
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void optionsOfOtherMethodsAreSaidToHaveNoEffect() {
        Outcome outcome = train(folder.resolve("run"), "mh", "--iterations", "2", "--clip-ratio", "0.1");
        assertThat(outcome.err()).contains("option '--clip-ratio' has no effect with --method mh; it is for ppo");
    }

    @Test
    void theProfileOfTheCodeOf2021CountsAcceptedMovesOnly() throws IOException {
        Path run = folder.resolve("run");
        train(run, "mh", "--profile", "code2021", "--iterations", "50");
        assertThat(Files.readString(run.resolve("config.yaml")))
                .contains("profile: code2021", "episode-end: forced", "visits: accepted");
        JsonNode summary = JSON.readTree(run.resolve("summary.json"));
        assertThat(summary.path("rewardRequests").asInt()).isEqualTo(800);
        assertThat(summary.path("visited").path("count").asInt()).isBetween(16, 750);
    }

    @Test
    void chainsAnneal() {
        assertThat(distinctOfTheLastVisits("1000:0.001:200"))
                .as("cold chains sit on the best cells, hot ones walk about")
                .isLessThan(distinctOfTheLastVisits("1000") / 2);
    }

    private int distinctOfTheLastVisits(String temperature) {
        Path run = folder.resolve(temperature.replace(':', '-'));
        Outcome outcome =
                train(run, "mh", "--iterations", "400", "--temperature", temperature, "--window", "64", "--r0", "0.1");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return JSON.readTree(run.resolve("summary.json"))
                .path("visited")
                .path("distinct")
                .asInt();
    }
}
