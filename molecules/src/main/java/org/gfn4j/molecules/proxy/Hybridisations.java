package org.gfn4j.molecules.proxy;

import org.openscience.cdk.config.Elements;

/**
 * Hybridisation as RDKit perceives it ({@code ConjugHybrid.cpp} of its source).
 *
 * <p>Neighbours, lone pairs and unpaired electrons are added: two make sp, three sp2, four sp3; but an atom with four, at
 * most three of them neighbours, is sp2 where one of its bonds is conjugated, as in the nitrogen of an amide. A bond is
 * conjugated if it is aromatic, or if it is next to a multiple or an aromatic bond, and all three atoms can take part.
 *
 * <p>Thread-safety: stateless.
 */
final class Hybridisations {
    private static final int OCTET = 8;
    private static final int HALOGEN = 7;
    private static final int SECOND_ROW_ENDS = 10;

    private Hybridisations() {}

    static Hybridisation[] of(MoleculeArrays molecule, boolean[] aromaticBonds) {
        boolean[] conjugated = conjugatedAtoms(molecule, aromaticBonds);
        Hybridisation[] hybridisations = new Hybridisation[molecule.atoms()];
        for (int atom = 0; atom < hybridisations.length; atom++) {
            hybridisations[atom] = hybridisation(molecule, atom, conjugated[atom]);
        }
        return hybridisations;
    }

    private static Hybridisation hybridisation(MoleculeArrays molecule, int atom, boolean conjugated) {
        return switch (orbitals(molecule, atom)) {
            case 2 -> Hybridisation.SP;
            case 3 -> Hybridisation.SP2;
            case 4 -> conjugated && molecule.degrees()[atom] <= 3 ? Hybridisation.SP2 : Hybridisation.SP3;
            default -> Hybridisation.OTHER;
        };
    }

    private static int orbitals(MoleculeArrays molecule, int atom) {
        int degree = molecule.degrees()[atom];
        int number = molecule.atomicNumbers()[atom];
        if (number == 1) {
            return degree;
        }
        int outer = outerElectrons(number);
        int valence = molecule.valences()[atom];
        int charge = molecule.charges()[atom];
        int free = outer - valence - charge;
        if (valence + outer - charge >= OCTET) {
            return degree + free / 2;
        }
        int unpaired = Math.max(0, OCTET - outer - valence + charge);
        if (free >= 0) {
            unpaired = Math.min(unpaired, free);
        }
        return degree + (free - unpaired) / 2 + unpaired;
    }

    /** Marks the atoms that have a conjugated bond. */
    private static boolean[] conjugatedAtoms(MoleculeArrays molecule, boolean[] aromaticBonds) {
        boolean[] conjugated = new boolean[molecule.atoms()];
        boolean[] candidates = new boolean[molecule.atoms()];
        for (int atom = 0; atom < candidates.length; atom++) {
            candidates[atom] = canConjugate(molecule, atom);
        }
        for (int bond = 0; bond < molecule.bonds(); bond++) {
            for (int side = 0; side < 2; side++) {
                int atom = molecule.end(bond, side);
                int other = molecule.end(bond, 1 - side);
                conjugated[atom] |= aromaticBonds[bond];
                boolean multiple = aromaticBonds[bond] || molecule.orders()[bond] > 1;
                boolean centre = candidates[atom] && molecule.degrees()[atom] >= 2 && molecule.degrees()[atom] <= 3;
                if (multiple && centre && candidates[other]) {
                    markBeside(molecule, candidates, bond, side, conjugated);
                }
            }
        }
        return conjugated;
    }

    /** Looks for bonds that are conjugated with a multiple bond, on one side of it. */
    private static void markBeside(
            MoleculeArrays molecule, boolean[] candidates, int multiple, int side, boolean[] conjugated) {
        int atom = molecule.end(multiple, side);
        for (int bond = 0; bond < molecule.bonds(); bond++) {
            if (bond == multiple) {
                continue;
            }
            for (int end = 0; end < 2; end++) {
                int far = molecule.end(bond, 1 - end);
                if (molecule.end(bond, end) == atom && candidates[far] && molecule.degrees()[far] <= 3) {
                    conjugated[atom] = true;
                    conjugated[far] = true;
                    conjugated[molecule.end(multiple, 1 - side)] = true;
                }
            }
        }
    }

    /** Tells whether an atom can be part of a conjugated system: not beyond its lowest valence, no halogen, and not P, S or below. */
    private static boolean canConjugate(MoleculeArrays molecule, int atom) {
        int number = molecule.atomicNumbers()[atom];
        int outer = outerElectrons(number);
        int lowest = lowestValence(outer);
        if (molecule.charges()[atom] == 0 && lowest >= 0 && molecule.valences()[atom] > lowest) {
            return false;
        }
        return outer != HALOGEN
                && (number <= SECOND_ROW_ENDS || outer < 5 || (outer == 6 && molecule.degrees()[atom] < 2));
    }

    /** Returns the lowest valence of an element of a main group, or −1 for those that have none. */
    private static int lowestValence(int outerElectrons) {
        return outerElectrons <= 4 ? outerElectrons : outerElectrons <= 7 ? OCTET - outerElectrons : -1;
    }

    private static int outerElectrons(int atomicNumber) {
        int group = Elements.ofNumber(atomicNumber).group();
        return group > 12 ? group - 10 : group;
    }
}
