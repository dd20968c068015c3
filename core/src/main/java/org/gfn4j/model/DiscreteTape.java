package org.gfn4j.model;

import org.jspecify.annotations.Nullable;

/** The states that a rollout has met, with their logits. */
final class DiscreteTape<S> implements Tape {
    private final DiscreteFlowModel<S> model;
    private final StateRows<S> rows;
    private final long version;
    private @Nullable Logits logits;

    DiscreteTape(DiscreteFlowModel<S> model, StateRows<S> rows, Logits logits) {
        this.model = model;
        this.rows = rows;
        this.logits = logits;
        version = model.version();
    }

    /** Refuses a tape that is another model's, used or stale. */
    @SuppressWarnings("ReferenceEquality") // a model equals no other
    void requireFor(DiscreteFlowModel<?> user) {
        if (model != user) {
            throw new IllegalArgumentException("a tape can only be used by the model that made it");
        }
        if (logits == null) {
            throw new IllegalStateException("the tape has been used or closed; score without it");
        }
        if (version != model.version()) {
            throw new IllegalStateException(
                    "the parameters have been changed since the tape was made; score without it");
        }
    }

    StateRows<S> rows() {
        return rows;
    }

    /** Hands over the logits, which the caller closes. */
    Logits take() {
        Logits taken = logits;
        if (taken == null) {
            throw new IllegalStateException("the tape has been used or closed; score without it");
        }
        logits = null;
        return taken;
    }

    @Override
    public void close() {
        if (logits != null) {
            logits.close();
            logits = null;
            model.recycle(rows);
        }
    }
}
