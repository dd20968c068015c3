package org.gfn4j.model;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.gfn4j.environment.DiscreteEnvironment;

/**
 * Makes models that learn nothing.
 *
 * <p>Thread-safety: immutable.
 *
 * @param environment the environment
 * @param <S> the type of a state
 */
public record UniformEngine<S>(DiscreteEnvironment<S> environment) implements Engine<S> {

    @Override
    public String name() {
        return "uniform";
    }

    @Override
    public Map<String, Object> shape() {
        return Map.of();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the backward policy is to be another than the uniform one
     */
    @Override
    public FlowModel<S> model(BackwardPolicy backwardPolicy, RandomGenerator generator) {
        if (backwardPolicy != BackwardPolicy.UNIFORM) {
            throw new IllegalArgumentException(
                    "a model that learns nothing has a uniform backward policy, not " + backwardPolicy);
        }
        return new UniformFlowModel<>(environment);
    }

    @Override
    public long multiplyAdds(S state) {
        return 0;
    }
}
