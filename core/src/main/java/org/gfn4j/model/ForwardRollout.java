package org.gfn4j.model;

import java.util.ArrayList;
import java.util.List;
import org.gfn4j.trajectory.IntActions;

/** Walks from the source under the forward policy. */
final class ForwardRollout<S> implements Rollout<S> {
    private final DiscreteFlowModel<S> model;
    private final Exploration exploration;

    ForwardRollout(DiscreteFlowModel<S> model, Exploration exploration) {
        this.model = model;
        this.exploration = exploration;
    }

    @Override
    public Choice<S> choose(List<S> states, double[] uniforms) {
        StateRows<S> rows = model.newRows();
        int[] rowOfState = states.stream().mapToInt(rows::add).toArray();
        int[] actions = new int[states.size()];
        List<S> children = new ArrayList<>(states.size());
        try (Logits logits = model.evaluate(rows, false)) {
            for (int i = 0; i < actions.length; i++) {
                int row = rowOfState[i];
                actions[i] = Draw.fromLogits(
                        logits.forward(), rows.forwardStart(row), rows.forwardStart(row + 1), exploration, uniforms[i]);
                children.add(model.environment().child(states.get(i), actions[i]));
            }
        }
        return new Choice<>(new IntActions(actions), children);
    }

    @Override
    public void close() {}
}
