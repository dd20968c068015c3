package org.gfn4j.torch;

import java.util.List;
import java.util.Map;
import org.gfn4j.model.StateRows;

/**
 * A network that gives logits and log-flows for states: what a {@link TorchFlowModel} learns.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
public interface FlowNetwork<S> {

    /**
     * Returns what is learned.
     *
     * @return the layers of each parameter group by the name of the group, in an order that never changes; their weights
     *     become those of the model, which frees them
     */
    Map<String, Layer> groups();

    /**
     * Evaluates states, in the scope of the caller.
     *
     * @param rows different states, and where their edges go
     * @return what comes out
     */
    Outputs evaluate(StateRows<S> rows);

    /**
     * What comes out of a network.
     *
     * <p>Thread-safety: confined to one thread.
     *
     * @param forward logits of the forward policy; together they fill arrays [forward edges]
     * @param backward logits of the backward policy; together they fill arrays [backward edges]
     * @param logFlow log F, [rows]
     * @param handWritten the parts of the computation whose derivatives are written by hand, in the order in which
     *     derivatives reach them
     */
    public record Outputs(
            List<Output> forward, List<Output> backward, NativeTensor logFlow, List<HandWritten> handWritten) {}

    /**
     * A matrix of numbers and where they go: row r fills a packed array from {@code starts[r]} on.
     *
     * <p>Thread-safety: confined to one thread.
     *
     * @param values the numbers, [rows, width]
     * @param starts a place in a packed array for each row, or {@link #NOWHERE}, [rows]; not copied
     */
    record Output(NativeTensor values, int[] starts) {
        /** The start of a row that nobody reads. */
        public static final int NOWHERE = -1;

        /**
         * Makes an output.
         *
         * @throws IllegalArgumentException if there is not one start for each row of a matrix
         */
        public Output {
            if (values.shape().length != 2 || values.size(0) != starts.length) {
                throw new IllegalArgumentException("an output is a matrix with a start for each row, but there are "
                        + starts.length + " starts and a tensor " + values);
            }
        }
    }
}
