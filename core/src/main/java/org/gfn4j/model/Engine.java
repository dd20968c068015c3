package org.gfn4j.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Makes models of one environment: the kind of network that its states are learned with, and its shape.
 *
 * <p>Thread-safety: implementations are immutable.
 *
 * @param <S> the type of a state
 */
public interface Engine<S> {

    /**
     * Returns the name by which checkpoints know the engine.
     *
     * @return a word, for example {@code perceptron}
     */
    String name();

    /**
     * Returns the shape of the networks that it makes.
     *
     * @return names and values (whole numbers, numbers or words), in an order that never changes
     */
    Map<String, Object> shape();

    /**
     * Returns the settings of the shape that a user may choose.
     *
     * @return settings of {@link #shape}, in the order to show them in; none unless overridden
     */
    default List<ShapeSetting<?>> settings() {
        return List.of();
    }

    /**
     * Returns an engine for networks of another shape.
     *
     * @param shape values of {@link #settings} by name; what it does not name, or is no setting, stays
     * @return this engine unless overridden: its networks have one shape
     * @throws IllegalArgumentException if a value is not allowed
     */
    default Engine<S> withShape(Map<String, ?> shape) {
        return this;
    }

    /**
     * Makes a model with fresh weights.
     *
     * @param backwardPolicy the backward policy
     * @param generator draws the weights
     * @return a new model
     */
    FlowModel<S> model(BackwardPolicy backwardPolicy, RandomGenerator generator);

    /**
     * Returns an engine whose models share their work among threads, which has no influence on results.
     *
     * @param threads how many, at least 1
     * @return this engine unless overridden: its models have one thread, or threads of their own
     */
    default Engine<S> withThreads(int threads) {
        return this;
    }

    /**
     * Returns how many threads share the work of a model.
     *
     * @return 1 unless overridden
     */
    default int threads() {
        return 1;
    }

    /**
     * Returns how states look to the networks, for an {@link org.gfn4j.environment.EnvironmentVerifier} to check.
     *
     * @return empty unless overridden, where the networks see states in a form of their own
     */
    default Optional<Function<S, Object>> encoding() {
        return Optional.empty();
    }

    /**
     * Returns how many multiply-adds of numbers one evaluation of a state cannot do without: those of its matrix products,
     * nothing added for functions of single numbers. Its derivatives take twice as many.
     *
     * @param state a state that is not terminal
     * @return the number, from the shape of the network alone
     */
    long multiplyAdds(S state);
}
