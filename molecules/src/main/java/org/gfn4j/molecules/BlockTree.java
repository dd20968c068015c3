package org.gfn4j.molecules;

import java.util.Arrays;
import java.util.List;

/**
 * A tree of blocks that is put into canonical order.
 *
 * <p>The code of a block, seen from the centre of the tree, is its fragment, the atom by which it is bonded inwards, and
 * the sorted list of its other attachments with what they carry, a free stem or a block with its code, made as small as
 * the symmetries of the fragment allow. Codes are compared level by level from the outside, as in the algorithm for trees
 * of Aho, Hopcroft and Ullman (The Design and Analysis of Computer Algorithms, 1974, section 3.2); only their ranks are
 * kept. The root is the centre of the tree, or the bond between its two centres.
 *
 * <p>Thread-safety: not thread-safe.
 */
final class BlockTree {
    private static final int NONE = -1;
    private static final int ATOM_SHIFT = 24;
    private static final int KIND_SHIFT = 16;
    private static final int SLOT_MASK = 0xffff;

    private final List<Fragment> known;
    private final int size;
    private final int[] fragments;
    private final int[] slotStarts;
    private final int[] slotAtoms;
    /** The block at the other end of each slot, or NONE for a free stem. */
    private final int[] slotBlocks;
    /** The number of the stem of each slot, or of the bond. */
    private final int[] slotNumbers;

    private final int[] levels;
    private final int[] inwardSlots;
    private final int[] queue;
    private int otherCentre = NONE;

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
    BlockTree(List<Fragment> known, int[] fragments, int size, int[] bonds, int[] stems, int stemNumbers) {
        this.known = known;
        this.size = size;
        this.fragments = fragments;
        int bondNumbers = 4 * (size - 1);
        int slots = bondNumbers / 2 + stemNumbers / 2;
        slotStarts = new int[size + 1];
        slotAtoms = new int[slots];
        slotBlocks = new int[slots];
        slotNumbers = new int[slots];
        for (int i = 0; i < bondNumbers; i += 4) {
            slotStarts[bonds[i]]++;
            slotStarts[bonds[i + 1]]++;
        }
        for (int i = 0; i < stemNumbers; i += 2) {
            slotStarts[stems[i]]++;
        }
        int end = 0;
        for (int block = 0; block <= size; block++) {
            end += slotStarts[block];
            slotStarts[block] = end;
        }
        for (int i = stemNumbers - 2; i >= 0; i -= 2) {
            fill(stems[i], stems[i + 1], NONE, i / 2);
        }
        for (int i = bondNumbers - 4; i >= 0; i -= 4) {
            fill(bonds[i], bonds[i + 2], bonds[i + 1], i / 4);
            fill(bonds[i + 1], bonds[i + 3], bonds[i], i / 4);
        }
        levels = new int[size];
        inwardSlots = new int[size];
        queue = new int[size];
        ranks = new int[size];
        items = new int[size][];
        inwardAtoms = new int[size];
        symmetries = new byte[size][];
        order = new int[size];
        places = new int[size];
        stemPlaces = new int[stemNumbers / 2];
        rankAll();
        place(queue[0]);
        if (otherCentre != NONE) {
            place(otherCentre);
        }
    }

    private void fill(int block, int atom, int other, int number) {
        int slot = --slotStarts[block];
        slotAtoms[slot] = atom;
        slotBlocks[slot] = other;
        slotNumbers[slot] = number;
    }

    /** Ranks blocks level by level, those farthest from the root first, and the smaller of two centres first. */
    private void rankAll() {
        findCentres();
        int end = walkOutwards();
        int first = end;
        while (first > 0) {
            int last = first;
            int level = levels[queue[last - 1]];
            while (first > 0 && levels[queue[first - 1]] == level) {
                first--;
                label(queue[first]);
            }
            rank(first, last);
        }
        if (otherCentre != NONE) {
            otherCentre = queue[1];
        }
    }

    /** Peels off leaves until one or two blocks are left, which are put into the queue. */
    private void findCentres() {
        int[] bondsLeft = levels;
        int[] leaves = order;
        int end = 0;
        for (int block = 0; block < size; block++) {
            for (int slot = slotStarts[block]; slot < slotStarts[block + 1]; slot++) {
                bondsLeft[block] += slotBlocks[slot] == NONE ? 0 : 1;
            }
            if (bondsLeft[block] <= 1) {
                leaves[end++] = block;
            }
        }
        int start = 0;
        int left = size;
        while (left > 2) {
            int layerEnd = end;
            left -= layerEnd - start;
            for (; start < layerEnd; start++) {
                int leaf = leaves[start];
                bondsLeft[leaf] = 0;
                for (int slot = slotStarts[leaf]; slot < slotStarts[leaf + 1]; slot++) {
                    int other = slotBlocks[slot];
                    if (other != NONE && bondsLeft[other] > 0 && --bondsLeft[other] == 1) {
                        leaves[end++] = other;
                    }
                }
            }
        }
        queue[0] = leaves[start];
        otherCentre = left == 2 ? leaves[start + 1] : NONE;
    }

    private int walkOutwards() {
        Arrays.fill(inwardSlots, NONE);
        int end = 1;
        levels[queue[0]] = 0;
        if (otherCentre != NONE) {
            queue[end++] = otherCentre;
            levels[otherCentre] = 0;
            inwardSlots[queue[0]] = slotTo(queue[0], otherCentre);
            inwardSlots[otherCentre] = slotTo(otherCentre, queue[0]);
        }
        for (int next = 0; next < end; next++) {
            int block = queue[next];
            for (int slot = slotStarts[block]; slot < slotStarts[block + 1]; slot++) {
                int other = slotBlocks[slot];
                if (other != NONE && slot != inwardSlots[block]) {
                    levels[other] = levels[block] + 1;
                    inwardSlots[other] = slotTo(other, block);
                    queue[end++] = other;
                }
            }
        }
        return end;
    }

