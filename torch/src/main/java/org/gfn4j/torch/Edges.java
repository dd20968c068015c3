package org.gfn4j.torch;

/**
 * The directed edges of a graph with a kind each, and what is needed to send messages along them.
 *
 * <p>What is needed natively belongs to the scope in which the edges were made.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class Edges {
    private final int nodes;
    private final int[] kindOffsets;
    private final int[] degrees;
    private final NativeTensor sources;
    private final NativeTensor order;
    private final Segments incoming;

    /**
     * Makes edges.
     *
     * @param nodes how many nodes there are
     * @param kinds how many kinds there are
     * @param from the node that each edge leaves, [edges]
     * @param to the node that each edge enters, [edges]
     * @param kind the kind of each edge, [edges]
     * @throws IllegalArgumentException if the arrays differ in length, or a node or a kind is out of range
     * @throws IllegalStateException if no scope is open
     */
    public Edges(int nodes, int kinds, int[] from, int[] to, int[] kind) {
        if (from.length != to.length || from.length != kind.length) {
            throw new IllegalArgumentException("an edge has a start, an end and a kind, but there are " + from.length
                    + ", " + to.length + " and " + kind.length);
        }
        for (int edge = 0; edge < from.length; edge++) {
            require("node", from[edge], nodes);
            require("node", to[edge], nodes);
            require("kind", kind[edge], kinds);
        }
        this.nodes = nodes;
        kindOffsets = offsets(kind, kinds);
        degrees = new int[nodes];
        for (int node : to) {
            degrees[node]++;
        }
        // messages are computed kind by kind and then summed node by node
        int[] byKind = sorted(kind, kindOffsets);
        int[] source = new int[from.length];
        int[] place = new int[from.length];
        for (int row = 0; row < byKind.length; row++) {
            source[row] = from[byKind[row]];
            place[byKind[row]] = row;
        }
        int[] nodeOffsets = offsets(to, nodes);
        int[] byNode = sorted(to, nodeOffsets);
        for (int row = 0; row < byNode.length; row++) {
            byNode[row] = place[byNode[row]];
        }
        sources = NativeTensor.indices(source);
        order = NativeTensor.indices(byNode);
        incoming = new Segments(nodeOffsets);
    }

    private static void require(String what, int index, int count) {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException(what + " must be in [0, " + count + "), but is " + index);
        }
    }

    /** Returns how many of the keys are smaller than each number. */
    private static int[] offsets(int[] keys, int count) {
        int[] offsets = new int[count + 1];
        for (int key : keys) {
            offsets[key + 1]++;
        }
        for (int key = 0; key < count; key++) {
            offsets[key + 1] += offsets[key];
        }
        return offsets;
    }

    /** Returns the indices of the keys in ascending order of these, equal ones in their order. */
    private static int[] sorted(int[] keys, int[] offsets) {
        int[] next = offsets.clone();
        int[] order = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            order[next[keys[i]]++] = i;
        }
        return order;
    }

    int nodes() {
        return nodes;
    }

    int kinds() {
        return kindOffsets.length - 1;
    }

    /** Returns where the edges of each kind start in the order of kinds, [kinds + 1]. */
    int[] kindOffsets() {
        return kindOffsets;
    }

    /** Returns the node that each edge leaves, in the order of kinds, [edges]. */
    NativeTensor sources() {
        return sources;
    }

    /** Averages messages, given in the order of kinds [edges, width], over the edges into each node, [nodes, width]. */
    NativeTensor mean(NativeTensor messages) {
        return incoming.sumOf(messages, order).times(incoming.inverseCounts(messages.precision(), 2));
    }

    /**
     * Returns the number of edges into a node.
     *
     * @param node in {@code [0, nodes)}
     * @return its in-degree
     */
    public int degree(int node) {
        return degrees[node];
    }
}
