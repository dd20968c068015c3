package org.gfn4j.molecules;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A tree of blocks, joined by single bonds, with the stems where more can be added: a state of
 * {@link MoleculeEnvironment}, in canonical order.
 *
 * <p>Two molecules of the same vocabulary are equal exactly when there is a one-to-one map between their blocks that
 * keeps fragments, bonds with their atoms, and free stems with their number, where the atoms of each block may be
 * exchanged by a symmetry of its fragment (any of the six positions of a benzene ring is as good as another), and both
 * are finished or neither is. Equal molecules have the same arrays: blocks are numbered from the centre of the tree
 * outwards, depth first; bond {@code i} joins block {@code i + 1} to one with a smaller number; stems are sorted by block
 * and atom. Atoms are attachment atoms of entries of the vocabulary.
 *
 * <p>Thread-safety: immutable.
 */
public final class BlockMolecule {
    static final BlockMolecule EMPTY = new BlockMolecule(new short[0], new byte[0], new byte[0], false);

    private static final int BOND = 4;
    private static final int STEM = 2;

    private final short[] fragments;
    private final byte[] bonds;
    private final byte[] stems;
    private final boolean finished;
    private final int hash;

    /** Keeps arrays in canonical order, which nobody may write to afterwards: bonds [blocks − 1, 4], stems [stems, 2]. */
    BlockMolecule(short[] fragments, byte[] bonds, byte[] stems, boolean finished) {
        this.fragments = fragments;
        this.bonds = bonds;
        this.stems = stems;
        this.finished = finished;
        int mixed = Arrays.hashCode(fragments);
        mixed = 1_000_003 * mixed + Arrays.hashCode(bonds);
        mixed = 1_000_003 * mixed + Arrays.hashCode(stems);
        this.hash = 31 * mixed + (finished ? 1 : 0);
    }

    /**
     * Makes a molecule and puts it into canonical order.
     *
     * @param vocabulary the blocks it is made of
     * @param fragments the fragment of each block, [blocks]
     * @param bonds the bonds, which must make a tree of the blocks, in any order
     * @param stems the free stems, in any order
     * @param finished whether it is a terminal state
     * @return the molecule
     * @throws IllegalArgumentException if a number is out of its range, or bonds do not make a tree
     */
    public static BlockMolecule of(
            BlockVocabulary vocabulary, List<Integer> fragments, List<Bond> bonds, List<Stem> stems, boolean finished) {
        int size = fragments.size();
        if (size > MoleculeEnvironment.MOST_BLOCKS) {
            throw new IllegalArgumentException(
                    "a molecule has at most " + MoleculeEnvironment.MOST_BLOCKS + " blocks, but this one " + size);
        }
        if (bonds.size() != Math.max(size - 1, 0)) {
            throw new IllegalArgumentException("a tree of " + size + " blocks has " + Math.max(size - 1, 0)
                    + " bonds, but there are " + bonds.size());
        }
        if (size == 0) {
            if (finished || !stems.isEmpty()) {
                throw new IllegalArgumentException("the empty molecule has no stems and is not finished");
            }
            return EMPTY;
        }
        int[] fragmentNumbers = new int[size];
        for (int block = 0; block < size; block++) {
            int fragment = fragments.get(block);
            if (fragment < 0 || fragment >= vocabulary.fragments()) {
                throw new IllegalArgumentException("the fragment of block " + block + " must lie in [0, "
                        + (vocabulary.fragments() - 1) + "], but is " + fragment);
            }
            fragmentNumbers[block] = fragment;
        }
        int[] bondNumbers = new int[BOND * bonds.size()];
        for (int i = 0; i < bonds.size(); i++) {
            Bond bond = bonds.get(i);
            requireAtom(vocabulary, fragmentNumbers, bond.first(), bond.firstAtom(), bond);
            requireAtom(vocabulary, fragmentNumbers, bond.second(), bond.secondAtom(), bond);
            bondNumbers[BOND * i] = bond.first();
            bondNumbers[BOND * i + 1] = bond.second();
            bondNumbers[BOND * i + 2] = bond.firstAtom();
            bondNumbers[BOND * i + 3] = bond.secondAtom();
        }
        requireConnected(size, bonds);
        int[] stemNumbers = new int[STEM * stems.size()];
        for (int i = 0; i < stems.size(); i++) {
            Stem stem = stems.get(i);
            requireAtom(vocabulary, fragmentNumbers, stem.block(), stem.atom(), stem);
            stemNumbers[STEM * i] = stem.block();
            stemNumbers[STEM * i + 1] = stem.atom();
        }
        return new CanonicalOrder(
                        vocabulary.fragmentList(), fragmentNumbers, bondNumbers, stemNumbers, stemNumbers.length)
                .molecule(finished);
    }

