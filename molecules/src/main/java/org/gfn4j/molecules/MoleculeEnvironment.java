package org.gfn4j.molecules;

import java.util.ArrayList;
import java.util.List;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.environment.InEdge;
import org.gfn4j.text.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Molecules assembled block by block (Bengio et al. 2021, Flow Network based Generative Models, section 4.2).
 *
 * <p>The source is the empty molecule. Its actions are the entries of the vocabulary, each of which starts a molecule
 * with all its attachments as free stems. The actions of another unfinished molecule are first stop, where there are
 * enough blocks, and then, for each free stem in order, each entry of the vocabulary: the entry's first attachment atom
 * is bonded to the stem, which is used up, and its other attachments become free stems. A molecule ends by stop, whose
 * finished twin has it as its only edge in, or where the end is forced: with the largest number of blocks, or without
 * free stems, even if these are fewer blocks than stopping takes.
 *
 * <p>The edges into a molecule are exactly the pairs of parent and action that lead to it. A block with one bond can be
 * taken away if an entry adds it again with the same bonded atom and the same free stems, up to symmetries of its
 * fragment. Of blocks that a symmetry of the molecule exchanges one is taken away, and each stem of the parent that is
 * like the one set free is an edge, with each such entry.
 *
 * <p>Thread-safety: immutable.
 */
public final class MoleculeEnvironment implements DiscreteEnvironment<BlockMolecule> {
    /** The largest number of blocks that can be requested. */
    public static final int MOST_BLOCKS = 64;

    /** What {@link #removedBlocks} holds for a stop edge. */
    public static final int NO_BLOCK = -1;

    private final BlockVocabulary vocabulary;
    private final int entries;
    private final int minBlocks;
    private final int maxBlocks;

