package org.gfn4j.molecules.chemistry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.openscience.cdk.config.Elements;
import org.openscience.cdk.graph.ConnectedComponents;
import org.openscience.cdk.graph.GraphUtil;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * What counts of a molecule that has several components, as a salt, a solvate or a mixture has, or a metal. Scores such as
 * drug-likeness are made for single organic molecules; they are computed for others all the same, but mean less.
 *
 * <p>Thread-safety: immutable.
 */
public enum Salts {
    /** All components together. */
    WHOLE,
    /**
     * The component with most atoms, hydrogens included; of several the heaviest, then that whose canonical SMILES comes first.
     */
    LARGEST_FRAGMENT,
    /** Nothing. */
    REFUSE;

    /**
     * Returns what counts of a molecule.
     *
     * @param molecule a molecule, unchanged
     * @return the molecule itself where it is a single one without a metal; empty where it is refused
     */
    public Optional<IAtomContainer> counted(IAtomContainer molecule) {
        return switch (this) {
            case WHOLE -> Optional.of(molecule);
            case LARGEST_FRAGMENT -> Optional.of(largest(molecule));
            case REFUSE -> peculiarity(molecule).isEmpty() ? Optional.of(molecule) : Optional.empty();
        };
    }

    /**
     * Says what a molecule has that others have not.
     *
     * @param molecule a molecule
     * @return words such as {@code 2 components and the metal Na}; empty for a single component without a metal
     */
    public static String peculiarity(IAtomContainer molecule) {
        int components = new ConnectedComponents(GraphUtil.toAdjList(molecule)).nComponents();
        Set<String> metals = new TreeSet<>();
        for (IAtom atom : molecule.atoms()) {
            if (Elements.isMetal(atom)) {
                metals.add(atom.getSymbol());
            }
        }
        List<String> found = new ArrayList<>();
        if (components > 1) {
            found.add(components + " components");
        }
        if (!metals.isEmpty()) {
            found.add((metals.size() > 1 ? "the metals " : "the metal ") + String.join(", ", metals));
        }
        return String.join(" and ", found);
    }

    private static IAtomContainer largest(IAtomContainer molecule) {
        ConnectedComponents found = new ConnectedComponents(GraphUtil.toAdjList(molecule));
        return found.nComponents() < 2
                ? molecule
                : IntStream.rangeClosed(1, found.nComponents())
                        .mapToObj(component -> only(molecule, found.components(), component))
                        .max(Comparator.comparingInt(Salts::atoms)
                                .thenComparingDouble(AtomicWeights::sum)
                                .thenComparing(Comparator.comparing((IAtomContainer each) -> Smiles.canonical(each))
                                        .reversed()))
                        .orElseThrow();
    }

    private static int atoms(IAtomContainer molecule) {
        int count = 0;
        for (IAtom atom : molecule.atoms()) {
            count += 1 + Valences.hydrogens(atom);
        }
        return count;
    }

    private static IAtomContainer only(IAtomContainer molecule, int[] components, int wanted) {
        IAtomContainer copy = Molecules.copy(molecule);
        IntStream.range(0, components.length)
                .filter(atom -> components[atom] != wanted)
                .mapToObj(copy::getAtom)
                .toList()
                .forEach(copy::removeAtom);
        return copy;
    }
}
