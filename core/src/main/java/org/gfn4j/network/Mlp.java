package org.gfn4j.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.gfn4j.text.Checks;

/**
 * A multilayer perceptron in single precision: hidden layers of equal width, and a linear layer of outputs.
 *
 * <p>The inputs are sparse, so the first layer is a sum of rows of weights.
 *
 * <p>Thread-safety: any number of passes may run at once while nobody writes weights; backward passes and steps are
 * confined to one thread.
 */
public final class Mlp {
    private final List<DenseLayer> hidden;
    private final DenseLayer output;
    private final Activation activation;
    private final Kernel kernel;
    private final Workers workers;
    private final AtomicLong multiplyAdds = new AtomicLong();

    /**
     * Makes a network with fresh weights.
     *
     * @param inputs the number of inputs, at least 1
     * @param hiddenWidth the width of each hidden layer, at least 1
     * @param hiddenLayers the number of hidden layers, at least 1
     * @param outputs the number of outputs, at least 1
     * @param activation the function after each hidden layer
     * @param generator draws the weights
     * @param workers share the work
     * @throws IllegalArgumentException if a number is less than 1
     */
    public Mlp(
            int inputs,
            int hiddenWidth,
            int hiddenLayers,
            int outputs,
            Activation activation,
            RandomGenerator generator,
            Workers workers) {
        this(inputs, hiddenWidth, hiddenLayers, outputs, activation, generator, workers, Kernel.chosen());
    }

    Mlp(
            int inputs,
            int hiddenWidth,
            int hiddenLayers,
            int outputs,
            Activation activation,
            RandomGenerator generator,
            Workers workers,
            Kernel kernel) {
        Checks.requireAtLeast("inputs", inputs, 1);
        Checks.requireAtLeast("hiddenWidth", hiddenWidth, 1);
        Checks.requireAtLeast("hiddenLayers", hiddenLayers, 1);
        Checks.requireAtLeast("outputs", outputs, 1);
        this.activation = activation;
        this.workers = workers;
        this.kernel = kernel;
        hidden = new ArrayList<>();
        for (int layer = 0; layer < hiddenLayers; layer++) {
            hidden.add(new DenseLayer(layer == 0 ? inputs : hiddenWidth, hiddenWidth, generator, kernel, workers));
        }
        output = new DenseLayer(hiddenWidth, outputs, generator, kernel, workers);
    }

    /**
     * Returns the hidden layers.
     *
     * @return the layers, from the input on
     */
    public List<DenseLayer> hidden() {
        return List.copyOf(hidden);
    }

    /**
     * Returns the last layer.
     *
     * @return the linear layer of outputs
     */
    public DenseLayer output() {
        return output;
    }

    /**
     * Returns how many multiply-adds all passes have done, those on padding included and those of steps not.
     *
     * @return the number since this network was made
     */
    public long multiplyAdds() {
        return multiplyAdds.get();
    }

    /**
     * Returns how often the weights have been changed.
     *
     * @return a number that grows
     */
    public long version() {
        long version = output.version();
        for (DenseLayer layer : hidden) {
            version += layer.version();
        }
        return version;
    }

    /**
     * Makes a pass.
     *
     * @return a pass that has to be started
     */
    public Pass pass() {
        return new Pass();
    }

    /**
     * The outputs for a growing batch, and the way back. It may be started again and again, for one batch after the other in
     * the same memory.
     *
     * <p>Thread-safety: confined to one thread.
     */
    public final class Pass {
        private final SparseRows inputs = new SparseRows();
        private final PassArrays activations = new PassArrays(hidden, output);
        private final PassArrays gradients = new PassArrays(hidden, output);
        private boolean differentiable;
        private int rows;
        private long version;

        private Pass() {}

        /**
         * Forgets all rows and starts a batch.
         *
         * @param mayBeDifferentiated whether to keep what it takes to run backward
         */
        public void start(boolean mayBeDifferentiated) {
            differentiable = mayBeDifferentiated;
            inputs.clear();
            rows = 0;
            version = version();
        }

        /**
         * Returns the inputs, to which the caller adds rows.
         *
         * @return live
         */
        public SparseRows inputs() {
            return inputs;
        }

