package org.gfn4j.molecules.flow;

import org.gfn4j.model.StateRows;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.Bond;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.torch.Bonds;
import org.gfn4j.trajectory.IntList;

/**
 * The block graphs of some molecules as one graph in packed arrays. The empty molecule is one block of a kind of its own
 * with one stem of a type of its own.
 *
 * <p>Thread-safety: immutable once made; nobody may write to its arrays.
 */
final class PackedMolecules {
    private final int[] nodeOffsets;
    private final int[] fragments;
    private final IntList edgeSources = new IntList();
    private final IntList sourceEnds = new IntList();
    private final IntList targetEnds = new IntList();
    private final IntList edgeOffsets = new IntList();
    private final PackedStems stems;
    private final int[] removedNodes;

    PackedMolecules(MoleculeEnvironment environment, StateRows<BlockMolecule> rows, boolean bothWays) {
        BlockVocabulary vocabulary = environment.vocabulary();
        nodeOffsets = new int[rows.size() + 1];
        for (int row = 0; row < rows.size(); row++) {
            nodeOffsets[row + 1] = nodeOffsets[row] + Math.max(rows.state(row).size(), 1);
        }
        fragments = new int[nodeOffsets[rows.size()]];
        stems = new PackedStems(environment);
        removedNodes = new int[rows.backwardStart(rows.size())];
        edgeOffsets.add(0);
        for (int row = 0; row < rows.size(); row++) {
            BlockMolecule molecule = rows.state(row);
            int first = nodeOffsets[row];
            if (molecule.size() == 0) {
                fragments[first] = vocabulary.fragments();
                edgeOffsets.add(edgeSources.size());
            } else {
                for (int block = 0; block < molecule.size(); block++) {
                    fragments[first + block] = molecule.fragment(block);
                }
                addEdges(vocabulary, molecule, first, bothWays);
            }
            int forwardStart = rows.forwardStart(row);
            stems.add(
                    molecule,
                    forwardStart,
                    rows.forwardStart(row + 1) - forwardStart,
                    first,
                    (block, atom) -> first + block);
            if (rows.backwardStart(row + 1) > rows.backwardStart(row)) {
                int[] removed = environment.removedBlocks(molecule);
                for (int edge = 0; edge < removed.length; edge++) {
                    removedNodes[rows.backwardStart(row) + edge] = first + removed[edge];
                }
            }
        }
    }

    /** Adds the edges into each block. */
    private void addEdges(BlockVocabulary vocabulary, BlockMolecule molecule, int first, boolean bothWays) {
        for (int block = 0; block < molecule.size(); block++) {
            for (int number = 0; number < molecule.size() - 1; number++) {
                Bond bond = molecule.bond(number);
                if (bond.second() == block) {
                    addEdge(vocabulary, molecule, first, bond.first(), bond.firstAtom(), block, bond.secondAtom());
                } else if (bothWays && bond.first() == block) {
                    addEdge(vocabulary, molecule, first, bond.second(), bond.secondAtom(), block, bond.firstAtom());
                }
            }
            edgeOffsets.add(edgeSources.size());
        }
    }

    private void addEdge(
            BlockVocabulary vocabulary,
            BlockMolecule molecule,
            int first,
            int source,
            int sourceAtom,
            int target,
            int targetAtom) {
        edgeSources.add(first + source);
        sourceEnds.add(vocabulary.attachmentType(molecule.fragment(source), sourceAtom));
        targetEnds.add(vocabulary.attachmentType(molecule.fragment(target), targetAtom));
    }

    /** Returns the number of blocks of all molecules, [nodes]. */
    int nodes() {
        return fragments.length;
    }

    /** Returns where the blocks of each molecule start, [molecules + 1]. */
    int[] nodeOffsets() {
        return nodeOffsets;
    }

    /** Returns the fragment of each block, [nodes]. */
    int[] fragments() {
        return fragments;
    }

    /** Returns the bonds between blocks, in the directions in which messages pass. */
    Bonds bonds() {
        return new Bonds(edgeOffsets.toArray(), edgeSources.toArray(), sourceEnds.toArray(), targetEnds.toArray());
    }

    /** Returns the stems, whose nodes are blocks. */
    PackedStems stems() {
        return stems;
    }

    /** Returns the block that each edge in with a logit has added, [backward edges]. */
    int[] removedNodes() {
        return removedNodes;
    }
}
