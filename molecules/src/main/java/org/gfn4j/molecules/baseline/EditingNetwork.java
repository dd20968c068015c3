package org.gfn4j.molecules.baseline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.StateRows;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.molecules.flow.MoleculeHeads;
import org.gfn4j.torch.EdgeConditionedMessages;
import org.gfn4j.torch.EdgeMatrices;
import org.gfn4j.torch.Edges;
import org.gfn4j.torch.FlowNetwork;
import org.gfn4j.torch.GruCell;
import org.gfn4j.torch.Layer;
import org.gfn4j.torch.Linear;
import org.gfn4j.torch.NativeScope;
import org.gfn4j.torch.NativeTensor;
import org.gfn4j.torch.Perceptron;

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
 * <p>{@link MoleculeHeads} read logits and log F off h, the logit of cutting off a block from [h of its bonded atom ‖ h of the
 * atom that it is bonded to]. Of the edges from the empty molecule each has the logit 0. The features of an atom are those
 * within its block, with the numbers of its bonds to other blocks and of its free stems; so molecules that no chemistry
 * allows have logits, too.
 * The empty molecule is one atom of a kind of its own. All molecules are evaluated at once, packed.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class EditingNetwork implements FlowNetwork<BlockMolecule> {
    private final MoleculeEnvironment environment;
    private final FragmentAtoms fragments;
    private final EditingNetworkShape shape;
    private final Linear input;
    private final EdgeMatrices matrices;
    private final EdgeConditionedMessages messages;
    private final GruCell gru;
    private final MoleculeHeads heads;

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
        int width = shape.width();
        input = new Linear(PackedAtoms.FEATURES, width, shape.precision(), generator);
        matrices = new EdgeMatrices(PackedAtoms.BOND_KINDS, width, width, shape.precision(), generator);
        messages = new EdgeConditionedMessages(width, width, shape.precision(), generator);
        gru = new GruCell(width, width, shape.precision(), generator);
        heads = new MoleculeHeads(
                environment.vocabulary(), backwardPolicy, width, shape.precision(), "cut2pred", 2, generator);
    }

    @Override
    public Map<String, Layer> groups() {
        Map<String, Layer> trunk = new LinkedHashMap<>();
        trunk.put("atom2emb", input);
        trunk.put("bonds", matrices);
        trunk.put("conv", messages);
        trunk.put("gru", gru);
        Map<String, Layer> groups = new LinkedHashMap<>();
        groups.put("trunk", () -> Layer.join(trunk));
        groups.put("heads", heads);
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
            return heads.outputs(
                    molecules.stems(),
                    molecules.atomOffsets(),
                    atoms,
                    List.of(molecules.cutAtoms(), molecules.keptAtoms()),
                    molecules.cutStarts(),
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
}
