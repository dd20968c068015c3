package org.gfn4j.model;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.network.Activation;
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
    private final Parameters parameters;

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
        parameters = new AdamParameters(
                "network",
                List.of(LayerGroup.numbered("trunk", mlp.hidden()), LayerGroup.single("heads", mlp.output())));
    }

    @Override
    protected Parameters networkParameters() {
        return parameters;
    }

    @Override
    protected Logits evaluate(StateRows<S> rows, boolean differentiable) {
        SparseRows inputs = new SparseRows();
        for (int row = 0; row < rows.size(); row++) {
            encoder.encode(rows.state(row), inputs);
            inputs.endRow();
        }
        return new MlpLogits(rows, new Columns(rows), mlp.forward(inputs));
    }

    /** The output that each edge of a batch reads: [forward edges] and [backward edges]. */
    private final class Columns {
        private final int[] forward;
        private final int[] backward;

        Columns(StateRows<S> rows) {
            forward = new int[rows.forwardStart(rows.size())];
            backward = new int[rows.backwardStart(rows.size())];
            for (int row = 0; row < rows.size(); row++) {
                S state = rows.state(row);
                int start = rows.forwardStart(row);
                for (int edge = start; edge < rows.forwardStart(row + 1); edge++) {
                    forward[edge] = encoder.forwardOutput(state, edge - start);
                }
                int backwardStart = rows.backwardStart(row);
                for (int edge = backwardStart; edge < rows.backwardStart(row + 1); edge++) {
                    backward[edge] = backwardColumn + encoder.backwardOutput(state, edge - backwardStart);
                }
            }
        }
    }

    private final class MlpLogits extends Logits {
        private final StateRows<S> rows;
        private final Columns columns;
        private final Mlp.Pass pass;

        MlpLogits(StateRows<S> rows, Columns columns, Mlp.Pass pass) {
            super(
                    gather(pass.outputs(), rows::forwardStart, columns.forward),
                    gather(pass.outputs(), rows::backwardStart, columns.backward),
                    column(pass.outputs(), flowColumn));
            this.rows = rows;
            this.columns = columns;
            this.pass = pass;
        }

        @Override
        protected void differentiate(double[] forwardGradients, double[] backwardGradients, double[] flowGradients) {
            float[][] gradients = new float[rows.size()][outputs];
            scatter(forwardGradients, rows::forwardStart, columns.forward, gradients);
            scatter(backwardGradients, rows::backwardStart, columns.backward, gradients);
            for (int row = 0; row < gradients.length; row++) {
                gradients[row][flowColumn] += (float) flowGradients[row];
            }
            pass.backward(gradients);
        }
    }

    private static double[] gather(float[][] outputs, IntUnaryOperator starts, int[] columns) {
        double[] values = new double[columns.length];
        for (int row = 0; row < outputs.length; row++) {
            for (int edge = starts.applyAsInt(row); edge < starts.applyAsInt(row + 1); edge++) {
                values[edge] = outputs[row][columns[edge]];
            }
        }
        return values;
    }

    private static double[] column(float[][] outputs, int column) {
        double[] values = new double[outputs.length];
        for (int row = 0; row < values.length; row++) {
            values[row] = outputs[row][column];
        }
        return values;
    }

    private static void scatter(double[] values, IntUnaryOperator starts, int[] columns, float[][] outputs) {
        for (int row = 0; row < outputs.length; row++) {
            for (int edge = starts.applyAsInt(row); edge < starts.applyAsInt(row + 1); edge++) {
                outputs[row][columns[edge]] += (float) values[edge];
            }
        }
    }
}
