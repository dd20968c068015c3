package org.gfn4j.model;

import java.util.Arrays;
import java.util.Set;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.LogSpace;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.Ragged;
import org.gfn4j.trajectory.ScoreGradients;
import org.gfn4j.trajectory.Scores;
import org.gfn4j.trajectory.Trajectories;
import org.jspecify.annotations.Nullable;

/** Scores of a batch under a {@link DiscreteFlowModel}: turns logits of rows into channels, and back. */
final class DiscreteScoredBatch<S> implements ScoredBatch {
    private static final int NONE = BatchPlaces.NONE;

    private final DiscreteFlowModel<S> model;
    private final DiscreteEnvironment<S> environment;
    private final DoubleGroup logPartition;
    private final BackwardPolicy backwardPolicy;
    private final Trajectories<S> batch;
    private final Layout layout;
    private final Set<Need> needs;
    private final StateRows<S> rows;
    private final BatchMemory memory;
    private final BatchPlaces<S> places;
    private final int[] actions;
    private final int[] rowOfState;
    private final BatchPlaces.InEdges inEdges;
    private final Logits logits;
    private final double[] forwardNormaliser;
    private final double[] backwardNormaliser;
    private final Scores scores;
    private boolean closed;

    /**
     * Scores a batch.
     *
     * @param model the model
     * @param batch the trajectories
     * @param needs the channels to fill
     * @param rows the states that are evaluated already, to which the others are added
     * @param evaluated the logits of those rows; null where there are none
     * @param differentiable whether the logits may be differentiated
     */
    DiscreteScoredBatch(
            DiscreteFlowModel<S> model,
            Trajectories<S> batch,
            Set<Need> needs,
            StateRows<S> rows,
            @Nullable Logits evaluated,
            boolean differentiable) {
        this.model = model;
        this.environment = model.environment();
        this.logPartition = model.logPartition();
        this.backwardPolicy = model.backwardPolicy();
        this.batch = batch;
        this.layout = batch.layout();
        this.needs = needs;
        this.rows = rows;
        memory = model.newMemory();
        try {
            places = new BatchPlaces<>(model, batch, needs, rows, memory);
            if (evaluated != null) {
                evaluated.extend();
            }
        } catch (RuntimeException | Error e) {
            if (evaluated != null) {
                evaluated.close();
            }
            throw e;
        }
        rowOfState = places.rowOfState();
        actions = places.actions();
        inEdges = places.inEdges();
        logits = evaluated == null ? model.evaluate(rows, differentiable) : evaluated;
        forwardNormaliser = memory.doubles(rows.size());
        backwardNormaliser = memory.doubles(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            forwardNormaliser[row] = LogSpace.sum(logits.forward(), rows.forwardStart(row), rows.forwardStart(row + 1));
            backwardNormaliser[row] =
                    LogSpace.sum(logits.backward(), rows.backwardStart(row), rows.backwardStart(row + 1));
        }
        scores = fill();
    }

    private Scores fill() {
        int[] outOffsets = null;
        if (needs.contains(Need.OUT_EDGES)) {
            outOffsets = new int[layout.states() + 1];
            for (int state = 0; state < layout.states(); state++) {
                int row = rowOfState[state];
                int count = row == NONE ? 0 : rows.forwardStart(row + 1) - rows.forwardStart(row);
                outOffsets[state + 1] = outOffsets[state] + count;
            }
        }
        Scores result = new Scores(batch, needs, needs.contains(Need.IN_EDGES) ? inEdges.offsets() : null, outOffsets);
        Arrays.fill(result.logZ(), logPartition.value(0));
        if (needs.contains(Need.TRANSITIONS)) {
            fillTransitions(result.logForward(), result.logBackward());
        }
        for (int state = 0; state < layout.states(); state++) {
            fillState(result, state, rowOfState[state]);
        }
        if (needs.contains(Need.IN_EDGES)) {
            double[] values = result.inEdges().values();
            for (int edge = 0; edge < values.length; edge++) {
                values[edge] = logits.forward()[inEdges.forwardPositions()[edge]];
            }
        }
        return result;
    }

