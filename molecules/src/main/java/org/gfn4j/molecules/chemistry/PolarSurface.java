package org.gfn4j.molecules.chemistry;

import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/**
 * The topological polar surface area of nitrogen and oxygen in Å² as a sum over atoms (Ertl, Rohde and Selzer 2000, J. Med.
 * Chem. 43, 3714, table 1). Atoms that are not in the table get 30.5 − 8.2 n + 1.5 h (nitrogen) or 28.5 − 8.6 n + 1.5 h
 * (oxygen), at least 0, for n neighbours and h hydrogens, as in RDKit.
 *
 * <p>Thread-safety: stateless.
 */
final class PolarSurface {
    private PolarSurface() {}

    static double of(IAtomContainer molecule) {
        double sum = 0;
        for (IAtom atom : molecule.atoms()) {
            int element = atom.getAtomicNumber();
            if (element == 7 || element == 8) {
                sum += contribution(atom, element);
            }
        }
        return sum;
    }

    private static double contribution(IAtom atom, int element) {
        int hydrogens = Valences.hydrogens(atom);
        int neighbours = 0;
        int single = 0;
        int twofold = 0;
        int triple = 0;
        int aromatic = 0;
        for (IBond bond : atom.bonds()) {
            if (bond.getOther(atom).getAtomicNumber() == 1) {
                hydrogens++;
                continue;
            }
            neighbours++;
            if (bond.isAromatic()) {
                aromatic++;
            } else {
                switch (Valences.order(bond)) {
                    case 1 -> single++;
                    case 2 -> twofold++;
                    case 3 -> triple++;
                    default -> {}
                }
            }
        }
        // the environment as decimal digits: charge + 2, hydrogens, single, double, triple, aromatic bonds
        int key = (((((atom.getFormalCharge() + 2) * 10 + hydrogens) * 10 + single + hydrogens) * 10 + twofold) * 10
                                + triple)
                        * 10
                + aromatic;
        double value = element == 7 ? nitrogen(key, atom) : oxygen(key, atom);
        if (value >= 0) {
            return value;
        }
        return element == 7
                ? Math.max(0, 30.5 - 8.2 * neighbours + 1.5 * hydrogens)
                : Math.max(0, 28.5 - 8.6 * neighbours + 1.5 * hydrogens);
    }

    private static double nitrogen(int key, IAtom atom) {
        return switch (key) {
            case 2_0_0_0_1_0 -> 23.79;
            case 2_1_1_1_0_0 -> 23.85;
            case 2_2_3_0_0_0 -> 26.02;
            case 3_2_2_1_0_0 -> 25.59;
            case 3_3_4_0_0_0 -> 27.64;
            case 2_0_1_1_0_0 -> 12.36;
            case 2_0_0_1_1_0 -> 13.60;
            case 2_1_3_0_0_0 -> inThreeRing(atom) ? 21.94 : 12.03;
            case 3_0_1_0_1_0 -> 4.36;
            case 3_1_2_1_0_0 -> 13.97;
            case 3_2_4_0_0_0 -> 16.61;
            case 2_0_0_0_0_2 -> 12.89;
            case 2_1_1_0_0_2 -> 15.79;
            case 3_1_1_0_0_2 -> 14.14;
            case 2_0_3_0_0_0 -> inThreeRing(atom) ? 3.01 : 3.24;
            case 2_0_1_2_0_0 -> 11.68;
            case 3_0_2_1_0_0 -> 3.01;
            case 3_1_4_0_0_0 -> 4.44;
            case 2_0_0_0_0_3 -> 4.41;
            case 2_0_1_0_0_2 -> 4.93;
            case 2_0_0_1_0_2 -> 8.39;
            case 3_0_0_0_0_3 -> 4.10;
            case 3_0_1_0_0_2 -> 3.88;
            case 3_0_4_0_0_0 -> 0;
            default -> -1;
        };
    }

    private static double oxygen(int key, IAtom atom) {
        return switch (key) {
            case 2_0_0_1_0_0 -> 17.07;
            case 2_1_2_0_0_0 -> 20.23;
            case 1_0_1_0_0_0 -> 23.06;
            case 2_0_2_0_0_0 -> inThreeRing(atom) ? 12.53 : 9.23;
            case 2_0_0_0_0_2 -> 13.14;
            default -> -1;
        };
    }

    private static boolean inThreeRing(IAtom atom) {
        if (!atom.isInRing()) {
            return false;
        }
        for (IBond first : atom.bonds()) {
            for (IBond second : atom.bonds()) {
                if (!first.equals(second) && first.getOther(atom).getBond(second.getOther(atom)) != null) {
                    return true;
                }
            }
        }
        return false;
    }
}
