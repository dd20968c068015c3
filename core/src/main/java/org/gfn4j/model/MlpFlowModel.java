package org.gfn4j.model;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.network.Activation;
import org.gfn4j.network.Mlp;
import org.gfn4j.network.Workers;
import org.jspecify.annotations.Nullable;

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
    private final int inputs;
    private final int backwardColumn;
    private final int flowColumn;
    private final Parameters parameters;
    private final IdleBuffers<MlpLogits> idleLogits =
            new IdleBuffers<>(MlpLogits::new, logits -> logits.pass.isSmall());

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
        this(environment, encoder, backwardPolicy, shape, generator, Workers.CALLER);
    }

    /**
     * Makes a model with fresh weights whose work is shared by several threads, which has no influence on results.
     *
     * @param environment the environment
     * @param encoder how its states look to the network
     * @param backwardPolicy the backward policy
     * @param shape the shape of the network
     * @param generator draws the weights
     * @param workers share the work
     */
    public MlpFlowModel(
            DiscreteEnvironment<S> environment,
            StateEncoder<S> encoder,
            BackwardPolicy backwardPolicy,
            Shape shape,
            RandomGenerator generator,
            Workers workers) {
        super(environment, backwardPolicy);
        this.encoder = encoder;
        inputs = encoder.inputs();
        backwardColumn = encoder.forwardOutputs();
        flowColumn = backwardColumn + (backwardPolicy == BackwardPolicy.LEARNED ? encoder.backwardOutputs() : 0);
        mlp = new Mlp(
                inputs,
                shape.hiddenWidth(),
                shape.hiddenLayers(),
                flowColumn + 1,
                shape.activation(),
                generator,
                workers);
        parameters = new AdamParameters(
                "network",
                List.of(LinearGroup.numbered("trunk", mlp.hidden()), new LinearGroup("heads", mlp.output())));
    }

    @Override
    protected Parameters networkParameters() {
        return parameters;
    }

    @Override
    protected Logits evaluate(StateRows<S> rows, boolean differentiable) {
        MlpLogits logits = idleLogits.take();
        logits.start(rows, differentiable);
        logits.extend();
        return logits;
    }

    @Override
    protected boolean extendsLogits() {
        return true;
    }

    @Override
    protected long version() {
        return mlp.version();
    }

    @Override
    public OptionalLong multiplyAddsDone() {
        return OptionalLong.of(mlp.multiplyAdds());
    }

    private final class MlpLogits extends Logits {
        private final Mlp.Pass pass = mlp.pass();
        private @Nullable StateRows<S> batch;
        private int evaluated;
        /** The output that each forward or backward edge reads. */
        private int[] forwardColumns = new int[0];

        private int[] backwardColumns = new int[0];
        /** Where each output was read last, so that one which two edges of a state share is noticed. */
        private final int[] lastEdges = new int[flowColumn];

        MlpLogits() {
            super(new double[0], new double[0], new double[0]);
        }

        void start(StateRows<S> rows, boolean differentiable) {
            batch = rows;
            evaluated = 0;
            pass.start(differentiable);
        }

        private StateRows<S> rows() {
            return Objects.requireNonNull(batch, "the logits have been closed");
        }

        @Override
        protected void extend() {
            StateRows<S> rows = rows();
            for (int row = evaluated; row < rows.size(); row++) {
                encoder.encode(rows.state(row), pass.inputs());
                pass.inputs().endRow();
                EncoderCheck.requireInputs(rows.state(row), pass.inputs(), row, inputs);
            }
            pass.evaluate();
            makeRoom(rows);
            for (int row = evaluated; row < rows.size(); row++) {
                read(rows, row);
            }
            evaluated = rows.size();
        }

        private void makeRoom(StateRows<S> rows) {
            int edges = rows.forwardStart(rows.size());
            int backwardEdges = rows.backwardStart(rows.size());
            put(grown(forward(), edges), grown(backward(), backwardEdges), grown(logFlow(), rows.size()));
            forwardColumns = grown(forwardColumns, edges);
            backwardColumns = grown(backwardColumns, backwardEdges);
        }

        private double[] grown(double[] array, int needed) {
            return needed <= array.length ? array : Arrays.copyOf(array, capacity(needed));
        }

        private int[] grown(int[] array, int needed) {
            return needed <= array.length ? array : Arrays.copyOf(array, capacity(needed));
        }

        /** A walk asks for more again and again, a batch only once. */
        private int capacity(int needed) {
            return evaluated == 0 ? needed : Math.addExact(needed, needed);
        }

        private void read(StateRows<S> rows, int row) {
            S state = rows.state(row);
            int start = rows.forwardStart(row);
            for (int edge = start; edge < rows.forwardStart(row + 1); edge++) {
                int output = encoder.forwardOutput(state, edge - start);
                if (output < 0 || output >= backwardColumn) {
                    throw EncoderCheck.outOfRange(state, "forwardOutput", edge - start, output, backwardColumn);
                }
                int last = lastEdges[output];
                if (last >= start && last < edge && forwardColumns[last] == output) {
                    throw EncoderCheck.shared(state, "forwardOutput", last - start, edge - start, output);
                }
                lastEdges[output] = edge;
                forwardColumns[edge] = output;
                forward()[edge] = pass.output(row, forwardColumns[edge]);
            }
            int backwardStart = rows.backwardStart(row);
            for (int edge = backwardStart; edge < rows.backwardStart(row + 1); edge++) {
                int output = encoder.backwardOutput(state, edge - backwardStart);
                int column = backwardColumn + output;
                if (output < 0 || column >= flowColumn) {
                    throw EncoderCheck.outOfRange(
                            state, "backwardOutput", edge - backwardStart, output, flowColumn - backwardColumn);
                }
                int last = lastEdges[column];
                if (last >= backwardStart && last < edge && backwardColumns[last] == column) {
                    throw EncoderCheck.shared(
                            state, "backwardOutput", last - backwardStart, edge - backwardStart, output);
                }
                lastEdges[column] = edge;
                backwardColumns[edge] = column;
                backward()[edge] = pass.output(row, backwardColumns[edge]);
            }
            logFlow()[row] = pass.output(row, flowColumn);
        }

        @Override
        protected void differentiate(double[] forwardGradients, double[] backwardGradients, double[] flowGradients) {
            StateRows<S> rows = rows();
            pass.clearOutputGradients();
            for (int row = 0; row < rows.size(); row++) {
                for (int edge = rows.forwardStart(row); edge < rows.forwardStart(row + 1); edge++) {
                    pass.addOutputGradient(row, forwardColumns[edge], (float) forwardGradients[edge]);
                }
                for (int edge = rows.backwardStart(row); edge < rows.backwardStart(row + 1); edge++) {
                    pass.addOutputGradient(row, backwardColumns[edge], (float) backwardGradients[edge]);
                }
                pass.addOutputGradient(row, flowColumn, (float) flowGradients[row]);
            }
            pass.backward();
        }

        @Override
        public void close() {
            if (batch != null) {
                batch = null;
                idleLogits.giveBack(this);
            }
        }
    }
}