        /** Runs the network forward for the inputs that have been added since the last call. */
        public void evaluate() {
            int from = rows;
            rows = inputs.rows();
            if (differentiable) {
                activations.makeRoom(rows, rows);
                evaluate(from, rows, from);
                return;
            }
            // nothing is kept, so these many rows share the memory of hidden layers one after the other
            int slab = PassArrays.CHUNK * workers.threads();
            activations.makeRoom(rows, slab);
            for (int start = from; start < rows; start += slab) {
                evaluate(start, Math.min(rows, start + slab), 0);
            }
        }

        /** Evaluates rows whose hidden layers are put from a place on. */
        private void evaluate(int start, int end, int place) {
            if (start == end) {
                return;
            }
            int chunks = (end - start + PassArrays.CHUNK - 1) / PassArrays.CHUNK;
            workers.run(chunks, chunk -> {
                int first = start + chunk * PassArrays.CHUNK;
                evaluateChunk(first, Math.min(end, first + PassArrays.CHUNK), place + first - start);
            });
            long count = (long) (inputs.end(end - 1) - inputs.start(start))
                    * Kernel.roundUp(hidden.get(0).outputs());
            for (DenseLayer layer : hidden.subList(1, hidden.size())) {
                count += Kernel.multiplyAdds(end - start, layer.inputs(), layer.outputs());
            }
            multiplyAdds.addAndGet(count + Kernel.multiplyAdds(end - start, output.inputs(), output.outputs()));
        }

        private void evaluateChunk(int first, int end, int place) {
            int count = end - first;
            DenseLayer layer = hidden.get(0);
            float[] sums = activations.hidden(0);
            int stride = Kernel.stride(layer.outputs());
            Matrix weights = layer.weights();
            Matrix biases = layer.biases();
            for (int row = 0; row < count; row++) {
                kernel.sumRows(inputs, first + row, weights, biases, sums, (place + row) * stride, layer.outputs());
            }
            activation.apply(kernel, sums, place * stride, count * stride);
            Matrix below = Matrix.ofRows(sums, layer.outputs()).fromRow(place);
            for (int i = 1; i < hidden.size(); i++) {
                layer = hidden.get(i);
                Matrix result =
                        Matrix.ofRows(activations.hidden(i), layer.outputs()).fromRow(place);
                kernel.product(below, layer.weights(), layer.biases(), result, count, layer.inputs(), layer.outputs());
                activation.apply(kernel, result.values(), result.offset(), count * stride);
                below = result;
            }
            Matrix result =
                    Matrix.ofRows(activations.output(), output.outputs()).fromRow(first);
            kernel.product(below, output.weights(), output.biases(), result, count, output.inputs(), output.outputs());
        }

        /**
         * Returns an output.
         *
         * @param row a row of the inputs
         * @param column which output
         * @return its value
         */
        public float output(int row, int column) {
            return activations.output()[row * Kernel.stride(output.outputs()) + column];
        }

        /** Sets the derivatives of a loss with respect to all outputs to zero, before others are added. */
        public void clearOutputGradients() {
            gradients.makeRoom(rows, rows);
            Arrays.fill(gradients.output(), 0, rows * Kernel.stride(output.outputs()), 0);
        }

        /**
         * Adds to the derivative of a loss with respect to an output.
         *
         * @param row a row of the inputs
         * @param column which output
         * @param derivative what to add
         */
        public void addOutputGradient(int row, int column, float derivative) {
            gradients.output()[row * Kernel.stride(output.outputs()) + column] += derivative;
        }

