package org.gfn4j.molecules.flow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.Engine;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.ShapeSetting;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.Code2021Environment;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.torch.TorchFlowModel;

/**
 * Makes models of molecules whose engine is a {@link MoleculeFlowNetwork}.
 *
 * <p>Thread-safety: immutable.
 */
public final class BlockGraphEngine implements Engine<BlockMolecule> {
    private static final ShapeSetting<Integer> WIDTH = ShapeSetting.whole(
            "width", "width", "Width of the message-passing network.", FlowNetworkShape.DEFAULT.width(), 1, 4096);
    private static final ShapeSetting<Integer> STEPS = ShapeSetting.whole(
            "steps", "steps", "Number of message-passing steps.", FlowNetworkShape.DEFAULT.steps(), 1, 100);

    /** The settings of the shape: width and steps of message passing. */
    public static final List<ShapeSetting<?>> SETTINGS = List.of(WIDTH, STEPS);

    private final DiscreteEnvironment<BlockMolecule> environment;
    private final MoleculeEnvironment actions;
    private final FlowNetworkShape shape;
    private final boolean exact;

    private BlockGraphEngine(
            DiscreteEnvironment<BlockMolecule> environment,
            MoleculeEnvironment actions,
            FlowNetworkShape shape,
            boolean exact) {
        this.environment = environment;
        this.actions = actions;
        this.shape = shape;
        this.exact = exact;
    }

    /**
     * Makes an engine.
     *
     * @param environment the environment
     * @param shape the shape of the networks
     */
    public BlockGraphEngine(MoleculeEnvironment environment, FlowNetworkShape shape) {
        this(environment, environment, shape, true);
    }

    /**
     * Makes an engine for models that count edges in as the code of 2021 did.
     *
     * @param environment the environment
     * @param shape the shape of the networks
     */
    public BlockGraphEngine(Code2021Environment environment, FlowNetworkShape shape) {
        this(environment, environment.exact(), shape, false);
    }

    @Override
    public String name() {
        return "block-graph";
    }

    @Override
    public Map<String, Object> shape() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(WIDTH.name(), shape.width());
        values.put(STEPS.name(), shape.steps());
        values.put("precision", shape.precision().name());
        values.put("bothWays", shape.bothWays());
        return values;
    }

    @Override
    public List<ShapeSetting<?>> settings() {
        return SETTINGS;
    }

    @Override
    public BlockGraphEngine withShape(Map<String, ?> other) {
        return new BlockGraphEngine(
                environment,
                actions,
                new FlowNetworkShape(
                        WIDTH.in(other, shape.width()),
                        STEPS.in(other, shape.steps()),
                        shape.precision(),
                        shape.bothWays()),
                exact);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the backward policy is learned and edges in are counted as the code of 2021 did
     */
    @Override
    public FlowModel<BlockMolecule> model(BackwardPolicy backwardPolicy, RandomGenerator generator) {
        if (backwardPolicy == BackwardPolicy.LEARNED && !exact) {
            throw new IllegalArgumentException(
                    "a learned backward policy needs the exact edges into a molecule, but they"
                            + " are counted as the code of 2021 did");
        }
        return new TorchFlowModel<>(
                environment, backwardPolicy, new MoleculeFlowNetwork(actions, backwardPolicy, shape, generator));
    }

    /**
     * {@inheritDoc}
     *
     * <p>For n blocks (1 if empty), m bonds, q free stems (1 if empty), e entries, width w and t steps: n·(2w² + 7t·w²) for
     * the blocks, their own part of a message and the GRU; 2t·w for each message, two a bond if they go both ways; q·(3w² +
     * e·w) for the stems; w² + 2w for the molecule.
     */
    @Override
    public long multiplyAdds(BlockMolecule molecule) {
        long width = shape.width();
        long square = width * width;
        long blocks = Math.max(1, molecule.size());
        long stems = molecule.size() == 0 ? 1 : molecule.stems().size();
        long messages = (blocks - 1) * (shape.bothWays() ? 2 : 1);
        long entries = actions.vocabulary().entries().size();
        return blocks * (2 + 7L * shape.steps()) * square
                + messages * 2 * shape.steps() * width
                + stems * (3 * square + entries * width)
                + square
                + 2 * width;
    }
}
