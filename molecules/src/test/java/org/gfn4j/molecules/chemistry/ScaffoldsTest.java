package org.gfn4j.molecules.chemistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gfn4j.molecules.chemistry.GoldenMolecules.Golden;
import org.junit.jupiter.api.Test;
import org.openscience.cdk.interfaces.IAtomContainer;

class ScaffoldsTest {

    @Test
    void areThoseOfRdkit() throws SmilesException {
        List<String> different = new ArrayList<>();
        for (Golden golden : GoldenMolecules.all()) {
            IAtomContainer molecule = golden.molecule();
            String before = Smiles.canonical(molecule);
            String scaffold = Scaffolds.of(molecule);
            String expected = golden.scaffold().isEmpty() ? "" : Smiles.canonical(golden.scaffold());
            if (!scaffold.equals(expected)) {
                different.add(golden.name() + ": " + scaffold + " instead of " + expected);
            }
            assertThat(Smiles.canonical(molecule))
                    .as("the molecule is left as it is")
                    .isEqualTo(before);
        }
        assertThat(different).isEmpty();
    }

    @Test
    void countsThoseOfGoodMolecules() {
        List<String> scaffolds = List.of("c1ccccc1", "c1ccncc1", "c1ccccc1", "", "C1CC1");
        double[] rewards = {7.5, 7, 9, 9, 6.9};
        assertThat(Scaffolds.distinct(scaffolds, rewards, 7)).isEqualTo(2);
        assertThat(Scaffolds.distinct(scaffolds, rewards, 7.5)).isEqualTo(1);
        assertThat(Scaffolds.distinct(scaffolds, rewards, 10)).isZero();
    }
}
