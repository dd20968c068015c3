package org.gfn4j.molecules.docking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.gfn4j.molecules.chemistry.AssembledMolecule;
import org.gfn4j.molecules.chemistry.Smiles;
import org.gfn4j.molecules.chemistry.SmilesException;
import org.gfn4j.rewards.Outcome;
import org.gfn4j.rewards.RewardKey;
import org.gfn4j.rewards.RewardSourceException;
import org.gfn4j.rewards.RewardWorker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Docks with small programs in place of AutoDock Vina and Open Babel, most of which go wrong. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are shell scripts")
class VinaSourceTest {
    private static final DockingBox BOX = new DockingBox(-10, -3, -16, 5, 5, 5);

    @TempDir
    private Path folder;

    private Path receptor;
    private Scripts scripts;

    @BeforeEach
    void writeReceptor() throws IOException {
        receptor = Files.writeString(folder.resolve("receptor.pdbqt"), ReceptorTest.ATOM);
        scripts = new Scripts(folder);
    }

    private VinaSource source(String vina, String obabel, Duration timeOut) throws ReceptorException {
        return new VinaSource(new DockingSettings(receptor, BOX, 2, 3, timeOut), new DockingPrograms(vina, obabel));
    }

    private static AssembledMolecule molecule(String smiles) throws SmilesException {
        return new AssembledMolecule(Smiles.parse(smiles), new int[0]);
    }

    private Outcome dock(String vina, String obabel, Duration timeOut, String smiles) throws Exception {
        try (VinaSource source = source(vina, obabel, timeOut);
                RewardWorker<AssembledMolecule> worker = source.newWorker()) {
            return worker.score(List.of(molecule(smiles))).get(0);
        }
    }

    private Outcome dock(String vina, String obabel) throws Exception {
        return dock(vina, obabel, Duration.ofSeconds(30), "OCC1CC1");
    }

    @Test
    void theScore_isThatOfTheFirstPose() throws Exception {
        String vina = scripts.vina("""
                echo "$@" > %s
                echo 'MODEL 1' > poses.pdbqt
                echo 'REMARK VINA RESULT:   -10.644      0.000      0.000' >> poses.pdbqt
                echo 'REMARK VINA RESULT:    -9.000      0.000      0.000' >> poses.pdbqt
                """.formatted(folder.resolve("arguments")));
        String obabel = scripts.obabel();

        assertThat(dock(vina, obabel)).isEqualTo(Outcome.of(-10.644));
        assertThat(folder.resolve("arguments"))
                .content()
                .isEqualTo(
                        "--receptor receptor.pdbqt --ligand ligand.pdbqt --center_x -10.0 --center_y -3.0 --center_z -16.0"
                                + " --size_x 5.0 --size_y 5.0 --size_z 5.0 --exhaustiveness 2 --seed 3 --cpu 1 --num_modes 1"
                                + " --out poses.pdbqt\n");
    }

    @Test
    void theSmiles_isReadFromAFileAndWrittenOtherwiseWhereItHasNoConformer() throws Exception {
        Path seen = folder.resolve("seen");
        String obabel =
                scripts.obabel("echo \"$@\" >> " + seen + "; [ $1 = -isdf ] || cat ligand.smi >> " + seen + "\n");

        assertThat(dock(scripts.score("-1"), obabel).failure()).isEqualTo("Open Babel made no conformer");
        String build = "-ismi ligand.smi -osdf -O conformers.sdf --gen3d -h\n";
        String choose = "-isdf conformers.sdf -opdbqt -O ligand.pdbqt ";
        String chooseTwice = choose + "--energy --ff MMFF94 --smallest 1 Energy\n" + choose + "-l 1\n";
        assertThat(seen)
                .content()
                .isEqualTo(build + "C1(CO)CC1\nC1C(CO)C1\nC1CC1CO\n" + chooseTwice + build + "OCC1CC1\n" + chooseTwice);
    }

    @Test
    void identityAndKey_sayWhatTheScoreDependsOn() throws Exception {
        try (VinaSource source = source(scripts.score("-1"), scripts.obabel(), Duration.ofSeconds(30))) {
            assertThat(source.identity())
                    .isEqualTo(
                            "AutoDock Vina v9, score of the best pose in kcal/mol; conformers of Open Babel 9.8.7, --gen3d -h"
                                    + " of Kekulé SMILES from up to 4 atoms of plain rings, the one of least MMFF94 energy; receptor sha256:"
                                    + Receptor.read(receptor).sha256()
                                    + "; box centre -10.0,-3.0,-16.0 size 5.0,5.0,5.0 Å; exhaustiveness 2; seed 3");
            assertThat(source.key(molecule("C1CC1CO"))).isEqualTo(RewardKey.of("OCC1CC1"));
            assertThat(source.batchSize()).isEqualTo(1);
        }
    }