    private int slotTo(int block, int other) {
        int slot = slotStarts[block];
        while (slotBlocks[slot] != other) {
            slot++;
        }
        return slot;
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
            if (outside > fewestOutside || outside == fewestOutside && inward > bestInward) {
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
        int slots = slotStarts[block + 1] - slotStarts[block];
        return inwardSlots[block] == NONE ? slots : slots - 1;
    }

    private int inwardAtom(int block, byte[] symmetry) {
        return inwardSlots[block] == NONE ? NONE : symmetry[slotAtoms[inwardSlots[block]]];
    }

    private int outside(int block, byte[] symmetry) {
        Fragment fragment = known.get(fragments[block]);
        int outside = 0;
        for (int slot = slotStarts[block]; slot < slotStarts[block + 1]; slot++) {
            outside += fragment.isAttachable(symmetry[slotAtoms[slot]]) ? 0 : 1;
        }
        return outside;
    }

    /** Writes what the outer slots carry, sorted: atom, then stem before blocks by rank, then the slot itself. */
    private void fillItems(int block, byte[] symmetry, int[] target) {
        int count = 0;
        for (int slot = slotStarts[block]; slot < slotStarts[block + 1]; slot++) {
            if (slot == inwardSlots[block]) {
                continue;
            }
            int item = symmetry[slotAtoms[slot]] << ATOM_SHIFT | kind(slot) << KIND_SHIFT | slot;
            int place = count++;
            while (place > 0 && target[place - 1] > item) {
                target[place] = target[place - 1];
                place--;
            }
            target[place] = item;
        }
    }

    private int kind(int slot) {
        return slotBlocks[slot] == NONE ? 0 : ranks[slotBlocks[slot]] + 1;
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

    /** Sorts a level of the queue and numbers its different codes. */
    private void rank(int first, int last) {
        for (int i = first + 1; i < last; i++) {
            int block = queue[i];
            int place = i;
            while (place > first && compareBlocks(queue[place - 1], block) > 0) {
                queue[place] = queue[place - 1];
                place--;
            }
            queue[place] = block;
        }
        ranks[queue[first]] = 0;
        for (int i = first + 1; i < last; i++) {
            boolean alike = compareBlocks(queue[i - 1], queue[i]) == 0;
            ranks[queue[i]] = ranks[queue[i - 1]] + (alike ? 0 : 1);
        }
    }

    private void place(int block) {
        places[block] = placed;
        order[placed++] = block;
        for (int item : items[block]) {
            int slot = item & SLOT_MASK;
            if (slotBlocks[slot] == NONE) {
                stemPlaces[slotNumbers[slot]] = stemsPlaced++;
            }
        }
        for (int item : items[block]) {
            int other = slotBlocks[item & SLOT_MASK];
            if (other != NONE) {
                place(other);
            }
        }
    }

    /** Returns the molecule in canonical order. */
    BlockMolecule molecule(boolean finished) {
        short[] newFragments = new short[size];
        byte[] newBonds = new byte[4 * (size - 1)];
        byte[] newStems = new byte[2 * stemPlaces.length];
        int stemNumbers = 0;
        for (int place = 0; place < size; place++) {
            int block = order[place];
            newFragments[place] = (short) fragments[block];
            for (int item : items[block]) {
                if (slotBlocks[item & SLOT_MASK] == NONE) {
                    newStems[stemNumbers++] = (byte) place;
                    newStems[stemNumbers++] = (byte) (item >> ATOM_SHIFT);
                }
            }
            if (place > 0) {
                int inner = slotBlocks[inwardSlots[block]];
                int innerSlot = slotTo(inner, block);
                int at = 4 * (place - 1);
                newBonds[at] = (byte) places[inner];
                newBonds[at + 1] = (byte) place;
                newBonds[at + 2] = symmetries[inner][slotAtoms[innerSlot]];
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
        int[] orbits = new int[size];
        long[] keys = new long[size];
        int found = 1;
        if (otherCentre != NONE && ranks[otherCentre] != ranks[order[0]]) {
            orbits[otherCentre] = found++;
        }
        for (int i = 1; i < size; i++) {
            int block = order[i];
            if (block == otherCentre) {
                continue;
            }
            int inner = slotBlocks[inwardSlots[block]];
            long key = key(orbits[inner], inner, slotTo(inner, block)) | 1L << Integer.SIZE | ranks[block];
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
        for (int block = 0; block < size; block++) {
            for (int slot = slotStarts[block]; slot < slotStarts[block + 1]; slot++) {
                if (slotBlocks[slot] == NONE) {
                    stemOrbits[stemPlaces[slotNumbers[slot]]] = key(orbits[block], block, slot);
                }
            }
        }
        return stemOrbits;
    }

    /** Tells apart what symmetries do not exchange: slots of blocks of this orbit. */
    private long key(int orbit, int block, int slot) {
        return (long) orbit << 48 | (long) smallestAtom(block, slot) << 40;
    }

    /** Returns the smallest atom that a slot has under the symmetries that give a block its smallest labels. */
    private int smallestAtom(int block, int slot) {
        int smallest = symmetries[block][slotAtoms[slot]];
        int outside = outside(block, symmetries[block]);
        int[] tried = new int[items[block].length];
        for (byte[] symmetry : known.get(fragments[block]).symmetries()) {
            int atom = symmetry[slotAtoms[slot]];
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
