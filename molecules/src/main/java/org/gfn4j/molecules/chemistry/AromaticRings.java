package org.gfn4j.molecules.chemistry;

import java.util.function.Predicate;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/**
 * Counts rings of what is left when aliphatic rings are broken up.
 *
 * <p>Thread-safety: stateless.
 */
final class AromaticRings {
    private AromaticRings() {}

    static int count(IAtomContainer molecule) {
        return count(molecule, atom -> !isTaken(atom));
    }

    /** Returns bonds − atoms + components of the atoms that are kept. */
    static int count(IAtomContainer molecule, Predicate<IAtom> isKept) {
        int[] component = new int[molecule.getAtomCount()];
        for (int atom = 0; atom < component.length; atom++) {
            component[atom] = isKept.test(molecule.getAtom(atom)) ? atom : -1;
        }
        int rings = 0;
        for (IBond bond : molecule.bonds()) {
            int first = bond.getBegin().getIndex();
            int second = bond.getEnd().getIndex();
            if (component[first] >= 0 && component[second] >= 0) {
                int one = root(component, first);
                int other = root(component, second);
                component[one] = other;
                rings += one == other ? 1 : 0;
            }
        }
        return rings;
    }

    private static int root(int[] component, int atom) {
        int at = atom;
        while (component[at] != at) {
            at = component[at];
        }
        return at;
    }

    private static boolean isTaken(IAtom atom) {
        if (atom.isAromatic() || !atom.isInRing()) {
            return false;
        }
        for (IBond bond : atom.bonds()) {
            if (Valences.order(bond) == 1 && !bond.getOther(atom).isAromatic()) {
                return true;
            }
        }
        return false;
    }
}
