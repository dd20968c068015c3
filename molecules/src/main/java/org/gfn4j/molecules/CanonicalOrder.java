package org.gfn4j.molecules;

import java.util.List;

/**
 * The canonical order of a tree of blocks.
 *
 * <p>The code of a block, seen from the centre of the tree, is its fragment, the atom by which it is bonded inwards, and
 * the sorted list of its other attachments with what they carry, a free stem or a block with its code, made as small as
 * the symmetries of the fragment allow. Codes are compared level by level from the outside, as in the algorithm for trees
 * of Aho, Hopcroft and Ullman (The Design and Analysis of Computer Algorithms, 1974, section 3.2); only their ranks are
 * kept.
 *
 * <p>Thread-safety: immutable once made.
 */
final class CanonicalOrder {
    private static final int ATOM_SHIFT = 24;
    private static final int KIND_SHIFT = 16;
    private static final int SLOT_MASK = 0xffff;
    private static final int ORBIT_SHIFT = 48;
    private static final int ORBIT_ATOM_SHIFT = 40;
    private static final long BLOCK = 1L << 32;

    private final List<Fragment> known;
    private final int[] fragments;
    private final BlockTree tree;

    private final int[] ranks;
    private final int[][] items;
    private final int[] inwardAtoms;
    private final byte[][] symmetries;

    private final int[] order;
    private final int[] places;
    private final int[] stemPlaces;
    private int placed;
    private int stemsPlaced;

    /**
     * Takes a tree: the fragment of each block, bonds [bonds, 4] and stems [stems, 2] of which only the first so many
     * numbers count.
     */
    CanonicalOrder(List<Fragment> known, int[] fragments, int[] bonds, int[] stems, int stemNumbers) {
        this.known = known;
        this.fragments = fragments;
        int size = fragments.length;
        tree = new BlockTree(size, bonds, stems, stemNumbers);
        ranks = new int[size];
        items = new int[size][];
        inwardAtoms = new int[size];
        symmetries = new byte[size][];
        order = new int[size];
        places = new int[size];
        stemPlaces = new int[stemNumbers / 2];
        rankAll();
        place(tree.queue[0]);
        if (tree.hasTwoCentres()) {
            place(tree.queue[1]);
        }
    }

    /** Ranks blocks level by level, those farthest from the root first, and the smaller of two centres first. */
    private void rankAll() {
        int first = tree.size;
        while (first > 0) {
            int last = first;
            int level = tree.levels[tree.queue[last - 1]];
            while (first > 0 && tree.levels[tree.queue[first - 1]] == level) {
                first--;
                label(tree.queue[first]);
            }
            rank(first, last);
        }
    }

    /** Finds the smallest labels of a block whose outer blocks have their ranks. */
    private void label(int block) {
        int[] best = new int[outerSlots(block)];
        int[] tried = new int[best.length];
        boolean found = false;
        int fewestOutside = Integer.MAX_VALUE;
        int bestInward = Integer.MAX_VALUE;
        for (byte[] symmetry : known.get(fragments[block]).symmetries()) {
            int inward = inwardAtom(block, symmetry);
            int outside = outside(block, symmetry);
            if (outside > fewestOutside || (outside == fewestOutside && inward > bestInward)) {
                continue;
            }
            fillItems(block, symmetry, tried);
            if (!found || outside < fewestOutside || inward < bestInward || compare(tried, best) < 0) {
                found = true;
                fewestOutside = outside;
                bestInward = inward;
                symmetries[block] = symmetry;
                int[] spare = best;
                best = tried;
                tried = spare;
            }
        }
        items[block] = best;
        inwardAtoms[block] = bestInward;
    }

    private int outerSlots(int block) {
        int slots = tree.slotStarts[block + 1] - tree.slotStarts[block];
        return tree.inwardSlots[block] == BlockTree.NONE ? slots : slots - 1;
    }

    private int inwardAtom(int block, byte[] symmetry) {
        return tree.inwardSlots[block] == BlockTree.NONE
                ? BlockTree.NONE
                : symmetry[tree.slotAtoms[tree.inwardSlots[block]]];
    }

    private int outside(int block, byte[] symmetry) {
        Fragment fragment = known.get(fragments[block]);
        int outside = 0;
        for (int slot = tree.slotStarts[block]; slot < tree.slotStarts[block + 1]; slot++) {
            outside += fragment.isAttachable(symmetry[tree.slotAtoms[slot]]) ? 0 : 1;
        }
        return outside;
    }

    /** Writes what the outer slots carry, sorted: atom, then stem before blocks by rank, then the slot itself. */
    private void fillItems(int block, byte[] symmetry, int[] target) {
        int count = 0;
        for (int slot = tree.slotStarts[block]; slot < tree.slotStarts[block + 1]; slot++) {
            if (slot == tree.inwardSlots[block]) {
                continue;
            }
            int item = (symmetry[tree.slotAtoms[slot]] << ATOM_SHIFT) | (kind(slot) << KIND_SHIFT) | slot;
            int place = count++;
            while (place > 0 && target[place - 1] > item) {
                target[place] = target[place - 1];
                place--;
            }
            target[place] = item;
        }
    }

    private int kind(int slot) {
        return tree.slotBlocks[slot] == BlockTree.NONE ? 0 : ranks[tree.slotBlocks[slot]] + 1;
    }