        /**
         * Adds to the gradients of all weights.
         *
         * @throws IllegalStateException if the pass is not one that may be differentiated, or the weights have been changed
         *     since it was opened
         */
        public void backward() {
            if (!differentiable || version != version()) {
                throw new IllegalStateException(
                        differentiable
                                ? "the parameters have been changed since the batch was scored; score it again"
                                : "logits of a walk cannot be differentiated");
            }
            if (rows == 0) {
                return;
            }
            List<Matrix> transposed = new ArrayList<>();
            for (int layer = 1; layer <= hidden.size(); layer++) {
                transposed.add(layer(layer).transposedWeights());
            }
            int chunks = (rows + PassArrays.CHUNK - 1) / PassArrays.CHUNK;
            workers.run(chunks, chunk -> {
                int first = chunk * PassArrays.CHUNK;
                propagate(transposed, first, Math.min(rows, first + PassArrays.CHUNK) - first);
            });
            WeightGradients tasks = new WeightGradients();
            workers.run(tasks.count(), tasks::run);
            long count =
                    (long) inputs.end(rows - 1) * Kernel.roundUp(hidden.get(0).outputs());
            for (int layer = 1; layer <= hidden.size(); layer++) {
                int below = layer(layer).inputs();
                int above = layer(layer).outputs();
                count += Kernel.multiplyAdds(rows, above, below) + Kernel.multiplyAdds(below, rows, above);
            }
            multiplyAdds.addAndGet(count);
        }

        private DenseLayer layer(int index) {
            return index == hidden.size() ? output : hidden.get(index);
        }

        /** From the derivatives with respect to the outputs of some rows to those with respect to the sums of hidden layers. */
        private void propagate(List<Matrix> transposed, int first, int count) {
            Matrix above = Matrix.ofRows(gradients.output(), output.outputs()).fromRow(first);
            for (int layer = hidden.size(); layer > 0; layer--) {
                int width = hidden.get(layer - 1).outputs();
                int stride = Kernel.stride(width);
                Matrix zeros = new Matrix(gradients.zeros(), 0, 0, 1);
                Matrix result =
                        Matrix.ofRows(gradients.hidden(layer - 1), width).fromRow(first);
                kernel.product(
                        above,
                        transposed.get(layer - 1),
                        zeros,
                        result,
                        count,
                        layer(layer).outputs(),
                        width);
                activation.differentiate(
                        kernel, activations.hidden(layer - 1), result.values(), first * stride, count * stride);
                above = result;
            }
        }

        /** The gradients of weights, in parts that do not touch each other: those of each layer by groups of inputs. */
        private final class WeightGradients {
            private static final int GROUP = 32;

            private final int groups = (output.inputs() + GROUP - 1) / GROUP;

            int count() {
                return 1 + groups * hidden.size();
            }

            void run(int task) {
                if (task == 0) {
                    addSparse();
                } else {
                    int layer = 1 + (task - 1) / groups;
                    addGroup(layer(layer), layer, (task - 1) % groups);
                }
            }

            private void addSparse() {
                DenseLayer layer = hidden.get(0);
                float[] above = gradients.hidden(0);
                int stride = Kernel.stride(layer.outputs());
                Matrix sums = layer.gradients();
                int width = Kernel.roundUp(layer.outputs());
                for (int row = 0; row < rows; row++) {
                    for (int entry = inputs.start(row); entry < inputs.end(row); entry++) {
                        int at = sums.at(inputs.index(entry));
                        kernel.addScaled(inputs.value(entry), above, row * stride, sums.values(), at, width);
                    }
                }
                addBiases(layer, above);
            }

            private void addGroup(DenseLayer layer, int index, int group) {
                int first = group * GROUP;
                float[] above = index == hidden.size() ? gradients.output() : gradients.hidden(index);
                Matrix below = Matrix.ofRows(activations.hidden(index - 1), layer.inputs())
                        .transposed();
                Matrix sums = layer.gradients().fromRow(first);
                kernel.product(
                        below.fromRow(first),
                        Matrix.ofRows(above, layer.outputs()),
                        sums,
                        sums,
                        Math.min(GROUP, layer.inputs() - first),
                        rows,
                        layer.outputs());
                if (group == 0) {
                    addBiases(layer, above);
                }
            }

            private void addBiases(DenseLayer layer, float[] above) {
                Matrix sums = layer.biasGradients();
                int stride = Kernel.stride(layer.outputs());
                int width = Kernel.roundUp(layer.outputs());
                for (int row = 0; row < rows; row++) {
                    kernel.addScaled(1, above, row * stride, sums.values(), sums.offset(), width);
                }
            }
        }

        /**
         * Tells whether the memory is worth keeping for other batches.
         *
         * @return false after a batch that was unusually large
         */
        public boolean isSmall() {
            return activations.isSmall();
        }
    }
}
