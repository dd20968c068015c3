package org.gfn4j.molecules.chemistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gfn4j.molecules.chemistry.GoldenMolecules.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openscience.cdk.interfaces.IAtomContainer;

class SmilesTest {
    /**
     * Rings whose bonds alternate without being aromatic, which the canonical form does not see through:
     * cyclooctatetraene, pentalene, s-indacene, azocine.
     */
    private static final Set<String> ALTERNATING = Set.of("cyclooctatetraene", "ring 3", "ring 6", "ring 44");

    @Test
    void canonicalFormDoesNotDependOnTheOrderOfAtoms() throws SmilesException {
        Random random = new Random(11);
        for (Golden golden : GoldenMolecules.all()) {
            if (ALTERNATING.contains(golden.name())) {
                continue;
            }
            IAtomContainer molecule = golden.molecule();
            String canonical = Smiles.canonical(molecule);
            for (int i = 0; i < 4; i++) {
                assertThat(Smiles.canonical(Shuffled.copy(molecule, random)))
                        .as(golden.name())
                        .isEqualTo(canonical);
            }
            assertThat(Smiles.canonical(canonical)).as(golden.name()).isEqualTo(canonical);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "F/C=C/F",
                "F/C=C\\F",
                "C[C@H](N)C(=O)O",
                "OC[C@H]1O[C@@H](O)[C@H](O)[C@@H](O)[C@@H]1O",
                "[13CH3]CC",
                "[2H]C([2H])Cl",
                "C[C@H]1CCCNC1",
                "[H]/N=C(/C)CC",
                "[H]/N=C(\\C)[C@H](O)CC",
                "[H]/N=N/C",
                "[2H]c1ccccc1",
                "C/C(=N/O)c1ccccc1"
            })
    void canonicalFormKeepsStereochemistryAndIsotopes(String smiles) throws SmilesException {
        Random random = new Random(12);
        IAtomContainer molecule = Smiles.parse(smiles);
        String canonical = Smiles.canonical(molecule);
        assertThat(canonical).containsPattern("[@/\\\\]|13|2H");
        for (int i = 0; i < 20; i++) {
            assertThat(Smiles.canonical(Shuffled.copy(molecule, random))).isEqualTo(canonical);
        }
        assertThat(Smiles.canonical(canonical)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "C[C@H](N)C(=O)O, C[C@@H](N)C(=O)O",
        "F/C=C/F, F/C=C\\F",
        "CCO, COC",
        "CC[13CH3], C[13CH2]C",
        "C[NH3+], CN",
        "[H]/N=C(/C)CC, [H]/N=C(\\C)CC",
        "[H]/N=C(/C)CC, N=C(C)CC",
        "[H]/N=C(/C)[C@H](O)CC, [H]/N=C(\\C)[C@H](O)CC",
        "[H]/N=C(/C)[C@H](O)CC, [H]/N=C(/C)[C@@H](O)CC",
        "[H]/N=N/C, [H]/N=N\\C",
        "C/C(=N/O)CC, C/C(=N\\O)CC",
        "C/C(=N/N)CC, C/C(=N\\N)CC",
        "[2H]c1ccccc1, c1ccccc1",
        "[2H]C, [3H]C"
    })
    void differentMoleculesDiffer(String one, String other) throws SmilesException {
        assertThat(Smiles.canonical(one)).isNotEqualTo(Smiles.canonical(other));
    }

    @ParameterizedTest
    @CsvSource({
        "C1=CC=CC=C1, c1ccccc1",
        "CN(=O)=O, C[N+](=O)[O-]",
        "CN=N#N, CN=[N+]=[N-]",
        "OCl(=O)(=O)=O, O[Cl+3]([O-])([O-])[O-]",
        "[H]OC([H])([H])[H], CO",
        "[H:7][O:1][C:2]([H:3])([H:4])[H:5], CO",
        "c1c[n:3]([H:5])cc1, c1cc[nH]c1",
        "N[C@@:1]([H:2])(C)C(=O)O, N[C@@H](C)C(=O)O",
        "[H:1]/[C:2](F)=[C:3](/[H:4])F, F/C=C/F",
        "[H]/C=C/F, C=CF",
        "[H]\\N=C(C)C, CC(C)=N",
        "[H:1]/[N:2]=[C:3](/C)CC, [H]/N=C(/C)CC",
        "O=C1C=CNC=C1, O=c1cc[nH]cc1",
        "' CO ', CO"
    })
    void differentTextsOfOneMoleculeAgree(String one, String other) throws SmilesException {
        assertThat(Smiles.canonical(one)).isEqualTo(Smiles.canonical(other));
    }

    /** Atoms that RDKit 2022.09.3 has, heavy ones and hydrogens. */
    @ParameterizedTest
    @CsvSource({
        "[H][H], 2",
        "[2H][H], 2",
        "[H+].[Cl-], 2",
        "[Al+3].[H-].[H-].[H-], 4",
        "[H:1][N+:2]([H:3])([H:4])[H:5].[Cl-:6], 2",
        "[H][Pt]Cl, 2",
        "[Na][H], 1",
        "[2H]C([2H])([H])O[H:3], 4",
        "[3H]c1ccccc1, 7",
        "[H]/N=C(/C)CC, 6",
        "[H]/N=N/[H:9], 4",
        "[H]/C(C)=N/O, 4",
        "[H][Si]([H])([H])C, 2"
    })
    void hydrogensAreCountedAsRdkitCountsThem(String smiles, int atoms) throws SmilesException {
        assertThat(Smiles.parse(smiles).getAtomCount()).isEqualTo(atoms);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"|the text is empty",
                "C(|'C(': Unclosed branch",
                "C1CC|'C1CC': Unclosed ring",
                "c1cccc1|'c1cccc1': a valid kekulé structure could not be assigned",
                "CC(C)(C)(C)C|atom 2, C, has the valence 5, but may have at most 4",
                "C[N](C)(C)C|atom 2, N, has the valence 4, but may have at most 3",
                "C[O+](C)(C)C|atom 2, O+1, has the valence 4, but may have at most 3",
                "CFC|atom 2, F, has the valence 2, but may have at most 1",
                "*CC|atom 1 is '*', which stands for no element",
                "CC C|the character at position 3 does not belong in a SMILES",
                "CCé|the character at position 3 does not belong in a SMILES",
            })
    void saysWhatIsWrong(String smiles, String cause) {
        assertThatExceptionOfType(SmilesException.class)
                .isThrownBy(() -> Smiles.parse(smiles))
                .withMessageContaining(cause);
    }

    @Property(tries = 500)
    void anyTextIsAMoleculeOrHasAClearFault(@ForAll("texts") String text) {
        try {
            IAtomContainer molecule = Smiles.parse(text);
            assertThat(molecule.getAtomCount()).isPositive();
            assertThat(Valences.fault(molecule)).isNull();
            Smiles.parse(Smiles.canonical(molecule));
        } catch (SmilesException e) {
            assertThat(e.getMessage()).startsWith("cannot read").doesNotContain("\n");
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "C",
                        "c",
                        "N",
                        "n",
                        "O",
                        "o",
                        "S",
                        "F",
                        "Cl",
                        "Br",
                        "(",
                        ")",
                        "1",
                        "2",
                        "=",
                        "#",
                        "-",
                        "[nH]",
                        "[N+]",
                        "[O-]",
                        "[H]",
                        "[C@H]",
                        "/",
                        ".",
                        "%",
                        "*",
                        "[",
                        "]",
                        " ",
                        "c1ccccc1",
                        "C(=O)",
                        "\t",
                        "$")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }
}
