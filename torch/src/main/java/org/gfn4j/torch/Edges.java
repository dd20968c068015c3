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
        Grouping byKind = Grouping.of(kind, kinds);
        kindOffsets = byKind.offsets();
        // messages are computed kind by kind and then summed node by node
        int[] place = new int[from.length];
        for (int row = 0; row < place.length; row++) {
            place[byKind.order()[row]] = row;
        }
        Grouping byNode = Grouping.of(to, nodes);
        sources = NativeTensor.indices(byKind.inOrder(from));
        order = NativeTensor.indices(byNode.inOrder(place));
        incoming = new Segments(byNode.offsets());
    }

    private static void require(String what, int index, int count) {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException(what + " must be in [0, " + count + "), but is " + index);
        }
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
}
