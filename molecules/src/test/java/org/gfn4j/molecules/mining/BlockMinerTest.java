package org.gfn4j.molecules.mining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.molecules.Block;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.MoleculeFileException;
import org.gfn4j.molecules.chemistry.MoleculeRow;
import org.gfn4j.molecules.chemistry.MoleculeTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.MolecularFormulaManipulator;

class BlockMinerTest {
    private static final Path DRUGS = Path.of("src/main/data/approved-drugs.smi");

    @TempDir
    Path folder;

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("compounds.smi"), List.of(lines));
    }

    @Test
    void makesTheVocabularyOfTheProjectFromItsDrugs() throws IOException {
        BlockMiner.Mined mined = new BlockMiner(72).mine(DRUGS);
        assertThat(mined.fragments()).hasSize(72);
        assertThat(mined.vocabulary().fragments()).isEqualTo(72);
        assertThat(mined.vocabulary().toJson())
                .isEqualTo(Files.readString(Path.of("src/main/resources/org/gfn4j/molecules/blocks.json")));
        assertThat(BlockVocabulary.standard().entries())
                .isEqualTo(mined.vocabulary().entries());
    }

    @Test
    void hasTheFormulaOfEveryDrug() throws Exception {
        Map<String, String> formulas = new HashMap<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/approved-drugs-formulas.tsv"))) {
            String[] parts = line.split("\t", -1);
            formulas.put(parts[0], parts[1]);
        }
        List<MoleculeRow> drugs = MoleculeTable.smiles(DRUGS);
        assertThat(drugs).hasSizeGreaterThan(400).hasSameSizeAs(formulas.keySet());
        SmilesParser parser = new SmilesParser(SilentChemObjectBuilder.getInstance());
        for (MoleculeRow drug : drugs) {
            IAtomContainer structure = parser.parseSmiles(drug.smiles());
            String formula =
                    MolecularFormulaManipulator.getString(MolecularFormulaManipulator.getMolecularFormula(structure));
            assertThat(formula).as(drug.name()).isEqualTo(formulas.get(drug.name()));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CC(=O)Nc1ccc(O)cc1                    | O=C(N)C, O, c1ccccc1
            Cc1ccccc1-c1ccncc1                    | C, c1ccccc1, n1ccccc1
            O=[N+]([O-])c1ccccc1                  | O=[NH+][O-], c1ccccc1
            FC(F)(F)c1ccccc1                      | FC(F)F, c1ccccc1
            COc1ccccc1                            | OC, c1ccccc1
            CN1CCN(CCc2ccccc2)CC1                 | C, N1CCNCC1, c1ccccc1
            CCOC(=O)C(C)Cc1ccccc1                 | O=COCC, CC, C, c1ccccc1
            C1=CC=CC=C1F                          | F, c1ccccc1
            [2H]C([2H])([3H])Oc1ccccc1            | OC, c1ccccc1
            [2H]c1ccccc1F                         | F, c1ccccc1
            [F:1][c:2]1[c:3]([H:8])cccc1          | F, c1ccccc1
            [H]/N=C(/C)c1ccccc1.[2H][2H].[H+]     | N=CC, c1ccccc1
            """)
    void cutsBetweenRingSystemsLinkersAndSubstituents(String smiles, String fragments) throws IOException {
        List<String> expected = List.of(fragments.split(", ", -1));
        BlockMiner.Mined mined = new BlockMiner(expected.size()).mine(file(smiles));
        assertThat(mined.fragments().stream().map(MinedFragment::smiles)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(mined.found()).isEqualTo(expected.size());
    }

    @Test
    void listsAttachmentAtomsOncePerFragment() throws IOException {
        BlockMiner.Mined mined = new BlockMiner(3).mine(file("Cc1ccncc1", "Cc1cccnc1F tolyl", "# a comment", "", "CF"));
        assertThat(mined.molecules()).isEqualTo(3);
        assertThat(mined.vocabulary().entries())
                .containsExactlyInAnyOrder(
                        new Block("C", 1, List.of(0)),
                        new Block("F", 1, List.of(0)),
                        new Block("n1ccccc1", 6, List.of(1, 2, 3, 4, 5)),
                        new Block("n1ccccc1", 6, List.of(2, 1, 3, 4, 5)),
                        new Block("n1ccccc1", 6, List.of(3, 1, 2, 4, 5)));
    }

    @Test
    void writesWhatTheVocabularyReads() throws IOException {
        BlockVocabulary vocabulary = new BlockMiner(20).mine(DRUGS).vocabulary();
        Path written = folder.resolve("blocks.json");
        vocabulary.write(written);
        assertThat(BlockVocabulary.read(written).entries()).isEqualTo(vocabulary.entries());
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        Path bad = file("CO methanol", "c1ccc broken");
        assertThatExceptionOfType(MoleculeFileException.class)
                .isThrownBy(() -> new BlockMiner(1).mine(bad))
                .withMessageContaining("compounds.smi, line 2: cannot read the SMILES 'c1ccc': ");
        Path few = file("Cc1ccccc1");
        assertThatExceptionOfType(MoleculeFileException.class)
                .isThrownBy(() -> new BlockMiner(3).mine(few))
                .withMessageContaining("compounds.smi: its 1 molecules have 2 different fragments")
                .withMessageContaining("fewer than the 3 requested");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BlockMiner(0))
                .withMessage("size must be at least 1, but is 0");
    }
}
