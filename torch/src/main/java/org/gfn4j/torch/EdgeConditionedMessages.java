package org.gfn4j.torch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Message passing with a matrix for each kind of edge (Gilmer et al. 2017; NNConv of PyTorch Geometric with mean
 * aggregation): x′_i = mean over edges j → i of x_j·M_kind, plus x_i·rootᵀ + bias. The mean over no edges is 0.
 *
 * <p>Edges of one kind share their matrix, so that their messages are one matrix product. Its tensors are
 * {@code lin.weight} [outputs, inputs] and {@code bias} [outputs]; the matrices come from outside.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class EdgeConditionedMessages implements Layer {
    private final NativeTensor root;
    private final NativeTensor bias;

    /**
     * Makes a layer with weights from U(−1/√inputs, 1/√inputs).
     *
     * @param inputs how many numbers a node has
     * @param outputs how many it has afterwards
     * @param precision the precision
     * @param generator draws the weights
     */
    public EdgeConditionedMessages(int inputs, int outputs, Precision precision, RandomGenerator generator) {
        root = Weights.uniform(generator, precision, inputs, outputs, inputs);
        bias = Weights.uniform(generator, precision, inputs, outputs);
    }

    /**
     * Passes messages once.
     *
     * @param nodes the nodes x, [nodes, inputs]
     * @param matrices the matrix M of each kind of edge, [kinds, inputs, outputs]
     * @param edges the edges
     * @return the nodes x′, [nodes, outputs]
     * @throws IllegalArgumentException if the sizes do not fit the edges
     */
    public NativeTensor apply(NativeTensor nodes, NativeTensor matrices, Edges edges) {
        if (nodes.size(0) != edges.nodes() || matrices.size(0) != edges.kinds()) {
            throw new IllegalArgumentException("the edges are between " + edges.nodes() + " nodes and of "
                    + edges.kinds() + " kinds, but there are " + nodes.size(0) + " nodes and " + matrices.size(0)
                    + " matrices");
        }
        NativeTensor own = nodes.linear(root, bias);
        int[] offsets = edges.kindOffsets();
        if (offsets[edges.kinds()] == 0) {
            return own;
        }
        NativeTensor atSources = nodes.rows(edges.sources());
        List<NativeTensor> messages = new ArrayList<>();
        for (int kind = 0; kind < edges.kinds(); kind++) {
            int count = offsets[kind + 1] - offsets[kind];
            if (count > 0) {
                NativeTensor matrix = matrices.narrow(0, kind, 1).reshape(matrices.size(1), matrices.size(2));
                messages.add(atSources.narrow(0, offsets[kind], count).matmul(matrix));
            }
        }
        return edges.mean(NativeTensor.concat(0, messages)).plus(own);
    }

    @Override
    public Map<String, NativeTensor> weights() {
        Map<String, NativeTensor> weights = new LinkedHashMap<>();
        weights.put("lin.weight", root);
        weights.put("bias", bias);
        return weights;
    }
}
