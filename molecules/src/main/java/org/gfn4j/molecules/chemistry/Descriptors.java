package org.gfn4j.molecules.chemistry;

import java.util.List;
import java.util.stream.Stream;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.isomorphism.DfPattern;

/**
 * Numbers that describe a molecule, defined as in RDKit 2022.09.
 *
 * <p>Molecules are Kekulé structures with counted hydrogens and with aromatic and ring flags, as {@link Smiles#parse} and
 * {@link MoleculeAssembler} make them.
 *
 * <p>Thread-safety: immutable.
 */
public final class Descriptors {
    private static final String STRICTLY_ROTATABLE = end(true) + "-,:;!@" + end(false);

    private final Crippen crippen = new Crippen();
    private final StructuralAlerts alerts = new StructuralAlerts();
    private final DfPattern rotatable = Substructures.pattern(STRICTLY_ROTATABLE);
    private final List<DfPattern> donors = Stream.of("[N;!H0;v3]", "[N;!H0;+1;v4]", "[O,S;H1;+0]", "[n;H1;+0]")
            .map(Substructures::pattern)
            .toList();
    private final List<DfPattern> acceptors = Stream.of(
                    "[oH0;X2]",
                    "[OH1;X2;v2]",
                    "[OH0;X2;v2]",
                    "[OH0;X1;v2]",
                    "[O-;X1]",
                    "[SH0;X2;v2]",
                    "[SH0;X1;v2]",
                    "[S-;X1]",
                    "[nH0;X2]",
                    "[NH0;X1;v3]",
                    "[$([N;+0;X3;v3]);!$(N[C,S]=O)]")
            .map(Substructures::pattern)
            .toList();

    /** Makes the calculator; its tables are read from the jar. */
    public Descriptors() {}

    private static String end(boolean first) {
        String amide = "&!$([CD3](=[N,O,S])-!@[#7,O,S!D1])&!$([#7,O,S!D1]-!@[CD3]=[N,O,S])"
                + "&!$([CD3](=[N+])-!@[#7!D1])&!$([#7!D1]-!@[CD3]=[N+])";
        return "[!$(*#*)&!D1&!$(C(F)(F)F)&!$(C(Cl)(Cl)Cl)&!$(C(Br)(Br)Br)&!$(C([CH3])([CH3])[CH3])"
                + (first ? amide : "") + "]";
    }

    /**
     * Returns the molecular weight.
     *
     * @param molecule the molecule
     * @return the average weight, in g/mol
     */
    public double weight(IAtomContainer molecule) {
        return AtomicWeights.sum(molecule);
    }

    /**
     * Returns the octanol-water partition coefficient of Wildman and Crippen 1999, J. Chem. Inf. Comput. Sci. 39, 868: the
     * sum of the contributions of all atoms.
     *
     * @param molecule the molecule
     * @return log P, to the base 10
     */
    public double logP(IAtomContainer molecule) {
        return crippen.logP(molecule);
    }

    /**
     * Returns the topological polar surface area of Ertl, Rohde and Selzer 2000, J. Med. Chem. 43, 3714, of nitrogen and
     * oxygen only.
     *
     * @param molecule the molecule
     * @return the area, in Å²
     */
    public double polarSurface(IAtomContainer molecule) {
        return PolarSurface.of(molecule);
    }

    /**
     * Returns the number of hydrogen bond acceptors as QED counts them.
     *
     * @param molecule the molecule
     * @return a count
     */
    public int acceptors(IAtomContainer molecule) {
        return atoms(molecule, acceptors);
    }

    /**
     * Returns the number of hydrogen bond donors.
     *
     * @param molecule the molecule
     * @return a count of atoms
     */
    public int donors(IAtomContainer molecule) {
        return atoms(molecule, donors);
    }

    private static int atoms(IAtomContainer molecule, List<DfPattern> patterns) {
        int count = 0;
        for (IAtom atom : molecule.atoms()) {
            int element = atom.getAtomicNumber();
            if (element == 7 || element == 8 || element == 16) {
                for (DfPattern pattern : patterns) {
                    if (pattern.matchesRoot(atom)) {
                        count++;
                        break;
                    }
                }
            }
        }
        return count;
    }

    /**
     * Returns the number of rotatable bonds: single bonds outside of rings between atoms that have other neighbours, without
     * those of amides, esters and the like, and without those of groups as symmetric as CF₃ (RDKit's strict count).
     *
     * @param molecule the molecule
     * @return a count
     */
    public int rotatableBonds(IAtomContainer molecule) {
        for (IBond bond : molecule.bonds()) {
            if (!bond.isInRing()
                    && Valences.order(bond) == 1
                    && bond.getBegin().getBondCount() > 1
                    && bond.getEnd().getBondCount() > 1) {
                return rotatable.matchAll(molecule).countUnique();
            }
        }
        return 0;
    }

    /**
     * Returns the number of aromatic rings as QED counts them: rings that are left when all aliphatic ring atoms with a
     * single bond to an aliphatic atom are taken away.
     *
     * @param molecule the molecule
     * @return a count
     */
    public int aromaticRings(IAtomContainer molecule) {
        return AromaticRings.count(molecule);
    }

    /**
     * Returns the structural alerts of Bickerton et al. 2012, Nature Chemistry 4, 90, that a molecule has.
     *
     * @param molecule the molecule
     * @return their numbers in {@code [0, 116)}, in ascending order
     */
    public List<Integer> alerts(IAtomContainer molecule) {
        return alerts.in(molecule);
    }
}
