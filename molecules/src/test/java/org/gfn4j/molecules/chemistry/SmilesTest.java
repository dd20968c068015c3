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
                "C[C@H]1CCCNC1"
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
        "C[NH3+], CN"
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
        "O=C1C=CNC=C1, O=c1cc[nH]cc1",
        "' CO ', CO"
    })
    void differentTextsOfOneMoleculeAgree(String one, String other) throws SmilesException {
        assertThat(Smiles.canonical(one)).isEqualTo(Smiles.canonical(other));
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
                "CC C|the character at position 3 does not belong into a SMILES",
                "CCé|the character at position 3 does not belong into a SMILES",
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
