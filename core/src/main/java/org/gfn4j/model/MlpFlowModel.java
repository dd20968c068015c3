package org.gfn4j.model;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.network.Activation;
import org.gfn4j.network.Adam;
import org.gfn4j.network.Linear;
import org.gfn4j.network.Mlp;
import org.gfn4j.network.SparseRows;

/**
 * A model on a multilayer perceptron in single precision: a shared trunk, and linear heads for forward logits, for
 * backward logits where they are learned, and for log F(s).
 *
 * <p>Thread-safety: rollouts and scored batches may be open on any thread while nobody steps the parameters; backward
 * passes and steps are confined to one thread.
 *
 * @param <S> the type of a state
 */
public final class MlpFlowModel<S> extends DiscreteFlowModel<S> {
    private final StateEncoder<S> encoder;
    private final Mlp mlp;
    private final int backwardColumn;
    private final int flowColumn;
    private final int outputs;
    private final MlpParameters parameters;

    /**
     * The shape of the network.
     *
     * @param hiddenWidth the width of each hidden layer, at least 1
     * @param hiddenLayers the number of hidden layers, at least 1
     * @param activation the function after each
     */
    public record Shape(int hiddenWidth, int hiddenLayers, Activation activation) {
        /** Two hidden layers of 256 with ReLU. */
        public static final Shape DEFAULT = new Shape(256, 2, Activation.RELU);
    }

    /**
     * Makes a model of the default shape with fresh weights.
     *
     * @param environment the environment
     * @param encoder how its states look to the network
     * @param backwardPolicy the backward policy
     * @param generator draws the weights
     */
    public MlpFlowModel(
            DiscreteEnvironment<S> environment,
            StateEncoder<S> encoder,
            BackwardPolicy backwardPolicy,
            RandomGenerator generator) {
        this(environment, encoder, backwardPolicy, Shape.DEFAULT, generator);
    }

