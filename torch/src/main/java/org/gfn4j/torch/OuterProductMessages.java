package org.gfn4j.torch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Messages along the bonds of a graph (Bengio et al. 2021, NNConv with mean aggregation): q_i = mean over edges j → i of
 * x_j·(a ⊗ b), plus x_i·rootᵀ + bias, where a and b are learned rows for the two ends of the bond. As the matrix is an
 * outer product, a message is (x_j·a)·b, and needs 2 instead of width multiplications for a number.
 *
 * <p>Its tensors are {@code ends.weight} [ends, width], {@code lin.weight} [width, width] and {@code bias} [width].
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class OuterProductMessages implements Layer {
    private static final int ROWS = 0;
    private static final int COLUMNS = 1;

    private final Embedding ends;
    private final Linear root;

    /**
     * Makes a layer with ends from N(0, 1) and the rest from U(−1/√width, 1/√width).
     *
     * @param kindsOfEnds how many kinds of ends of bonds there are
     * @param width how many numbers a node has
     * @param precision the precision
     * @param generator draws the weights
     */
    public OuterProductMessages(int kindsOfEnds, int width, Precision precision, RandomGenerator generator) {
        ends = new Embedding(kindsOfEnds, width, precision, generator);
        root = new Linear(width, width, precision, generator);
    }

    @Override
    public Map<String, NativeTensor> weights() {
        Map<String, NativeTensor> weights = new LinkedHashMap<>();
        weights.put("ends.weight", ends.weight());
        weights.put("lin.weight", root.weight());
        weights.put("bias", root.bias());
        return weights;
    }

    /** Returns what messages are computed with along some bonds, in the scope of the caller. */
    Along along(Bonds bonds) {
        return new Along(bonds);
    }

    /** Messages along the bonds of one graph, and their derivatives. */
    final class Along {
        private final Bonds bonds;
        private final Affine own;
        private final NativeTensor sources;
        private final NativeTensor targetEnds;
        private final NativeTensor shares;
        private final NativeTensor leaving;
        private final Segments incoming;
        private @Nullable Sums sums;

        private Along(Bonds bonds) {
            this.bonds = bonds;
            own = new Affine(root.weight().pointer(), root.bias().pointer(), bonds.nodes());
            sources = NativeTensor.indices(bonds.sources());
            targetEnds = NativeTensor.indices(bonds.targetEnds());
            leaving = ends.apply(NativeTensor.indices(bonds.sourceEnds()));
            incoming = new Segments(bonds.offsets());
            shares = incoming.repeat(incoming.inverseCounts(root.weight().precision(), 1));
        }

        /** Fills q [nodes, width] for nodes x [nodes, width]. */
        void forward(Tensor x, Tensor q) {
            own.fill(x, q);
            if (bonds.size() > 0) {
                NativeTensor weights = projections(x).times(shares);
                q.add_(incoming.sumOf(ends.weight(), targetEnds, weights).pointer());
            }
        }

        /** Returns x_j·a of each edge, [edges]. */
        private NativeTensor projections(Tensor x) {
            return NativeTensor.made(atSources(x).mul_(leaving.pointer()).sum(COLUMNS));
        }

        private Tensor atSources(Tensor x) {
            return x.index_select(ROWS, sources.pointer());
        }

        /**
         * Adds to the gradients of the weights, and to that of the nodes.
         *
         * @param x the nodes, [nodes, width]
         * @param byMessages derivatives by q, [nodes, width]
         * @param byNodes derivatives by x, which are added to, [nodes, width]
         */
        void backward(Tensor x, Tensor byMessages, Tensor byNodes) {
            byNodes.addmm_(byMessages, root.weight().pointer());
            Gradients.of(root.weight()).addmm_(byMessages.t(), x);
            Gradients.of(root.bias()).add_(byMessages.sum(ROWS));
            if (bonds.size() > 0) {
                Sums found = sums == null ? new Sums(bonds, ends) : sums;
                sums = found;
                Tensor atTargets = incoming.repeat(new NativeTensor(byMessages)).pointer();
                NativeTensor byProjections = NativeTensor.made(
                                atTargets.mul_(found.entered().pointer()).sum(COLUMNS))
                        .times(shares);
                found.ofSources().add(ends.weight(), byProjections, byNodes);
                Tensor byEnds = Gradients.of(ends.weight());
                found.ofSourceEnds().add(new NativeTensor(x), byProjections, byEnds);
                found.ofTargetEnds()
                        .add(new NativeTensor(byMessages), projections(x).times(shares), byEnds);
            }
        }
    }

    /** What derivatives along bonds are added up with. */
    private record Sums(NativeTensor entered, Sum ofSources, Sum ofSourceEnds, Sum ofTargetEnds) {

        Sums(Bonds bonds, Embedding ends) {
            this(
                    ends.apply(NativeTensor.indices(bonds.targetEnds())),
                    Sum.of(bonds.sourceEnds(), bonds.sources(), bonds.nodes()),
                    Sum.of(bonds.sources(), bonds.sourceEnds(), ends.weight().size(0)),
                    Sum.of(bonds.targets(), bonds.targetEnds(), ends.weight().size(0)));
        }
    }

    /** Adds for each edge a multiple of a row of some values to a row of a matrix. */
    private record Sum(Segments segments, NativeTensor rows, NativeTensor order) {

        static Sum of(int[] from, int[] to, long sums) {
            Grouping grouping = Grouping.of(to, (int) sums);
            return new Sum(
                    new Segments(grouping.offsets()),
                    NativeTensor.indices(grouping.inOrder(from)),
                    NativeTensor.indices(grouping.order()));
        }

        void add(NativeTensor values, NativeTensor factors, Tensor sums) {
            sums.add_(segments.sumOf(values, rows, factors.rows(order)).pointer());
        }
    }
}
