package org.gfn4j.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.environment.DiscreteEnvironment;

/**
 * A model with parameters of its own for every state, in double precision, made when a state is first learned from and
 * zero at the start: the exact reference for small spaces.
 *
 * <p>The tensors of its parameters hold the states in the order of {@link #states}, which is that in which they came. So
 * values and optimiser state can only be restored into a model to which the same states have been added in that order.
 * To approach another table, states are matched by equality: a state that only the other has is added, and a state that
 * the other lacks has the value 0 there.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
public final class TabularFlowModel<S> extends DiscreteFlowModel<S> {
    private final Map<S, Row> table = new LinkedHashMap<>();
    private final DoubleGroup forward = new DoubleGroup("forward");
    private final DoubleGroup backward = new DoubleGroup("backward");
    private final DoubleGroup flow = new DoubleGroup("flow");
    private final Parameters parameters = new TableParameters();

    /** Where the parameters of a state start in each group, and how many they are; one of the flow. */
    private record Row(int forward, int forwardCount, int backward, int backwardCount, int flow) {

        boolean hasShapeOf(Row other) {
            return forwardCount == other.forwardCount && backwardCount == other.backwardCount;
        }
    }

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

    /**
     * Returns the states that have parameters.
     *
     * @return a copy, in the order in which they were added
     */
    public List<S> states() {
        return List.copyOf(table.keySet());
    }

    private Row place(StateRows<S> rows, int row) {
        return place(
                rows.state(row),
                rows.forwardStart(row + 1) - rows.forwardStart(row),
                rows.backwardStart(row + 1) - rows.backwardStart(row));
    }

    private Row place(S state, int forwardCount, int backwardCount) {
        return table.computeIfAbsent(
                state,
                key -> new Row(
                        forward.grow(forwardCount),
                        forwardCount,
                        backward.grow(backwardCount),
                        backwardCount,
                        flow.grow(1)));
    }

    private void approach(TabularFlowModel<?> other, double share) {
        requireSameSpace(other);
        other.table.forEach((state, theirs) -> {
            // equal sources: the states are of one type
            @SuppressWarnings("unchecked")
            Row ours = place((S) state, theirs.forwardCount(), theirs.backwardCount());
            forward.approach(ours.forward(), other.forward, theirs.forward(), ours.forwardCount(), share);
            backward.approach(ours.backward(), other.backward, theirs.backward(), ours.backwardCount(), share);
            flow.approach(ours.flow(), other.flow, theirs.flow(), 1, share);
        });
        if (table.size() == other.table.size()) {
            return;
        }
        table.forEach((state, ours) -> {
            if (!other.table.containsKey(state)) {
                forward.approachZero(ours.forward(), ours.forwardCount(), share);
                backward.approachZero(ours.backward(), ours.backwardCount(), share);
                flow.approachZero(ours.flow(), 1, share);
            }
        });
    }

    private void requireSameSpace(TabularFlowModel<?> other) {
        S source = environment().source();
        Object otherSource = other.environment().source();
        if (!source.equals(otherSource) || backwardPolicy() != other.backwardPolicy()) {
            throw new IllegalArgumentException("a table with source " + source + " and backward policy "
                    + backwardPolicy() + " can only approach one of the same, but the other has " + otherSource
                    + " and "
                    + other.backwardPolicy());
        }
        other.table.forEach((state, theirs) -> {
            Row ours = table.get(state);
            if (ours != null && !ours.hasShapeOf(theirs)) {
                throw new IllegalArgumentException("a table can only approach one with the same edges, but the state "
                        + state + " has " + ours.forwardCount() + " forward and " + ours.backwardCount()
                        + " backward logits here and " + theirs.forwardCount() + " and " + theirs.backwardCount()
                        + " there");
            }
        });
    }

    /** The parameters of the table, whose groups grow in an order of their own. */
    private final class TableParameters extends AdamParameters {
        TableParameters() {
            super("network", List.of(forward, backward, flow));
        }

        TabularFlowModel<S> model() {
            return TabularFlowModel.this;
        }

        @Override
        public void approach(Parameters other, double share) {
            requireShare(share);
            if (!(other instanceof TabularFlowModel<?>.TableParameters that)) {
                throw new IllegalArgumentException("the parameters of a table can only approach those of a table, but"
                        + " these are of " + other.getClass().getName());
            }
            TabularFlowModel.this.approach(that.model(), share);
        }
    }

    @Override
    protected Logits evaluate(StateRows<S> rows, boolean differentiable) {
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
