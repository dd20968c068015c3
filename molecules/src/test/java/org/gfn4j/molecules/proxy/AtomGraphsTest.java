package org.gfn4j.molecules.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gfn4j.molecules.chemistry.Smiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.silent.SilentChemObjectBuilder;

class AtomGraphsTest {
    static List<String> rdkit() throws IOException {
        try (InputStream in = AtomGraphsTest.class.getResourceAsStream("/golden/atom-features.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("rdkit")
    void perceivesWhatRdkitDoes(String line) throws Exception {
        String[] expected = line.split("\t", -1);
        AtomGraph graph = AtomGraphs.of(expected[0]);
        assertThat(digits(graph, atom -> digit(graph.hybridisation(atom))))
                .as("hybridisation of %s", expected[0])
                .isEqualTo(expected[1]);
        assertThat(digits(graph, atom -> graph.isAromatic(atom) ? 1 : 0))
                .as("aromatic atoms")
                .isEqualTo(expected[2]);
        assertThat(digits(graph, graph::hydrogens)).as("hydrogens").isEqualTo(expected[3]);
        assertThat(aromaticBonds(graph)).as("aromatic bonds").isEqualTo(pairs(expected[4]));
    }

    private static int digit(Hybridisation hybridisation) {
        return switch (hybridisation) {
            case SP -> 1;
            case SP2 -> 2;
            case SP3 -> 3;
            case OTHER -> 0;
        };
    }

    private static String digits(AtomGraph graph, IntUnaryOperator digit) {
        return IntStream.range(0, graph.atoms())
                .map(digit)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining());
    }

    private static Set<String> aromaticBonds(AtomGraph graph) {
        return IntStream.range(0, graph.bonds())
                .filter(bond -> graph.type(bond) == AtomGraph.BOND_TYPES - 1)
                .mapToObj(bond -> Math.min(graph.end(bond, 0), graph.end(bond, 1)) + "-"
                        + Math.max(graph.end(bond, 0), graph.end(bond, 1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> pairs(String text) {
        return text.isEmpty() ? Set.of() : new TreeSet<>(Arrays.asList(text.split(",")));
    }

    @Test
    void hasTheFeaturesOfThePaper() throws Exception {
        float[] features = AtomGraphs.of(Smiles.parse("FC(Br)=O"), 1).features(StemMask.FREE);
        assertThat(ones(features, 0)).containsExactly(4, 12, 14 + 8);
        assertThat(ones(features, 1)).containsExactly(1, 11, 14 + 5, 70);
        assertThat(ones(features, 2)).containsExactly(5, 12, 14 + 34);
        assertThat(ones(features, 3)).containsExactly(3, 11, 14 + 7);
        float[] methane = AtomGraphs.of(Smiles.parse("C")).features(StemMask.ZERO);
        assertThat(methane[13]).isEqualTo(4);
        assertThat(features).hasSize(4 * AtomGraph.FEATURES);
    }

    /** No network knows isotopes or stereochemistry, and none was trained on hydrogens that are atoms. */
    @ParameterizedTest
    @CsvSource({
        "[2H]C([2H])([2H])Oc1ccccc1, COc1ccccc1",
        "[H]/N=C(/C)CC, N=C(C)CC",
        "[H]/N=C(\\C)CC, N=C(C)CC",
        "[H:1][O:2][C:3]([H:4])([H:5])[3H:6], OC"
    })
    void countsAllHydrogensOfHeavyAtoms(String smiles, String plain) throws Exception {
        AtomGraph graph = AtomGraphs.of(smiles);
        assertThat(graph.features(StemMask.NONE)).isEqualTo(AtomGraphs.of(plain).features(StemMask.NONE));
        assertThat(graph.bondTypes()).isEqualTo(AtomGraphs.of(plain).bondTypes());
    }

    private static List<Integer> ones(float[] features, int atom) {
        return IntStream.range(0, AtomGraph.FEATURES)
                .filter(feature -> features[atom * AtomGraph.FEATURES + feature] != 0)
                .boxed()
                .toList();
    }

    @Test
    void masksFreeStemsOrTheFirstAtomOrNothing() throws Exception {
        AtomGraph stems = AtomGraphs.of(Smiles.parse("CCC"), 2, 1, 2);
        assertThat(stems.stemAtoms()).containsExactly(1, 2);
        assertThat(masked(stems, StemMask.FREE)).containsExactly(1, 2);
        assertThat(masked(stems, StemMask.NONE)).containsExactly(0);
        assertThat(masked(stems, StemMask.ZERO)).isEmpty();
        assertThat(masked(AtomGraphs.of(Smiles.parse("CCC")), StemMask.FREE)).containsExactly(0);
    }

    private static List<Integer> masked(AtomGraph graph, StemMask mask) {
        float[] features = graph.features(mask);
        return IntStream.range(0, graph.atoms())
                .filter(atom -> features[atom * AtomGraph.FEATURES + 70] == 1)
                .boxed()
                .toList();
    }

    @Test
    void namesMasks() {
        assertThat(StemMask.of("Zero")).isEqualTo(StemMask.ZERO);
        assertThat(StemMask.FREE.text()).isEqualTo("free");
        assertThatThrownBy(() -> StemMask.of("all"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a stem mask must be one of [free, none, zero], but is 'all'");
    }

    @Test
    void refusesWhatItCannotRead() throws Exception {
        IAtomContainer molecule = Smiles.parse("CC=O");
        assertThatThrownBy(() -> AtomGraphs.of(molecule, 3))
                .hasMessage("the atoms of free stems must be within 0 to 2, but one is 3");
        molecule.getBond(1).setOrder(IBond.Order.UNSET);
        assertThatThrownBy(() -> AtomGraphs.of(molecule))
                .hasMessage("the bond between atoms 1 and 2 must be single, double or triple, but is UNSET");
        molecule.getAtom(0).setImplicitHydrogenCount(null);
        assertThatThrownBy(() -> AtomGraphs.of(molecule)).hasMessage("the hydrogens of atom 0 (C) are not counted");
        molecule.getAtom(0).setAtomicNumber(0);
        assertThatThrownBy(() -> AtomGraphs.of(molecule))
                .hasMessageContaining("atom 0 of a molecule must be an element");
        assertThatThrownBy(() ->
                        AtomGraphs.of(SilentChemObjectBuilder.getInstance().newAtomContainer()))
                .hasMessage("a molecule must have at least one atom, but has none");
    }
}