    @Test
    void aProgramThatIsMissing_isNamedWithItsPackage() throws IOException {
        String missing = folder.resolve("nowhere").toString();

        assertThatThrownBy(() -> source(missing, scripts.obabel(), Duration.ofSeconds(30)))
                .isInstanceOf(RewardSourceException.class)
                .hasMessageContaining(missing)
                .hasMessageEndingWith("docking needs the programs vina and obabel on the PATH, of the Debian packages"
                        + " autodock-vina and openbabel");
        assertThatThrownBy(() -> source(scripts.score("-1"), missing, Duration.ofSeconds(30)))
                .isInstanceOf(RewardSourceException.class)
                .hasMessageContaining(missing);
    }

    @Test
    void aProgramThatDoesNotWork_isRefusedAtOnce() throws IOException {
        String broken = scripts.write("broken", "echo no library; exit 127\n");
        String silent = scripts.write("silent", "exit 0\n");

        assertThatThrownBy(() -> source(broken, scripts.obabel(), Duration.ofSeconds(30)))
                .isInstanceOf(RewardSourceException.class)
                .hasMessageContaining("--version ended with exit code 127: no library");
        assertThatThrownBy(() -> source(silent, scripts.obabel(), Duration.ofSeconds(30)))
                .isInstanceOf(RewardSourceException.class)
                .hasMessageContaining("--version says no version");
    }

    @Test
    void aProgramThatVanishes_endsTheAsking() throws Exception {
        String vina = scripts.score("-1");
        try (VinaSource source = source(vina, scripts.obabel(), Duration.ofSeconds(30));
                RewardWorker<AssembledMolecule> worker = source.newWorker()) {
            Files.delete(Path.of(vina));

            assertThatThrownBy(() -> worker.score(List.of(molecule("CCO"))))
                    .isInstanceOf(RewardSourceException.class)
                    .hasMessageContaining("cannot be started");
        }
    }

    @Test
    void aReceptorOutsideTheBox_isRefused() throws IOException {
        Files.writeString(receptor, ReceptorTest.HETATM);

        assertThatThrownBy(() -> source("no vina", "no obabel", Duration.ofSeconds(30)))
                .isInstanceOf(ReceptorException.class)
                .hasMessageContaining("lies in the docking box");
    }

    @Test
    void aMoleculeOfTwoParts_isNotDocked() throws Exception {
        assertThat(dock(scripts.score("-1"), scripts.obabel(), Duration.ofSeconds(30), "CCO.CC"))
                .isEqualTo(Outcome.failed("the molecule has more than one part, and only one can be docked"));
    }

    @Test
    void aProgramThatFails_leavesTheQuestionOpen() throws Exception {
        String failing = "echo first; echo ' out of luck ' >&2; echo; exit 3\n";

        assertThat(dock(scripts.vina(failing), scripts.obabel()))
                .isEqualTo(Outcome.unanswered("AutoDock Vina ended with exit code 3: out of luck"));
        assertThat(dock(scripts.score("-1"), scripts.obabel(failing)))
                .isEqualTo(Outcome.unanswered("Open Babel ended with exit code 3: out of luck"));
        assertThat(dock(scripts.vina("kill -9 $$\n"), scripts.obabel()))
                .isEqualTo(Outcome.unanswered("AutoDock Vina ended with exit code 137"));
    }

    @Test
    void aLigandThatVinaCannotRead_fails() throws Exception {
        String vina =
                scripts.vina("printf '\\n\\nPDBQT parsing error: Atom type B is not valid.\\n > ATOM\\n'; exit 1\n");

        assertThat(dock(vina, scripts.obabel()))
                .isEqualTo(Outcome.failed("AutoDock Vina cannot read the ligand: Atom type B is not valid."));
    }

    @Test
    void aLigandWithoutConformer_fails() throws Exception {
        String flat = """
                for i in 1 2; do
                echo 'ATOM      1  C   UNL     1       0.000   0.000   0.000  0.00  0.00    +0.000 C' >> ligand.pdbqt
                done
                """;
        String vina = scripts.score("-1");

        assertThat(dock(vina, scripts.obabel("echo 0 molecules converted\n")))
                .isEqualTo(Outcome.failed("Open Babel made no conformer; its last words are: 0 molecules converted"));
        assertThat(dock(vina, scripts.obabel(flat))).isEqualTo(Outcome.failed("Open Babel made no conformer"));
        assertThat(dock(vina, scripts.obabel("head -c 100000 /dev/zero > ligand.pdbqt\n")))
                .isEqualTo(Outcome.failed("Open Babel made no conformer"));
    }

    @Test
    void aDockingWithoutScore_fails() throws Exception {
        String obabel = scripts.obabel();

        assertThat(dock(scripts.score("nan"), obabel))
                .isEqualTo(Outcome.failed("AutoDock Vina gave the score 'nan', which is not a number"));
        assertThat(dock(scripts.score("NaN"), obabel).failure()).contains("'NaN', which is not a number");
        assertThat(dock(scripts.score("inf"), obabel).failure()).contains("'inf'");
        assertThat(dock(scripts.vina("echo done\n"), obabel))
                .isEqualTo(Outcome.failed("AutoDock Vina found no pose; its last words are: done"));
        assertThat(dock(scripts.vina("echo rubbish > poses.pdbqt\n"), obabel))
                .isEqualTo(Outcome.failed("AutoDock Vina found no pose"));
    }

