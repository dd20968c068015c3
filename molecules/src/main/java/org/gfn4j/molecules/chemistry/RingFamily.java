package org.gfn4j.molecules.chemistry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Rings of one size that go the same way, but for stretches where several ways are equally short, as there are two around
 * each ring of a chain of para-linked benzenes. A ring is a path from the first atom to the last, and the bond that closes it.
 *
 * <p>Thread-safety: immutable, but for the arrays, which must not change.
 *
 * @param size how many atoms each of the rings has
 * @param atoms the atoms of all rings, each before those that may follow it, [atoms of the family]
 * @param next the positions in {@code atoms} of those that may follow, [atoms of the family]; none for the last
 */
record RingFamily(int size, int[] atoms, int[][] next) {

    /** Adds to each atom of the molecule the number of rings of this family that it is in. */
    void count(double[] rings) {
        double[] before = new double[atoms.length];
        before[0] = 1;
        double[] after = new double[atoms.length];
        after[atoms.length - 1] = 1;
        for (int from = 0; from < atoms.length; from++) {
            for (int to : next[from]) {
                before[to] += before[from];
            }
        }
        for (int from = atoms.length - 1; from >= 0; from--) {
            for (int to : next[from]) {
                after[from] += after[to];
            }
            rings[atoms[from]] += before[from] * after[from];
        }
    }

    /** Returns the rings whose atoms are all wanted, each as its atoms in their order, [size]. There may be very many. */
    List<int[]> rings(IntPredicate wanted) {
        List<int[]> found = new ArrayList<>();
        walk(0, 0, new int[size], wanted, found);
        return found;
    }

    private void walk(int position, int length, int[] path, IntPredicate wanted, List<int[]> found) {
        if (!wanted.test(atoms[position])) {
            return;
        }
        path[length] = atoms[position];
        if (length == size - 1) {
            found.add(path.clone());
        }
        for (int to : next[position]) {
            walk(to, length + 1, path, wanted, found);
        }
    }

    /** Is notified of bonds. */
    interface BondVisitor {
        void visit(int first, int second);
    }

    /**
     * Finds the bonds of those rings whose sum is 2 modulo 4, without listing the rings.
     *
     * @param summands what each atom of the molecule adds; no ring with a negative one counts
     * @param visitor is told the atoms of each such bond, perhaps more than once
     */
    void bondsOfAromaticRings(int[] summands, BondVisitor visitor) {
        int[] before = new int[atoms.length];
        int[] after = new int[atoms.length];
        int last = atoms.length - 1;
        before[0] = plus(1, summands[atoms[0]]);
        for (int from = 0; from < last; from++) {
            for (int to : next[from]) {
                before[to] |= plus(before[from], summands[atoms[to]]);
            }
        }
        after[last] = plus(1, summands[atoms[last]]);
        for (int from = last - 1; from >= 0; from--) {
            for (int to : next[from]) {
                after[from] |= plus(after[to], summands[atoms[from]]);
                if (haveSumTwo(before[from], after[to])) {
                    visitor.visit(atoms[from], atoms[to]);
                }
            }
        }
        if (haveSumTwo(1, before[last])) {
            visitor.visit(atoms[last], atoms[0]);
        }
    }

    /** Adds a number to each of a set of remainders, which are the four bits of an integer. */
    private static int plus(int remainders, int summand) {
        if (summand < 0) {
            return 0;
        }
        int shifted = remainders << summand % 4;
        return (shifted | shifted >> 4) & 15;
    }

    private static boolean haveSumTwo(int some, int others) {
        for (int remainder = 0; remainder < 4; remainder++) {
            if ((some >> remainder & 1) != 0 && (others >> (6 - remainder) % 4 & 1) != 0) {
                return true;
            }
        }
        return false;
    }
}
