package org.gfn4j.molecules;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Adds blocks to molecules and takes them away.
 *
 * <p>Thread-safety: stateless.
 */
final class Growth {
    private static final int BOND = 4;
    private static final int STEM = 2;

    private Growth() {}

    /**
     * What is left without a block.
     *
     * @param parent the unfinished molecule without the block
     * @param freedStem the stem that the block was bonded to
     * @param stemsLikeFreed all stems that a symmetry of the parent maps it to, in order, itself included
     */
    record Removal(BlockMolecule parent, int freedStem, int[] stemsLikeFreed) {}

    /** Adds an entry to a stem, or starts a molecule with it; the result is unfinished. */
    static BlockMolecule added(BlockVocabulary vocabulary, BlockMolecule state, int stem, int entry) {
        int size = state.size();
        int[] attachments = vocabulary.attachments(entry);
        int[] fragments = fragments(state, size + 1);
        fragments[size] = vocabulary.fragment(entry);
        int[] bonds = widen(state.bondArray(), BOND * size);
        byte[] oldStems = state.stemArray();
        int[] stems = new int[oldStems.length + STEM * attachments.length];
        int numbers = 0;
        for (int i = 0; i < oldStems.length; i += STEM) {
            if (i != STEM * stem) {
                stems[numbers++] = oldStems[i];
                stems[numbers++] = oldStems[i + 1];
            }
        }
        if (size > 0) {
            int at = BOND * (size - 1);
            bonds[at] = state.stemBlock(stem);
            bonds[at + 1] = size;
            bonds[at + 2] = state.stemAtom(stem);
            bonds[at + 3] = attachments[0];
        }
        for (int i = size == 0 ? 0 : 1; i < attachments.length; i++) {
            stems[numbers++] = size;
            stems[numbers++] = attachments[i];
        }
        return new CanonicalOrder(vocabulary.fragmentList(), fragments, bonds, stems, numbers).molecule(false);
    }

    /** Takes away a block with one bond, from a molecule of two blocks or more. */
    static Removal removed(BlockVocabulary vocabulary, BlockMolecule state, int block) {
        int size = state.size() - 1;
        int[] fragments = new int[size];
        for (int i = 0; i < size; i++) {
            fragments[i] = state.fragment(i < block ? i : i + 1);
        }
        byte[] oldBonds = state.bondArray();
        int[] bonds = new int[oldBonds.length];
        byte[] oldStems = state.stemArray();
        int[] stems = new int[oldStems.length + STEM];
        int numbers = STEM;
        for (int i = 0, next = 0; i < oldBonds.length; i += BOND) {
            int first = oldBonds[i];
            int second = oldBonds[i + 1];
            if (first == block || second == block) {
                stems[0] = without(block, first == block ? second : first);
                stems[1] = first == block ? oldBonds[i + 3] : oldBonds[i + 2];
            } else {
                bonds[next++] = without(block, first);
                bonds[next++] = without(block, second);
                bonds[next++] = oldBonds[i + 2];
                bonds[next++] = oldBonds[i + 3];
            }
        }
        for (int i = 0; i < oldStems.length; i += STEM) {
            if (oldStems[i] != block) {
                stems[numbers++] = without(block, oldStems[i]);
                stems[numbers++] = oldStems[i + 1];
            }
        }
        CanonicalOrder order = new CanonicalOrder(vocabulary.fragmentList(), fragments, bonds, stems, numbers);
        int freed = order.stemPlace(0);
        return new Removal(order.molecule(false), freed, alike(order.stemOrbits(), freed));
    }

    private static int without(int removed, int block) {
        return block < removed ? block : block - 1;
    }

    private static int[] alike(long[] orbits, int stem) {
        int[] alike = new int[orbits.length];
        int count = 0;
        for (int i = 0; i < orbits.length; i++) {
            if (orbits[i] == orbits[stem]) {
                alike[count++] = i;
            }
        }
        return Arrays.copyOf(alike, count);
    }

    /** Returns blocks with one bond, of those that a symmetry of the molecule exchanges the first, in order. */
    static int[] differentLeaves(BlockVocabulary vocabulary, BlockMolecule state) {
        int[] orbits = order(vocabulary, state).orbits();
        BitSet met = new BitSet();
        return Arrays.stream(leaves(state))
                .filter(leaf -> {
                    boolean first = !met.get(orbits[leaf]);
                    met.set(orbits[leaf]);
                    return first;
                })
                .toArray();
    }

    /** Returns all blocks with one bond, in order. */
    static int[] leaves(BlockMolecule state) {
        int[] degrees = new int[state.size()];
        byte[] bonds = state.bondArray();
        for (int i = 0; i < bonds.length; i += BOND) {
            degrees[bonds[i]]++;
            degrees[bonds[i + 1]]++;
        }
        int[] leaves = new int[degrees.length];
        int count = 0;
        for (int block = 0; block < degrees.length; block++) {
            if (degrees[block] == 1) {
                leaves[count++] = block;
            }
        }
        return Arrays.copyOf(leaves, count);
    }

    private static CanonicalOrder order(BlockVocabulary vocabulary, BlockMolecule state) {
        int[] stems = widen(state.stemArray(), state.stemArray().length);
        return new CanonicalOrder(
                vocabulary.fragmentList(),
                fragments(state, state.size()),
                widen(state.bondArray(), state.bondArray().length),
                stems,
                stems.length);
    }

