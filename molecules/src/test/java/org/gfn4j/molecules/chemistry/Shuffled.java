package org.gfn4j.molecules.chemistry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/** Molecules with their atoms and bonds in another order. */
final class Shuffled {
    private Shuffled() {}

    static IAtomContainer copy(IAtomContainer molecule, Random random) {
        IAtomContainer copy = Molecules.copy(molecule);
        List<IAtom> atoms = new ArrayList<>();
        copy.atoms().forEach(atoms::add);
        Collections.shuffle(atoms, random);
        copy.setAtoms(atoms.toArray(new IAtom[0]));
        List<IBond> bonds = new ArrayList<>();
        copy.bonds().forEach(bonds::add);
        Collections.shuffle(bonds, random);
        copy.setBonds(bonds.toArray(new IBond[0]));
        return copy;
    }
}
