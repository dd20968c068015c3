package org.gfn4j.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.DiscreteFlowModel;
import org.gfn4j.model.Logits;
import org.gfn4j.model.Parameters;
import org.gfn4j.model.StateRows;
import org.gfn4j.torch.FlowNetwork.Outputs;

/**
 * A flow model whose engine is a network on libtorch.
 *
 * <p>Walks are drawn without recording derivatives. A scored batch owns what its derivatives need until it is closed, and
 * can be differentiated once, as long as the parameters have not been changed. Closing the model frees its weights.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
public final class TorchFlowModel<S> extends DiscreteFlowModel<S> implements AutoCloseable {
    private final FlowNetwork<S> network;
    private final TorchParameters parameters;

    /**
     * Makes a model, which takes over the weights of the network.
     *
     * @param environment the environment
     * @param backwardPolicy the backward policy
     * @param network what gives logits for the states of this environment
     */
    public TorchFlowModel(DiscreteEnvironment<S> environment, BackwardPolicy backwardPolicy, FlowNetwork<S> network) {
        super(environment, backwardPolicy);
        this.network = network;
        parameters = new TorchParameters("network", network.groups());
    }

    @Override
    protected Parameters networkParameters() {
        return parameters;
    }

    @Override
    protected Logits evaluate(StateRows<S> rows, boolean differentiable) {
        try (NativeScope scope = differentiable ? NativeScope.open() : NativeScope.withoutGradient()) {
            Outputs outputs = network.evaluate(rows);
            Logits logits = new TorchLogits(
                    outputs,
                    PackedOutputs.gather(outputs.forward(), rows.forwardStart(rows.size())),
                    PackedOutputs.gather(outputs.backward(), rows.backwardStart(rows.size())),
                    differentiable);
            if (differentiable) {
                tensors(outputs).forEach(scope::keep);
            }
            return logits;
        }
    }

    private static List<NativeTensor> tensors(Outputs outputs) {
        List<NativeTensor> tensors = new ArrayList<>();
        tensors.addAll(PackedOutputs.tensors(outputs.forward()));
        tensors.addAll(PackedOutputs.tensors(outputs.backward()));
        tensors.add(outputs.logFlow());
        outputs.handWritten().forEach(part -> tensors.addAll(part.tensors()));
        return tensors;
    }

    /** Frees the weights; the model is of no use afterwards. */
    @Override
    public void close() {
        parameters.close();
    }

    /** Owns the outputs, and natively what they were computed from, if they may be differentiated. */
    private final class TorchLogits extends Logits {
        private final Outputs outputs;
        private final boolean differentiable;
        private final long version = parameters.version();

        TorchLogits(Outputs outputs, double[] forward, double[] backward, boolean differentiable) {
            super(forward, backward, outputs.logFlow().doubles());
            this.outputs = outputs;
            this.differentiable = differentiable;
        }

        @Override
        protected void differentiate(double[] forwardGradients, double[] backwardGradients, double[] flowGradients) {
            if (!differentiable || version != parameters.version()) {
                throw new IllegalStateException(
                        differentiable
                                ? "the parameters have been changed since the batch was scored; score it again"
                                : "logits of a walk cannot be differentiated");
            }
            List<NativeTensor> roots = new ArrayList<>();
            List<NativeTensor> gradients = new ArrayList<>();
            try (NativeScope scope = NativeScope.open()) {
                PackedOutputs.scatter(forwardGradients, outputs.forward(), roots, gradients);
                PackedOutputs.scatter(backwardGradients, outputs.backward(), roots, gradients);
                if (!PackedOutputs.isZero(flowGradients)) {
                    NativeTensor logFlow = outputs.logFlow();
                    int rows = (int) logFlow.size(0);
                    roots.add(logFlow);
                    gradients.add(NativeTensor.of(logFlow.precision(), Arrays.copyOf(flowGradients, rows), rows));
                }
                if (!roots.isEmpty()) {
                    NativeTensor.backward(roots, gradients);
                    outputs.handWritten().forEach(HandWritten::backward);
                }
            }
        }

        @Override
        public void close() {
            if (differentiable) {
                tensors(outputs).forEach(NativeTensor::close);
            }
        }
    }
}