    /**
     * Makes a model with fresh weights.
     *
     * @param environment the environment
     * @param encoder how its states look to the network
     * @param backwardPolicy the backward policy
     * @param shape the shape of the network
     * @param generator draws the weights
     */
    public MlpFlowModel(
            DiscreteEnvironment<S> environment,
            StateEncoder<S> encoder,
            BackwardPolicy backwardPolicy,
            Shape shape,
            RandomGenerator generator) {
        super(environment, backwardPolicy);
        this.encoder = encoder;
        backwardColumn = encoder.forwardOutputs();
        flowColumn = backwardColumn + (backwardPolicy == BackwardPolicy.LEARNED ? encoder.backwardOutputs() : 0);
        outputs = flowColumn + 1;
        mlp = new Mlp(
                encoder.inputs(), shape.hiddenWidth(), shape.hiddenLayers(), outputs, shape.activation(), generator);
        parameters = new MlpParameters();
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    protected Logits evaluate(StateRows<S> rows) {
        SparseRows inputs = new SparseRows();
        for (int row = 0; row < rows.size(); row++) {
            encoder.encode(rows.state(row), inputs);
            inputs.endRow();
        }
        return new MlpLogits(rows, mlp.forward(inputs));
    }

    private final class MlpLogits implements Logits {
        private final Mlp.Pass pass;
        private final int rows;
        private final int[] forwardColumns;
        private final int[] backwardColumns;
        private final double[] forward;
        private final double[] backward;
        private final double[] logFlow;
        private final StateRows<S> stateRows;

        MlpLogits(StateRows<S> stateRows, Mlp.Pass pass) {
            this.stateRows = stateRows;
            this.pass = pass;
            rows = stateRows.size();
            forwardColumns = new int[stateRows.forwardStart(rows)];
            backwardColumns = new int[stateRows.backwardStart(rows)];
            forward = new double[forwardColumns.length];
            backward = new double[backwardColumns.length];
            logFlow = new double[rows];
            for (int row = 0; row < rows; row++) {
                read(row, pass.outputs()[row]);
            }
        }

        private void read(int row, float[] outputs) {
            S state = stateRows.state(row);
            int start = stateRows.forwardStart(row);
            for (int edge = start; edge < stateRows.forwardStart(row + 1); edge++) {
                forwardColumns[edge] = encoder.forwardOutput(state, edge - start);
                forward[edge] = outputs[forwardColumns[edge]];
            }
            int backwardStart = stateRows.backwardStart(row);
            for (int edge = backwardStart; edge < stateRows.backwardStart(row + 1); edge++) {
                backwardColumns[edge] = backwardColumn + encoder.backwardOutput(state, edge - backwardStart);
                backward[edge] = outputs[backwardColumns[edge]];
            }
            logFlow[row] = outputs[flowColumn];
        }

        @Override
        public double[] forward() {
            return forward;
        }

        @Override
        public double[] backward() {
            return backward;
        }

        @Override
        public double[] logFlow() {
            return logFlow;
        }

        @Override
        public void differentiate(double[] forwardGradients, double[] backwardGradients, double[] flowGradients) {
            float[][] gradients = new float[rows][outputs];
            for (int row = 0; row < rows; row++) {
                for (int edge = stateRows.forwardStart(row); edge < stateRows.forwardStart(row + 1); edge++) {
                    gradients[row][forwardColumns[edge]] = (float) forwardGradients[edge];
                }
                for (int edge = stateRows.backwardStart(row); edge < stateRows.backwardStart(row + 1); edge++) {
                    gradients[row][backwardColumns[edge]] = (float) backwardGradients[edge];
                }
                gradients[row][flowColumn] = (float) flowGradients[row];
            }
            pass.backward(gradients);
        }

        @Override
        public void close() {}
    }

    private final class MlpParameters implements Parameters {
        private final LayerGroup trunk = new LayerGroup("trunk", mlp.hidden());
        private final LayerGroup heads = new LayerGroup("heads", List.of(mlp.output()));
        private final List<ParameterGroup> groups = List.of(trunk, heads, logPartition());
        private long steps;

        @Override
        public List<ParameterGroup> groups() {
            return groups;
        }

        @Override
        public double gradientNorm() {
            return Math.sqrt(trunk.squaredGradientNorm() + heads.squaredGradientNorm());
        }

        @Override
        public void step(Map<String, StepSettings> settings, double gradientScale) {
            steps++;
            for (LayerGroup group : List.of(trunk, heads)) {
                StepSettings own = StepSettings.of(settings, group.name());
                group.step(new Adam(steps, own.learningRate(), own.weightDecay()), gradientScale);
            }
            logPartition().step(steps, StepSettings.of(settings, LOG_Z));
        }
    }

    /** The weights of some layers as one flat group. */
    private record LayerGroup(String name, List<Linear> layers) implements ParameterGroup {

        @Override
        public long size() {
            return layers.stream().mapToLong(Linear::size).sum();
        }

        @Override
        public double value(long index) {
            long left = index;
            for (Linear layer : layers) {
                if (left < layer.size()) {
                    return layer.value(left);
                }
                left -= layer.size();
            }
            throw new IndexOutOfBoundsException("parameter " + index + " of " + name + ", which has " + size());
        }

        @Override
        public void setValue(long index, double value) {
            long left = index;
            for (Linear layer : layers) {
                if (left < layer.size()) {
                    layer.setValue(left, (float) value);
                    return;
                }
                left -= layer.size();
            }
            throw new IndexOutOfBoundsException("parameter " + index + " of " + name + ", which has " + size());
        }

        @Override
        public double gradient(long index) {
            long left = index;
            for (Linear layer : layers) {
                if (left < layer.size()) {
                    return layer.gradient(left);
                }
                left -= layer.size();
            }
            throw new IndexOutOfBoundsException("parameter " + index + " of " + name + ", which has " + size());
        }

        double squaredGradientNorm() {
            return layers.stream().mapToDouble(Linear::squaredGradientNorm).sum();
        }

        void step(Adam adam, double gradientScale) {
            layers.forEach(layer -> layer.step(adam, gradientScale));
        }
    }
}
