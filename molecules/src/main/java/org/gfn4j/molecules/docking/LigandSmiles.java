package org.gfn4j.molecules.docking;

import java.util.ArrayList;
import java.util.List;
import org.gfn4j.molecules.chemistry.Smiles;
import org.gfn4j.molecules.chemistry.SmilesException;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.smiles.SmiFlavor;
import org.openscience.cdk.smiles.SmilesGenerator;

/**
 * Writes molecules as Open Babel can build the same conformer of them each time.
 *
 * <p>Open Babel places atoms in the order of the SMILES. Where the first two are a chain, it turns the third about them at
 * random, and the conformer that it ends with depends on that; rings come from a table.
 */
final class LigandSmiles {
    private LigandSmiles() {}

    /**
     * Writes a molecule from its first ring atom on, with single and double bonds in place of aromatic ones.
     *
     * @param canonical a canonical SMILES
     * @return a SMILES of the same molecule
     * @throws SmilesException if the molecule cannot be read
     */
    static String of(String canonical) throws SmilesException {
        IAtomContainer molecule = Smiles.parse(canonical);
        List<IAtom> atoms = new ArrayList<>();
        molecule.atoms().forEach(atoms::add);
        atoms.stream().filter(IAtom::isInRing).findFirst().ifPresent(first -> {
            atoms.remove(first);
            atoms.add(0, first);
        });
        molecule.setAtoms(atoms.toArray(IAtom[]::new));
        try {
            return new SmilesGenerator(SmiFlavor.Isomeric).create(molecule);
        } catch (CDKException e) {
            throw new IllegalStateException("cannot write a molecule that was just read: " + canonical, e);
        }
    }
}
