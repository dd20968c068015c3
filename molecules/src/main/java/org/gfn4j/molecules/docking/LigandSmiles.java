package org.gfn4j.molecules.docking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.gfn4j.molecules.chemistry.Smiles;
import org.gfn4j.molecules.chemistry.SmilesException;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.graph.Cycles;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.smiles.SmiFlavor;
import org.openscience.cdk.smiles.SmilesGenerator;

/**
 * Writes molecules so that Open Babel builds the same conformer of them each time, wherever it can.
 *
 * <p>Open Babel places atoms in the order of the SMILES. Where it begins with a chain, it turns the third atom about the first
 * two at random, and the conformer that it ends with depends on that. Common rings come from a table, at a fixed place.
 */
final class LigandSmiles {
    private LigandSmiles() {}

    /**
     * Writes a molecule from an atom of its first plain ring on, or of any ring where none is plain, with single and double bonds
     * in place of aromatic ones.
     *
     * @param canonical a canonical SMILES
     * @return a SMILES of the same molecule, the same each time
     * @throws SmilesException if the molecule cannot be read
     */
    static String of(String canonical) throws SmilesException {
        IAtomContainer molecule = Smiles.parse(canonical);
        firstOfRing(molecule).ifPresent(first -> {
            List<IAtom> atoms = new ArrayList<>();
            molecule.atoms().forEach(atoms::add);
            atoms.remove(first);
            atoms.add(0, first);
            molecule.setAtoms(atoms.toArray(IAtom[]::new));
        });
        try {
            return new SmilesGenerator(SmiFlavor.Isomeric).create(molecule);
        } catch (CDKException e) {
            throw new IllegalStateException("cannot write a molecule that was just read: " + canonical, e);
        }
    }

    private static Optional<IAtom> firstOfRing(IAtomContainer molecule) {
        List<IAtom> plain = new ArrayList<>();
        for (IAtomContainer ring : Cycles.sssr(molecule).toRingSet().atomContainers()) {
            List<IAtom> atoms = new ArrayList<>();
            ring.atoms().forEach(atom -> atoms.add(molecule.getAtom(molecule.indexOf(atom))));
            if (atoms.stream().allMatch(LigandSmiles::isPlain)) {
                plain.addAll(atoms);
            }
        }
        return plain.stream()
                .min(Comparator.comparingInt(IAtom::getIndex))
                .or(() -> StreamSupport.stream(molecule.atoms().spliterator(), false)
                        .filter(IAtom::isInRing)
                        .findFirst());
    }

    /** Tells whether an atom belongs to one ring, has no charge, and is bound by single bonds to what is beside the ring. */
    private static boolean isPlain(IAtom atom) {
        int ringBonds = 0;
        for (IBond bond : atom.bonds()) {
            if (bond.isInRing()) {
                ringBonds++;
            } else if (bond.getOrder() != IBond.Order.SINGLE) {
                return false;
            }
        }
        return ringBonds == 2 && atom.getFormalCharge() == 0;
    }
}
