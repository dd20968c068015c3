package org.gfn4j.molecules.flow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.gfn4j.torch.Embedding;
import org.gfn4j.torch.Layer;
import org.gfn4j.torch.Linear;
import org.gfn4j.torch.NativeTensor;
import org.gfn4j.torch.Precision;
import org.gfn4j.torch.Segments;

/**
 * Message passing between blocks (Bengio et al. 2021, NNConv with mean aggregation): x′_i = mean over edges j → i of
 * x_j·(a ⊗ b), plus x_i·rootᵀ + bias, where a and b are learned rows for the two ends of the bond. As the matrix is an
 * outer product, a message is (x_j·a)·b.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class OuterProductMessages implements Layer {
    private final Embedding ends;
    private final Linear root;

    OuterProductMessages(int attachmentTypes, int width, Precision precision, RandomGenerator generator) {
        ends = new Embedding(attachmentTypes, width, precision, generator);
        root = new Linear(width, width, precision, generator);
    }

    /** The edges of a graph of blocks, in the order of the blocks that they enter. */
    static final class Graph {
        private final boolean empty;
        private final NativeTensor sources;
        private final NativeTensor targetEnds;
        private final NativeTensor leaving;
        private final NativeTensor shares;
        private final Segments incoming;

        /** Looks up the learned rows of the ends that edges leave, once for all steps. */
        Graph(PackedMolecules molecules, Embedding ends, Precision precision) {
            int[] offsets = molecules.edgeOffsets();
            double[] inverse = new double[offsets[offsets.length - 1]];
            for (int node = 0; node + 1 < offsets.length; node++) {
                for (int edge = offsets[node]; edge < offsets[node + 1]; edge++) {
                    inverse[edge] = 1.0 / (offsets[node + 1] - offsets[node]);
                }
            }
            empty = inverse.length == 0;
            sources = NativeTensor.indices(molecules.edgeSources());
            targetEnds = NativeTensor.indices(molecules.targetEnds());
            leaving = ends.apply(NativeTensor.indices(molecules.sourceEnds()));
            shares = NativeTensor.of(precision, inverse, inverse.length);
            incoming = new Segments(offsets);
        }
    }

    Graph graph(PackedMolecules molecules, Precision precision) {
        return new Graph(molecules, ends, precision);
    }

    /** Passes messages once: from [nodes, width] to [nodes, width]. */
    NativeTensor apply(NativeTensor nodes, Graph graph) {
        NativeTensor own = root.apply(nodes);
        if (graph.empty) {
            return own;
        }
        NativeTensor projections =
                nodes.rows(graph.sources).times(graph.leaving).sum(1);
        NativeTensor means = graph.incoming.sumOf(ends.weight(), graph.targetEnds, projections.times(graph.shares));
        return means.plus(own);
    }

    @Override
    public Map<String, NativeTensor> weights() {
        Map<String, NativeTensor> weights = new LinkedHashMap<>();
        weights.put("ends.weight", ends.weight());
        weights.put("lin.weight", root.weight());
        weights.put("bias", root.bias());
        return weights;
    }
}
