package org.gfn4j.molecules.proxy;

import org.openscience.cdk.aromaticity.Aromaticity;
import org.openscience.cdk.aromaticity.ElectronDonation;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.graph.Cycles;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/**
 * Makes {@link AtomGraph}s of CDK molecules.
 *
 * <p>Aromaticity and hybridisation are perceived here, from bond orders, charges and hydrogens alone, as RDKit does, whose
 * perception the weights of Bengio et al. 2021 were trained on.
 *
 * <p>Thread-safety: safe for use by many threads.
 */
public final class AtomGraphs {
    private final Aromaticity aromaticity =
            new Aromaticity(ElectronDonation.daylight(), Cycles.or(Cycles.all(), Cycles.all(6)));

    /** Makes a maker of graphs. */
    public AtomGraphs() {}

    /**
     * Makes the graph of a molecule.
     *
     * @param molecule a molecule in its Kekulé form: each bond single, double or triple, hydrogens counted; unchanged
     * @param stemAtoms the atoms that carry free stems, in any order
     * @return its graph; hydrogens that are atoms of their own stay so
     * @throws IllegalArgumentException if the molecule has no atom, a bond has another order, hydrogens are not counted, or
     *     there is no such atom
     */
    public AtomGraph graph(IAtomContainer molecule, int... stemAtoms) {
        int atoms = molecule.getAtomCount();
        if (atoms == 0) {
            throw new IllegalArgumentException("a molecule must have at least one atom, but has none");
        }
        Valences valences = Valences.of(molecule);
        int bonds = molecule.getBondCount();
        boolean[] aromaticBond = new boolean[bonds];
        boolean[] aromaticAtom = new boolean[atoms];
        for (IBond bond : aromaticBonds(molecule)) {
            aromaticBond[bond.getIndex()] = true;
            aromaticAtom[bond.getBegin().getIndex()] = true;
            aromaticAtom[bond.getEnd().getIndex()] = true;
        }
        int[] types = new int[bonds];
        for (int bond = 0; bond < bonds; bond++) {
            types[bond] = aromaticBond[bond] ? AtomGraph.BOND_TYPES - 1 : valences.orders()[bond] - 1;
        }
        return new AtomGraph(
                valences.atomicNumbers(),
                valences.hydrogens(),
                aromaticAtom,
                Hybridisations.of(valences, aromaticBond),
                valences.ends(),
                types,
                AtomGraph.distinct(stemAtoms, atoms));
    }

    private Iterable<IBond> aromaticBonds(IAtomContainer molecule) {
        try {
            return aromaticity.findBonds(molecule);
        } catch (CDKException e) {
            throw new IllegalArgumentException("the rings of a molecule cannot be found: " + e.getMessage(), e);
        }
    }
}
