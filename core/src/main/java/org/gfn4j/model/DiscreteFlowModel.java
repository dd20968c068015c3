package org.gfn4j.model;

import java.util.List;
import java.util.Set;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.Scores;
import org.gfn4j.trajectory.Trajectories;
import org.jspecify.annotations.Nullable;

/**
 * The base of models of discrete environments: an engine gives logits for states, and this class makes policies, flows
 * and their derivatives of them.
 *
 * <p>log P_F(a|s) = logit_a − log Σ exp logits over the legal actions of s, and likewise for a learned P_B. For flow
 * matching the forward logits are the log-flows of the edges themselves. Equal states of a batch are evaluated once.
 *
 * <p>Thread-safety: as that of the engine.
 *
 * @param <S> the type of a state
 */
public abstract class DiscreteFlowModel<S> implements FlowModel<S> {
    /** Room for more states than that is not kept for the next batch. */
    private static final int LARGE = 1 << 15;

    /** Nor are arrays of more numbers than that in all. */
    private static final long LARGE_ARRAYS = 1 << 20;

    private final DiscreteEnvironment<S> environment;
    private final BackwardPolicy backwardPolicy;
    private final DoubleGroup logPartition = new DoubleGroup(Parameters.LOG_Z);
    private final IdleBuffers<StateRows<S>> idleRows =
            new IdleBuffers<>(this::emptyRows, rows -> rows.capacity() <= LARGE);
    private final IdleBuffers<BatchMemory> idleMemory =
            new IdleBuffers<>(BatchMemory::new, memory -> memory.capacity() <= LARGE_ARRAYS);
    private final AdamParameters logZ = new AdamParameters(Parameters.LOG_Z, List.of(logPartition));

    /**
     * Makes a model.
     *
     * @param environment the environment that the model is for
     * @param backwardPolicy the backward policy
     */
    protected DiscreteFlowModel(DiscreteEnvironment<S> environment, BackwardPolicy backwardPolicy) {
        this.environment = environment;
        this.backwardPolicy = backwardPolicy;
        logPartition.grow(1);
    }

    /**
     * Evaluates states.
     *
     * @param rows the states, and where their edges go
     * @param differentiable whether the logits may be differentiated; where they may not, the engine need not keep what
     *     that takes
     * @return the logits, to be closed by the caller
     */
    protected abstract Logits evaluate(StateRows<S> rows, boolean differentiable);

    /**
     * Tells whether {@link Logits#extend} works, so that the logits of a walk can be kept for scoring.
     *
     * @return false unless overridden
     */
    protected boolean extendsLogits() {
        return false;
    }

    /**
     * Returns how often the parameters have been changed, log Z aside; only asked where logits are extended.
     *
     * @return a number that grows with every change
     */
    protected long version() {
        return 0;
    }

    /**
     * Returns what the engine learns, without log Z.
     *
     * @return the parameters, the same object at every call
     */
    protected abstract Parameters networkParameters();

    @Override
    public final DiscreteEnvironment<S> environment() {
        return environment;
    }

    /**
     * Returns the backward policy.
     *
     * @return the backward policy
     */
    public final BackwardPolicy backwardPolicy() {
        return backwardPolicy;
    }

    @Override
    public final Parameters parameters() {
        return new ModelParameters(networkParameters(), logZ);
    }

    @Override
    public final Rollout<S> rollout(Direction direction, Exploration exploration) {
        return switch (direction) {
            case FORWARD -> new ForwardRollout<>(this, exploration, false);
            case BACKWARD -> new BackwardRollout<>(this, exploration);
        };
    }

    @Override
    public final Rollout<S> record(Exploration exploration) {
        return new ForwardRollout<>(this, exploration, extendsLogits());
    }

    @Override
    public final ScoredBatch score(Trajectories<S> batch, Set<Need> needs) {
        return score(batch, needs, null);
    }

    @Override
    public final ScoredBatch score(Trajectories<S> batch, Set<Need> needs, @Nullable Tape tape) {
        return score(batch, needs, tape, true);
    }

    @Override
    public final Scores scores(Trajectories<S> batch, Set<Need> needs) {
        try (ScoredBatch scored = score(batch, needs, null, false)) {
            return scored.scores();
        }
    }

    private ScoredBatch score(Trajectories<S> batch, Set<Need> needs, @Nullable Tape tape, boolean differentiable) {
        if (needs.contains(Need.IN_EDGES) && backwardPolicy == BackwardPolicy.LEARNED) {
            throw new IllegalArgumentException("flow matching implies its backward policy and learns no other; make the"
                    + " model with EDGE_FLOW or UNIFORM instead of LEARNED");
        }
        if (tape == null) {
            return new DiscreteScoredBatch<>(this, batch, needs, newRows(), null, differentiable);
        }
        if (!(tape instanceof DiscreteTape<?>)) {
            throw new IllegalArgumentException("a tape can only be used by the model that made it");
        }
        @SuppressWarnings("unchecked") // made by this model, which is checked first
        DiscreteTape<S> own = (DiscreteTape<S>) tape;
        own.requireFor(this);
        return new DiscreteScoredBatch<>(this, batch, needs, own.rows(), own.take(), differentiable);
    }

    final DoubleGroup logPartition() {
        return logPartition;
    }

    /** Returns an empty list of states, to be given back by {@link #recycle} where that is possible. */
    final StateRows<S> newRows() {
        return idleRows.take();
    }

    private StateRows<S> emptyRows() {
        return new StateRows<>(environment, backwardPolicy == BackwardPolicy.LEARNED);
    }

    /** Takes back rows that nobody will look at any more. */
    final void recycle(StateRows<S> rows) {
        rows.clear();
        idleRows.giveBack(rows);
    }

    /** Returns memory for scoring a batch, to be given back by {@link #recycle} where that is possible. */
    final BatchMemory newMemory() {
        return idleMemory.take();
    }

    /** Takes back memory that nobody will look at any more. */
    final void recycle(BatchMemory memory) {
        memory.clear();
        idleMemory.giveBack(memory);
    }
}
