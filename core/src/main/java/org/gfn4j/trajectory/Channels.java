package org.gfn4j.trajectory;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The packed arrays, one for each {@link Need}, that hold either {@link Scores} in natural logs or, in
 * {@link ScoreGradients}, the derivatives of a loss with respect to them.
 *
 * <p>Thread-safety: confined to one thread while it is written; the arrays are handed out without copying.
 */
public abstract sealed class Channels permits Scores, ScoreGradients {
    private final double[] logZ;
    private final double @Nullable [] logForward;
    private final double @Nullable [] logBackward;
    private final double @Nullable [] logFlow;
    private final double @Nullable [] logStop;
    private final double @Nullable [] entropy;
    private final @Nullable Ragged inEdges;
    private final @Nullable Ragged outEdges;

    Channels(Layout layout, Set<Need> needs, int @Nullable [] inEdgeOffsets, int @Nullable [] outEdgeOffsets) {
        boolean transitions = needs.contains(Need.TRANSITIONS);
        logZ = new double[layout.trajectories()];
        logForward = transitions ? new double[layout.transitions()] : null;
        logBackward = transitions ? new double[layout.transitions()] : null;
        logFlow = needs.contains(Need.STATE_FLOW) ? new double[layout.states()] : null;
        logStop = needs.contains(Need.STOP) ? new double[layout.states()] : null;
        entropy = needs.contains(Need.ENTROPY) ? new double[layout.states()] : null;
        inEdges = inEdgeOffsets == null ? null : Ragged.zeros(inEdgeOffsets);
        outEdges = outEdgeOffsets == null ? null : Ragged.zeros(outEdgeOffsets);
    }

    Channels(Channels shape) {
        logZ = new double[shape.logZ.length];
        logForward = zerosLike(shape.logForward);
        logBackward = zerosLike(shape.logBackward);
        logFlow = zerosLike(shape.logFlow);
        logStop = zerosLike(shape.logStop);
        entropy = zerosLike(shape.entropy);
        inEdges = shape.inEdges == null ? null : Ragged.zeros(shape.inEdges.offsets());
        outEdges = shape.outEdges == null ? null : Ragged.zeros(shape.outEdges.offsets());
    }

    private static double @Nullable [] zerosLike(double @Nullable [] array) {
        return array == null ? null : new double[array.length];
    }

    static <T> T require(@Nullable T channel, Need need) {
        if (channel == null) {
            throw new IllegalStateException("the channel " + need + " was not requested when the batch was scored");
        }
        return channel;
    }

    /**
     * Returns the log-partition parameter, the same for each row.
     *
     * @return log Z, [trajectories]
     */
    public double[] logZ() {
        return logZ;
    }

    /**
     * Returns log P_F(s_{t+1} | s_t) of each transition ({@link Need#TRANSITIONS}).
     *
     * @return an array [transitions]
     * @throws IllegalStateException if the channel was not requested
     */
    public double[] logForward() {
        return require(logForward, Need.TRANSITIONS);
    }

    /**
     * Returns log P_B(s_t | s_{t+1}) of each transition ({@link Need#TRANSITIONS}).
     *
     * @return an array [transitions], 0 where a state has a single edge in
     * @throws IllegalStateException if the channel was not requested
     */
    public double[] logBackward() {
        return require(logBackward, Need.TRANSITIONS);
    }

    /**
     * Returns log F(s) of each state as the model has it ({@link Need#STATE_FLOW}).
     *
     * @return an array [states], 0 at terminal states, whose flow is their reward
     * @throws IllegalStateException if the channel was not requested
     */
    public double[] logFlow() {
        return require(logFlow, Need.STATE_FLOW);
    }

    /**
     * Returns log P_F(⊤ | s) of each state ({@link Need#STOP}).
     *
     * @return an array [states], −∞ where stopping is not allowed, 0 at terminal states
     * @throws IllegalStateException if the channel was not requested
     */
    public double[] logStop() {
        return require(logStop, Need.STOP);
    }

    /**
     * Returns −Σ_a P_F(a|s) log P_F(a|s) of each state ({@link Need#ENTROPY}).
     *
     * @return an array [states], in nats, 0 at terminal states
     * @throws IllegalStateException if the channel was not requested
     */
    public double[] entropy() {
        return require(entropy, Need.ENTROPY);
    }

    /**
     * Returns log F(s → s′) of the edges into each state ({@link Need#IN_EDGES}).
     *
     * @return a group for each state, in the order of its edges in
     * @throws IllegalStateException if the channel was not requested
     */
    public Ragged inEdges() {
        return require(inEdges, Need.IN_EDGES);
    }

    /**
     * Returns log F(s → s′) of the edges out of each state ({@link Need#OUT_EDGES}): the unnormalised logits of the
     * forward policy.
     *
     * @return a group for each state, in the order of its actions
     * @throws IllegalStateException if the channel was not requested
     */
    public Ragged outEdges() {
        return require(outEdges, Need.OUT_EDGES);
    }

    /**
     * Tells whether a channel is there.
     *
     * @param need a channel that a model fills
     * @return true if it was requested; always false for {@link Need#STATE_LOG_REWARD}
     */
    public boolean has(Need need) {
        return switch (need) {
            case TRANSITIONS -> logForward != null;
            case STATE_FLOW -> logFlow != null;
            case STOP -> logStop != null;
            case ENTROPY -> entropy != null;
            case IN_EDGES -> inEdges != null;
            case OUT_EDGES -> outEdges != null;
            case STATE_LOG_REWARD -> false;
        };
    }
}
