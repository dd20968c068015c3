package org.gfn4j.model;

import java.util.ArrayList;
import java.util.List;
import org.gfn4j.trajectory.IntActions;
import org.jspecify.annotations.Nullable;

/** Walks from the source under the forward policy. */
final class ForwardRollout<S> implements Rollout<S> {
    private final DiscreteFlowModel<S> model;
    private final Exploration exploration;
    private final boolean recording;
    private final StateRows<S> rows;
    private @Nullable Logits kept;
    private boolean handedOver;

    ForwardRollout(DiscreteFlowModel<S> model, Exploration exploration, boolean recording) {
        this.model = model;
        this.exploration = exploration;
        this.recording = recording;
        rows = model.newRows();
    }

    @Override
    public Choice<S> choose(List<S> states, double[] uniforms) {
        if (!recording) {
            rows.clear();
        }
        int[] rowOfState = new int[states.size()];
        for (int i = 0; i < rowOfState.length; i++) {
            rowOfState[i] = rows.add(states.get(i));
        }
        if (recording) {
            return draw(states, rowOfState, keptLogits(), uniforms);
        }
        try (Logits logits = model.evaluate(rows, false)) {
            return draw(states, rowOfState, logits, uniforms);
        }
    }

    private Logits keptLogits() {
        if (kept == null) {
            kept = model.evaluate(rows, true);
        } else {
            kept.extend();
        }
        return kept;
    }

    private Choice<S> draw(List<S> states, int[] rowOfState, Logits logits, double[] uniforms) {
        int[] actions = new int[rowOfState.length];
        List<S> children = new ArrayList<>(actions.length);
        for (int i = 0; i < actions.length; i++) {
            int row = rowOfState[i];
            actions[i] = Draw.fromLogits(
                    logits.forward(), rows.forwardStart(row), rows.forwardStart(row + 1), exploration, uniforms[i]);
            children.add(model.environment().child(states.get(i), actions[i]));
        }
        return new Choice<>(new IntActions(actions), children);
    }

    @Override
    public @Nullable Tape tape() {
        if (kept == null) {
            return null;
        }
        Tape tape = new DiscreteTape<>(model, rows, kept);
        kept = null;
        handedOver = true;
        return tape;
    }

    @Override
    public void close() {
        if (kept != null) {
            kept.close();
            kept = null;
        }
        if (!handedOver) {
            handedOver = true;
            model.recycle(rows);
        }
    }
}
