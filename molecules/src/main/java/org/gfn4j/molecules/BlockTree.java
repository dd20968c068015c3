package org.gfn4j.molecules;

import java.util.Arrays;

/**
 * A tree of blocks with slots, one for each free stem and each end of a bond, seen from its centre: the one block that is
 * left when leaves are taken away again and again, or the bond between the last two.
 *
 * <p>Thread-safety: immutable once made, but for the queue, whose order within a level may be changed.
 */
final class BlockTree {
    /** No block or slot. */
    static final int NONE = -1;

    /** The number of blocks. */
    final int size;

    /** Where the slots of each block start; its last one is followed by the first of the next block, [size + 1]. */
    final int[] slotStarts;

    /** The atom of each slot. */
    final int[] slotAtoms;

    /** The block at the other end of each slot, or NONE for a free stem. */
    final int[] slotBlocks;

    /** The number of the stem of each slot, or of the bond. */
    final int[] slotNumbers;

    /** The slot by which each block is bonded towards the centre, also of both centres; NONE where it is the centre. */
    final int[] inwardSlots;

    /** How far each block is from the centre. */
    final int[] levels;

    /** The blocks from the centre outwards. */
    final int[] queue;

    /** Takes bonds [bonds, 4] and stems [stems, 2], of which only the first so many numbers count. */
    BlockTree(int size, int[] bonds, int[] stems, int stemNumbers) {
        this.size = size;
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
        walkOutwards(findCentres());
    }

    private void fill(int block, int atom, int other, int number) {
        int slot = --slotStarts[block];
        slotAtoms[slot] = atom;
        slotBlocks[slot] = other;
        slotNumbers[slot] = number;
    }

    /** Peels off leaves until one or two blocks are left, which are put into the queue; returns their number. */
    private int findCentres() {
        int[] bondsLeft = levels;
        int[] leaves = new int[size];
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
        if (left == 2) {
            queue[1] = leaves[start + 1];
        }
        return left;
    }

    private void walkOutwards(int centres) {
        Arrays.fill(inwardSlots, NONE);
        int end = centres;
        levels[queue[0]] = 0;
        if (centres == 2) {
            levels[queue[1]] = 0;
            inwardSlots[queue[0]] = slot(queue[0], queue[1]);
            inwardSlots[queue[1]] = slot(queue[1], queue[0]);
        }
        for (int next = 0; next < end; next++) {
            int block = queue[next];
            for (int slot = slotStarts[block]; slot < slotStarts[block + 1]; slot++) {
                int other = slotBlocks[slot];
                if (other != NONE && slot != inwardSlots[block]) {
                    levels[other] = levels[block] + 1;
                    inwardSlots[other] = slot(other, block);
                    queue[end++] = other;
                }
            }
        }
    }

    /** Returns the slot of a block by which it is bonded to another. */
    int slot(int from, int to) {
        int slot = slotStarts[from];
        while (slotBlocks[slot] != to) {
            slot++;
        }
        return slot;
    }

    /** Tells whether the root is a bond between two centres. */
    boolean hasTwoCentres() {
        return size > 1 && levels[queue[1]] == 0;
    }
}
