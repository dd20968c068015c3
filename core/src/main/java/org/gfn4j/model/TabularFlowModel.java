package org.gfn4j.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.environment.DiscreteEnvironment;

/**
 * A model with parameters of its own for every state, in double precision, made when a state is first seen and zero at
 * the start: the exact reference for small spaces.
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

    @Override
    protected Logits evaluate(StateRows<S> rows) {
        Row[] places = new Row[rows.size()];
        double[] forwardLogits = new double[rows.forwardStart(rows.size())];
        double[] backwardLogits = new double[rows.backwardStart(rows.size())];
        double[] logFlow = new double[rows.size()];
        for (int row = 0; row < places.length; row++) {
            int forwardStart = rows.forwardStart(row);
            int forwardCount = rows.forwardStart(row + 1) - forwardStart;
            int backwardStart = rows.backwardStart(row);
            int backwardCount = rows.backwardStart(row + 1) - backwardStart;
            Row place = table.computeIfAbsent(
                    rows.state(row),
                    state -> new Row(forward.grow(forwardCount), backward.grow(backwardCount), flow.grow(1)));
            places[row] = place;
            forward.read(place.forward(), forwardLogits, forwardStart, forwardCount);
            backward.read(place.backward(), backwardLogits, backwardStart, backwardCount);
            flow.read(place.flow(), logFlow, row, 1);
        }
        return new TabularLogits(rows, places, forwardLogits, backwardLogits, logFlow);
    }

    private final class TabularLogits extends Logits {
        private final StateRows<S> rows;
        private final Row[] places;

        TabularLogits(
                StateRows<S> rows, Row[] places, double[] forwardLogits, double[] backwardLogits, double[] logFlow) {
            super(forwardLogits, backwardLogits, logFlow);
            this.rows = rows;
            this.places = places;
        }

        @Override
        protected void differentiate(double[] forwardGradients, double[] backwardGradients, double[] flowGradients) {
            for (int row = 0; row < places.length; row++) {
                forward.addGradients(
                        places[row].forward(), forwardGradients, rows.forwardStart(row), rows.forwardStart(row + 1));
                backward.addGradients(
                        places[row].backward(),
                        backwardGradients,
                        rows.backwardStart(row),
                        rows.backwardStart(row + 1));
                flow.addGradients(places[row].flow(), flowGradients, row, row + 1);
            }
        }
    }
}
