package org.gfn4j.molecules.chemistry;

import org.jspecify.annotations.Nullable;
import org.openscience.cdk.config.Elements;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/**
 * The valences that atoms may have: those of the neutral element with as many electrons, so that N⁺ has those of C and O⁻
 * those of F. The valence of an atom is the sum of the orders of its bonds in a Kekulé structure, hydrogens included.
 *
 * <p>Thread-safety: stateless.
 */
final class Valences {
    private static final int[] NONE = {0};
    private static final int[] ONE = {1};
    private static final int[] TWO = {2};
    private static final int[] THREE = {3};
    private static final int[] FOUR = {4};
    private static final int[] FOUR_AND_SIX = {4, 6};
    private static final int[] THREE_AND_FIVE = {3, 5};
    private static final int[] EVEN = {2, 4, 6};
    private static final int[] ODD = {1, 3, 5};

    private Valences() {}

    /**
     * Returns the valences an atom may have.
     *
     * @param element its atomic number
     * @param charge its formal charge
     * @return in ascending order, or null for an element that the table does not have
     */
    static int @Nullable [] allowed(int element, int charge) {
        if (!isInTable(element)) {
            return null;
        }
        return switch (element - charge) {
            case 0, 2, 10, 18, 36, 54 -> NONE; // also H⁺ and Cl⁻
            case 1, 9, 17, 35 -> ONE;
            case 8, 4 -> TWO;
            case 7, 5 -> THREE;
            case 6, 32 -> FOUR;
            case 14 -> FOUR_AND_SIX;
            case 15, 33, 51 -> THREE_AND_FIVE;
            case 16, 34, 52 -> EVEN;
            case 53 -> ODD;
            default -> null;
        };
    }

    /** Tells whether an element forms molecules whose valences can be told, as metals do not. */
    private static boolean isInTable(int element) {
        return switch (element) {
            case 1, 2, 5, 6, 7, 8, 9, 10, 14, 15, 16, 17, 18, 32, 33, 34, 35, 36, 51, 52, 53, 54 -> true;
            default -> false;
        };
    }

    /**
     * Tells whether an atom may have a valence.
     *
     * @param element its atomic number
     * @param charge its formal charge
     * @param valence the sum of the orders of its bonds, hydrogens included
     * @return true for an element that the table does not have
     */
    static boolean isAllowed(int element, int charge, int valence) {
        int[] allowed = allowed(element, charge);
        if (allowed == null) {
            return true;
        }
        for (int value : allowed) {
            if (value == valence) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns how many hydrogens fill an atom up to the next valence it may have.
     *
     * @param element its atomic number
     * @param charge its formal charge
     * @param bonded the sum of the orders of its bonds to heavy atoms
     * @return the number of hydrogens, or −1 if {@code bonded} is above all that it may have
     */
    static int missing(int element, int charge, int bonded) {
        int[] allowed = allowed(element, charge);
        if (allowed == null) {
            return 0;
        }
        for (int value : allowed) {
            if (value >= bonded) {
                return value - bonded;
            }
        }
        return -1;
    }

    /**
     * Returns the sum of the orders of the bonds of an atom, hydrogens included.
     *
     * @param atom an atom of a Kekulé structure
     * @return its valence
     */
    static int valence(IAtom atom) {
        int sum = hydrogens(atom);
        for (IBond bond : atom.bonds()) {
            sum += order(bond);
        }
        return sum;
    }

    static int hydrogens(IAtom atom) {
        Integer count = atom.getImplicitHydrogenCount();
        return count == null ? 0 : count;
    }

    static int order(IBond bond) {
        IBond.Order order = bond.getOrder();
        return order == null || order == IBond.Order.UNSET ? 0 : order.numeric();
    }

    /**
     * Says which atom has more bonds than it may have.
     *
     * @param molecule a Kekulé structure
     * @return a message, or null if there is no such atom
     */
    static @Nullable String fault(IAtomContainer molecule) {
        for (IAtom atom : molecule.atoms()) {
            int valence = valence(atom);
            int[] allowed = allowed(atom.getAtomicNumber(), atom.getFormalCharge());
            if (allowed != null && valence > allowed[allowed.length - 1]) {
                return "atom " + (atom.getIndex() + 1) + ", "
                        + Elements.ofNumber(atom.getAtomicNumber()).symbol() + charge(atom.getFormalCharge())
                        + ", has the valence " + valence + ", but may have at most " + allowed[allowed.length - 1];
            }
        }
        return null;
    }

    private static String charge(int charge) {
        return charge == 0 ? "" : charge > 0 ? "+" + charge : String.valueOf(charge);
    }
}
