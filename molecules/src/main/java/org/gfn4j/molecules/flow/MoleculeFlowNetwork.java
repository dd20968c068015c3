package org.gfn4j.molecules.flow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.StateRows;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.torch.Embedding;
import org.gfn4j.torch.FlowNetwork;
import org.gfn4j.torch.GatedMessagePassing;
import org.gfn4j.torch.GruCell;
import org.gfn4j.torch.Layer;
import org.gfn4j.torch.NativeTensor;
import org.gfn4j.torch.OuterProductMessages;
import org.gfn4j.torch.Perceptron;

/**
 * The flow network of Bengio et al. 2021 on the graph of blocks.
 *
 * <p>A block starts as h = Lin–LReLU–Lin of a learned row for its fragment. Then so many times: m = LReLU(messages from its
 * neighbours and itself, {@link OuterProductMessages}), h = GRU(m, h). {@link MoleculeHeads} read logits and log F off h,
 * the logit of taking a block away off the h of this block. All molecules are evaluated at once, packed.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class MoleculeFlowNetwork implements FlowNetwork<BlockMolecule> {
    private final MoleculeEnvironment environment;
    private final FlowNetworkShape shape;
    private final Embedding blockRows;
    private final Perceptron blockToNode;
    private final OuterProductMessages messages;
    private final GruCell gru;
    private final GatedMessagePassing passing;
    private final MoleculeHeads heads;

    /**
     * Makes a network with fresh weights, in PyTorch's default ranges.
     *
     * @param environment the environment whose states it evaluates
     * @param backwardPolicy the backward policy of the model that it is for
     * @param shape its shape
     * @param generator draws the weights
     */
    public MoleculeFlowNetwork(
            MoleculeEnvironment environment,
            BackwardPolicy backwardPolicy,
            FlowNetworkShape shape,
            RandomGenerator generator) {
        this.environment = environment;
        this.shape = shape;
        BlockVocabulary vocabulary = environment.vocabulary();
        int width = shape.width();
        blockRows = new Embedding(vocabulary.fragments() + 1, width, shape.precision(), generator);
        blockToNode = new Perceptron(shape.precision(), generator, width, width, width);
        messages = new OuterProductMessages(vocabulary.attachmentTypes(), width, shape.precision(), generator);
        gru = new GruCell(width, width, shape.precision(), generator);
        passing = new GatedMessagePassing(messages, gru, shape.steps(), Perceptron.SLOPE);
        heads = new MoleculeHeads(vocabulary, backwardPolicy, width, shape.precision(), "removal", 1, generator);
    }

    @Override
    public Map<String, Layer> groups() {
        Map<String, Layer> trunk = new LinkedHashMap<>();
        trunk.put("blocks", blockRows);
        trunk.put("block2emb", blockToNode);
        trunk.put("conv", messages);
        trunk.put("gru", gru);
        Map<String, Layer> groups = new LinkedHashMap<>();
        groups.put("trunk", () -> Layer.join(trunk));
        groups.put("heads", heads);
        return groups;
    }

    @Override
    public Outputs evaluate(StateRows<BlockMolecule> rows) {
        PackedMolecules molecules = new PackedMolecules(environment, rows, shape.bothWays());
        GatedMessagePassing.Passed passed = passing.apply(start(molecules.fragments()), molecules.bonds());
        int[] removed = molecules.removedNodes();
        return heads.outputs(
                molecules.stems(),
                molecules.nodeOffsets(),
                passed.nodes(),
                List.of(removed),
                IntStream.range(0, removed.length).toArray(),
                List.of(passed));
    }

    /** Computes what blocks start as, once for each fragment that there is. */
    private NativeTensor start(int[] fragments) {
        int[] different = IntStream.of(fragments).sorted().distinct().toArray();
        int[] places = new int[environment.vocabulary().fragments() + 1];
        for (int place = 0; place < different.length; place++) {
            places[different[place]] = place;
        }
        int[] placeOfNode =
                IntStream.of(fragments).map(fragment -> places[fragment]).toArray();
        return blockToNode
                .apply(blockRows.apply(NativeTensor.indices(different)))
                .rows(NativeTensor.indices(placeOfNode));
    }
}
