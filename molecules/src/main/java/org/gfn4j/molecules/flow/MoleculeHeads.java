package org.gfn4j.molecules.flow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.torch.Embedding;
import org.gfn4j.torch.FlowNetwork.Output;
import org.gfn4j.torch.FlowNetwork.Outputs;
import org.gfn4j.torch.HandWritten;
import org.gfn4j.torch.Layer;
import org.gfn4j.torch.NativeTensor;
import org.gfn4j.torch.Perceptron;
import org.gfn4j.torch.Precision;
import org.gfn4j.torch.Segments;
import org.jspecify.annotations.Nullable;

/**
 * What networks on molecules read off the states h of the nodes of a graph. The logits of adding each entry to a stem are
 * Lin–LReLU–Lin–LReLU–Lin of [h of its node ‖ a learned row for its type]; those of stopping, and log F, are Lin–LReLU–Lin of
 * the mean of h over the molecule; the logit of taking a block away, where the backward policy is learned, is
 * Lin–LReLU–Lin of the h of one or more nodes, side by side.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class MoleculeHeads implements Layer {
    private static final int STOP = 0;
    private static final int FLOW = 1;

    private final Embedding stemRows;
    private final Perceptron stemHead;
    private final Perceptron moleculeHead;
    private final String backwardName;
    private final @Nullable Perceptron backwardHead;

    /**
     * Makes heads with fresh weights, in PyTorch's default ranges.
     *
     * @param vocabulary the blocks of the molecules
     * @param backwardPolicy the backward policy of the model that they are for
     * @param width how many numbers the state of a node has
     * @param precision the precision
     * @param backwardName what the weights of the logit of taking a block away are called
     * @param backwardNodes how many nodes this logit depends on
     * @param generator draws the weights
     */
    public MoleculeHeads(
            BlockVocabulary vocabulary,
            BackwardPolicy backwardPolicy,
            int width,
            Precision precision,
            String backwardName,
            int backwardNodes,
            RandomGenerator generator) {
        this.backwardName = backwardName;
        stemRows = new Embedding(vocabulary.attachmentTypes() + 1, width, precision, generator);
        stemHead = new Perceptron(
                precision,
                generator,
                2 * width,
                width,
                width,
                vocabulary.entries().size());
        moleculeHead = new Perceptron(precision, generator, width, width, 2);
        backwardHead = backwardPolicy == BackwardPolicy.LEARNED
                ? new Perceptron(precision, generator, backwardNodes * width, width, 1)
                : null;
    }

    @Override
    public Map<String, NativeTensor> weights() {
        Map<String, Layer> parts = new LinkedHashMap<>();
        parts.put("stems", stemRows);
        parts.put("stem2pred", stemHead);
        parts.put("global2pred", moleculeHead);
        if (backwardHead != null) {
            parts.put(backwardName, backwardHead);
        }
        return Layer.join(parts);
    }

    /**
     * Evaluates the heads, in the scope of the caller.
     *
     * @param stems the stems of the molecules
     * @param offsets where the nodes of each molecule start, [molecules + 1]
     * @param nodes the states of the nodes, [nodes, width]
     * @param backwardNodes the nodes that each logit of taking a block away depends on, [logits] for each of them
     * @param backwardStarts where these logits go, [logits]
     * @param handWritten parts of the computation of the states whose derivatives are written by hand
     * @return what the network gives
     */
    public Outputs outputs(
            PackedStems stems,
            int[] offsets,
            NativeTensor nodes,
            List<int[]> backwardNodes,
            int[] backwardStarts,
            List<HandWritten> handWritten) {
        NativeTensor perMolecule = moleculeHead.apply(new Segments(offsets).mean(nodes));
        NativeTensor ofStems = NativeTensor.concat(
                1, List.of(rows(nodes, stems.nodes()), stemRows.apply(NativeTensor.indices(stems.types()))));
        List<Output> forward = List.of(
                new Output(stemHead.apply(ofStems), stems.starts()),
                new Output(perMolecule.narrow(1, STOP, 1), stems.stops()));
        List<Output> backward = List.of();
        if (backwardHead != null && backwardStarts.length > 0) {
            NativeTensor ends = NativeTensor.concat(
                    1, backwardNodes.stream().map(each -> rows(nodes, each)).toList());
            backward = List.of(new Output(backwardHead.apply(ends), backwardStarts));
        }
        return new Outputs(forward, backward, perMolecule.narrow(1, FLOW, 1).reshape(-1), handWritten);
    }

    private static NativeTensor rows(NativeTensor nodes, int[] which) {
        return nodes.rows(NativeTensor.indices(which));
    }
}