    private static void requireAtom(BlockVocabulary vocabulary, int[] fragments, int block, int atom, Object where) {
        if (block < 0 || block >= fragments.length) {
            throw new IllegalArgumentException(
                    "blocks must lie in [0, " + (fragments.length - 1) + "], but one is " + block + " in " + where);
        }
        Fragment fragment = vocabulary.fragmentList().get(fragments[block]);
        if (atom < 0 || atom >= fragment.atoms() || !fragment.isEquivalent(atom)) {
            throw new IllegalArgumentException("atom " + atom + " of " + fragment.smiles()
                    + " is not an attachment atom, nor like one, in " + where + "; attachment atoms are "
                    + vocabulary.attachmentAtoms(fragments[block]));
        }
    }

    private static void requireConnected(int size, List<Bond> bonds) {
        int[] roots = IntStream.range(0, size).toArray();
        for (Bond bond : bonds) {
            int one = root(roots, bond.first());
            int two = root(roots, bond.second());
            if (one == two) {
                throw new IllegalArgumentException(
                        "bonds must make a tree of the blocks, but " + bond + " joins two that are joined already");
            }
            roots[one] = two;
        }
    }

    private static int root(int[] roots, int block) {
        int root = block;
        while (roots[root] != root) {
            root = roots[root];
        }
        return root;
    }

    /**
     * Returns the number of blocks.
     *
     * @return 0 for the source
     */
    public int size() {
        return fragments.length;
    }

    /**
     * Returns the fragment of a block.
     *
     * @param block in {@code [0, size())}
     * @return its number in {@code [0, vocabulary.fragments())}
     */
    public int fragment(int block) {
        return fragments[block];
    }

    /**
     * Returns a bond.
     *
     * @param bond in {@code [0, size() - 1)}
     * @return the bond that joins block {@code bond + 1} to one with a smaller number
     */
    public Bond bond(int bond) {
        int at = BOND * bond;
        return new Bond(bonds[at], bonds[at + 1], bonds[at + 2], bonds[at + 3]);
    }

    /**
     * Returns the bonds.
     *
     * @return one less than there are blocks, in canonical order
     */
    public List<Bond> bonds() {
        return IntStream.range(0, bonds.length / BOND).mapToObj(this::bond).toList();
    }

    /**
     * Returns the number of free stems.
     *
     * @return 0 for the source
     */
    public int stemCount() {
        return stems.length / STEM;
    }

    /**
     * Returns the block of a free stem.
     *
     * @param stem in {@code [0, stemCount())}
     * @return in {@code [0, size())}
     */
    public int stemBlock(int stem) {
        return stems[STEM * stem];
    }

    /**
     * Returns the atom of a free stem.
     *
     * @param stem in {@code [0, stemCount())}
     * @return an atom of the fragment of its block
     */
    public int stemAtom(int stem) {
        return stems[STEM * stem + 1];
    }

    /**
     * Returns the free stems.
     *
     * @return the stems in canonical order; those at an atom that can take several bonds are equal
     */
    public List<Stem> stems() {
        return IntStream.range(0, stemCount())
                .mapToObj(stem -> new Stem(stemBlock(stem), stemAtom(stem)))
                .toList();
    }

    /**
     * Tells whether the molecule is a terminal state.
     *
     * @return true if nothing can be added
     */
    public boolean isFinished() {
        return finished;
    }

    /** Returns the same molecule, finished or not. */
    BlockMolecule withFinished(boolean finishedThen) {
        return finishedThen == finished ? this : new BlockMolecule(fragments, bonds, stems, finishedThen);
    }

    byte[] bondArray() {
        return bonds;
    }

    byte[] stemArray() {
        return stems;
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof BlockMolecule molecule
                && hash == molecule.hash
                && finished == molecule.finished
                && Arrays.equals(fragments, molecule.fragments)
                && Arrays.equals(bonds, molecule.bonds)
                && Arrays.equals(stems, molecule.stems);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "fragments " + Arrays.toString(fragments) + " bonds " + quartets() + " stems " + stems()
                + (finished ? " finished" : "");
    }

    private List<List<Integer>> quartets() {
        return bonds().stream()
                .map(bond -> List.of(bond.first(), bond.second(), bond.firstAtom(), bond.secondAtom()))
                .toList();
    }
}
