package org.gfn4j.molecules.chemistry;

import java.util.Set;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * A molecule to be drawn.
 *
 * @param molecule the molecule, which drawing leaves as it is
 * @param caption the line below it, perhaps empty
 * @param highlighted indices of atoms that get a coloured halo, together with the bonds between them
 */
public record MoleculePicture(IAtomContainer molecule, String caption, Set<Integer> highlighted) {

    /**
     * Keeps a copy of the set.
     *
     * @throws IllegalArgumentException if an index is not one of an atom
     */
    public MoleculePicture {
        highlighted = Set.copyOf(highlighted);
        for (int atom : highlighted) {
            if (atom < 0 || atom >= molecule.getAtomCount()) {
                throw new IllegalArgumentException("there is no atom " + atom + " to highlight in a molecule of "
                        + molecule.getAtomCount() + " atoms");
            }
        }
    }

    /**
     * Makes a picture without highlighted atoms.
     *
     * @param molecule the molecule
     * @param caption the line below it, perhaps empty
     */
    public MoleculePicture(IAtomContainer molecule, String caption) {
        this(molecule, caption, Set.of());
    }
}
