package org.gfn4j.molecules.chemistry;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.openscience.cdk.graph.Cycles;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/**
 * Marks rings and aromatic atoms and bonds as RDKit's default model does, so that descriptors and networks that were made
 * with it see the same molecules.
 *
 * <p>Rings, and unions of up to six rings of which each shares one bond with another, are aromatic if all atoms can take part and the electrons that
 * they give add up to 4n + 2 (RDKit Book, "Aromaticity"). An atom whose double bond leaves the ring gives no electron if
 * the other atom is more electronegative. Of a union only bonds that lie in one of its rings become aromatic. Rings are
 * the relevant cycles.
 *
 * <p>Thread-safety: stateless; the molecule is changed.
 */
final class Aromatization {
    private static final int LARGEST_FUSED_RING = 24;
    private static final int MOST_FUSED_RINGS = 6;

    private Aromatization() {}

    /**
     * Sets the ring flags and the aromatic flags of all atoms and bonds.
     *
     * @param molecule a Kekulé structure with hydrogens counted; aromatic flags that it has are taken away first
     */
    static void apply(IAtomContainer molecule) {
        for (IAtom atom : molecule.atoms()) {
            atom.setIsAromatic(false);
        }
        for (IBond bond : molecule.bonds()) {
            bond.setIsAromatic(false);
        }
        if (Cycles.markRingAtomsAndBonds(molecule) == 0) {
            return;
        }
        int[] electrons = new int[molecule.getAtomCount()];
        boolean any = false;
        for (int atom = 0; atom < electrons.length; atom++) {
            electrons[atom] = PiElectrons.of(molecule.getAtom(atom));
            any |= electrons[atom] != PiElectrons.NOT_AROMATIC;
        }
        if (!any) {
            return;
        }
        List<Ring> candidates = candidates(molecule, electrons);
        for (List<Ring> system : fusedSystems(candidates)) {
            new FusedSystem(molecule, system, electrons).mark();
        }
    }

    private static List<Ring> candidates(IAtomContainer molecule, int[] electrons) {
        List<Ring> rings = new ArrayList<>();
        for (int[] path : Cycles.relevant(molecule).paths()) {
            int size = path.length - 1;
            int[] atoms = new int[size];
            int[] bonds = new int[size];
            boolean possible = true;
            for (int i = 0; i < size && possible; i++) {
                atoms[i] = path[i];
                bonds[i] = molecule.getAtom(path[i])
                        .getBond(molecule.getAtom(path[i + 1]))
                        .getIndex();
                possible = electrons[path[i]] != PiElectrons.NOT_AROMATIC;
            }
            if (possible) {
                rings.add(new Ring(atoms, bonds));
            }
        }
        return rings;
    }

    /** Groups rings that are connected by shared bonds. */
    private static List<List<Ring>> fusedSystems(List<Ring> rings) {
        List<List<Ring>> systems = new ArrayList<>();
        boolean[] done = new boolean[rings.size()];
        for (int first = 0; first < done.length; first++) {
            if (done[first]) {
                continue;
            }
            done[first] = true;
            List<Ring> system = new ArrayList<>(List.of(rings.get(first)));
            for (int at = 0; at < system.size(); at++) {
                for (int other = 0; other < done.length; other++) {
                    if (!done[other] && system.get(at).isFusedTo(rings.get(other))) {
                        done[other] = true;
                        system.add(rings.get(other));
                    }
                }
            }
            systems.add(system);
        }
        return systems;
    }

    /** A ring: its atoms and bonds, [size]. */
    private record Ring(int[] atoms, int[] bonds) {
        /** Tells whether two rings share exactly one bond. */
        boolean isFusedTo(Ring other) {
            if (bonds.length > LARGEST_FUSED_RING || other.bonds.length > LARGEST_FUSED_RING) {
                return false;
            }
            int shared = 0;
            for (int bond : bonds) {
                for (int otherBond : other.bonds) {
                    shared += bond == otherBond ? 1 : 0;
                }
            }
            return shared == 1;
        }
    }

    /** Rings that are connected by shared bonds, and what has been found aromatic in them. */
    private static final class FusedSystem {
        private final IAtomContainer molecule;
        private final List<Ring> rings;
        private final int[] electrons;
        private final BitSet ringBonds = new BitSet();
        private final BitSet aromaticBonds = new BitSet();

        FusedSystem(IAtomContainer molecule, List<Ring> rings, int[] electrons) {
            this.molecule = molecule;
            this.rings = rings;
            this.electrons = electrons;
            for (Ring ring : rings) {
                for (int bond : ring.bonds) {
                    ringBonds.set(bond);
                }
            }
        }

        /** Tries unions of ever more rings until all bonds are aromatic or the largest unions have been tried. */
        void mark() {
            int most = Math.min(rings.size(), MOST_FUSED_RINGS);
            for (int size = 1; size <= most && aromaticBonds.cardinality() < ringBonds.cardinality(); size++) {
                combine(new int[size], 0, 0);
            }
        }

        private void combine(int[] chosen, int depth, int from) {
            if (depth == chosen.length) {
                if (isConnected(chosen) && hasAromaticSum(chosen)) {
                    markUnion(chosen);
                }
                return;
            }
            for (int ring = from; ring <= rings.size() - chosen.length + depth; ring++) {
                chosen[depth] = ring;
                combine(chosen, depth + 1, ring + 1);
            }
        }

        private boolean isConnected(int[] chosen) {
            int reached = 1;
            for (int round = 1; round < chosen.length; round++) {
                for (int i = 0; i < chosen.length; i++) {
                    if (((reached >> i) & 1) != 0) {
                        continue;
                    }
                    for (int j = 0; j < chosen.length; j++) {
                        if (((reached >> j) & 1) != 0 && rings.get(chosen[i]).isFusedTo(rings.get(chosen[j]))) {
                            reached |= 1 << i;
                            break;
                        }
                    }
                }
            }
            return reached == (1 << chosen.length) - 1;
        }

        /** Atoms in more than two of the rings lie inside and do not count. */
        private boolean hasAromaticSum(int[] chosen) {
            int[] times = new int[molecule.getAtomCount()];
            for (int ring : chosen) {
                for (int atom : rings.get(ring).atoms) {
                    times[atom]++;
                }
            }
            int sum = 0;
            for (int atom = 0; atom < times.length; atom++) {
                if (times[atom] == 1 || times[atom] == 2) {
                    sum += electrons[atom];
                }
            }
            return sum % 4 == 2;
        }

        private void markUnion(int[] chosen) {
            BitSet once = new BitSet();
            BitSet twice = new BitSet();
            for (int ring : chosen) {
                for (int atom : rings.get(ring).atoms) {
                    molecule.getAtom(atom).setIsAromatic(true);
                }
                for (int bond : rings.get(ring).bonds) {
                    (once.get(bond) ? twice : once).set(bond);
                }
            }
            once.andNot(twice);
            aromaticBonds.or(once);
            for (int bond = once.nextSetBit(0); bond >= 0; bond = once.nextSetBit(bond + 1)) {
                molecule.getBond(bond).setIsAromatic(true);
            }
        }
    }
}
