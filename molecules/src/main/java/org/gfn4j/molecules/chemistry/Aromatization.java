package org.gfn4j.molecules.chemistry;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * the relevant cycles. Those of more than 24 atoms are in no union, and so need not be listed; those of more than 8 are in
 * none either where more than 16 of them are connected, as unions would be too many to try.
 *
 * <p>Thread-safety: stateless; the molecule is changed.
 */
final class Aromatization {
    private static final int LARGEST_FUSED_RING = 24;
    private static final int MOST_FUSED_RINGS = 6;
    private static final int LARGEST_SMALL_RING = 8;
    private static final int MOST_LARGE_RINGS = 16;

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
        List<Ring> candidates = new ArrayList<>();
        for (RingFamily family : RingFamilies.of(molecule)) {
            if (family.size() > LARGEST_FUSED_RING) {
                family.bondsOfAromaticRings(electrons, (first, second) -> mark(molecule, first, second));
            } else {
                family.rings(atom -> electrons[atom] != PiElectrons.NOT_AROMATIC)
                        .forEach(atoms -> candidates.add(Ring.of(molecule, atoms)));
            }
        }
        for (List<Ring> system : fusedSystems(candidates)) {
            new FusedSystem(molecule, system, electrons).mark();
        }
    }

    private static void mark(IAtomContainer molecule, int first, int second) {
        IAtom atom = molecule.getAtom(first);
        IAtom other = molecule.getAtom(second);
        atom.setIsAromatic(true);
        other.setIsAromatic(true);
        atom.getBond(other).setIsAromatic(true);
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

    /** A ring: its atoms in their order, [size], and its bonds. */
    private record Ring(int[] atoms, BitSet bonds) {
        static Ring of(IAtomContainer molecule, int[] atoms) {
            BitSet bonds = new BitSet();
            IAtom before = molecule.getAtom(atoms[atoms.length - 1]);
            for (int index : atoms) {
                IAtom atom = molecule.getAtom(index);
                bonds.set(before.getBond(atom).getIndex());
                before = atom;
            }
            return new Ring(atoms, bonds);
        }

        boolean isLarge() {
            return atoms.length > LARGEST_SMALL_RING;
        }

        /** Tells whether two rings share exactly one bond. */
        boolean isFusedTo(Ring other) {
            BitSet shared = (BitSet) bonds.clone();
            shared.and(other.bonds);
            return shared.cardinality() == 1;
        }
    }

    /** Rings that are connected by shared bonds, and what has been found aromatic in them. */
    private static final class FusedSystem {
        private final IAtomContainer molecule;
        private final List<Ring> rings;
        private final int[] electrons;
        /** The rings that each ring may be in a union with, as they share one bond, [rings]. */
        private final List<BitSet> fused = new ArrayList<>();

        private final BitSet ringBonds = new BitSet();
        private final BitSet aromaticBonds = new BitSet();

        FusedSystem(IAtomContainer molecule, List<Ring> rings, int[] electrons) {
            this.molecule = molecule;
            this.rings = rings;
            this.electrons = electrons;
            boolean few = rings.stream().filter(Ring::isLarge).count() <= MOST_LARGE_RINGS;
            for (Ring ring : rings) {
                ringBonds.or(ring.bonds);
                BitSet others = new BitSet();
                for (int other = 0; other < rings.size(); other++) {
                    boolean allowed =
                            few || (!ring.isLarge() && !rings.get(other).isLarge());
                    others.set(other, allowed && ring.isFusedTo(rings.get(other)));
                }
                fused.add(others);
            }
        }

        /** Tries unions of ever more rings until all bonds are aromatic or the largest unions have been tried. */
        void mark() {
            int most = Math.min(rings.size(), MOST_FUSED_RINGS);
            for (int size = 1; size <= most && !aromaticBonds.equals(ringBonds); size++) {
                for (int ring = 0; ring < rings.size(); ring++) {
                    BitSet later = new BitSet();
                    later.set(ring + 1, rings.size());
                    BitSet border = (BitSet) fused.get(ring).clone();
                    border.and(later);
                    later.andNot(border);
                    extend(new ArrayList<>(List.of(ring)), border, later, size);
                }
            }
        }

        /**
         * Tries all connected unions of a size that have the chosen rings, each once (Wernicke 2006, IEEE/ACM Trans. Comput.
         * Biol. Bioinform. 3, 347).
         *
         * @param border the rings that may be chosen next
         * @param unseen the rings that have not been next to a chosen one yet
         */
        private void extend(List<Integer> chosen, BitSet border, BitSet unseen, int size) {
            if (chosen.size() == size) {
                if (hasAromaticSum(chosen)) {
                    markUnion(chosen);
                }
                return;
            }
            BitSet left = (BitSet) border.clone();
            for (int ring = left.nextSetBit(0); ring >= 0; ring = left.nextSetBit(0)) {
                left.clear(ring);
                BitSet found = (BitSet) fused.get(ring).clone();
                found.and(unseen);
                BitSet wider = (BitSet) left.clone();
                wider.or(found);
                BitSet rest = (BitSet) unseen.clone();
                rest.andNot(found);
                chosen.add(ring);
                extend(chosen, wider, rest, size);
                chosen.subList(chosen.size() - 1, chosen.size()).clear();
            }
        }

        /** Atoms in more than two of the rings lie inside and do not count. */
        private boolean hasAromaticSum(List<Integer> chosen) {
            Map<Integer, Integer> times = new HashMap<>();
            for (int ring : chosen) {
                for (int atom : rings.get(ring).atoms) {
                    times.merge(atom, 1, Integer::sum);
                }
            }
            int sum = 0;
            for (Map.Entry<Integer, Integer> atom : times.entrySet()) {
                sum += atom.getValue() <= 2 ? electrons[atom.getKey()] : 0;
            }
            return sum % 4 == 2;
        }

        private void markUnion(List<Integer> chosen) {
            BitSet once = new BitSet();
            BitSet twice = new BitSet();
            for (int ring : chosen) {
                for (int atom : rings.get(ring).atoms) {
                    molecule.getAtom(atom).setIsAromatic(true);
                }
                BitSet again = (BitSet) rings.get(ring).bonds.clone();
                again.and(once);
                twice.or(again);
                once.or(rings.get(ring).bonds);
            }
            once.andNot(twice);
            aromaticBonds.or(once);
            once.stream().forEach(bond -> molecule.getBond(bond).setIsAromatic(true));
        }
    }
}
