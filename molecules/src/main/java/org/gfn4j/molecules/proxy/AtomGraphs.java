package org.gfn4j.molecules.proxy;

import java.util.Arrays;
import org.gfn4j.molecules.chemistry.AssembledMolecule;
import org.gfn4j.molecules.chemistry.Hydrogens;
import org.gfn4j.molecules.chemistry.MoleculeRow;
import org.gfn4j.molecules.chemistry.Salts;
import org.gfn4j.molecules.chemistry.Smiles;
import org.gfn4j.molecules.chemistry.SmilesException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/**
 * Makes {@link AtomGraph}s of CDK molecules.
 *
 * <p>Aromatic flags are taken as they are; those of package {@link org.gfn4j.molecules.chemistry} are RDKit's. Hybridisation
 * is perceived here as RDKit does it, because the weights of Bengio et al. 2021 were trained on its perception.
 *
 * <p>Thread-safety: stateless.
 */
public final class AtomGraphs {
    private AtomGraphs() {}

    /**
     * Makes the graph of a molecule of blocks.
     *
     * @param molecule the molecule
     * @return its graph
     */
    public static AtomGraph of(AssembledMolecule molecule) {
        return of(molecule.molecule(), molecule.stemAtoms());
    }

    /**
     * Makes the graph of a molecule of a file, whose SMILES has been read before.
     *
     * @param row the molecule
     * @param salts what counts of salts and the like
     * @return its graph, atoms in the order of the text, no stem free
     * @throws IllegalArgumentException if its SMILES cannot be read, or it is refused; the message names its line and SMILES
     */
    public static AtomGraph of(MoleculeRow row, Salts salts) {
        try {
            IAtomContainer molecule = Smiles.parse(row.smiles());
            return of(salts.counted(molecule)
                    .orElseThrow(() -> new IllegalArgumentException("refused: it has " + Salts.peculiarity(molecule))));
        } catch (SmilesException | IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + row.line() + ", '" + row.smiles() + "': " + e.getMessage(), e);
        }
    }

    /**
     * Makes the graph of a SMILES.
     *
     * @param smiles the SMILES
     * @return its graph, atoms in the order of the text, no stem free
     * @throws SmilesException if it cannot be read; the message quotes it
     */
    public static AtomGraph of(String smiles) throws SmilesException {
        return of(Smiles.parse(smiles));
    }

    /**
     * Makes the graph of a molecule.
     *
     * @param molecule a molecule in a Kekulé form with aromatic flags: each bond single, double or triple, hydrogens
     *     counted; unchanged
     * @param stemAtoms the atoms that carry free stems, in any order
     * @return its graph, in which hydrogens that are bonded to a heavy atom are counted there, isotopes too; others are atoms
     * @throws IllegalArgumentException if the molecule has no atom, a bond has another order, hydrogens are not counted, or
     *     there is no such atom
     */
    public static AtomGraph of(IAtomContainer molecule, int... stemAtoms) {
        int atoms = molecule.getAtomCount();
        if (atoms == 0) {
            throw new IllegalArgumentException("a molecule must have at least one atom, but has none");
        }
        int[] others = Hydrogens.others(molecule);
        if (others.length < atoms) {
            return of(
                    Hydrogens.allCounted(molecule),
                    Arrays.stream(AtomGraph.distinct(stemAtoms, atoms))
                            .map(atom -> Arrays.binarySearch(others, atom))
                            .toArray());
        }
        MoleculeArrays valences = MoleculeArrays.of(molecule);
        int bonds = molecule.getBondCount();
        int[] types = new int[bonds];
        boolean[] aromaticBonds = new boolean[bonds];
        for (int i = 0; i < bonds; i++) {
            IBond bond = molecule.getBond(i);
            aromaticBonds[i] = bond.isAromatic();
            types[i] = bond.isAromatic() ? AtomGraph.AROMATIC_BOND : valences.orders()[i] - 1;
        }
        boolean[] aromaticAtoms = new boolean[atoms];
        for (int i = 0; i < atoms; i++) {
            aromaticAtoms[i] = molecule.getAtom(i).isAromatic();
        }
        return new AtomGraph(
                valences.atomicNumbers(),
                valences.hydrogens(),
                aromaticAtoms,
                Hybridisations.of(valences, aromaticBonds),
                valences.ends(),
                types,
                AtomGraph.distinct(stemAtoms, atoms));
    }
}
