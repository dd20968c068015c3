package org.gfn4j.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.environment.DiscreteEnvironment;

/**
 * A model with parameters of its own for every state, in double precision, made when a state is first learned from and
 * zero at the start: the exact reference for small spaces.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
public final class TabularFlowModel<S> extends DiscreteFlowModel<S> {
    private final Map<S, Row> table = new HashMap<>();
    private final DoubleGroup forward = new DoubleGroup("forward");
    private final DoubleGroup backward = new DoubleGroup("backward");
    private final DoubleGroup flow = new DoubleGroup("flow");
    private final Parameters parameters = new AdamParameters(List.of(forward, backward, flow));

    /** Where the parameters of a state start in each table. */
    private record Row(int forward, int backward, int flow) {}

    /**
     * Makes a model in which all policies are uniform.
     *
     * @param environment the environment
     * @param backwardPolicy the backward policy
     */
    public TabularFlowModel(DiscreteEnvironment<S> environment, BackwardPolicy backwardPolicy) {
        super(environment, backwardPolicy);
    }

    @Override
    protected Parameters networkParameters() {
        return parameters;
    }

    /**
     * Makes parameters for states that have none yet, as learning from them does.
     *
     * @param states states of the environment
     */
    public void add(List<S> states) {
        StateRows<S> rows = newRows();
        states.forEach(rows::add);
        for (int row = 0; row < rows.size(); row++) {
            place(rows, row);
        }
    }

    private Row place(StateRows<S> rows, int row) {
        return table.computeIfAbsent(
                rows.state(row),
                state -> new Row(
                        forward.grow(rows.forwardStart(row + 1) - rows.forwardStart(row)),
                        backward.grow(rows.backwardStart(row + 1) - rows.backwardStart(row)),
                        flow.grow(1)));
    }

    @Override
    protected Logits evaluate(StateRows<S> rows) {
        double[] forwardLogits = new double[rows.forwardStart(rows.size())];
        double[] backwardLogits = new double[rows.backwardStart(rows.size())];
        double[] logFlow = new double[rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            Row place = table.get(rows.state(row));
            if (place != null) {
                forward.read(place.forward(), forwardLogits, rows.forwardStart(row), rows.forwardStart(row + 1));
                backward.read(place.backward(), backwardLogits, rows.backwardStart(row), rows.backwardStart(row + 1));
                flow.read(place.flow(), logFlow, row, row + 1);
            }
        }
        return new TabularLogits(rows, forwardLogits, backwardLogits, logFlow);
    }

    private final class TabularLogits extends Logits {
        private final StateRows<S> rows;

        TabularLogits(StateRows<S> rows, double[] forwardLogits, double[] backwardLogits, double[] logFlow) {
            super(forwardLogits, backwardLogits, logFlow);
            this.rows = rows;
        }

        @Override
        protected void differentiate(double[] forwardGradients, double[] backwardGradients, double[] flowGradients) {
            for (int row = 0; row < rows.size(); row++) {
                Row place = place(rows, row);
                forward.addGradients(
                        place.forward(), forwardGradients, rows.forwardStart(row), rows.forwardStart(row + 1));
                backward.addGradients(
                        place.backward(), backwardGradients, rows.backwardStart(row), rows.backwardStart(row + 1));
                flow.addGradients(place.flow(), flowGradients, row, row + 1);
            }
        }
    }
}
