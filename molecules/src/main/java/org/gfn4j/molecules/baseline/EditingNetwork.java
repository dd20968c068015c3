package org.gfn4j.molecules.baseline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.StateRows;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.molecules.flow.Perceptron;
import org.gfn4j.torch.EdgeConditionedMessages;
import org.gfn4j.torch.EdgeMatrices;
import org.gfn4j.torch.Edges;
import org.gfn4j.torch.Embedding;
import org.gfn4j.torch.FlowNetwork;
import org.gfn4j.torch.GruCell;
import org.gfn4j.torch.Layer;
import org.gfn4j.torch.Linear;
import org.gfn4j.torch.NativeScope;
import org.gfn4j.torch.NativeTensor;
import org.gfn4j.torch.Segments;
import org.jspecify.annotations.Nullable;

/**
 * The network of MARS (Xie et al. 2021) on the graph of atoms, which proposes to add a block to a stem or to cut one off.
 *
 * <p>With x the features of an atom and M_k a learned matrix for each kind of bond (single, double, triple, aromatic, and
 * between blocks):
 *
 * <pre>
 * h = LReLU(W₀ x + b₀)
 * so many times: m = LReLU(mean over neighbours j of h_j M_k + W h + b);  h = GRU(m, h)
 * </pre>
 *
 * <p>The logits of adding each entry to a stem are Lin–LReLU–Lin–LReLU–Lin of [h of its atom ‖ a learned row for its type];
 * those of stopping, and log F, are Lin–LReLU–Lin of the mean of h over the molecule; the logit of cutting a block off,
 * where the backward policy is learned, is Lin–LReLU–Lin of [h of its bonded atom ‖ h of the atom that it is bonded to]. Of
 * the edges from the empty molecule each has the logit 0. The features of an atom are those within its block, with
 * the numbers of its bonds to other blocks and of its free stems; so molecules that no chemistry allows have logits, too.
 * The empty molecule is one atom of a kind of its own. All molecules are evaluated at once, packed.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class EditingNetwork implements FlowNetwork<BlockMolecule> {
    private static final int STOP = 0;
    private static final int FLOW = 1;

    private final MoleculeEnvironment environment;
    private final FragmentAtoms fragments;
    private final EditingNetworkShape shape;
    private final Linear input;
    private final EdgeMatrices matrices;
    private final EdgeConditionedMessages messages;
    private final GruCell gru;
    private final Embedding stemRows;
    private final Perceptron stemHead;
    private final Perceptron moleculeHead;
    private final @Nullable Perceptron cutHead;

    /**
     * Makes a network with fresh weights, in PyTorch's default ranges.
     *
     * @param environment the environment whose states it evaluates
     * @param backwardPolicy the backward policy of the model that it is for
     * @param shape its shape
     * @param generator draws the weights
     */
    public EditingNetwork(
            MoleculeEnvironment environment,
            BackwardPolicy backwardPolicy,
            EditingNetworkShape shape,
            RandomGenerator generator) {
        this(environment, new FragmentAtoms(environment.vocabulary()), backwardPolicy, shape, generator);
    }

    EditingNetwork(
            MoleculeEnvironment environment,
            FragmentAtoms fragments,
            BackwardPolicy backwardPolicy,
            EditingNetworkShape shape,
            RandomGenerator generator) {
        this.environment = environment;
        this.fragments = fragments;
        this.shape = shape;
        BlockVocabulary vocabulary = environment.vocabulary();
        int width = shape.width();
        input = new Linear(PackedAtoms.FEATURES, width, shape.precision(), generator);
        matrices = new EdgeMatrices(PackedAtoms.BOND_KINDS, width, width, shape.precision(), generator);
        messages = new EdgeConditionedMessages(width, width, shape.precision(), generator);
        gru = new GruCell(width, width, shape.precision(), generator);
        stemRows = new Embedding(vocabulary.attachmentTypes() + 1, width, shape.precision(), generator);
        stemHead = new Perceptron(
                shape.precision(),
                generator,
                2 * width,
                width,
                width,
                vocabulary.entries().size());
        moleculeHead = new Perceptron(shape.precision(), generator, width, width, 2);
        cutHead = backwardPolicy == BackwardPolicy.LEARNED
                ? new Perceptron(shape.precision(), generator, 2 * width, width, 1)
                : null;
    }

    @Override
    public Map<String, Layer> groups() {
        Map<String, Layer> trunk = new LinkedHashMap<>();
        trunk.put("atom2emb", input);
        trunk.put("bonds", matrices);
        trunk.put("conv", messages);
        trunk.put("gru", gru);
        Map<String, Layer> heads = new LinkedHashMap<>();
        heads.put("stems", stemRows);
        heads.put("stem2pred", stemHead);
        heads.put("global2pred", moleculeHead);
        if (cutHead != null) {
            heads.put("cut2pred", cutHead);
        }
        Map<String, Layer> groups = new LinkedHashMap<>();
        groups.put("trunk", () -> Layer.join(trunk));
        groups.put("heads", () -> Layer.join(heads));
        return groups;
    }

    @Override
    public Outputs evaluate(StateRows<BlockMolecule> rows) {
        PackedAtoms molecules = new PackedAtoms(environment, fragments, rows);
        Edges bonds = molecules.bonds();
        NativeTensor atoms = start(molecules);
        try {
            for (int step = 0; step < shape.steps(); step++) {
                NativeTensor next = step(atoms, bonds);
                atoms.close();
                atoms = next;
            }
            NativeTensor perMolecule = moleculeHead.apply(new Segments(molecules.atomOffsets()).mean(atoms));
            List<Output> forward = List.of(
                    additions(molecules, atoms),
                    new Output(perMolecule.narrow(1, STOP, 1), molecules.stems().stops()));
            return new Outputs(
                    forward,
                    cuts(molecules, atoms),
                    perMolecule.narrow(1, FLOW, 1).reshape(-1),
                    List.of());
        } finally {
            atoms.close();
        }
    }

    /** Returns the first states of the atoms, which the caller closes. */
    private NativeTensor start(PackedAtoms molecules) {
        try (NativeScope scope = NativeScope.open()) {
            NativeTensor features =
                    NativeTensor.of(shape.precision(), molecules.features(), molecules.atoms(), PackedAtoms.FEATURES);
            return scope.keep(input.apply(features).leakyRelu(Perceptron.SLOPE));
        }
    }

    /** Returns the next states, which the caller closes; what a step needs is freed after it, while it is in the cache. */
    private NativeTensor step(NativeTensor atoms, Edges bonds) {
        try (NativeScope scope = NativeScope.open()) {
            NativeTensor message = messages.apply(atoms, matrices.weight(), bonds);
            return scope.keep(gru.apply(message.leakyRelu(Perceptron.SLOPE), atoms));
        }
    }

    private Output additions(PackedAtoms molecules, NativeTensor atoms) {
        NativeTensor stems = NativeTensor.concat(
                1,
                List.of(
                        atoms.rows(NativeTensor.indices(molecules.stems().nodes())),
                        stemRows.apply(NativeTensor.indices(molecules.stems().types()))));
        return new Output(stemHead.apply(stems), molecules.stems().starts());
    }

    private List<Output> cuts(PackedAtoms molecules, NativeTensor atoms) {
        int[] starts = molecules.cutStarts();
        if (cutHead == null || starts.length == 0) {
            return List.of();
        }
        NativeTensor ends = NativeTensor.concat(
                1,
                List.of(
                        atoms.rows(NativeTensor.indices(molecules.cutAtoms())),
                        atoms.rows(NativeTensor.indices(molecules.keptAtoms()))));
        return List.of(new Output(cutHead.apply(ends), starts));
    }
}
