package org.gfn4j.molecules.baseline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.Engine;
import org.gfn4j.model.FlowModel;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.torch.TorchFlowModel;

/**
 * Makes models of molecules whose engine is an {@link EditingNetwork}.
 *
 * <p>Thread-safety: immutable.
 */
public final class EditingEngine implements Engine<BlockMolecule> {
    private final MoleculeEnvironment environment;
    private final EditingNetworkShape shape;
    private final FragmentAtoms fragments;

    /**
     * Makes an engine.
     *
     * @param environment the environment
     * @param shape the shape of the networks
     */
    public EditingEngine(MoleculeEnvironment environment, EditingNetworkShape shape) {
        this.environment = environment;
        this.shape = shape;
        this.fragments = new FragmentAtoms(environment.vocabulary());
    }

    @Override
    public String name() {
        return "atom-graph";
    }

    @Override
    public Map<String, Object> shape() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("width", shape.width());
        values.put("steps", shape.steps());
        values.put("precision", shape.precision().name());
        return values;
    }

    @Override
    public FlowModel<BlockMolecule> model(BackwardPolicy backwardPolicy, RandomGenerator generator) {
        return new TorchFlowModel<>(
                environment,
                backwardPolicy,
                new EditingNetwork(environment, fragments, backwardPolicy, shape, generator));
    }

    /**
     * {@inheritDoc}
     *
     * <p>For n atoms (1 if empty) with f features, m bonds, q free stems (1 if empty), e entries, width w and t steps:
     * n·(f·w + 7t·w²) for the atoms, their own part of a message and the GRU; 2m·t·w² for the messages; q·(3w² + e·w) for
     * the stems; w² + 2w for the molecule. Cuts are left out, which only a learned backward policy asks for.
     */
    @Override
    public long multiplyAdds(BlockMolecule molecule) {
        long width = shape.width();
        long square = width * width;
        long atoms = molecule.size() == 0 ? 1 : 0;
        long bonds = Math.max(0, molecule.size() - 1);
        for (int block = 0; block < molecule.size(); block++) {
            atoms += fragments.atoms(molecule.fragment(block));
            bonds += fragments.bonds(molecule.fragment(block));
        }
        long stems = molecule.size() == 0 ? 1 : molecule.stemCount();
        long entries = environment.vocabulary().entries().size();
        return atoms * (PackedAtoms.FEATURES * width + 7L * shape.steps() * square)
                + 2 * bonds * shape.steps() * square
                + stems * (3 * square + entries * width)
                + square
                + 2 * width;
    }
}
