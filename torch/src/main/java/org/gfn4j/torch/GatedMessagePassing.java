package org.gfn4j.torch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Message passing with memory (Gilmer et al. 2017; Bengio et al. 2021): so many times h ← GRU(LReLU(messages(h)), h).
 *
 * <p>Its derivatives are written by hand. Where none are recorded, all steps share the same few matrices; where they are, a
 * step keeps six, and every product of the backward pass is added in place.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class GatedMessagePassing {
    private final OuterProductMessages messages;
    private final RecurrentWeights weights;
    private final int steps;
    private final double slope;

    /**
     * Joins layers, whose weights stay theirs.
     *
     * @param messages computes messages
     * @param gru takes them in; its inputs must be as wide as its states
     * @param steps how often
     * @param slope the slope of the leaky ReLU where it is negative
     */
    public GatedMessagePassing(OuterProductMessages messages, GruCell gru, int steps, double slope) {
        this.messages = messages;
        weights = gru.recurrentWeights();
        this.steps = steps;
        this.slope = slope;
    }

    /**
     * Passes messages, in the scope of the caller.
     *
     * @param start what the nodes start as, [nodes, width]
     * @param bonds the graph
     * @return what they become
     */
    public Passed apply(NativeTensor start, Bonds bonds) {
        boolean recording = GradMode.is_enabled();
        Passed passed = new Passed(start, bonds);
        GradMode.set_enabled(false);
        try {
            passed.forward(recording);
        } finally {
            GradMode.set_enabled(recording);
        }
        return passed;
    }

    /**
     * Messages that were passed.
     *
     * <p>Thread-safety: confined to one thread.
     */
    public final class Passed implements HandWritten {
        private final NativeTensor start;
        private final Bonds bonds;
        /** The states before each step and after the last; only the last if derivatives are not recorded. */
        private final List<Tensor> states = new ArrayList<>();

        private final List<GruStep> recorded = new ArrayList<>();

        private Passed(NativeTensor start, Bonds bonds) {
            this.start = start;
            this.bonds = bonds;
        }

        /**
         * Returns what the nodes have become.
         *
         * @return a tensor [nodes, width], from which a record of derivatives starts if one is kept
         */
        public NativeTensor nodes() {
            return new NativeTensor(states.get(states.size() - 1));
        }

        private void forward(boolean recording) {
            OuterProductMessages.Along along = messages.along(bonds);
            GruMaps maps = new GruMaps(GruGates.of(weights), start.size(0));
            Tensor nodes = start.pointer().detach();
            GruStep step = GruStep.like(nodes);
            Tensor next = torch.empty_like(nodes);
            for (int i = 0; i < steps; i++) {
                if (recording && i > 0) {
                    step = GruStep.like(nodes);
                }
                along.forward(nodes, step.inputs());
                torch.leaky_relu_(step.inputs(), new Scalar(slope));
                step.forward(maps, nodes, next);
                if (recording) {
                    states.add(nodes);
                    recorded.add(step);
                }
                Tensor used = nodes;
                nodes = next;
                if (i < steps - 1) {
                    next = recording || i == 0 ? torch.empty_like(nodes) : used;
                }
            }
            states.add(recording ? nodes.requires_grad_(true) : nodes);
        }

        @Override
        public void backward() {
            Tensor gradient = states.get(steps).grad();
            if (!gradient.defined()) {
                return;
            }
            try (NativeScope scope = NativeScope.withoutGradient()) {
                OuterProductMessages.Along along = messages.along(bonds);
                GruGates gates = GruGates.of(weights);
                GruGates gradients = GruGates.ofGradients(weights);
                Tensor derivatives = gradient.clone();
                GruStep work = GruStep.like(derivatives);
                for (int i = steps - 1; i >= 0; i--) {
                    GruStep step = recorded.get(i);
                    step.backward(gates, gradients, states.get(i), derivatives, work);
                    torch.leaky_relu_backward_out(work.inputs(), work.inputs(), step.inputs(), new Scalar(slope), true);
                    along.backward(states.get(i), work.inputs(), derivatives);
                }
                start.backward(new NativeTensor(derivatives));
            }
        }

        @Override
        public List<NativeTensor> tensors() {
            List<NativeTensor> tensors = new ArrayList<>();
            tensors.add(start);
            states.forEach(tensor -> tensors.add(new NativeTensor(tensor)));
            recorded.forEach(step -> step.tensors().forEach(tensor -> tensors.add(new NativeTensor(tensor))));
            return tensors;
        }
    }
}
