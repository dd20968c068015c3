package org.gfn4j.molecules.proxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.gfn4j.torch.GruCell;
import org.gfn4j.torch.Layer;
import org.gfn4j.torch.Linear;
import org.gfn4j.torch.NativeScope;
import org.gfn4j.torch.NativeTensor;
import org.gfn4j.torch.Precision;
import org.gfn4j.torch.Segments;
import org.gfn4j.torch.Set2Set;

/**
 * The message-passing network of Bengio et al. 2021 that scores molecules (Gilmer et al. 2017, with mean aggregation and a
 * root weight), of any width and number of steps.
 *
 * <p>With x the features of an atom and M_t the d×d matrix that a small network makes of the bond type t:
 *
 * <pre>
 * h = LeakyReLU(W₀ x + b₀)
 * repeat: m = LeakyReLU(mean over neighbours j of h_j M_t + W h + b);  h = GRU(m, h)
 * score = w · Set2Set(h) + c
 * </pre>
 *
 * <p>There are but four types of bonds, so their matrices are computed once for all bonds; and neighbours along bonds of one
 * type are summed before they are multiplied, so that a step has at most four matrix products, over the {@linkplain
 * GraphBatch links} of a batch. Its tensors have the names that they have in the published file after {@code mpnn.}.
 *
 * <p>Thread-safety: confined to one thread; but scores may be computed by many threads at once while nobody changes the
 * weights and no derivatives are recorded.
 */
final class ProxyNetwork implements Layer {
    private static final double SLOPE = 0.01;

    private final ProxyShape shape;
    private final Precision precision;
    private final Linear input;
    private final Linear edges;
    private final Linear matrices;
    private final Linear root;
    private final GruCell gru;
    private final Set2Set readout;
    private final Linear output;

    /**
     * Makes a network with weights from PyTorch's default distributions.
     *
     * @param shape its size
     * @param precision the precision of weights and scores
     * @param generator draws the weights
     */
    ProxyNetwork(ProxyShape shape, Precision precision, RandomGenerator generator) {
        int width = shape.width();
        this.shape = shape;
        this.precision = precision;
        this.input = new Linear(AtomGraph.FEATURES, width, precision, generator);
        this.edges = new Linear(AtomGraph.BOND_TYPES, shape.edgeWidth(), precision, generator);
        this.matrices = new Linear(shape.edgeWidth(), width * width, precision, generator);
        this.root = new Linear(width, width, precision, generator);
        this.gru = new GruCell(width, width, precision, generator);
        this.readout = new Set2Set(width, shape.readoutSteps(), precision, generator);
        this.output = new Linear(2 * width, 1, precision, generator);
    }

    @Override
    public Map<String, NativeTensor> weights() {
        Map<String, NativeTensor> weights = new LinkedHashMap<>();
        input.weights().forEach((name, tensor) -> weights.put("lin0." + name, tensor));
        weights.put("conv.lin.weight", root.weight());
        weights.put("conv.bias", root.bias());
        edges.weights().forEach((name, tensor) -> weights.put("conv.nn.0." + name, tensor));
        matrices.weights().forEach((name, tensor) -> weights.put("conv.nn.2." + name, tensor));
        gru.weights().forEach((name, tensor) -> weights.put("gru." + name + "_l0", tensor));
        readout.weights().forEach((name, tensor) -> weights.put("set2set." + name + "_l0", tensor));
        output.weights().forEach((name, tensor) -> weights.put("lin3." + name, tensor));
        return weights;
    }

    /**
     * Computes the matrices of the types of bonds.
     *
     * @return the matrices M_t, [4, d, d]
     */
    NativeTensor bondMatrices() {
        NativeTensor hidden = edges.weight().transpose().plus(edges.bias()).leakyRelu(SLOPE);
        return matrices.apply(hidden).reshape(AtomGraph.BOND_TYPES, shape.width(), shape.width());
    }

    /**
     * Scores molecules.
     *
     * @param batch the molecules
     * @param bondMatrices what {@link #bondMatrices} gives for the present weights
     * @return the scores, [molecules]
     */
    NativeTensor score(GraphBatch batch, NativeTensor bondMatrices) {
        Paths paths = new Paths(batch, precision);
        NativeTensor state = start(batch);
        try {
            for (int step = 0; step < shape.steps(); step++) {
                NativeTensor next = step(state, paths, bondMatrices);
                state.close();
                state = next;
            }
            return output.apply(readout.apply(state, new Segments(batch.atomOffsets())))
                    .reshape(batch.molecules());
        } finally {
            state.close();
        }
    }

    /** Returns the first states, which the caller closes. */
    private NativeTensor start(GraphBatch batch) {
        try (NativeScope scope = NativeScope.open()) {
            return scope.keep(input.apply(features(batch)).leakyRelu(SLOPE));
        }
    }

    /** Returns the next states, which the caller closes; what a step needs is freed after it, while it is in the cache. */
    private NativeTensor step(NativeTensor state, Paths paths, NativeTensor bondMatrices) {
        try (NativeScope scope = NativeScope.open()) {
            NativeTensor message = root.apply(state);
            if (!paths.isEmpty()) {
                message = message.plus(paths.messages(state, bondMatrices));
            }
            return scope.keep(gru.apply(message.leakyRelu(SLOPE), state));
        }
    }

    private NativeTensor features(GraphBatch batch) {
        float[] features = batch.features();
        if (precision == Precision.SINGLE) {
            return NativeTensor.of(features, batch.atoms(), AtomGraph.FEATURES);
        }
        double[] wide = new double[features.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = features[i];
        }
        return NativeTensor.of(wide, batch.atoms(), AtomGraph.FEATURES);
    }

    /** The way of messages, in native memory. */
    private static final class Paths {
        private final int[] typeOffsets;
        private final Segments linkNeighbours;
        private final NativeTensor neighbours;
        private final Segments atomLinks;
        private final NativeTensor links;
        private final NativeTensor shares;

        Paths(GraphBatch batch, Precision precision) {
            typeOffsets = batch.typeOffsets();
            linkNeighbours = new Segments(batch.neighbourOffsets());
            neighbours = NativeTensor.indices(batch.neighbours());
            atomLinks = new Segments(batch.linkOffsets());
            links = NativeTensor.indices(batch.links());
            shares = NativeTensor.of(precision, batch.shares(), batch.atoms(), 1);
        }

        boolean isEmpty() {
            return typeOffsets[AtomGraph.BOND_TYPES] == 0;
        }

        /** Returns the means over the neighbours of each atom, [atoms, d]. */
        NativeTensor messages(NativeTensor state, NativeTensor bondMatrices) {
            NativeTensor sums = linkNeighbours.sumOf(state, neighbours);
            long width = bondMatrices.size(1);
            List<NativeTensor> products = new ArrayList<>();
            for (int type = 0; type < AtomGraph.BOND_TYPES; type++) {
                int count = typeOffsets[type + 1] - typeOffsets[type];
                if (count > 0) {
                    NativeTensor matrix = bondMatrices.narrow(0, type, 1).reshape(width, width);
                    products.add(sums.narrow(0, typeOffsets[type], count).matmul(matrix));
                }
            }
            return atomLinks.sumOf(NativeTensor.concat(0, products), links).times(shares);
        }
    }
}
