package org.gfn4j.molecules.chemistry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/**
 * Scaffolds of Bemis and Murcko 1996, J. Med. Chem. 39, 2887: the rings of a molecule and what links them, here as in RDKit
 * with the atoms that are bonded to them by double bonds, with hydrogens where substituents were, and without stereochemistry.
 *
 * <p>Thread-safety: stateless.
 */
public final class Scaffolds {
    private Scaffolds() {}

    /**
     * Returns the scaffold of a molecule.
     *
     * @param molecule a molecule with its flags set, which is left as it is
     * @return its canonical SMILES without isotopes and stereochemistry, or an empty text if the molecule has no ring
     */
    public static String of(IAtomContainer molecule) {
        boolean[] kept = framework(molecule);
        boolean any = false;
        boolean all = true;
        for (boolean atom : kept) {
            any |= atom;
            all &= atom;
        }
        if (!any) {
            return "";
        }
        return Smiles.constitutional(all ? molecule : without(molecule, kept));
    }

    /**
     * Counts the different scaffolds of good molecules. A molecule without a ring has none.
     *
     * @param scaffolds what {@link #of} returned for each molecule, [molecules]
     * @param rewards the raw reward of each molecule, [molecules]
     * @param threshold the reward that must be reached
     * @return how many there are
     */
    public static int distinct(List<String> scaffolds, double[] rewards, double threshold) {
        Set<String> found = new HashSet<>();
        for (int molecule = 0; molecule < rewards.length; molecule++) {
            if (rewards[molecule] >= threshold && !scaffolds.get(molecule).isEmpty()) {
                found.add(scaffolds.get(molecule));
            }
        }
        return found.size();
    }

    /** Prunes atoms at the ends of chains until only rings and links are left, then takes back those on double bonds. */
    private static boolean[] framework(IAtomContainer molecule) {
        int atoms = molecule.getAtomCount();
        boolean[] kept = new boolean[atoms];
        int[] degree = new int[atoms];
        Deque<IAtom> ends = new ArrayDeque<>();
        for (IAtom atom : molecule.atoms()) {
            kept[atom.getIndex()] = true;
            degree[atom.getIndex()] = atom.getBondCount();
            if (atom.getBondCount() <= 1) {
                ends.add(atom);
            }
        }
        while (!ends.isEmpty()) {
            IAtom end = ends.remove();
            kept[end.getIndex()] = false;
            for (IBond bond : end.bonds()) {
                IAtom other = bond.getOther(end);
                if (kept[other.getIndex()] && --degree[other.getIndex()] == 1) {
                    ends.add(other);
                }
            }
        }
        List<IAtom> onDoubleBonds = new ArrayList<>();
        for (IBond bond : molecule.bonds()) {
            boolean first = kept[bond.getBegin().getIndex()];
            boolean second = kept[bond.getEnd().getIndex()];
            if (first != second && Valences.order(bond) > 1) {
                onDoubleBonds.add(first ? bond.getEnd() : bond.getBegin());
            }
        }
        onDoubleBonds.forEach(atom -> kept[atom.getIndex()] = true);
        return kept;
    }

    private static IAtomContainer without(IAtomContainer molecule, boolean[] kept) {
        IAtomContainer copy = Molecules.copy(molecule);
        List<IAtom> removed = new ArrayList<>();
        for (IBond bond : copy.bonds()) {
            addHydrogens(bond.getBegin(), bond.getEnd(), bond, kept);
            addHydrogens(bond.getEnd(), bond.getBegin(), bond, kept);
        }
        for (IAtom atom : copy.atoms()) {
            if (!kept[atom.getIndex()]) {
                removed.add(atom);
            }
        }
        removed.forEach(copy::removeAtom);
        return copy;
    }

    private static void addHydrogens(IAtom atom, IAtom other, IBond bond, boolean[] kept) {
        boolean metal = Valences.allowed(atom.getAtomicNumber(), 0) == null;
        if (kept[atom.getIndex()] && !kept[other.getIndex()] && !metal) {
            atom.setImplicitHydrogenCount(Valences.hydrogens(atom) + Valences.order(bond));
        }
    }
}