    /**
     * Makes the environment.
     *
     * @param vocabulary the blocks
     * @param minBlocks the number of blocks from which on stopping is allowed, at least 1
     * @param maxBlocks the number of blocks at which the end is forced, at least {@code minBlocks} and at most
     *     {@link #MOST_BLOCKS}
     * @throws IllegalArgumentException if a number is out of its range
     */
    public MoleculeEnvironment(BlockVocabulary vocabulary, int minBlocks, int maxBlocks) {
        Checks.requireAtLeast("minBlocks", minBlocks, 1);
        if (maxBlocks < minBlocks || maxBlocks > MOST_BLOCKS) {
            throw new IllegalArgumentException("maxBlocks must lie in [" + minBlocks + ", " + MOST_BLOCKS
                    + "], from minBlocks on, but is " + maxBlocks);
        }
        this.vocabulary = vocabulary;
        this.entries = vocabulary.entries().size();
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
    public boolean isTerminal(BlockMolecule state) {
        return state.isFinished();
    }

    @Override
    public int actionCount(BlockMolecule state) {
        if (state.isFinished()) {
            return 0;
        }
        return state.size() == 0 ? entries : firstAddition(state) + state.stemCount() * entries;
    }

    @Override
    public int stopAction(BlockMolecule state) {
        return firstAddition(state) - 1;
    }

    /** Returns 1 where stop comes first, and 0 elsewhere. */
    private int firstAddition(BlockMolecule state) {
        return !state.isFinished() && state.size() >= minBlocks ? 1 : 0;
    }

    /**
     * Returns the entry that an action adds.
     *
     * @param state an unfinished molecule
     * @param action an action in {@code [0, actionCount(state))} other than stop
     * @return the number of the entry in the vocabulary
     * @throws IndexOutOfBoundsException if the state has no such action
     */
    public int entryOf(BlockMolecule state, int action) {
        return additionOf(state, action) % entries;
    }

    /**
     * Returns the stem that an action adds a block to.
     *
     * @param state an unfinished molecule
     * @param action an action in {@code [0, actionCount(state))} other than stop
     * @return the number of the stem, 0 for the empty molecule
     * @throws IndexOutOfBoundsException if the state has no such action
     */
    public int stemOf(BlockMolecule state, int action) {
        return additionOf(state, action) / entries;
    }

    /**
     * Returns the action that adds a block.
     *
     * @param state an unfinished molecule
     * @param stem the number of a free stem, 0 for the empty molecule
     * @param entry the number of an entry of the vocabulary
     * @return the action
     */
    public int actionOf(BlockMolecule state, int stem, int entry) {
        return firstAddition(state) + stem * entries + entry;
    }

    private int additionOf(BlockMolecule state, int action) {
        int addition = action - firstAddition(state);
        if (addition < 0 || action >= actionCount(state)) {
            throw new IndexOutOfBoundsException("action " + action + " of " + state + ", which has "
                    + actionCount(state) + " actions" + (action == stopAction(state) ? ", this one stop" : ""));
        }
        return addition;
    }

    @Override
    public BlockMolecule child(BlockMolecule state, int action) {
        if (action == 0 && stopAction(state) == 0) {
            return state.withFinished(true);
        }
        int addition = additionOf(state, action);
        BlockMolecule grown = Growth.added(vocabulary, state, addition / entries, addition % entries);
        return isForcedEnd(grown) ? grown.withFinished(true) : grown;
    }

    private boolean isForcedEnd(BlockMolecule molecule) {
        return molecule.size() == maxBlocks || (molecule.size() > 0 && molecule.stemCount() == 0);
    }

    /** Tells whether the only edge into a state is stop. */
    boolean endsByStop(BlockMolecule state) {
        return state.isFinished() && !isForcedEnd(state);
    }

    @Override
    public List<InEdge<BlockMolecule>> inEdges(BlockMolecule state) {
        List<InEdge<BlockMolecule>> edges = new ArrayList<>();
        visitEdges(state, (parent, action, block) -> edges.add(new InEdge<>(parent, action)));
        return edges;
    }

    @Override
    public int inEdgeCount(BlockMolecule state) {
        if (endsByStop(state)) {
            return 1;
        }
        int[] count = new int[1];
        visitEdges(state, (parent, action, block) -> count[0]++);
        return count[0];
    }

    /**
     * Returns the block that each edge in has added; of blocks that a symmetry of the molecule exchanges, the first.
     *
     * @param state a state of this environment
     * @return block numbers, {@link #NO_BLOCK} for a stop edge, in the order of {@link #inEdges}, [edges in]
     */
    public int[] removedBlocks(BlockMolecule state) {
        List<Integer> blocks = new ArrayList<>();
        visitEdges(state, (parent, action, block) -> blocks.add(block));
        return blocks.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Takes an edge in with the block that it has added. */
    private interface EdgeVisitor {
        void visit(BlockMolecule parent, int action, int block);
    }

    /** Hands out edges in by block, then stem of the parent, then entry. */
    private void visitEdges(BlockMolecule state, EdgeVisitor visitor) {
        if (endsByStop(state)) {
            visitor.visit(state.withFinished(false), 0, NO_BLOCK);
        } else if (state.size() == 1) {
            for (int entry : Growth.entriesThatStart(vocabulary, state)) {
                visitor.visit(BlockMolecule.EMPTY, entry, 0);
            }
        } else if (state.size() > 1) {
            for (int block : Growth.differentLeaves(vocabulary, state)) {
                int[] matching = Growth.entriesThatAdd(vocabulary, state, block);
                if (matching.length > 0) {
                    Growth.Removal removal = Growth.removed(vocabulary, state, block);
                    for (int stem : removal.stemsLikeFreed()) {
                        for (int entry : matching) {
                            visitor.visit(removal.parent(), actionOf(removal.parent(), stem, entry), block);
                        }
                    }
                }
            }
        }
    }

    /**
     * Tells whether a molecule is a state of this environment: built of entries of the vocabulary, with a number of
     * blocks that it allows, and finished exactly where it must or may be.
     *
     * @param molecule a molecule of this vocabulary
     * @return null if it is a state, or else what is wrong with it, as a clause
     */
    @Nullable
    String whyNoState(BlockMolecule molecule) {
        if (molecule.size() > maxBlocks) {
            return "it has " + molecule.size() + " blocks, but at most " + maxBlocks + " are allowed";
        }
        if (isForcedEnd(molecule) && !molecule.isFinished()) {
            return "nothing can be added to it, so that it must be finished";
        }
        if (molecule.isFinished() && !isForcedEnd(molecule) && molecule.size() < minBlocks) {
            return "it is finished with free stems and " + molecule.size() + " blocks, but stopping takes at least "
                    + minBlocks;
        }
        return Growth.canBeBuilt(vocabulary, molecule)
                ? null
                : "the entries of the vocabulary cannot make it: no order of adding blocks gives these bonds and stems";
    }
}
