package org.gfn4j.app.molecules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gfn4j.app.testing.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Unusual molecules in files: each has a number or a cause. */
class MoleculeFilesCommandsTest {
    private static final String PARA_LINKED = "C1%90=CC=C(C=C1)" + "C1=CC=C(C=C1)".repeat(18) + "C1=CC=C%90C=C1";
    private static final String HEADER = "index,object,reward,failure";

    @TempDir
    private Path folder;

    private Path file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    private Outcome score(String reward, Path file, String... more) {
        List<String> words =
                new ArrayList<>(List.of("reward", "score", "--reward", reward, "--in", file.toString(), "--out", "-"));
        words.addAll(List.of(more));
        return Outcome.of(words.toArray(String[]::new));
    }

    @Test
    void aRingOfManyRings_isScoredLikeTheMoleculesBesideIt() throws IOException {
        Outcome outcome = score("qed", file("rings.smi", "CCO", PARA_LINKED, "CCN"));
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines())
                .hasSize(4)
                .contains("0,CCO,0.40680796565539457,", "2,CCN,0.40623709538988323,")
                .anyMatch(line -> line.startsWith("1," + PARA_LINKED + ",0.14195"));
    }

    /** The two spellings of a molecule have the same score, whatever the reward sees of it. */
    @ParameterizedTest
    @CsvSource({"qed", "seh-mini", "weight:0..50", "qed*0.5 + seh-mini*0.5"})
    void hydrogensWithMapNumbers_areCounted(String reward) throws IOException {
        Outcome outcome = score(
                reward, file("mapped.smi", "[O:1]([H:7])[c:2]1[c:3]([H:8])[cH:4][c:5]([H:9])cc1[H:10]", "Oc1ccccc1"));
        assertThat(outcome.out()
                        .lines()
                        .skip(1)
                        .map(line -> line.split(",", 3)[2])
                        .distinct())
                .hasSize(1);
    }

    @Test
    void elementsWithoutNaturalIsotopes_haveAWeight() throws IOException {
        Outcome outcome = score("weight:287.1..287.2", file("at.smi", "[At]c1ccccc1"));
        assertThat(outcome.out().lines()).containsExactly(HEADER, "0,[At]c1ccccc1,1.0,");
    }

    @Test
    void saltsAreScoredWholeAndSaidSo() throws IOException {
        Outcome outcome = score("qed", salts());
        assertThat(outcome.out().lines()).first().isEqualTo(HEADER);
        assertThat(outcome.out()).contains("0,[Na+].OC(=O)C[O-],0.");
        assertThat(outcome.err())
                .contains("2 of 3 molecules have several components or a metal, the first '[Na+].OC(=O)C[O-]', index "
                        + "0, with 2 components and the metal Na; all components are scored together; "
                        + "--salts has other choices");
    }

    private Path salts() throws IOException {
        return file("salts.smi", "[Na+].OC(=O)C[O-]", "OC(=O)C[O-]", "C[Hg]C");
    }

    @Test
    void ofSaltsTheLargestFragmentIsScored_andNamed() throws IOException {
        Outcome outcome = score("qed", salts(), "--salts", "largest-fragment");
        List<String> lines = outcome.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo(HEADER + ",scored");
        assertThat(lines.get(1).replace("0,[Na+].", "1,")).isEqualTo(lines.get(2));
        assertThat(lines.get(2)).endsWith(",,O=C(O)C[O-]");
        assertThat(outcome.err()).contains("of each, only the component with most atoms is scored");
    }

    @Test
    void saltsThatAreRefused_haveACause() throws IOException {
        Outcome outcome = score("qed*0.5 + tpsa*0.5", salts(), "--salts", "refuse");
        assertThat(outcome.out().lines())
                .contains(
                        "0,[Na+].OC(=O)C[O-],,,,refused: it has 2 components and the metal Na",
                        "2,C[Hg]C,,,,refused: it has the metal Hg");
        assertThat(outcome.err()).contains("2 of 3 molecules have no reward");
    }

    @Test
    void aMoleculeThatCannotBeScored_leavesTheOthersTheirScores() throws IOException {
        Path file = file("bonds.smi", "CCO", "[Re]$[Re]", "CCN");
        Outcome outcome = score("seh-mini", file);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        List<String> lines = outcome.out().lines().toList();
        assertThat(lines.get(1)).matches("0,CCO,[-0-9.]+,");
        assertThat(lines.get(2))
                .startsWith("1,[Re]$[Re],,\"the bond between atoms 0 and 1 must be single, double or triple");
        assertThat(lines.get(3)).matches("2,CCN,[-0-9.]+,");
        assertThat(outcome.err()).contains("1 of 3 molecules have no reward");
    }

    @Test
    void impossibleMoleculesOfBlocks_haveACause() throws IOException {
        Path blocks = file(
                "blocks.json",
                "{\"block_name\":{\"0\":\"a\"},\"block_smi\":{\"0\":\"c1ccsc1\"},\"block_r\":{\"0\":[3]}}");
        Path graphs =
                file("graphs.json", "[{\"index\":0,\"blocks\":[0,0],\"junctionBonds\":[[0,1,3,3]],\"freeStems\":[]}]");
        Outcome outcome = score("qed", graphs, "--blocks", blocks.toString());
        assertThat(outcome.out().lines())
                .containsExactly(HEADER, "0,,,impossible: an atom would have a valence that it cannot have");
    }

    @Test
    void saltsOfATable_areRefusedWithTheirLine() throws IOException {
        Path table = file("table.csv", "smiles,y", "CCO,1", "CC(=O)[O-].[Na+],2", "CCN,3");
        Outcome outcome = Outcome.of(
                "proxy",
                "train",
                "--data",
                table.toString(),
                "--target",
                "y",
                "--salts",
                "refuse",
                "--out",
                folder.resolve("p.safetensors").toString());
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.message())
                .contains("line 3, 'CC(=O)[O-].[Na+]': refused: it has 2 components and the metal Na");
    }

    @Test
    void aDeuteratedCompound_isMinedAsHydrogen() throws IOException {
        Path compounds = file("d.smi", "[2H]C([2H])([2H])Oc1ccccc1CCc1ccncc1", "[3H]c1ccccc1CCc1ccncc1");
        Outcome outcome = Outcome.of("molecules", "mine-blocks", "--from", compounds.toString(), "--size", "3");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("2 molecules").contains("c1ccccc1").doesNotContain("[H]");
    }
}