    private static int compare(int[] one, int[] two) {
        for (int i = 0; i < one.length; i++) {
            int difference = (one[i] >>> KIND_SHIFT) - (two[i] >>> KIND_SHIFT);
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private int compareBlocks(int one, int two) {
        if (fragments[one] != fragments[two]) {
            return fragments[one] - fragments[two];
        }
        if (inwardAtoms[one] != inwardAtoms[two]) {
            return inwardAtoms[one] - inwardAtoms[two];
        }
        if (items[one].length != items[two].length) {
            return items[one].length - items[two].length;
        }
        return compare(items[one], items[two]);
    }

    /** Sorts a level of the tree.queue and numbers its different codes. */
    private void rank(int first, int last) {
        for (int i = first + 1; i < last; i++) {
            int block = tree.queue[i];
            int place = i;
            while (place > first && compareBlocks(tree.queue[place - 1], block) > 0) {
                tree.queue[place] = tree.queue[place - 1];
                place--;
            }
            tree.queue[place] = block;
        }
        ranks[tree.queue[first]] = 0;
        for (int i = first + 1; i < last; i++) {
            boolean alike = compareBlocks(tree.queue[i - 1], tree.queue[i]) == 0;
            ranks[tree.queue[i]] = ranks[tree.queue[i - 1]] + (alike ? 0 : 1);
        }
    }

    private void place(int block) {
        places[block] = placed;
        order[placed++] = block;
        for (int item : items[block]) {
            int slot = item & SLOT_MASK;
            if (tree.slotBlocks[slot] == BlockTree.NONE) {
                stemPlaces[tree.slotNumbers[slot]] = stemsPlaced++;
            }
        }
        for (int item : items[block]) {
            int other = tree.slotBlocks[item & SLOT_MASK];
            if (other != BlockTree.NONE) {
                place(other);
            }
        }
    }

    /** Returns the molecule in canonical order. */
    BlockMolecule molecule(boolean finished) {
        short[] newFragments = new short[tree.size];
        byte[] newBonds = new byte[4 * (tree.size - 1)];
        byte[] newStems = new byte[2 * stemPlaces.length];
        int stemNumbers = 0;
        for (int place = 0; place < tree.size; place++) {
            int block = order[place];
            newFragments[place] = (short) fragments[block];
            for (int item : items[block]) {
                if (tree.slotBlocks[item & SLOT_MASK] == BlockTree.NONE) {
                    newStems[stemNumbers++] = (byte) place;
                    newStems[stemNumbers++] = (byte) (item >> ATOM_SHIFT);
                }
            }
            if (place > 0) {
                int inner = tree.slotBlocks[tree.inwardSlots[block]];
                int innerSlot = tree.slot(inner, block);
                int at = 4 * (place - 1);
                newBonds[at] = (byte) places[inner];
                newBonds[at + 1] = (byte) place;
                newBonds[at + 2] = symmetries[inner][tree.slotAtoms[innerSlot]];
                newBonds[at + 3] = (byte) inwardAtoms[block];
            }
        }
        return new BlockMolecule(newFragments, newBonds, newStems, finished);
    }

    /** Returns the number in canonical order of a stem. */
    int stemPlace(int stem) {
        return stemPlaces[stem];
    }

    /** Numbers blocks so that two have the same number exactly if a symmetry of the whole tree maps one to the other. */
    int[] orbits() {
        int[] orbits = new int[tree.size];
        long[] keys = new long[tree.size];
        int found = 1;
        int otherCentre = tree.hasTwoCentres() ? tree.queue[1] : BlockTree.NONE;
        if (otherCentre != BlockTree.NONE && ranks[otherCentre] != ranks[order[0]]) {
            orbits[otherCentre] = found++;
        }
        for (int i = 1; i < tree.size; i++) {
            int block = order[i];
            if (block == otherCentre) {
                continue;
            }
            int inner = tree.slotBlocks[tree.inwardSlots[block]];
            long key = key(orbits[inner], inner, tree.slot(inner, block)) | BLOCK | ranks[block];
            int orbit = 1;
            while (orbit < found && keys[orbit] != key) {
                orbit++;
            }
            if (orbit == found) {
                keys[found++] = key;
            }
            orbits[block] = orbit;
        }
        return orbits;
    }

    /** Numbers stems, in their canonical order, as {@link #orbits} numbers blocks; numbers can be large. */
    long[] stemOrbits() {
        int[] orbits = orbits();
        long[] stemOrbits = new long[stemPlaces.length];
        for (int block = 0; block < tree.size; block++) {
            for (int slot = tree.slotStarts[block]; slot < tree.slotStarts[block + 1]; slot++) {
                if (tree.slotBlocks[slot] == BlockTree.NONE) {
                    stemOrbits[stemPlaces[tree.slotNumbers[slot]]] = key(orbits[block], block, slot);
                }
            }
        }
        return stemOrbits;
    }

    /** Tells apart what symmetries do not exchange: slots of blocks of this orbit. */
    private long key(int orbit, int block, int slot) {
        return ((long) orbit << ORBIT_SHIFT) | ((long) smallestAtom(block, slot) << ORBIT_ATOM_SHIFT);
    }

    /** Returns the smallest atom that a slot has under the symmetries that give a block its smallest labels. */
    private int smallestAtom(int block, int slot) {
        int smallest = symmetries[block][tree.slotAtoms[slot]];
        int outside = outside(block, symmetries[block]);
        int[] tried = new int[items[block].length];
        for (byte[] symmetry : known.get(fragments[block]).symmetries()) {
            int atom = symmetry[tree.slotAtoms[slot]];
            if (atom < smallest
                    && inwardAtom(block, symmetry) == inwardAtoms[block]
                    && outside(block, symmetry) == outside) {
                fillItems(block, symmetry, tried);
                if (compare(tried, items[block]) == 0) {
                    smallest = atom;
                }
            }
        }
        return smallest;
    }
}
