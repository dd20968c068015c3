package org.gfn4j.molecules.chemistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.gfn4j.molecules.chemistry.GoldenMolecules.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/** Holds descriptors against RDKit's; there is no molecule of the 558 for which one of them differs. */
class DescriptorsTest {
    private final List<Golden> golden = GoldenMolecules.all();
    private final Descriptors descriptors = new Descriptors();

    @Test
    void seesTheSameAromaticAtomsAndBondsAsRdkit() {
        List<String> different = new ArrayList<>();
        for (Golden expected : golden) {
            IAtomContainer molecule = expected.molecule();
            int atoms = 0;
            for (IAtom atom : molecule.atoms()) {
                atoms += atom.isAromatic() ? 1 : 0;
            }
            int bonds = 0;
            for (IBond bond : molecule.bonds()) {
                bonds += bond.isAromatic() ? 1 : 0;
            }
            if (atoms != expected.aromaticAtoms() || bonds != expected.aromaticBonds()) {
                different.add(expected.name());
            }
        }
        assertThat(golden).hasSize(558);
        assertThat(different).isEmpty();
    }

    @Test
    void weighsAsRdkit() {
        assertSame(1e-3, Golden::weight, descriptors::weight);
    }

    @Test
    void logPIsRdkits() {
        assertSame(1e-4, Golden::logP, descriptors::logP);
    }

    @Test
    void polarSurfaceIsRdkits() {
        assertSame(1e-2, Golden::polarSurface, descriptors::polarSurface);
    }

    @Test
    void countsAsRdkit() {
        assertSame(0, Golden::acceptors, descriptors::acceptors);
        assertSame(0, Golden::donors, descriptors::donors);
        assertSame(0, Golden::rotatableBonds, descriptors::rotatableBonds);
        assertSame(0, Golden::aromaticRings, descriptors::aromaticRings);
    }

    @Test
    void findsTheAlertsThatRdkitFinds() {
        List<String> different = new ArrayList<>();
        for (Golden expected : golden) {
            List<Integer> found = descriptors.alerts(expected.molecule());
            if (!found.equals(expected.alerts())) {
                different.add(expected.name() + ": " + found + " instead of " + expected.alerts());
            }
        }
        assertThat(different).isEmpty();
    }

    @Test
    void drugLikenessIsRdkits() {
        assertSame(1e-5, Golden::qed, new Qed(descriptors)::of);
    }

    @Test
    void drugLikenessIsThatOfThePaper() {
        // the examples of the paper's authors, to the three digits that are given
        Qed qed = new Qed(descriptors);
        assertThat(qed.of(GoldenMolecules.parse("N=C(CCSCc1csc(N=C(N)N)n1)NS(N)(=O)=O")))
                .isCloseTo(0.253, within(1e-3));
        assertThat(qed.of(GoldenMolecules.parse("CCCCCNC(=N)NN=Cc1c[nH]c2ccc(CO)cc12")))
                .isCloseTo(0.234, within(1e-3));
    }

    @Test
    void weighsIsotopes() {
        assertThat(descriptors.weight(GoldenMolecules.parse("[13CH4]"))).isCloseTo(17.035, within(1e-3));
        assertThat(descriptors.weight(GoldenMolecules.parse("[2H]O[2H]"))).isCloseTo(20.027, within(1e-3));
    }

    @Test
    void weighsEveryElementAsRdkit() throws IOException {
        try (InputStream in = DescriptorsTest.class.getResourceAsStream("/golden/elements.csv")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
            assertThat(lines).hasSize(118);
            for (String line : lines) {
                String[] values = line.split(",", -1);
                assertThat(descriptors.weight(GoldenMolecules.parse("[" + values[0] + "]")))
                        .as(values[0])
                        .isCloseTo(Double.parseDouble(values[1]), within(1e-9));
            }
        }
    }

    /** Values of RDKit 2022.09.3. */
    @ParameterizedTest
    @CsvSource({
        "[At]c1ccccc1, 0.663808",
        "[0H]C, 0.359785",
        "[211At]c1ccccc1, 0.664126",
        "[Po]c1ccccc1, 0.650645",
        "[Ra+2], 0.544989",
        "[H:7][O:1][c:2]1[c:3]([H:8])[c:4]([H:9])[c:5]([H:10])[c:6]([H:11])[c:12]1[H:13], 0.514730",
        "[H:1][O:2][C:3](=[O:4])[c:5]1[c:6]([H:16])[c:7]([H:17])[c:8]([H:18])[c:9]([H:19])[c:10]1[O:11][C:12](=[O:13])[C:14]([H:20])([H:21])[H:22], 0.550122",
        "[2H]C([2H])([2H])Oc1ccccc1CCc1ccncc1, 0.766362",
        "CC(=O)O[2H], 0.430689",
        "[H]/N=C(/C)c1ccccc1, 0.547095",
        "[H]/N=C(\\C)c1ccccc1, 0.547095",
        "[H+], 0.342643"
    })
    void drugLikenessOfHydrogensAndRareElementsIsRdkits(String smiles, double expected) {
        assertThat(new Qed(descriptors).of(GoldenMolecules.parse(smiles))).isCloseTo(expected, within(1e-5));
    }

    @Test
    void doesNotSeeHowHydrogensAreWritten() {
        IAtomContainer one = GoldenMolecules.parse("[H]OC([H])([H])[H]");
        IAtomContainer other = GoldenMolecules.parse("CO");
        assertThat(descriptors.logP(one)).isEqualTo(descriptors.logP(other));
        assertThat(descriptors.polarSurface(one)).isEqualTo(descriptors.polarSurface(other));
        assertThat(descriptors.donors(one)).isEqualTo(1);
    }

    private void assertSame(
            double tolerance, ToDoubleFunction<Golden> expected, ToDoubleFunction<IAtomContainer> computed) {
        List<String> different = new ArrayList<>();
        for (Golden molecule : golden) {
            double value = computed.applyAsDouble(molecule.molecule());
            if (!(Math.abs(value - expected.applyAsDouble(molecule)) <= tolerance)) {
                different.add(molecule.name() + ": " + value + " instead of " + expected.applyAsDouble(molecule));
            }
        }
        assertThat(different).isEmpty();
    }
}
