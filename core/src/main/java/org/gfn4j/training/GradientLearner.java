package org.gfn4j.training;

import java.util.Set;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.ParameterGroup;
import org.gfn4j.model.Parameters;
import org.gfn4j.model.ScoredBatch;
import org.gfn4j.objective.Loss;
import org.gfn4j.objective.Objective;
import org.gfn4j.sampling.Batch;
import org.gfn4j.sampling.TrajectorySource;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.ScoreGradients;
import org.gfn4j.trajectory.Scores;
import org.gfn4j.trajectory.Trajectories;
import org.jspecify.annotations.Nullable;

/**
 * Learns by gradients of an objective: a batch, its scores, the loss and its derivatives, the way back, a step.
 *
 * <p>Where the objective uses log Z and the settings do not fix its start, log Z is estimated from what the policy has
 * produced of the first batch if it is 0, as in a new model, and kept otherwise. An iteration whose batch has no rows
 * counts, and takes no step.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
public final class GradientLearner<S> implements Learner<S> {
    private final FlowModel<S> model;
    private final Objective objective;
    private final TrajectorySource<S> source;
    private final TrainingSettings settings;
    private final @Nullable TargetNetwork<S> target;

    /**
     * Makes a learner.
     *
     * @param model what learns
     * @param objective what it is to minimise
     * @param source where its batches come from
     * @param settings how it learns
     * @param target the frozen copy that the objective looks at, made equal to the model at iteration 0; null for none
     * @throws IllegalArgumentException if there is a target and the objective has no use for it
     */
    public GradientLearner(
            FlowModel<S> model,
            Objective objective,
            TrajectorySource<S> source,
            TrainingSettings settings,
            @Nullable TargetNetwork<S> target) {
        if (target != null && !objective.usesReference()) {
            throw new IllegalArgumentException("the objective has no intermediate flow that a target network could "
                    + "replace; use it with flow matching, detailed or sub-trajectory balance");
        }
        this.model = model;
        this.objective = objective;
        this.source = source;
        this.settings = settings;
        this.target = target;
    }

    /**
     * {@inheritDoc}
     *
     * @throws NonFiniteLossException if the loss is NaN or infinite; the step that it would lead to is not taken
     */
    @Override
    public TrainingStep<S> step(long iteration) {
        Batch<S> rows = source.batch(iteration);
        if (iteration == 0) {
            start(rows.produced());
        }
        TrainingStep<S> step =
                rows.isEmpty() ? new TrainingStep<>(iteration, rows, 0, Double.NaN) : learn(iteration, rows);
        if (target != null) {
            target.follow(model, iteration + 1);
        }
        return step;
    }

    /**
     * {@inheritDoc}
     *
     * @throws NonFiniteLossException if the loss of that batch is NaN or infinite by now
     */
    @Override
    public void finish(TrainingStep<S> last) {
        Trajectories<S> batch = last.batch().all();
        Scores scores = model.scores(batch, objective.needs());
        double loss = objective.loss(scores, null, new ScoreGradients(scores)).value();
        if (!Double.isFinite(loss)) {
            throw new NonFiniteLossException(describe(loss, last.iteration() + 1, batch));
        }
    }

    private TrainingStep<S> learn(long iteration, Batch<S> rows) {
        Trajectories<S> batch = rows.all();
        double loss;
        double logZ;
        Scores frozen = target == null ? null : target.model().scores(batch, objective.needs());
        try (ScoredBatch scored = model.score(batch, objective.needs(), rows.tape())) {
            Scores scores = scored.scores();
            logZ = objective.logZ(scores);
            ScoreGradients gradients = new ScoreGradients(scores);
            Loss sums = objective.loss(scores, frozen, gradients);
            loss = sums.value();
            if (!Double.isFinite(loss)) {
                throw new NonFiniteLossException(describe(loss, iteration, batch));
            }
            if (sums.denominator() > 0) {
                gradients.scale(1 / sums.denominator());
                scored.backward(gradients);
            }
        }
        settings.step(model.parameters(), iteration);
        return new TrainingStep<>(iteration, rows.withoutTape(), loss, logZ);
    }

    private void start(Trajectories<S> produced) {
        if (objective.usesLogPartition()) {
            startLogZ(produced);
        }
        if (target != null) {
            target.copy(model);
        }
    }

    /** Only trajectories of the policy give an estimate; without any, log Z stays as it is. */
    private void startLogZ(Trajectories<S> produced) {
        ParameterGroup logZ = model.parameters().group(Parameters.LOG_Z);
        if (settings.logZ().isPresent()) {
            logZ.setValue(0, settings.logZ().getAsDouble());
        } else if (logZ.value(0) == 0 && produced.layout().trajectories() > 0) {
            logZ.setValue(0, LogZEstimate.optimistic(model.scores(produced, Set.of(Need.TRANSITIONS))));
        }
    }

    private static <S> String describe(double loss, long iteration, Trajectories<S> batch) {
        Layout layout = batch.layout();
        String message = "the loss of iteration " + iteration + " is " + loss
                + " and must be finite; no step was taken with it. ";
        for (int row = 0; row < layout.trajectories(); row++) {
            if (layout.ending(row).isTerminal() && !Double.isFinite(batch.logRewards()[row])) {
                return message + "Trajectory " + row + " ends in "
                        + batch.states().get(layout.lastState(row)) + " with log-reward " + batch.logRewards()[row]
                        + ".";
            }
        }
        return message
                + "All log-rewards of the batch are finite, so the model has diverged: lower the learning rate or"
                + " clip the gradients. The first trajectory ends in "
                + batch.states().get(layout.lastState(0)) + ".";
    }
}