    /** Returns the atom by which a block with one bond is bonded. */
    static int bondedAtom(BlockMolecule state, int block) {
        byte[] bonds = state.bondArray();
        for (int i = 0; i < bonds.length; i += BOND) {
            if (bonds[i] == block) {
                return bonds[i + 2];
            } else if (bonds[i + 1] == block) {
                return bonds[i + 3];
            }
        }
        throw new IllegalArgumentException("block " + block + " has no bond in " + state);
    }

    /** Returns the entries that make a molecule of one block, in order. */
    static int[] entriesThatStart(BlockVocabulary vocabulary, BlockMolecule state) {
        return entries(vocabulary, state, 0, Fragment.NO_ATOM, Fragment.NO_ATOM);
    }

    /** Returns the entries that add a block with one bond, in order. */
    static int[] entriesThatAdd(BlockVocabulary vocabulary, BlockMolecule state, int block) {
        byte[] bonds = state.bondArray();
        for (int i = 0; i < bonds.length; i += BOND) {
            if (bonds[i] == block) {
                return entries(vocabulary, state, block, bonds[i + 1], bonds[i + 2]);
            } else if (bonds[i + 1] == block) {
                return entries(vocabulary, state, block, bonds[i], bonds[i + 3]);
            }
        }
        throw new IllegalArgumentException("block " + block + " has no bond in " + state);
    }

    /** Returns the entries that add a block, bonded by an atom to another block, with all its other attachments. */
    private static int[] entries(
            BlockVocabulary vocabulary, BlockMolecule state, int block, int bondedBlock, int bondedAtom) {
        byte[] bonds = state.bondArray();
        byte[] stems = state.stemArray();
        int[] others = new int[bonds.length / BOND + stems.length / STEM];
        int count = 0;
        for (int i = 0; i < bonds.length; i += BOND) {
            if (bonds[i] == block && bonds[i + 1] != bondedBlock) {
                others[count++] = bonds[i + 2];
            } else if (bonds[i + 1] == block && bonds[i] != bondedBlock) {
                others[count++] = bonds[i + 3];
            }
        }
        for (int i = 0; i < stems.length; i += STEM) {
            if (stems[i] == block) {
                others[count++] = stems[i + 1];
            }
        }
        return vocabulary.fragmentList().get(state.fragment(block)).entries(bondedAtom, Arrays.copyOf(others, count));
    }

    /** Tells whether some order of adding blocks gives the molecule. */
    static boolean canBeBuilt(BlockVocabulary vocabulary, BlockMolecule molecule) {
        return molecule.size() == 0 || entriesOfBlocks(vocabulary, molecule) != null;
    }

    /**
     * Looks for a block to start with from which all others can be added.
     *
     * @return an entry for each block, or null if there is none
     */
    static int @Nullable [] entriesOfBlocks(BlockVocabulary vocabulary, BlockMolecule molecule) {
        for (int start = 0; start < molecule.size(); start++) {
            int[] entries = entriesFrom(vocabulary, molecule, start);
            if (entries != null) {
                return entries;
            }
        }
        return null;
    }

    private static int @Nullable [] entriesFrom(BlockVocabulary vocabulary, BlockMolecule molecule, int start) {
        int[] inner = inner(molecule, start);
        int[] result = new int[molecule.size()];
        for (int block = 0; block < result.length; block++) {
            int atom = block == start ? Fragment.NO_ATOM : bondedAtom(molecule, block, inner[block]);
            int[] entries = entries(vocabulary, molecule, block, inner[block], atom);
            if (entries.length == 0) {
                return null;
            }
            result[block] = entries[0];
        }
        return result;
    }

    /** Returns for each block the one next to it on the way to the start. */
    private static int[] inner(BlockMolecule molecule, int start) {
        int[] inner = new int[molecule.size()];
        for (int i = 0; i < molecule.size() - 1; i++) {
            Bond bond = molecule.bond(i);
            inner[bond.second()] = bond.first();
        }
        inner[0] = Fragment.NO_ATOM;
        int previous = Fragment.NO_ATOM;
        for (int block = start; block != Fragment.NO_ATOM; ) {
            int next = inner[block];
            inner[block] = previous;
            previous = block;
            block = next;
        }
        return inner;
    }

    private static int bondedAtom(BlockMolecule molecule, int block, int other) {
        for (Bond bond : molecule.bonds()) {
            if (bond.first() == block && bond.second() == other) {
                return bond.firstAtom();
            } else if (bond.second() == block && bond.first() == other) {
                return bond.secondAtom();
            }
        }
        throw new IllegalArgumentException("no bond between blocks " + block + " and " + other + " of " + molecule);
    }

    private static int[] fragments(BlockMolecule state, int length) {
        int[] fragments = new int[length];
        for (int block = 0; block < state.size(); block++) {
            fragments[block] = state.fragment(block);
        }
        return fragments;
    }

    private static int[] widen(byte[] numbers, int length) {
        int[] wide = new int[length];
        for (int i = 0; i < numbers.length; i++) {
            wide[i] = numbers[i];
        }
        return wide;
    }
}
