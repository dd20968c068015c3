package org.gfn4j.molecules.chemistry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaltsTest {
    /** What RDKit 2022.09.3 chooses (rdMolStandardize.LargestFragmentChooser). */
    @ParameterizedTest
    @CsvSource({
        "[Na+].CC(=O)[O-], CC(=O)[O-]",
        "Cl.CN1CCC[C@H]1c1cccnc1, CN1CCC[C@H]1c1cccnc1",
        "CCN.CCO, CCN",
        "[2H]OC.C[H:3], [2H]OC",
        "F/C=C/F.[H]/N=C(/C)CC, [H]/N=C(/C)CC",
        "O=S(=O)([O-])[O-].[Na+].[Na+], O=S(=O)([O-])[O-]",
        "CCO, CCO"
    })
    void largestFragmentIsRdkits(String smiles, String expected) throws SmilesException {
        assertThat(Salts.LARGEST_FRAGMENT.counted(Smiles.parse(smiles)).map(Smiles::canonical))
                .hasValue(Smiles.canonical(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "[Na+].CC(=O)[O-], 2 components and the metal Na",
        "CCN.CCO.CCO, 3 components",
        "[Pt](Cl)(Cl)(N)N, the metal Pt",
        "[Na+].[K+].[Na+], '3 components and the metals K, Na'",
        "[At]c1ccccc1, ''",
        "C[Si](C)(C)C, ''"
    })
    void saysWhatASaltHas(String smiles, String expected) throws SmilesException {
        assertThat(Salts.peculiarity(Smiles.parse(smiles))).isEqualTo(expected);
        assertThat(Salts.REFUSE.counted(Smiles.parse(smiles)).isPresent()).isEqualTo(expected.isEmpty());
    }

    @Test
    void wholeMoleculeIsLeftAsItIs() throws SmilesException {
        assertThat(Salts.WHOLE
                        .counted(Smiles.parse("[Na+].CC(=O)[O-]"))
                        .orElseThrow()
                        .getAtomCount())
                .isEqualTo(5);
    }
}
