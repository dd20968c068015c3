package org.gfn4j.model;

import java.util.List;
import org.gfn4j.environment.DiscreteEnvironment;

/**
 * A model that learns nothing: all edges out of a state are equally likely, and all edges into it.
 *
 * <p>Thread-safety: safe for any number of threads.
 *
 * @param <S> the type of a state
 */
public final class UniformFlowModel<S> extends DiscreteFlowModel<S> {
    private final Parameters none = new AdamParameters("none", List.of());

    /**
     * Makes a model.
     *
     * @param environment the environment
     */
    public UniformFlowModel(DiscreteEnvironment<S> environment) {
        super(environment, BackwardPolicy.UNIFORM);
    }

    @Override
    protected Parameters networkParameters() {
        return none;
    }

    @Override
    protected Logits evaluate(StateRows<S> rows, boolean differentiable) {
        return new Logits(
                new double[rows.forwardStart(rows.size())],
                new double[rows.backwardStart(rows.size())],
                new double[rows.size()]) {
            @Override
            protected void differentiate(double[] forward, double[] backward, double[] logFlow) {
                // there is nothing to differentiate with respect to
            }
        };
    }
}