    @Test
    void muchOutput_holdsNothingUp() throws Exception {
        String vina = scripts.vina("head -c 3000000 /dev/zero | tr '\\0' x; echo; echo last; exit 1\n");

        assertThat(dock(vina, scripts.obabel()))
                .isEqualTo(Outcome.unanswered("AutoDock Vina ended with exit code 1: last"));
    }

    @Test
    void aFailure_doesNotSpoilTheNextMolecule() throws Exception {
        String vina = scripts.score("-5");
        String obabel = scripts.obabel("""
                grep -q F ligand.smi && exit 1
                echo 'ATOM      1  C   UNL     1       0.966   0.035   0.087  0.00  0.00    +0.000 C' > ligand.pdbqt
                """);
        try (VinaSource source = source(vina, obabel, Duration.ofSeconds(30));
                RewardWorker<AssembledMolecule> worker = source.newWorker()) {
            List<Outcome> outcomes = new ArrayList<>();
            for (String smiles : List.of("CO", "CF", "CN")) {
                outcomes.addAll(worker.score(List.of(molecule(smiles))));
            }

            assertThat(outcomes)
                    .extracting(outcome -> outcome.failure() != null)
                    .containsExactly(false, true, false);
        }
    }

    @Test
    void whatTakesTooLong_isEndedWithAllThatItStarted() throws Exception {
        Path pids = folder.resolve("pids");
        String hanging = "sleep 1000 & echo $$ $! > " + pids + "; wait\n";

        assertThat(dock(scripts.vina(hanging), scripts.obabel(), Duration.ofSeconds(1), "CCO"))
                .isEqualTo(Outcome.unanswered("docking took longer than 1 s"));
        assertThat(running(Files.readString(pids))).isEmpty();
        assertThat(dock(scripts.score("-1"), scripts.obabel(hanging), Duration.ofMillis(500), "CCO"))
                .isEqualTo(Outcome.unanswered("docking took longer than 0.5 s"));
        assertThat(running(Files.readString(pids))).isEmpty();
    }

    @Test
    void anInterruption_endsTheProgram() throws Exception {
        Path started = pipe();
        String vina = scripts.vina("echo $$ > " + started + "; exec sleep 1000\n");
        try (VinaSource source = source(vina, scripts.obabel(), Duration.ofSeconds(50));
                RewardWorker<AssembledMolecule> worker = source.newWorker()) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Thread thread = scoring(worker, thrown);
            String pid = Files.readString(started);
            thread.interrupt();

            assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
            assertThat(running(pid)).isEmpty();
        }
    }

    @Test
    void closingTheSource_endsTheProgramsAndDeletesTheFolders() throws Exception {
        Path started = pipe();
        String vina =
                scripts.vina("pwd > " + folder.resolve("where") + "; echo $$ > " + started + "; exec sleep 1000\n");
        VinaSource source = source(vina, scripts.obabel(), Duration.ofSeconds(50));
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        scoring(source.newWorker(), thrown);
        String pid = Files.readString(started);
        Path where = Path.of(Files.readString(folder.resolve("where")).strip());
        assertThat(where).isDirectory();
        source.close();

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(running(pid)).isEmpty();
        assertThat(where).doesNotExist();
    }

    @Test
    void aFolderThatIsGone_endsTheAsking() throws Exception {
        Path where = folder.resolve("where");
        String vina = scripts.vina("pwd > " + where + "\n");
        try (VinaSource source = source(vina, scripts.obabel(), Duration.ofSeconds(30));
                RewardWorker<AssembledMolecule> worker = source.newWorker()) {
            worker.score(List.of(molecule("CO")));
            worker.close();

            Path gone = Path.of(Files.readString(where).strip());
            assertThatThrownBy(() -> worker.score(List.of(molecule("CO"))))
                    .isInstanceOf(RewardSourceException.class)
                    .hasMessageContaining("the folder " + gone + " cannot be used")
                    .hasMessageContaining("-Djava.io.tmpdir=FOLDER");
        }
    }

    @Test
    void rewards_growAsScoresFall() {
        assertThat(VinaSource.reward(-8.6)).isEqualTo(4);
        assertThat(VinaSource.reward(-9.7)).isCloseTo(5, within(1e-12));
        assertThat(VinaSource.reward(0)).isEqualTo(VinaSource.reward(1e6)).isCloseTo(4 - 8.6 / 1.1, within(1e-12));
    }

    private Path pipe() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        return pipe;
    }

    private static Thread scoring(RewardWorker<AssembledMolecule> worker, CompletableFuture<Throwable> thrown) {
        Thread thread = new Thread(() -> {
            try {
                thrown.complete(new AssertionError(worker.score(List.of(molecule("CCO")))));
            } catch (InterruptedException | RuntimeException | SmilesException e) {
                thrown.complete(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static List<ProcessHandle> running(String pids) {
        List<ProcessHandle> running = new ArrayList<>();
        for (String pid : pids.strip().split(" ", -1)) {
            ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).ifPresent(running::add);
        }
        return running;
    }
}
