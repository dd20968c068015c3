package org.gfn4j.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gfn4j.app.run.TaskProblems;
import org.gfn4j.app.testing.Outcome;
import org.gfn4j.app.testing.Program;
import org.gfn4j.app.testing.RunFolders;
import org.gfn4j.molecules.reward.MoleculeRewards;
import org.gfn4j.rewards.Approvals;
import org.gfn4j.storage.Sha256;
import org.gfn4j.training.CheckpointException;
import org.gfn4j.training.TrainedModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opens runs and configurations of the user and of strangers: of the latter nothing starts that is not approved. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class TrustTest {
    @TempDir
    private Path folder;

    private Path script;
    private Path started;
    private String reward;

    @BeforeEach
    void writeProgram() throws IOException {
        started = folder.resolve("started");
        script = folder.resolve("score.sh");
        writeProgram("1");
        reward = "exec:sh " + script;
        forget();
    }

    private void writeProgram(String answer) throws IOException {
        Files.writeString(script, "echo >" + started + "\nwhile read -r x; do echo " + answer + "; done\n");
    }

    @AfterEach
    void forgetAll() throws IOException {
        forget();
    }

    /** Makes everything a stranger's. */
    private static void forget() throws IOException {
        Path approved = Approvals.standard().folder();
        if (Files.isDirectory(approved)) {
            RunFolders.delete(approved);
        }
        Files.deleteIfExists(approved);
    }

    private Path train(String... more) {
        Path run = folder.resolve("run");
        List<String> command = new ArrayList<>(List.of(
                "train", "hypergrid", "--dimensions", "2", "--side", "4", "--hidden", "4", "--iterations", "2"));
        command.addAll(List.of("--batch", "2", "--reward", reward, "--reward-cache", "none", "--run", run.toString()));
        command.addAll(List.of(more));
        Outcome outcome = Outcome.of(command);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return run;
    }

    private Path strangersRun(String... more) throws IOException {
        Path run = train(more);
        forget();
        Files.deleteIfExists(started);
        return run;
    }

    /** The commands that ask for rewards of a run. */
    private List<List<String>> uses(Path run, String suffix) {
        return List.of(
                List.of("sample", run.toString(), "--count", "3"),
                List.of("evaluate", run.toString(), "--samples", "3"),
                List.of("resume", run.toString(), "--iterations", "4"),
                List.of("train", "--config", run.resolve("config.yaml").toString(), "--run", run + suffix));
    }

    private static List<String> with(List<String> command, String... more) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(more));
        return all;
    }

    private void refused(List<String> command, String... shown) {
        Outcome outcome = Outcome.of(command);
        assertThat(outcome.status()).as(command + "\n" + outcome.err()).isEqualTo(2);
        assertThat(outcome.message())
                .contains("neither made nor approved")
                .contains(shown)
                .contains("'gfn4j trust ")
                .contains("--trust");
        assertThat(started).doesNotExist();
    }

    private static void succeeds(List<String> command) {
        Outcome outcome = Outcome.of(command);
        assertThat(outcome.status()).as(command + "\n" + outcome.err()).isZero();
    }

    @Test
    @Tag("acceptance")
    void aRunOfTheUserNeedsNothingAlsoWhereItIsMoved() throws IOException {
        Path run = train();
        uses(run, "-again").forEach(TrustTest::succeeds);
        Path moved = Files.move(run, folder.resolve("moved"));
        uses(moved, "-again").forEach(TrustTest::succeeds);
        uses(folder.resolve("moved-again"), "-again").forEach(TrustTest::succeeds);
    }

    @Test
    void aStrangersProgramIsShownAndNotStarted() throws IOException {
        Path run = strangersRun();
        for (List<String> use : uses(run, "-again")) {
            refused(use, "the program sh " + script, Sha256.of(script));
        }
        assertThat(folder.resolve("run-again")).doesNotExist();
    }

    @Test
    @Tag("acceptance")
    void nothingIsStartedToLookAtARun() throws IOException {
        Path run = strangersRun("--exact-limit", "1000");
        String config = run.resolve("config.yaml").toString();
        refused(List.of("train", "--config", config, "--dry-run", "--check"), script.toString());
        Outcome dry = Outcome.of("train", "--config", config, "--dry-run");
        assertThat(dry.status()).as(dry.err()).isZero();
        assertThat(dry.out()).contains("# starts the program sh " + script);
        succeeds(List.of("report", run.toString()));
        succeeds(List.of(
                "compare", run.toString(), "--out", folder.resolve("page").toString()));
        assertThat(started).doesNotExist();
        assertThat(Files.readString(run.resolve("report.html"))).contains("a report does not compute external rewards");
    }

    @Test
    @Tag("acceptance")
    void trustForOnceIsNotKeptButForARunThatIsMade() throws IOException {
        Path run = strangersRun();
        List<List<String>> uses = uses(run, "-again");
        for (List<String> use : uses.subList(0, 3)) {
            succeeds(with(use, "--trust"));
            assertThat(started).exists();
            Files.delete(started);
            refused(use, script.toString());
        }
        succeeds(with(uses.get(3), "--trust"));
        uses(folder.resolve("run-again"), "-again").forEach(TrustTest::succeeds);
    }

    @Test
    void whatIsApprovedIsShownAndStartsUntilItChanges() throws IOException {
        Path run = strangersRun();
        Outcome outcome = Outcome.of("trust", run.toString());
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .isEqualToNormalizingNewlines(
                        "approved: the program sh " + script + "#sha256:" + Sha256.of(script) + "\n");
        assertThat(Outcome.of("trust", run.toString()).out()).startsWith("approved before: the program");
        assertThat(started).doesNotExist();
        uses(run, "-again").forEach(TrustTest::succeeds);

        writeProgram("2");
        Files.delete(started);
        uses(run, "-once-more").forEach(use -> refused(use, script.toString()));
    }

    @Test
    void aConfigurationIsApprovedByItsFile() throws IOException {
        Path config = Files.writeString(
                folder.resolve("some.yaml"),
                "task: hypergrid\ndimensions: 2\nside: 4\nhidden: 4\niterations: 2\nreward: " + reward + "\n");
        List<String> train = List.of("train", "--config", config.toString(), "--run", folder + "/run");
        refused(train, "the program sh " + script + "#sha256:", "(its reward)", "'gfn4j trust " + config + "'");
        succeeds(List.of("trust", config.toString()));
        succeeds(train);
    }

    @Test
    void whatIsTypedIsApprovedAndWhatIsBesideItIsNot() throws IOException {
        Path database = folder.resolve("theirs.db");
        Path config = Files.writeString(
                folder.resolve("some.yaml"),
                "task: hypergrid\ndimensions: 2\nside: 4\nhidden: 4\niterations: 2\nreward-cache: " + database
                        + "\nreward: exec:touch " + started + "\n");
        List<String> train = List.of("train", "--config", config.toString(), "--run", folder + "/run");
        refused(with(train, "--reward", reward), "the database " + database, "(its reward-cache)");
        refused(with(train, "--set", "reward=" + reward), "the database " + database);
        refused(with(train, "--reward-cache", "none"), "the program touch " + started);
        assertThat(database).doesNotExist();
        succeeds(with(train, "--set", "reward=" + reward, "--reward-cache", "none"));
    }

    @Test
    void aPasswordIsNotSentToAStrangersHost() throws IOException {
        Path config = Files.writeString(
                folder.resolve("some.yaml"),
                "task: hypergrid\nreward: corners*0.5 + exec:\"sh " + script + "\"[0..1]*0.5\n"
                        + "reward-cache: jdbc:postgresql://127.0.0.1:9/db?user=x&password=theirs\n");
        Outcome outcome =
                Outcome.of("train", "--config", config.toString(), "--run", folder + "/run", "--reward", reward);
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.message())
                .contains("the database jdbc:postgresql://127.0.0.1:9/db?user=x (its reward-cache)")
                .doesNotContain("theirs");
    }

    @Test
    void checkpointsAndConfigurationAreBothLookedAt() throws IOException {
        Path run = strangersRun();
        Path config = run.resolve("config.yaml");
        Files.writeString(config, Files.readString(config).replaceAll("(?m)^reward.*\\n", "") + "reward: corners\n");

        refused(uses(run, "").get(0), script.toString());
        assertThat(Outcome.of("trust", run.toString()).out()).contains("approved: the program sh " + script);
        succeeds(uses(run, "").get(0));
    }

    @Test
    @Tag("acceptance")
    void anApprovalIsOfOneFolder() throws Exception {
        Path here = Files.createDirectory(folder.resolve("here"));
        Path there = Files.createDirectory(folder.resolve("there"));
        for (Path place : List.of(here, there)) {
            Files.copy(script, place.resolve("score.sh"));
        }
        List<String> command = List.of(
                "train",
                "hypergrid",
                "--dimensions=1",
                "--iterations=1",
                "--batch=1",
                "--reward=exec:sh score.sh",
                "--run=" + folder.resolve("run"));
        Path output = folder.resolve("output");
        assertThat(Program.end(Program.start(here, output, command)))
                .as(Files.readString(output))
                .isZero();
        Files.delete(started);

        List<String> sample = List.of("sample", folder.resolve("run").toString(), "--count=1");
        assertThat(Program.end(Program.start(there, output, sample))).isEqualTo(2);
        assertThat(Files.readString(output))
                .contains("the program sh score.sh#sha256:" + Sha256.of(script) + " in the folder '"
                        + there.toRealPath() + "'");
        assertThat(started).doesNotExist();
        assertThat(Program.end(Program.start(here, output, sample))).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @Tag("acceptance")
    void aComparisonIsTypedAndIsTheUsersAlsoWhereThatCannotBeKept(int jobs) throws IOException {
        Files.createDirectories(
                Objects.requireNonNull(Approvals.standard().folder().getParent()));
        Files.createFile(Approvals.standard().folder());
        Path compared = folder.resolve("compared");
        List<String> command = List.of(
                "compare",
                "hypergrid",
                "--methods=random,mh",
                "--budget=8",
                "--seeds=1",
                "--dimensions=1",
                "--side=3",
                "--reward=" + reward,
                "--reward-cache=none",
                "--jobs=" + jobs,
                "--run=" + compared);
        Outcome outcome = Outcome.of(command);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err())
                .contains("cannot note in '" + Approvals.standard().folder());
        Files.delete(started);
        RunFolders.delete(compared.resolve("mh/seed-0/checkpoints"));
        RunFolders.delete(compared.resolve("random"));
        succeeds(command); // goes on
    }

    @Test
    void aStrangersNetworkIsNotLoaded() throws IOException {
        Path network = folder.resolve("network.safetensors");
        try (InputStream mini =
                MoleculeRewards.class.getResourceAsStream("/org/gfn4j/molecules/seh-mini.safetensors")) {
            Files.copy(Objects.requireNonNull(mini), network, StandardCopyOption.REPLACE_EXISTING);
        }
        Path run = folder.resolve("run");
        succeeds(List.of(
                "train",
                "molecules",
                "--max-blocks=2",
                "--width=4",
                "--iterations=1",
                "--batch=2",
                "--reward=seh",
                "--proxy=" + network,
                "--run=" + run));
        succeeds(List.of("sample", run.toString(), "--count=1"));
        forget();
        Files.writeString(network, "not a network");

        refused(uses(run, "-again").get(0), "the network " + network + "#sha256:", "(its proxy)");
        refused(uses(run, "-again").get(3), "the network " + network);
        Outcome report = Outcome.of("report", run.toString());
        assertThat(report.status()).as(report.err()).isZero();
        assertThat(report.err()).contains("does not load what you neither made nor approved: the network");
        succeeds(List.of("train", "--config", run.resolve("config.yaml").toString(), "--dry-run"));
        succeeds(List.of(
                "compare", run.toString(), "--out", folder.resolve("page").toString()));
    }

    @Test
    void aStrangersModelIsShownAndNotLoaded() throws IOException {
        Path model = Files.writeString(folder.resolve("model.onnx"), "");
        Path config = Files.writeString(folder.resolve("some.yaml"), "task: hypergrid\nreward: onnx:" + model + "\n");
        refused(List.of("train", "--config", config.toString(), "--run", folder + "/run"), "the model " + model);
        Outcome outcome = Outcome.of("trust", config.toString());
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.message())
                .contains("must hold an ONNX model, but is empty")
                .contains("nothing was approved");
    }

    @Test
    void aProgramOfTheLibraryIsAskedToo() throws IOException {
        Path run = strangersRun();
        assertThatThrownBy(() -> TrainedModel.load(run))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("neither made nor approved: the program sh " + script);
        assertThat(TrainedModel.load(run, 2, 1, TaskProblems.trusting()).draw(1, 0))
                .hasSize(1);
        assertThat(started).exists();
    }

    @Test
    void whatStartsNothingNeedsNoApproval() throws IOException {
        reward = "cosine";
        Path run = strangersRun();
        uses(run, "-again").forEach(TrustTest::succeeds);
        assertThat(Outcome.of("trust", run.toString()).out()).contains("starts nothing that needs to be approved");
        assertThat(Approvals.standard().folder()).doesNotExist();
    }
}
