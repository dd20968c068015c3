package org.gfn4j.molecules.chemistry;

import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IBond;

/**
 * How many electrons an atom gives to an aromatic system (RDKit Book, "Aromaticity").
 *
 * <p>Thread-safety: stateless.
 */
final class PiElectrons {
    /** What stands for an atom that cannot be part of an aromatic system. */
    static final int NOT_AROMATIC = -1;

    private PiElectrons() {}

    /**
     * Returns the number of electrons that an atom gives.
     *
     * @param atom an atom of a Kekulé structure whose ring flags are set
     * @return 0, 1, 2 or {@link #NOT_AROMATIC}
     */
    static int of(IAtom atom) {
        int element = atom.getAtomicNumber();
        int usual = usualValence(element);
        if (!atom.isInRing() || usual <= 1 || (element > 18 && element != 34 && element != 52)) {
            return NOT_AROMATIC;
        }
        Bonds bonds = Bonds.of(atom);
        int charge = atom.getFormalCharge();
        int hydrogens = Valences.hydrogens(atom);
        int radicals = Math.max(0, Valences.missing(element, charge, bonds.valence + hydrogens));
        if (bonds.degree + hydrogens > 3
                || bonds.valence + hydrogens > usualValence(element - charge)
                || (radicals > 0 && (element != 6 || charge != 0))
                || (bonds.valence - bonds.degree > 1 && bonds.multiple > 1)) {
            return NOT_AROMATIC;
        }
        int lone = Math.max(0, outerElectrons(element) - usual - charge);
        int available = usual - bonds.degree - hydrogens + lone - radicals;
        if (available > 1 && bonds.valence - bonds.degree > 1) {
            available = 1;
        }
        return given(available, bonds, element, charge);
    }

    private static int given(int available, Bonds bonds, int element, int charge) {
        boolean stolen = bonds.outside != 0 && isMoreElectronegative(bonds.outside, element);
        if (available < 0) {
            return NOT_AROMATIC;
        }
        if (available == 0) {
            return bonds.outside != 0 ? 0 : bonds.multiple > 0 ? 1 : NOT_AROMATIC;
        }
        if (available == 1) {
            if (bonds.outside != 0) {
                return stolen ? 0 : 1;
            }
            return bonds.multiple > 0 ? 1 : charge == 1 ? 0 : NOT_AROMATIC;
        }
        int left = stolen ? available - 1 : available;
        return left % 2 == 1 ? 1 : 2;
    }

    private static boolean isMoreElectronegative(int element, int than) {
        int first = outerElectrons(element);
        int second = outerElectrons(than);
        return first > second || (first == second && element < than);
    }

    private static int usualValence(int element) {
        return switch (element) {
            case 5, 7, 13, 15, 33 -> 3;
            case 6, 14, 32 -> 4;
            case 4, 8, 12, 16, 34, 52 -> 2;
            case 1, 3, 9, 11, 17, 19, 35, 53 -> 1;
            default -> 0;
        };
    }

    private static int outerElectrons(int element) {
        return switch (element) {
            case 1, 3, 11, 19 -> 1;
            case 4, 12, 20 -> 2;
            case 5, 13, 31 -> 3;
            case 6, 14, 32, 50 -> 4;
            case 7, 15, 33, 51 -> 5;
            case 8, 16, 34, 52 -> 6;
            case 9, 17, 35, 53 -> 7;
            default -> 0;
        };
    }

    /**
     * The bonds of an atom.
     *
     * @param degree how many there are
     * @param valence the sum of their orders
     * @param multiple how many are double or triple
     * @param outside the element at the other end of a multiple bond that is in no ring, or 0
     */
    private record Bonds(int degree, int valence, int multiple, int outside) {
        static Bonds of(IAtom atom) {
            int degree = 0;
            int valence = 0;
            int multiple = 0;
            int outside = 0;
            for (IBond bond : atom.bonds()) {
                int order = Valences.order(bond);
                degree += order > 0 ? 1 : 0;
                valence += order;
                if (order > 1) {
                    multiple++;
                    if (!bond.isInRing()) {
                        outside = bond.getOther(atom).getAtomicNumber();
                    }
                }
            }
            return new Bonds(degree, valence, multiple, outside);
        }
    }
}
