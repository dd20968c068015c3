package org.gfn4j.molecules.docking;

import static org.assertj.core.api.Assertions.assertThat;

import org.gfn4j.molecules.chemistry.Smiles;
import org.gfn4j.molecules.chemistry.SmilesException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LigandSmilesTest {

    @Test
    void aMolecule_isWrittenFromAtomsOfPlainRingsOn() throws SmilesException {
        assertThat(LigandSmiles.of("OCC1CNC1")).containsExactly("C1(CO)CNC1", "C1C(CO)CN1", "N1CC(CO)C1", "C1NCC1CO");
        assertThat(LigandSmiles.of("NCc1cc[nH]c1")).hasSize(4).first().isEqualTo("C=1(CN)C=CNC1");
        assertThat(LigandSmiles.of("O=C1CC(C1)C1CC1"))
                .containsExactly("C1(C2CC(=O)C2)CC1", "C1C(C2CC(=O)C2)C1", "C1CC1C2CC(=O)C2");
        assertThat(LigandSmiles.of("CN1CC1=O")).containsExactly("N1(C)CC1=O");
        assertThat(LigandSmiles.of("CCO")).containsExactly("CCO");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CNc1nc(C)nc(n1)N1CCC(CC1)C(=O)NCc1ccccc1C(F)(F)F",
                "C/C=C/C1CC1",
                "C[C@H](O)c1ccc[nH]1",
                "[2H]C([O-])c1cc[n+](C)cc1",
                "O=P(O)(O)C=O"
            })
    void theMolecule_staysTheSame(String smiles) throws SmilesException {
        String canonical = Smiles.canonical(smiles);

        for (String written : LigandSmiles.of(canonical)) {
            assertThat(Smiles.canonical(written)).isEqualTo(canonical);
        }
    }
}
