package org.gfn4j.molecules.chemistry;

import java.util.List;
import java.util.stream.IntStream;
import org.openscience.cdk.CDKConstants;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.interfaces.IStereoElement;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/**
 * Hydrogens that are written as atoms, and become a count at their neighbour.
 *
 * <p>Thread-safety: stateless.
 */
public final class Hydrogens {
    /** Makes CDK keep a hydrogen as an atom. */
    private static final String KEPT = CDKConstants.ATOM_ATOM_MAPPING;

    private Hydrogens() {}

    /**
     * Counts hydrogens as RDKit does when it reads a SMILES. As atoms stay isotopes, ions, those without a heavy neighbour or
     * with several neighbours, and that of an imine whose double bond has a geometry. Map numbers of all atoms are taken away.
     */
    static void count(IAtomContainer molecule) {
        for (IAtom atom : molecule.atoms()) {
            atom.removeProperty(KEPT);
        }
        for (IStereoElement<?, ?> element : molecule.stereoElements()) {
            boolean geometry = element.getConfigClass() == IStereoElement.CisTrans
                    || element.getConfigClass() == IStereoElement.Cumulene;
            for (Object carrier : geometry ? element.getCarriers() : List.of()) {
                IBond bond = (IBond) carrier;
                keep(bond.getBegin(), bond.getEnd());
                keep(bond.getEnd(), bond.getBegin());
            }
        }
        AtomContainerManipulator.suppressHydrogens(molecule);
        for (IAtom atom : molecule.atoms()) {
            atom.removeProperty(KEPT);
        }
    }

    /** Keeps a hydrogen that is the only neighbour at an end of a double bond. */
    private static void keep(IAtom hydrogen, IAtom end) {
        if (hydrogen.getAtomicNumber() == 1 && end.getBondCount() == 2 && Valences.hydrogens(end) == 0) {
            hydrogen.setProperty(KEPT, 1);
        }
    }

    /**
     * Counts all hydrogens that have one heavy neighbour and no charge, whether they are isotopes or not. Stereochemistry and
     * map numbers are left out.
     *
     * @param molecule a molecule, unchanged
     * @return a copy of the other atoms, in their order
     */
    public static IAtomContainer allCounted(IAtomContainer molecule) {
        IAtomContainer copy = Molecules.copy(molecule);
        copy.setStereoElements(List.of());
        for (IAtom atom : copy.atoms()) {
            if (isCountable(atom)) {
                atom.setMassNumber(null);
            }
        }
        count(copy);
        return copy;
    }

    /**
     * Returns which atoms {@link #allCounted} leaves.
     *
     * @param molecule a molecule, unchanged
     * @return their indices, in ascending order
     */
    public static int[] others(IAtomContainer molecule) {
        return IntStream.range(0, molecule.getAtomCount())
                .filter(atom -> !isCountable(molecule.getAtom(atom)))
                .toArray();
    }

    private static boolean isCountable(IAtom atom) {
        return atom.getAtomicNumber() == 1
                && atom.getFormalCharge() == 0
                && Valences.hydrogens(atom) == 0
                && atom.getBondCount() == 1
                && atom.bonds().iterator().next().getOther(atom).getAtomicNumber() > 1;
    }
}
