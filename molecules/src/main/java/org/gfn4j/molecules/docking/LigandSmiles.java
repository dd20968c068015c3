package org.gfn4j.molecules.docking;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
 * Writes molecules so that Open Babel builds the same conformers of them each time, wherever it can.
 *
 * <p>Open Babel places atoms in the order of the SMILES. Where it begins with a chain, it turns the third atom about the first
 * two at random, and the conformer that it ends with depends on that. Common rings come from a table, at a fixed place. Which
 * atom comes first changes the conformer, and some have an amide turned the wrong way, so that it takes several to choose from.
 */
final class LigandSmiles {
    /** How many ways to write a molecule there are at most. */
    static final int MOST = 4;

    private LigandSmiles() {}

    /**
     * Writes a molecule from some atoms of plain rings on, or from one of any ring where none is plain, with single and double
     * bonds in place of aromatic ones.
     *
     * @param canonical a canonical SMILES
     * @return SMILES of the same molecule, the same each time, at least one and at most {@link #MOST}
     * @throws SmilesException if the molecule cannot be read
     */
    static List<String> of(String canonical) throws SmilesException {
        IAtomContainer molecule = Smiles.parse(canonical);
        List<IAtom> atoms = new ArrayList<>();
        molecule.atoms().forEach(atoms::add);
        List<String> written = new ArrayList<>();
        for (IAtom start : starts(molecule, atoms)) {
            List<IAtom> order = new ArrayList<>(atoms);
            order.remove(start);
            order.add(0, start);
            molecule.setAtoms(order.toArray(IAtom[]::new));
            try {
                written.add(new SmilesGenerator(SmiFlavor.Isomeric).create(molecule));
            } catch (CDKException e) {
                throw new IllegalStateException("cannot write a molecule that was just read: " + canonical, e);
            }
        }
        return written;
    }

    private static List<IAtom> starts(IAtomContainer molecule, List<IAtom> atoms) {
        boolean[] plain = new boolean[atoms.size()];
        for (IAtomContainer ring : Cycles.sssr(molecule).toRingSet().atomContainers()) {
            boolean all = true;
            for (IAtom atom : ring.atoms()) {
                all &= isPlain(molecule.getAtom(molecule.indexOf(atom)));
            }
            for (IAtom atom : ring.atoms()) {
                plain[molecule.indexOf(atom)] |= all;
            }
        }
        List<IAtom> candidates =
                atoms.stream().filter(atom -> plain[atom.getIndex()]).toList();
        if (candidates.isEmpty()) {
            return List.of(atoms.stream().filter(IAtom::isInRing).findFirst().orElse(atoms.get(0)));
        }
        int count = Math.min(MOST, candidates.size());
        return IntStream.range(0, count)
                .mapToObj(i -> candidates.get(i * candidates.size() / count))
                .toList();
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
