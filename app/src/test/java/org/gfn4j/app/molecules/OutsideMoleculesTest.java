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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rewards molecules by what is outside, through the command line. */
@DisabledOnOs(OS.WINDOWS)
class OutsideMoleculesTest {
    private static final Path MODELS =
            Path.of("../onnx/src/test/resources/models").toAbsolutePath();
    private static final String ATOM =
            "ATOM      1  CA  ALA A   1     -13.400  26.300 -13.300  1.00  0.00     0.100 C \n";

    @TempDir
    private Path folder;

    private Path blocks;

    @BeforeEach
    void writeBlocks() throws IOException {
        blocks = MoleculeRuns.writeBlocks(folder.resolve("blocks.json"));
    }

    private Outcome train(String reward, String run, String... more) {
        List<String> command = MoleculeRuns.training(blocks, folder.resolve(run), more);
        command.set(command.indexOf("--reward") + 1, reward);
        command.addAll(List.of("--reward-cache", folder.resolve("rewards.db").toString()));
        return Outcome.of(command);
    }

    @Test
    void aModelRewardsMoleculesBesideOthers() throws IOException {
        Outcome outcome =
                train("qed*0.5 + onnx:" + MODELS.resolve("ecfp.onnx") + "[0..1]*0.5", "run", "--iterations", "3");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        List<String> rows = Files.readAllLines(folder.resolve("run/rewards.csv"));
        assertThat(rows.get(0)).startsWith("iteration,object,rawReward,qed,onnx:");
        assertThat(rows.size()).isGreaterThan(1);
        assertThat(Files.readString(folder.resolve("run/report.html")).replace("&#x2F;", "/"))
                .contains("Rewards and their parts")
                .contains("ecfp.onnx");
        assertThat(Files.readString(folder.resolve("run/config.yaml"))).contains("reward-identity:");
    }

    @Test
    void aRunOnAModelGoesOnAndIsEvaluated() {
        String model = "onnx:" + MODELS.resolve("graph.onnx");
        assertThat(train(model, "run", "--iterations", "3").status()).isZero();
        Outcome resumed = Outcome.of("resume", folder.resolve("run").toString(), "--iterations", "5");
        assertThat(resumed.status()).as(resumed.err()).isZero();
        Outcome evaluated = Outcome.of("evaluate", folder.resolve("run").toString(), "--samples", "5", "--json");
        assertThat(evaluated.status()).as(evaluated.err()).isZero();
        Outcome drawn = Outcome.of("sample", folder.resolve("run").toString(), "--count", "3", "--out", "-");
        assertThat(drawn.status()).as(drawn.err()).isZero();
        assertThat(drawn.out().lines()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "narrow.onnx      | float32[n, 2048] | narrow.onnx",
                "two-columns.onnx | one number for each | two-columns.onnx",
                "text.onnx        | string[n], but one number for each | text.onnx",
            })
    void aModelOfAnotherShapeIsRefusedWithBoth(String model, String given, String named) {
        Outcome outcome = train("onnx:" + MODELS.resolve(model), "run");

        assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.message()).contains("--reward").contains(given).contains(named);
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void dockingNeedsABox() {
        assertThat(train("vina:receptor.pdbqt", "run").message())
                .isEqualTo("gfn4j: Missing option '--vina-center': the reward 'vina' needs the centre and the size of "
                        + "the docking box, in Å, such as --vina-center=-13.4,26.3,-13.3 "
                        + "--vina-size=20,16.3,18.5");
        assertThat(dock("receptor.pdbqt", "1,2", "20,20,20").message())
                .startsWith("gfn4j: Invalid values for options '--vina-center' and '--vina-size': ")
                .contains("1,2");
    }

    private Outcome dock(String receptor, String centre, String size) {
        return train("vina:" + folder.resolve(receptor), "run", "--vina-center=" + centre, "--vina-size=" + size);
    }

    @Test
    void whatIsNoReceptorIsRefused() throws IOException {
        assertThat(dock("missing.pdbqt", "0,0,0", "20,20,20").message()).contains("missing.pdbqt");
        Files.writeString(folder.resolve("text.pdbqt"), "not a receptor\n");
        assertThat(dock("text.pdbqt", "0,0,0", "20,20,20").message())
                .contains("text.pdbqt")
                .contains("not a receptor");
    }

    @Test
    void aBoxThatMissesTheReceptorIsRefused() throws IOException {
        Files.writeString(folder.resolve("receptor.pdbqt"), ATOM);
        Outcome outcome = dock("receptor.pdbqt", "100,100,100", "20,20,20");

        assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.message()).contains("receptor.pdbqt").contains("100").contains("-13.4");
        assertThat(folder.resolve("run")).doesNotExist();
    }

    @Test
    void anUnknownRewardIsNamedWithThoseThatThereAre() {
        Outcome outcome = train("qed*0.5 + sehh*0.5", "run");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.message())
                .contains("--reward")
                .contains("'qed*0.5 + sehh*0.5' is not a reward: ")
                .contains("but not 'sehh'")
                .contains("onnx:FILE");
    }

    @Test
    void aProxyOrProgramWithoutLimitsCannotBeCombined() {
        assertThat(train("qed + exec:\"true\"", "run").message())
                .contains("'exec:true' can only be combined with limits");
    }

    @Test
    void whatThePartsAreIsRecordedInFull() throws IOException {
        List<String> options = new ArrayList<>(List.of("--iterations", "2"));
        assertThat(train("qed * weight:..120", "run", options.toArray(String[]::new))
                        .status())
                .isZero();
        assertThat(Files.readString(folder.resolve("run/config.yaml"))).contains("qed^1.0 * weight:..120^1.0");
        assertThat(Outcome.of(
                                "train",
                                "--config",
                                folder.resolve("run/config.yaml").toString(),
                                "--run",
                                folder.resolve("again").toString())
                        .status())
                .isZero();
        RunFiles.assertEqual(folder.resolve("again"), folder.resolve("run"));
    }
}
