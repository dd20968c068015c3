package org.gfn4j.molecules.chemistry;

import java.util.Arrays;
import java.util.List;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.silent.SilentChemObjectBuilder;

/**
 * The atoms and bonds of a block, and how many hydrogens its atoms have once they are bonded to others.
 *
 * <p>An atom written in brackets has the hydrogens that stand there, one of which makes room for each new bond as long as
 * there are some. Any other atom gets as many as fill it up to the next valence that it may have; an aromatic one never
 * gets more than it had. This is what RDKit makes of a fragment to which bonds are added.
 *
 * <p>Thread-safety: immutable.
 */
final class BlockAtoms {
    /** What stands for the number of hydrogens of an atom that cannot have so many bonds. */
    static final int IMPOSSIBLE = -1;

    private final AtomData[] atoms;
    private final BondData[] bonds;

    private record AtomData(
            int element,
            int charge,
            int isotope,
            int hydrogens,
            int bonded,
            boolean fixed,
            boolean aromatic,
            boolean inRing) {}

    private record BondData(int first, int second, IBond.Order order, boolean aromatic, boolean inRing) {}

    /**
     * Reads a fragment.
     *
     * @param smiles its SMILES
     * @throws SmilesException if it is not one of a molecule
     */
    BlockAtoms(String smiles) throws SmilesException {
        IAtomContainer molecule = Smiles.kekule(smiles);
        Aromatization.apply(molecule);
        List<Boolean> bracketed = BracketAtoms.of(smiles);
        if (bracketed.size() != molecule.getAtomCount()) {
            throw new SmilesException(
                    "the SMILES '" + smiles + "' of a block has hydrogens written as atoms of their own");
        }
        this.atoms = new AtomData[molecule.getAtomCount()];
        for (IAtom atom : molecule.atoms()) {
            int hydrogens = Valences.hydrogens(atom);
            Integer isotope = atom.getMassNumber();
            atoms[atom.getIndex()] = new AtomData(
                    atom.getAtomicNumber(),
                    atom.getFormalCharge(),
                    isotope == null ? 0 : isotope,
                    hydrogens,
                    Valences.valence(atom) - hydrogens,
                    bracketed.get(atom.getIndex()),
                    atom.isAromatic(),
                    atom.isInRing());
        }
        this.bonds = new BondData[molecule.getBondCount()];
        for (IBond bond : molecule.bonds()) {
            bonds[bond.getIndex()] = new BondData(
                    bond.getBegin().getIndex(),
                    bond.getEnd().getIndex(),
                    bond.getOrder(),
                    bond.isAromatic(),
                    bond.isInRing());
        }
    }

    /**
     * Returns the number of atoms.
     *
     * @return the heavy atoms
     */
    int size() {
        return atoms.length;
    }

    /**
     * Returns the hydrogens an atom has left.
     *
     * @param atom its index
     * @param newBonds how many single bonds to other blocks it has
     * @return the number, or {@link #IMPOSSIBLE}
     */
    int hydrogens(int atom, int newBonds) {
        AtomData data = atoms[atom];
        int bonded = data.bonded + newBonds;
        if (data.fixed || data.aromatic) {
            int left = Math.max(0, data.hydrogens - newBonds);
            return Valences.isAllowed(data.element, data.charge, bonded + left) ? left : IMPOSSIBLE;
        }
        int missing = Valences.missing(data.element, data.charge, bonded);
        return missing < 0 ? IMPOSSIBLE : missing;
    }

    /**
     * Tells whether aromaticity must be perceived again, because an atom of a ring has got more neighbours than it had.
     *
     * @param atom its index
     * @param newBonds how many single bonds to other blocks it has
     * @param hydrogens the hydrogens it has then
     * @return true if the atom gives perhaps another number of electrons to its ring
     */
    boolean changesRing(int atom, int newBonds, int hydrogens) {
        return atoms[atom].inRing && newBonds + hydrogens != atoms[atom].hydrogens;
    }

    /** Returns the atoms and bonds as a molecule, with the hydrogens that they have without other blocks. */
    IAtomContainer alone() {
        IAtomContainer molecule = SilentChemObjectBuilder.getInstance().newAtomContainer();
        addTo(molecule, Arrays.stream(atoms).mapToInt(AtomData::hydrogens).toArray());
        return molecule;
    }

    /**
     * Adds the atoms and bonds to a molecule.
     *
     * @param molecule what they are added to
     * @param hydrogens the hydrogens of each atom of the molecule that is being made, [atoms]
     */
    void addTo(IAtomContainer molecule, int[] hydrogens) {
        int offset = molecule.getAtomCount();
        for (AtomData data : atoms) {
            IAtom atom = molecule.newAtom(data.element, hydrogens[molecule.getAtomCount()]);
            atom.setFormalCharge(data.charge);
            atom.setIsAromatic(data.aromatic);
            atom.setIsInRing(data.inRing);
            if (data.isotope > 0) {
                atom.setMassNumber(data.isotope);
            }
        }
        for (BondData data : bonds) {
            IBond bond = molecule.newBond(
                    molecule.getAtom(offset + data.first), molecule.getAtom(offset + data.second), data.order);
            bond.setIsAromatic(data.aromatic);
            bond.setIsInRing(data.inRing);
        }
    }
}
