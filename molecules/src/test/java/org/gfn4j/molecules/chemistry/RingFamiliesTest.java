package org.gfn4j.molecules.chemistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.gfn4j.molecules.chemistry.GoldenMolecules.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openscience.cdk.graph.Cycles;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

class RingFamiliesTest {
    private static final String PORPHIN = "c1cc2cc3ccc(cc4ccc(cc5ccc(cc1n2)[nH]5)n4)[nH]3";
    private static final String CUBANE = "C12C3C4C1C5C2C3C45";
    private static final String DODECAHEDRANE = "C12C3C4C5C1C6C7C2C8C3C9C4C1C5C6C2C7C8C9C12";
    private static final String PHTHALOCYANINE =
            "c1ccc2c(c1)-c1nc-2nc2[nH]c(nc3nc(nc4[nH]c(n1)c1ccccc41)-c1ccccc1-3)c1ccccc21";
    private static final String FULLERENE =
            "c12c3c4c5c1c6c7c8c2c9c1c3c2c3c4c4c%10c5c5c6c6c7c7c%11c8c9c8c9c1c2c1c2c3c4c3c4c%10c5c5c6"
                    + "c6c7c7c%11c8c8c9c1c1c2c3c2c4c5c6c3c7c8c1c23";
    private static final String TWISTANE = "C1CC2C3CCC1C2CC3";

    /** Rings as CDK lists them all, which takes long where there are many. */
    @Test
    void ringsAreTheRelevantCycles() throws SmilesException {
        Stream<String> molecules = Stream.concat(
                GoldenMolecules.all().stream().map(Golden::smiles),
                Stream.of(PORPHIN, CUBANE, DODECAHEDRANE, TWISTANE, paraLinked(3), paraLinked(7), "C1CC2CCC1CC2"));
        for (String smiles : molecules.toList()) {
            IAtomContainer molecule = Smiles.parse(smiles);
            List<int[]> rings = RingFamilies.of(molecule).stream()
                    .flatMap(family -> family.rings(atom -> true).stream())
                    .toList();
            int[][] expected = Cycles.relevant(molecule).paths();
            assertThat(rings.stream().map(RingFamiliesTest::sorted))
                    .as(smiles)
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(expected)
                            .map(path -> sorted(Arrays.copyOf(path, path.length - 1)))
                            .toList());
            double[] counts = new double[molecule.getAtomCount()];
            RingFamilies.of(molecule).forEach(family -> family.count(counts));
            for (int atom = 0; atom < counts.length; atom++) {
                int index = atom;
                assertThat(counts[atom])
                        .isEqualTo(rings.stream()
                                .filter(ring -> Arrays.stream(ring).anyMatch(other -> other == index))
                                .count());
            }
        }
    }

    private static String sorted(int[] atoms) {
        return Arrays.toString(Arrays.stream(atoms).sorted().toArray());
    }

    private static String paraLinked(int rings) {
        return "C1%90=CC=C(C=C1)" + "C1=CC=C(C=C1)".repeat(rings - 2) + "C1=CC=C%90C=C1";
    }

    @Test
    void aRingOfManyRings_isCountedWithoutListingItsRings() throws SmilesException {
        IAtomContainer molecule = Smiles.parse(paraLinked(60));
        double[] counts = new double[molecule.getAtomCount()];
        RingFamilies.of(molecule).forEach(family -> family.count(counts));
        assertThat(Arrays.stream(counts).max()).hasValueCloseTo(1 + Math.pow(2, 60), within(1e9));
    }

    /** Values of RDKit 2022.09.3; its number of aromatic rings depends on the order of the atoms where there are fewer than 6. */
    @ParameterizedTest
    @CsvSource({"8, 0.160641", "16, 0.141956", "18, 0.141954", "20, 0.141954"})
    void drugLikenessOfParaLinkedRings_isRdkits(int rings, double expected) throws SmilesException {
        IAtomContainer molecule = Smiles.parse(paraLinked(rings));
        assertThat(molecule.atoms()).allMatch(IAtom::isAromatic);
        assertThat(new Qed(new Descriptors()).of(molecule)).isCloseTo(expected, within(1e-5));
    }

    /** Aromatic atoms and bonds that RDKit 2022.09.3 finds. In one of the last eight rings, one way around is a quinone's. */
    @ParameterizedTest
    @MethodSource
    void largeSystemsAreAromaticWhereRdkitSaysSo(String smiles, int atoms, int bonds) throws SmilesException {
        IAtomContainer molecule = Smiles.parse(smiles);
        Random random = new Random(41);
        for (int i = 0; i < 4; i++) {
            assertThat(molecule.atoms()).filteredOn(IAtom::isAromatic).hasSize(atoms);
            assertThat(molecule.bonds()).filteredOn(IBond::isAromatic).hasSize(bonds);
            molecule = Shuffled.copy(molecule, random);
            Aromatization.apply(molecule);
        }
    }

    static Stream<Arguments> largeSystemsAreAromaticWhereRdkitSaysSo() {
        return Stream.of(
                Arguments.of(PORPHIN, 20, 22),
                Arguments.of(PHTHALOCYANINE, 40, 44),
                Arguments.of(FULLERENE, 60, 90),
                Arguments.of(paraLinked(8).replaceFirst("C1%90=CC=C\\(C=C1\\)", "C1%90=CC=C(C(=O)C1=O)"), 46, 53));
    }
}
