package org.gfn4j.molecules.flow;

import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.torch.FlowNetwork.Output;
import org.gfn4j.trajectory.IntList;

/**
 * The actions of some molecules in packed arrays: the stems that blocks are added to, and stopping. The empty molecule has one
 * stem of a type of its own.
 *
 * <p>Thread-safety: confined to one thread while molecules are added, read-only afterwards.
 */
public final class PackedStems {
    private final MoleculeEnvironment environment;
    private final IntList nodes = new IntList();
    private final IntList types = new IntList();
    private final IntList starts = new IntList();
    private final IntList stops = new IntList();

    /** Tells which node of a graph a stem is at. */
    @FunctionalInterface
    public interface NodeOfStem {

        /**
         * Finds a node.
         *
         * @param block the block of the stem
         * @param atom its atom in the fragment of that block
         * @return the node
         */
        int node(int block, int atom);
    }

    /**
     * Starts without molecules.
     *
     * @param environment the environment of the molecules
     */
    public PackedStems(MoleculeEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Adds a molecule.
     *
     * @param molecule the molecule
     * @param forwardStart where its forward logits start
     * @param actions how many there are; without any its stems are left out
     * @param first the node that stands for the empty molecule
     * @param nodeOfStem the node of each stem
     */
    public void add(BlockMolecule molecule, int forwardStart, int actions, int first, NodeOfStem nodeOfStem) {
        int stop = actions == 0 ? DiscreteEnvironment.NO_STOP : environment.stopAction(molecule);
        stops.add(stop == DiscreteEnvironment.NO_STOP ? Output.NOWHERE : forwardStart + stop);
        if (actions == 0) {
            return;
        }
        BlockVocabulary vocabulary = environment.vocabulary();
        if (molecule.size() == 0) {
            add(first, vocabulary.attachmentTypes(), forwardStart + environment.actionOf(molecule, 0, 0));
        }
        for (int stem = 0; stem < molecule.stemCount(); stem++) {
            int block = molecule.stemBlock(stem);
            int atom = molecule.stemAtom(stem);
            add(
                    nodeOfStem.node(block, atom),
                    vocabulary.attachmentType(molecule.fragment(block), atom),
                    forwardStart + environment.actionOf(molecule, stem, 0));
        }
    }

    private void add(int node, int type, int start) {
        nodes.add(node);
        types.add(type);
        starts.add(start);
    }

    /**
     * Returns the node of each stem that can be built on.
     *
     * @return nodes, [stems]
     */
    public int[] nodes() {
        return nodes.toArray();
    }

    /**
     * Returns the attachment type of each such stem.
     *
     * @return types, one more than there are for the empty molecule, [stems]
     */
    public int[] types() {
        return types.toArray();
    }

    /**
     * Returns where the logits of the additions to each such stem start.
     *
     * @return places among the forward logits, [stems]
     */
    public int[] starts() {
        return starts.toArray();
    }

    /**
     * Returns where the logit of stopping goes.
     *
     * @return places among the forward logits, or {@link Output#NOWHERE}, [molecules]
     */
    public int[] stops() {
        return stops.toArray();
    }
}