    private void fillTransitions(double[] logForward, double[] logBackward) {
        for (int trajectory = 0; trajectory < layout.trajectories(); trajectory++) {
            int state = layout.firstState(trajectory);
            int end = layout.firstTransition(trajectory + 1);
            for (int t = layout.firstTransition(trajectory); t < end; t++, state++) {
                int row = rowOfState[state];
                logForward[t] = logits.forward()[rows.forwardStart(row) + actions[t]] - forwardNormaliser[row];
                logBackward[t] = logBackward(state + 1, places.backwardIndex()[t]);
            }
        }
    }

    private double logBackward(int child, int index) {
        return switch (backwardPolicy) {
            case UNIFORM -> -Math.log(places.inEdgeCounts()[child]);
            case LEARNED -> {
                int row = rowOfState[child];
                yield hasBackwardLogits(row)
                        ? logits.backward()[rows.backwardStart(row) + index] - backwardNormaliser[row]
                        : 0;
            }
            case EDGE_FLOW -> {
                double[] flows = edgeFlowsInto(child);
                yield flows[index] - LogSpace.sum(flows, 0, flows.length);
            }
        };
    }

    private boolean hasBackwardLogits(int row) {
        return row != NONE && rows.backwardStart(row + 1) > rows.backwardStart(row);
    }

    private double[] edgeFlowsInto(int state) {
        int start = inEdges.offsets()[state];
        double[] flows = new double[inEdges.offsets()[state + 1] - start];
        for (int i = 0; i < flows.length; i++) {
            flows[i] = logits.forward()[inEdges.forwardPositions()[start + i]];
        }
        return flows;
    }

    private void fillState(Scores result, int state, int row) {
        boolean terminal = row == NONE || rows.forwardStart(row + 1) == rows.forwardStart(row);
        if (needs.contains(Need.STATE_FLOW) && !terminal) {
            result.logFlow()[state] = logits.logFlow()[row];
        }
        if (needs.contains(Need.STOP) && !terminal) {
            int position = stopPosition(state, row);
            result.logStop()[state] =
                    position == NONE ? Double.NEGATIVE_INFINITY : logits.forward()[position] - forwardNormaliser[row];
        }
        if (needs.contains(Need.ENTROPY) && !terminal) {
            result.entropy()[state] = entropy(row);
        }
        if (needs.contains(Need.OUT_EDGES) && !terminal) {
            Ragged out = result.outEdges();
            System.arraycopy(
                    logits.forward(),
                    rows.forwardStart(row),
                    out.values(),
                    out.start(state),
                    out.end(state) - out.start(state));
        }
    }

    private double entropy(int row) {
        double entropy = 0;
        for (int edge = rows.forwardStart(row); edge < rows.forwardStart(row + 1); edge++) {
            double logForward = logits.forward()[edge] - forwardNormaliser[row];
            entropy -= Math.exp(logForward) * logForward;
        }
        return entropy;
    }

    private int stopPosition(int state, int row) {
        int stop = environment.stopAction(batch.states().get(state));
        return stop == DiscreteEnvironment.NO_STOP ? NONE : rows.forwardStart(row) + stop;
    }

    @Override
    public Scores scores() {
        return scores;
    }

