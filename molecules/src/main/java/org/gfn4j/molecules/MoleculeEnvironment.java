package org.gfn4j.molecules;

import java.util.List;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.environment.InEdge;

/**
 * Molecules assembled block by block (Bengio et al. 2021, Flow Network based Generative Models, section 4.2).
 *
 * <p>The source is the empty molecule. Its actions are the entries of the vocabulary, each of which starts a molecule
 * with all its attachments as free stems. The actions of another unfinished molecule are first stop, where there are
 * enough blocks, and then, for each free stem in order, each entry of the vocabulary: the entry's first attachment atom
 * is bonded to the stem, which is used up, and its other attachments become free stems. A molecule ends by stop, whose
 * finished twin has it as its only edge in, or where the end is forced: with the largest number of blocks, or without
 * free stems.
 *
 * <p>Thread-safety: immutable.
 */
public final class MoleculeEnvironment implements DiscreteEnvironment<BlockMolecule> {
    private final BlockVocabulary vocabulary;
    private final int minBlocks;
    private final int maxBlocks;

    /**
     * Makes the environment.
     *
     * @param vocabulary the blocks
     * @param minBlocks the number of blocks from which on stopping is allowed, at least 1
     * @param maxBlocks the number of blocks at which the end is forced, at least {@code minBlocks} and at most 64
     * @throws IllegalArgumentException if a number is out of its range
     */
    public MoleculeEnvironment(BlockVocabulary vocabulary, int minBlocks, int maxBlocks) {
        this.vocabulary = vocabulary;
        this.minBlocks = minBlocks;
        this.maxBlocks = maxBlocks;
    }

    /**
     * Makes the environment of the paper, with 2 to 8 blocks.
     *
     * @param vocabulary the blocks
     */
    public MoleculeEnvironment(BlockVocabulary vocabulary) {
        this(vocabulary, 2, 8);
    }

    /**
     * Returns the blocks.
     *
     * @return the vocabulary
     */
    public BlockVocabulary vocabulary() {
        return vocabulary;
    }

    /**
     * Returns from which number of blocks on stopping is allowed.
     *
     * @return at least 1
     */
    public int minBlocks() {
        return minBlocks;
    }

    /**
     * Returns at which number of blocks the end is forced.
     *
     * @return at least {@link #minBlocks}
     */
    public int maxBlocks() {
        return maxBlocks;
    }

    @Override
    public BlockMolecule source() {
        return BlockMolecule.EMPTY;
    }

    @Override
    public int actionCount(BlockMolecule state) {
        throw new UnsupportedOperationException("still to be written");
    }

    @Override
    public BlockMolecule child(BlockMolecule state, int action) {
        throw new UnsupportedOperationException("still to be written");
    }

    @Override
    public List<InEdge<BlockMolecule>> inEdges(BlockMolecule state) {
        throw new UnsupportedOperationException("still to be written");
    }

    /**
     * Returns the block that each edge in has added; of blocks that are alike by symmetry, the first.
     *
     * @param state a state of this environment
     * @return block numbers, −1 for a stop edge, in the order of {@link #inEdges}, [edges in]
     */
    public int[] removedBlocks(BlockMolecule state) {
        throw new UnsupportedOperationException("still to be written");
    }
}
