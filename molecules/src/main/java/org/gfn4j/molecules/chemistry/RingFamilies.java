package org.gfn4j.molecules.chemistry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/**
 * Finds the relevant cycles of a molecule, those that are not sums of shorter ones, in families (Vismara 1997, Electronic
 * J. Combinatorics 4, R9). A ring of n para-linked benzenes has 2ⁿ such cycles, which is why they are not listed; the number
 * of families is at most 2m² + mn for m bonds and n atoms.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class RingFamilies {
    private final IAtomContainer molecule;
    private final int[][] neighbours;
    /** Each atom's place in an order by the number of neighbours; each cycle is found from its last atom in that order. */
    private final int[] rank;

    private final List<Prototype> prototypes = new ArrayList<>();

    private RingFamilies(IAtomContainer molecule) {
        this.molecule = molecule;
        this.neighbours = new int[molecule.getAtomCount()][];
        for (IAtom atom : molecule.atoms()) {
            IntStream.Builder others = IntStream.builder();
            for (IBond bond : atom.bonds()) {
                if (bond.isInRing()) {
                    others.add(bond.getOther(atom).getIndex());
                }
            }
            neighbours[atom.getIndex()] = others.build().toArray();
        }
        this.rank = new int[neighbours.length];
        int[] order = IntStream.range(0, rank.length)
                .boxed()
                .sorted(Comparator.comparingInt(atom -> neighbours[atom].length))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int place = 0; place < order.length; place++) {
            rank[order[place]] = place;
        }
    }

    /**
     * Finds the families.
     *
     * @param molecule a molecule with its ring flags set
     * @return the families, those of the smallest rings first
     */
    static List<RingFamily> of(IAtomContainer molecule) {
        return new RingFamilies(molecule).find();
    }

    private List<RingFamily> find() {
        for (int root = 0; root < neighbours.length; root++) {
            int last = root;
            if (Arrays.stream(neighbours[root])
                            .filter(atom -> rank[atom] < rank[last])
                            .count()
                    > 1) {
                new Ways(root).addPrototypes();
            }
        }
        prototypes.sort(Comparator.comparingInt(Prototype::size));
        int independent = AromaticRings.count(molecule, atom -> true);
        List<RingFamily> families = new ArrayList<>();
        List<BitSet> basis = new ArrayList<>();
        for (int at = 0; at < prototypes.size() && basis.size() < independent; ) {
            int size = prototypes.get(at).size();
            List<BitSet> found = new ArrayList<>();
            for (; at < prototypes.size() && prototypes.get(at).size() == size; at++) {
                BitSet rest = reduced(prototypes.get(at).bonds(), basis);
                if (!rest.isEmpty()) {
                    families.add(prototypes.get(at).ways.family(prototypes.get(at)));
                    found.add(rest);
                }
            }
            for (BitSet cycle : found) {
                BitSet rest = reduced(cycle, basis);
                if (!rest.isEmpty()) {
                    basis.add(rest);
                }
            }
        }
        return families;
    }

    /** Adds rows until no first bond of a row is left. No row has the first bond of one before it. */
    private static BitSet reduced(BitSet cycle, List<BitSet> basis) {
        for (BitSet row : basis) {
            if (cycle.get(row.nextSetBit(0))) {
                cycle.xor(row);
            }
        }
        return cycle;
    }

    /** The shortest ways from an atom, the root, through those before it in the order. */
    private final class Ways {
        private final int root;
        private final int[] distance = new int[neighbours.length];
        /** The atom before on one of the shortest ways; −1 where none goes through atoms before the root alone. */
        private final int[] previous = new int[neighbours.length];

        Ways(int root) {
            this.root = root;
            Arrays.fill(distance, -1);
            Arrays.fill(previous, -1);
            distance[root] = 0;
            previous[root] = root;
            int[] queue = new int[neighbours.length];
            int end = 1;
            queue[0] = root;
            for (int at = 0; at < end; at++) {
                int atom = queue[at];
                for (int other : neighbours[atom]) {
                    if (distance[other] < 0) {
                        distance[other] = distance[atom] + 1;
                        queue[end++] = other;
                    }
                    if (isBefore(atom, other) && previous[other] < 0 && rank[other] < rank[root]) {
                        previous[other] = atom;
                    }
                }
            }
        }

        /** Tells whether a shortest way that counts leads from one atom to its neighbour. */
        private boolean isBefore(int atom, int next) {
            return previous[atom] >= 0 && distance[atom] + 1 == distance[next];
        }

        void addPrototypes() {
            for (int apex = 0; apex < neighbours.length; apex++) {
                if (previous[apex] < 0) {
                    continue;
                }
                int[] below = new int[neighbours[apex].length];
                int count = 0;
                for (int other : neighbours[apex]) {
                    if (isBefore(other, apex)) {
                        below[count++] = other;
                    } else if (previous[other] >= 0
                            && distance[other] == distance[apex]
                            && rank[other] < rank[apex]
                            && arePartedFromTheRootOn(other, apex)) {
                        prototypes.add(new Prototype(this, apex, other, -1));
                    }
                }
                for (int first = 0; first < count; first++) {
                    for (int second = first + 1; second < count; second++) {
                        if (arePartedFromTheRootOn(below[first], below[second])) {
                            prototypes.add(new Prototype(this, below[first], below[second], apex));
                        }
                    }
                }
            }
        }

        /** Returns the cycles of a prototype that is relevant; the ways from its two atoms then meet at the root alone. */
        RingFamily family(Prototype prototype) {
            List<Integer> down = atomsOfWays(prototype.start);
            List<Integer> up = atomsOfWays(prototype.end);
            Collections.reverse(up);
            List<Integer> atoms = new ArrayList<>(down);
            atoms.addAll(up.subList(1, up.size()));
            List<List<Integer>> next = new ArrayList<>();
            atoms.forEach(atom -> next.add(new ArrayList<>()));
            for (int atom : down) {
                before(atom).forEach(other -> next.get(atoms.indexOf(atom)).add(atoms.indexOf(other)));
            }
            for (int atom : up) {
                before(atom).forEach(other -> next.get(atoms.indexOf(other)).add(atoms.indexOf(atom)));
            }
            if (prototype.apex >= 0) {
                next.get(atoms.size() - 1).add(atoms.size());
                next.add(List.of());
                atoms.add(prototype.apex);
            }
            return new RingFamily(
                    prototype.size(),
                    atoms.stream().mapToInt(Integer::intValue).toArray(),
                    next.stream()
                            .map(positions -> positions.stream()
                                    .mapToInt(Integer::intValue)
                                    .toArray())
                            .toArray(int[][]::new));
        }

        /** Returns the atoms of all shortest ways from the root, the farthest first. */
        private List<Integer> atomsOfWays(int farthest) {
            Set<Integer> seen = new HashSet<>(Set.of(farthest));
            List<Integer> atoms = new ArrayList<>(seen);
            for (int at = 0; at < atoms.size(); at++) {
                before(atoms.get(at)).filter(seen::add).forEach(atoms::add);
            }
            return atoms;
        }

        private IntStream before(int atom) {
            return Arrays.stream(neighbours[atom]).filter(other -> isBefore(other, atom));
        }

        int bond(int atom, int other) {
            return molecule.getAtom(atom).getBond(molecule.getAtom(other)).getIndex();
        }

        private boolean arePartedFromTheRootOn(int one, int other) {
            int first = one;
            int second = other;
            while (first != second) {
                first = previous[first];
                second = previous[second];
            }
            return first == root;
        }
    }

    /**
     * A cycle: the ways from two atoms at the same distance to the root, closed by a bond or by an atom.
     *
     * @param apex the atom that closes it, or −1
     */
    private record Prototype(Ways ways, int start, int end, int apex) {
        int size() {
            return 2 * ways.distance[start] + (apex < 0 ? 1 : 2);
        }

        BitSet bonds() {
            BitSet bonds = new BitSet();
            for (int side : new int[] {start, end}) {
                for (int atom = side; atom != ways.root; atom = ways.previous[atom]) {
                    bonds.set(ways.bond(atom, ways.previous[atom]));
                }
            }
            bonds.set(ways.bond(end, apex < 0 ? start : apex));
            if (apex >= 0) {
                bonds.set(ways.bond(start, apex));
            }
            return bonds;
        }
    }
}
