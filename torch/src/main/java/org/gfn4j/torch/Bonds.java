package org.gfn4j.torch;

import java.util.Arrays;

/**
 * The directed edges of a graph in the order of the nodes that they enter, with the kinds of their two ends.
 *
 * <p>Thread-safety: immutable; nobody may write to its arrays.
 *
 * @param offsets where the edges into each node start, [nodes + 1]
 * @param sources the node that each edge leaves, [edges]
 * @param sourceEnds the kind of the end that it leaves, [edges]
 * @param targetEnds the kind of the end that it enters, [edges]
 */
public record Bonds(int[] offsets, int[] sources, int[] sourceEnds, int[] targetEnds) {

    /**
     * Makes bonds.
     *
     * @throws IllegalArgumentException if the arrays of edges differ in length, the offsets end elsewhere, or an edge leaves
     *     a node that is not there
     */
    public Bonds {
        int edges = sources.length;
        if (sourceEnds.length != edges || targetEnds.length != edges || offsets[offsets.length - 1] != edges) {
            throw new IllegalArgumentException("an edge has a source and two ends, but there are " + edges
                    + " sources, " + sourceEnds.length + " and " + targetEnds.length + " ends, and offsets to "
                    + offsets[offsets.length - 1]);
        }
        for (int source : sources) {
            if (source < 0 || source >= offsets.length - 1) {
                throw new IllegalArgumentException(
                        "node must be in [0, " + (offsets.length - 1) + "), but is " + source);
            }
        }
    }

    /** Returns how many nodes there are. */
    int nodes() {
        return offsets.length - 1;
    }

    /** Returns how many edges there are. */
    int size() {
        return sources.length;
    }

    /** Returns the node that each edge enters, [edges]. */
    int[] targets() {
        int[] targets = new int[sources.length];
        for (int node = 0; node < nodes(); node++) {
            Arrays.fill(targets, offsets[node], offsets[node + 1], node);
        }
        return targets;
    }
}