    @Override
    public void backward(ScoreGradients gradients) {
        if (closed) {
            throw new IllegalStateException("the scored batch has been closed; score the batch again");
        }
        double[] forward = memory.doubles(rows.forwardStart(rows.size()));
        double[] backward = memory.doubles(rows.backwardStart(rows.size()));
        double[] flow = memory.doubles(rows.size());
        double[] forwardSums = memory.doubles(rows.size());
        double[] backwardSums = memory.doubles(rows.size());
        for (double derivative : gradients.logZ()) {
            logPartition.addGradient(0, derivative);
        }
        if (needs.contains(Need.TRANSITIONS)) {
            for (int trajectory = 0; trajectory < layout.trajectories(); trajectory++) {
                int state = layout.firstState(trajectory);
                int end = layout.firstTransition(trajectory + 1);
                for (int t = layout.firstTransition(trajectory); t < end; t++, state++) {
                    int row = rowOfState[state];
                    double derivative = gradients.logForward()[t];
                    forward[rows.forwardStart(row) + actions[t]] += derivative;
                    forwardSums[row] += derivative;
                    double backwardDerivative = gradients.logBackward()[t];
                    switch (backwardPolicy) {
                        case UNIFORM -> {}
                        case LEARNED -> {
                            int childRow = rowOfState[state + 1];
                            if (hasBackwardLogits(childRow)) {
                                backward[rows.backwardStart(childRow) + places.backwardIndex()[t]] +=
                                        backwardDerivative;
                                backwardSums[childRow] += backwardDerivative;
                            }
                        }
                        case EDGE_FLOW ->
                            addEdgeFlow(state + 1, places.backwardIndex()[t], backwardDerivative, forward);
                    }
                }
            }
        }
        for (int state = 0; state < layout.states(); state++) {
            addState(gradients, state, rowOfState[state], forward, forwardSums, flow);
        }
        if (needs.contains(Need.IN_EDGES)) {
            double[] derivatives = gradients.inEdges().values();
            for (int edge = 0; edge < derivatives.length; edge++) {
                forward[inEdges.forwardPositions()[edge]] += derivatives[edge];
            }
        }
        for (int row = 0; row < rows.size(); row++) {
            subtractSoftmax(
                    forward,
                    logits.forward(),
                    rows.forwardStart(row),
                    rows.forwardStart(row + 1),
                    forwardNormaliser[row],
                    forwardSums[row]);
            subtractSoftmax(
                    backward,
                    logits.backward(),
                    rows.backwardStart(row),
                    rows.backwardStart(row + 1),
                    backwardNormaliser[row],
                    backwardSums[row]);
        }
        logits.differentiate(forward, backward, flow);
    }

    private void addState(
            ScoreGradients gradients, int state, int row, double[] forward, double[] forwardSums, double[] flow) {
        boolean terminal = row == NONE || rows.forwardStart(row + 1) == rows.forwardStart(row);
        if (terminal) {
            return;
        }
        if (needs.contains(Need.STATE_FLOW)) {
            flow[row] += gradients.logFlow()[state];
        }
        if (needs.contains(Need.STOP)) {
            int position = stopPosition(state, row);
            if (position != NONE) {
                forward[position] += gradients.logStop()[state];
                forwardSums[row] += gradients.logStop()[state];
            }
        }
        if (needs.contains(Need.ENTROPY) && gradients.entropy()[state] != 0) {
            addEntropy(row, gradients.entropy()[state], forward);
        }
        if (needs.contains(Need.OUT_EDGES)) {
            Ragged out = gradients.outEdges();
            int shift = rows.forwardStart(row) - out.start(state);
            for (int edge = out.start(state); edge < out.end(state); edge++) {
                forward[edge + shift] += out.values()[edge];
            }
        }
    }

    /** dH/dlogit_a = −p_a (log p_a + H), which sums to 0 over the edges. */
    private void addEntropy(int row, double derivative, double[] forward) {
        double entropy = entropy(row);
        for (int edge = rows.forwardStart(row); edge < rows.forwardStart(row + 1); edge++) {
            double logForward = logits.forward()[edge] - forwardNormaliser[row];
            forward[edge] -= derivative * Math.exp(logForward) * (logForward + entropy);
        }
    }

    private void addEdgeFlow(int child, int index, double derivative, double[] forward) {
        double[] flows = edgeFlowsInto(child);
        double total = LogSpace.sum(flows, 0, flows.length);
        int start = inEdges.offsets()[child];
        for (int i = 0; i < flows.length; i++) {
            double own = i == index ? 1 : 0;
            forward[inEdges.forwardPositions()[start + i]] += derivative * (own - Math.exp(flows[i] - total));
        }
    }

    private static void subtractSoftmax(
            double[] gradients, double[] logits, int from, int to, double normaliser, double sum) {
        if (sum != 0) {
            for (int i = from; i < to; i++) {
                gradients[i] -= sum * Math.exp(logits[i] - normaliser);
            }
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            logits.close();
            model.recycle(rows);
            model.recycle(memory);
        }
    }
}
