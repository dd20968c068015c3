package org.gfn4j.app.molecules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gfn4j.app.testing.MoleculeRuns;
import org.gfn4j.app.testing.Outcome;
import org.gfn4j.app.testing.RunFiles;
import org.gfn4j.app.testing.RunFolders;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Methods other than flow networks on molecules of few blocks. */
@Tag("acceptance")
class MoleculeMethodsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"random", "ppo", "sac", "mars", "mcmc"})
    void aMethodFindsMoleculesAndGoesOnAsIfItHadNotStopped(String method) throws IOException {
        Path blocks = MoleculeRuns.writeBlocks(folder.resolve("blocks.json"));
        Path straight = folder.resolve("straight");
        List<String> command = new ArrayList<>(MoleculeRuns.training(
                blocks, straight, "--method", method, "--iterations", "12", "--keep", "9", "--seed", "1"));
        if (method.equals("ppo")) {
            command.addAll(List.of("--round", "16", "--round-steps", "4"));
        }
        if (method.equals("mars")) {
            command.addAll(List.of("--imitation-steps", "2", "--imitation-batch", "8"));
        }
        Outcome outcome = Outcome.of(command);
        assertThat(outcome.status()).as(outcome.err()).isZero();

        JsonNode summary = JSON.readTree(straight.resolve("summary.json"));
        assertThat(summary.path("distinctMolecules").asInt()).isPositive();
        assertThat(summary.path("method").asString("")).isEqualTo(method);
        assertThat(Files.exists(straight.resolve("report.html")))
                .as("a page at the end, where there is a policy")
                .isEqualTo(!method.startsWith("m"));

        Path resumed = folder.resolve("resumed");
        RunFolders.copy(straight, resumed);
        Outcome again = Outcome.of("resume", resumed.toString(), "--checkpoint", "5");
        assertThat(again.status()).as(again.err()).isZero();
        Files.deleteIfExists(straight.resolve("report.html"));
        Files.deleteIfExists(resumed.resolve("report.html"));
        RunFiles.assertEqual(resumed, straight);
    }

    @Test
    void methodsAreComparedOnMolecules() throws IOException {
        Path blocks = MoleculeRuns.writeBlocks(folder.resolve("blocks.json"));
        Path all = folder.resolve("all");
        Outcome outcome = Outcome.of(
                "compare",
                "molecules",
                "--blocks",
                blocks.toString(),
                "--reward",
                "qed",
                "--thresholds",
                "0.3,0.5",
                "--width",
                "8",
                "--steps",
                "2",
                "--methods",
                "gflownet-tb,mars,random",
                "--budget",
                "96",
                "--seeds",
                "1",
                "--set",
                "batch=16",
                "--set",
                "mars.imitation-steps=1",
                "--run",
                all.toString());
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("gflownet-tb", "mars", "random", "raw top 10");
        assertThat(all.resolve("comparison.html")).content().contains("Tanimoto");
        assertThat(all.resolve("comparison/modes.csv"))
                .content()
                .contains("\ngflownet-tb,0,", "\nmars,0,", "\nrandom,0,");
        assertThat(JSON.readTree(all.resolve("mars/seed-0/summary.json"))
                        .path("rewardRequests")
                        .asInt())
                .isEqualTo(96);
    }
}
