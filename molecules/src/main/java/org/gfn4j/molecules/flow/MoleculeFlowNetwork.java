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
import org.gfn4j.torch.Segments;
import org.jspecify.annotations.Nullable;

/**
 * The flow network of Bengio et al. 2021 on the graph of blocks.
 *
 * <p>A block starts as h = Lin–LReLU–Lin of a learned row for its fragment. Then so many times: m = LReLU(messages from its
 * neighbours and itself, {@link OuterProductMessages}), h = GRU(m, h). The logits of adding each entry to a stem are
 * Lin–LReLU–Lin–LReLU–Lin of [h of its block ‖ a learned row for its type]; those of stopping, and log F, are Lin–LReLU–Lin
 * of the mean of h over the molecule; the logit of taking a block away, where the backward policy is learned, is
 * Lin–LReLU–Lin of its h. All molecules are evaluated at once, packed.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class MoleculeFlowNetwork implements FlowNetwork<BlockMolecule> {
    private static final int STOP = 0;
    private static final int FLOW = 1;

    private final MoleculeEnvironment environment;
    private final FlowNetworkShape shape;
    private final Embedding blockRows;
    private final Perceptron blockToNode;
    private final OuterProductMessages messages;
    private final GruCell gru;
    private final GatedMessagePassing passing;
    private final Embedding stemRows;
    private final Perceptron stemHead;
    private final Perceptron moleculeHead;
    private final @Nullable Perceptron removalHead;

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
        stemRows = new Embedding(vocabulary.attachmentTypes() + 1, width, shape.precision(), generator);
        stemHead = new Perceptron(
                shape.precision(),
                generator,
                2 * width,
                width,
                width,
                vocabulary.entries().size());
        moleculeHead = new Perceptron(shape.precision(), generator, width, width, 2);
        removalHead = backwardPolicy == BackwardPolicy.LEARNED
                ? new Perceptron(shape.precision(), generator, width, width, 1)
                : null;
    }

    @Override
    public Map<String, Layer> groups() {
        Map<String, Layer> trunk = new LinkedHashMap<>();
        trunk.put("blocks", blockRows);
        trunk.put("block2emb", blockToNode);
        trunk.put("conv", messages);
        trunk.put("gru", gru);
        Map<String, Layer> heads = new LinkedHashMap<>();
        heads.put("stems", stemRows);
        heads.put("stem2pred", stemHead);
        heads.put("global2pred", moleculeHead);
        if (removalHead != null) {
            heads.put("removal", removalHead);
        }
        Map<String, Layer> groups = new LinkedHashMap<>();
        groups.put("trunk", () -> Layer.join(trunk));
        groups.put("heads", () -> Layer.join(heads));
        return groups;
    }

    @Override
    public Outputs evaluate(StateRows<BlockMolecule> rows) {
        PackedMolecules molecules = new PackedMolecules(environment, rows, shape.bothWays());
        GatedMessagePassing.Passed passed = passing.apply(start(molecules.fragments()), molecules.bonds());
        NativeTensor nodes = passed.nodes();
        NativeTensor perMolecule = moleculeHead.apply(new Segments(molecules.nodeOffsets()).mean(nodes));
        List<Output> forward = List.of(
                stems(molecules, nodes),
                new Output(perMolecule.narrow(1, STOP, 1), molecules.stems().stops()));
        return new Outputs(
                forward,
                removals(molecules, nodes),
                perMolecule.narrow(1, FLOW, 1).reshape(-1),
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

    private Output stems(PackedMolecules molecules, NativeTensor nodes) {
        NativeTensor stems = NativeTensor.concat(
                1,
                List.of(
                        nodes.rows(NativeTensor.indices(molecules.stems().nodes())),
                        stemRows.apply(NativeTensor.indices(molecules.stems().types()))));
        return new Output(stemHead.apply(stems), molecules.stems().starts());
    }

    private List<Output> removals(PackedMolecules molecules, NativeTensor nodes) {
        int[] removed = molecules.removedNodes();
        if (removalHead == null || removed.length == 0) {
            return List.of();
        }
        NativeTensor logits = removalHead.apply(nodes.rows(NativeTensor.indices(removed)));
        return List.of(new Output(logits, IntStream.range(0, removed.length).toArray()));
    }
}
