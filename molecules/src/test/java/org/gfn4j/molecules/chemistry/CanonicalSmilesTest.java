package org.gfn4j.molecules.chemistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gfn4j.molecules.chemistry.GoldenMolecules.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

class CanonicalSmilesTest {
    private static final String MARK = "mark";

    @Test
    void orderIsThatOfTheCanonicalText() throws SmilesException {
        Random random = new Random(31);
        for (String smiles : smiles()) {
            IAtomContainer molecule = Shuffled.copy(Smiles.parse(smiles), random);
            CanonicalSmiles ordered = Smiles.ordered(molecule, marked(molecule, random));
            assertThat(ordered.smiles()).isEqualTo(Smiles.canonical(molecule));
            assertThat(rows(molecule, ordered.atoms()))
                    .as(smiles)
                    .isEqualTo(rows(
                            Smiles.parse(ordered.smiles()),
                            IntStream.range(0, molecule.getAtomCount()).toArray()));
        }
    }

    @Test
    void markedPlacesDoNotDependOnTheOrderOfAtoms() throws SmilesException {
        Random random = new Random(32);
        for (String smiles : smiles()) {
            IAtomContainer molecule = Smiles.parse(smiles);
            int[] marked = marked(molecule, random);
            for (int atom : marked) {
                molecule.getAtom(atom).setProperty(MARK, true);
            }
            int[] places = Smiles.ordered(molecule, marked).places(marked);
            for (int i = 0; i < 4; i++) {
                IAtomContainer shuffled = Shuffled.copy(molecule, random);
                int[] moved = IntStream.range(0, shuffled.getAtomCount())
                        .filter(atom -> shuffled.getAtom(atom).getProperty(MARK) != null)
                        .toArray();
                assertThat(Smiles.ordered(shuffled, moved).places(moved))
                        .as(smiles)
                        .isEqualTo(places);
            }
        }
    }

    /** All molecules but those whose canonical form depends on the order, and some with isotopes. */
    private static List<String> smiles() {
        Set<String> alternating = Set.of("cyclooctatetraene", "ring 3", "ring 6", "ring 44");
        return Stream.concat(
                        GoldenMolecules.all().stream()
                                .filter(golden -> !alternating.contains(golden.name()))
                                .map(Golden::smiles)
                                .filter(smiles -> !smiles.contains("@") && !smiles.contains("/")),
                        Stream.of("[13CH3]c1ccc(C(C)C)cc1", "OC(=O)[13CH2]CN1CCC(Cl)CC1", "[2H]C([2H])Cl"))
                .toList();
    }

    private static int[] marked(IAtomContainer molecule, Random random) {
        List<Integer> atoms = new ArrayList<>(
                IntStream.range(0, molecule.getAtomCount()).boxed().toList());
        Collections.shuffle(atoms, random);
        return atoms.stream()
                .limit(1 + random.nextInt(atoms.size()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Describes each atom, in an order, with the places of its neighbours. */
    private static List<String> rows(IAtomContainer molecule, int[] order) {
        int[] places = new int[order.length];
        for (int place = 0; place < order.length; place++) {
            places[order[place]] = place;
        }
        return Arrays.stream(order)
                .mapToObj(molecule::getAtom)
                .map(atom -> atom.getSymbol() + atom.getMassNumber() + " " + atom.getFormalCharge() + " "
                        + atom.getImplicitHydrogenCount() + " " + atom.isAromatic() + " " + neighbours(atom, places))
                .toList();
    }

    private static List<String> neighbours(IAtom atom, int[] places) {
        List<String> neighbours = new ArrayList<>();
        for (IBond bond : atom.bonds()) {
            neighbours.add(places[bond.getOther(atom).getIndex()]
                    + (bond.isAromatic() ? "~" : bond.getOrder().name()));
        }
        Collections.sort(neighbours);
        return neighbours;
    }

    /** In benzene any atom is like any other, so only how marked atoms lie to each other counts. */
    @ParameterizedTest
    @CsvSource({"0 2, 1 3", "0 2, 1 5", "0 2, 5 3", "0 1 3, 4 3 1", "0 1 3, 2 3 5", "0, 4"})
    void marksThatSymmetryMakesEqual_haveEqualPlaces(String one, String other) throws SmilesException {
        IAtomContainer benzene = Smiles.parse("c1ccccc1");
        assertThat(places(benzene, one)).isEqualTo(places(benzene, other));
    }

    @Test
    void marksThatDiffer_haveDifferentPlaces() throws SmilesException {
        IAtomContainer benzene = Smiles.parse("c1ccccc1");
        assertThat(places(benzene, "0 1")).isNotEqualTo(places(benzene, "0 2"));
        assertThat(places(benzene, "0 3")).isNotEqualTo(places(benzene, "0 2"));
    }

    private static int[] places(IAtomContainer molecule, String atoms) {
        int[] marked =
                Arrays.stream(atoms.split(" ")).mapToInt(Integer::parseInt).toArray();
        return Smiles.ordered(molecule, marked).places(marked);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3})
    void atomThatIsNotThere_isRefused(int atom) throws SmilesException {
        IAtomContainer ethanol = Smiles.parse("CCO");
        assertThatThrownBy(() -> Smiles.ordered(ethanol, atom)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
