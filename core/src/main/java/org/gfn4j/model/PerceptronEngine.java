package org.gfn4j.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.network.Activation;
import org.gfn4j.network.SparseRows;
import org.gfn4j.network.Workers;

/**
 * Makes multilayer perceptrons.
 *
 * <p>Thread-safety: immutable.
 *
 * @param environment the environment
 * @param encoder how its states look to the network
 * @param layers the shape of the network
 * @param workers share the work of a model
 * @param <S> the type of a state
 */
public record PerceptronEngine<S>(
        DiscreteEnvironment<S> environment, StateEncoder<S> encoder, MlpFlowModel.Shape layers, Workers workers)
        implements Engine<S> {
    private static final ShapeSetting<Integer> WIDTH = ShapeSetting.whole(
            "hiddenWidth", "hidden", "Width of a hidden layer.", MlpFlowModel.Shape.DEFAULT.hiddenWidth(), 1, 16_384);
    private static final ShapeSetting<Integer> LAYERS = ShapeSetting.whole(
            "hiddenLayers", "layers", "Number of hidden layers.", MlpFlowModel.Shape.DEFAULT.hiddenLayers(), 1, 64);
    private static final ShapeSetting<Activation> ACTIVATION = ShapeSetting.choice(
            "activation", "activation", "Function after a hidden layer.", MlpFlowModel.Shape.DEFAULT.activation());

    /** The settings of the shape: width, number and activation of the hidden layers. */
    public static final List<ShapeSetting<?>> SETTINGS = List.of(WIDTH, LAYERS, ACTIVATION);

    /**
     * Makes an engine for networks of the default shape on one thread.
     *
     * @param environment the environment
     * @param encoder how its states look to the network
     */
    public PerceptronEngine(DiscreteEnvironment<S> environment, StateEncoder<S> encoder) {
        this(environment, encoder, MlpFlowModel.Shape.DEFAULT, Workers.CALLER);
    }

    @Override
    public List<ShapeSetting<?>> settings() {
        return SETTINGS;
    }

    @Override
    public PerceptronEngine<S> withShape(Map<String, ?> shape) {
        MlpFlowModel.Shape other = new MlpFlowModel.Shape(
                WIDTH.in(shape, layers.hiddenWidth()),
                LAYERS.in(shape, layers.hiddenLayers()),
                ACTIVATION.in(shape, layers.activation()));
        return new PerceptronEngine<>(environment, encoder, other, workers);
    }

    @Override
    public PerceptronEngine<S> withThreads(int threads) {
        return new PerceptronEngine<>(environment, encoder, layers, new Workers(threads));
    }

    @Override
    public int threads() {
        return workers.threads();
    }

    @Override
    public Optional<Function<S, Object>> encoding() {
        return Optional.of(new EncoderCheck<>(environment, encoder));
    }

    @Override
    public String name() {
        return "perceptron";
    }

    @Override
    public Map<String, Object> shape() {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put(WIDTH.name(), layers.hiddenWidth());
        shape.put(LAYERS.name(), layers.hiddenLayers());
        shape.put(ACTIVATION.name(), layers.activation().name());
        return shape;
    }

    @Override
    public MlpFlowModel<S> model(BackwardPolicy backwardPolicy, RandomGenerator generator) {
        return new MlpFlowModel<>(environment, encoder, backwardPolicy, layers, generator, workers);
    }

    /**
     * {@inheritDoc}
     *
     * <p>k·w + (l − 1)·w² + w·(a + 1) for k inputs that are not zero, l hidden layers of width w, and a actions.
     */
    @Override
    public long multiplyAdds(S state) {
        SparseRows inputs = new SparseRows();
        encoder.encode(state, inputs);
        inputs.endRow();
        long width = layers.hiddenWidth();
        return inputs.size(0) * width
                + (layers.hiddenLayers() - 1) * width * width
                + width * (environment.actionCount(state) + 1L);
    }
}
