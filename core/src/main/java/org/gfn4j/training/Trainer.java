package org.gfn4j.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.ParameterGroup;
import org.gfn4j.model.Parameters;
import org.gfn4j.model.ScoredBatch;
import org.gfn4j.model.StepSettings;
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
 * The training loop: a batch, its scores, the loss and its derivatives, the way back, a step.
 *
 * <p>Thread-safety: confined to one thread, but for {@link #stop}.
 *
 * @param <S> the type of a state
 */
public final class Trainer<S> {
    private final FlowModel<S> model;
    private final Objective objective;
    private final TrajectorySource<S> source;
    private final TrainingSettings settings;
    private final @Nullable TargetNetwork<S> target;
    private final List<TrainingListener<S>> listeners;
    private long iteration;
    private volatile boolean stopped;

    /**
     * Makes a trainer.
     *
     * @param model what learns
     * @param objective what it is to minimise
     * @param source where its batches come from
     * @param settings how it learns
     * @param listeners what watches, called in this order
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public Trainer(
            FlowModel<S> model,
            Objective objective,
            TrajectorySource<S> source,
            TrainingSettings settings,
            TrainingListener<S>... listeners) {
        this(model, objective, source, settings, null, listeners);
    }

    /**
     * Makes a trainer with a target network.
     *
     * @param model what learns
     * @param objective what it is to minimise
     * @param source where its batches come from
     * @param settings how it learns
     * @param target the frozen copy that the objective looks at, made equal to the model at iteration 0; null for none
     * @param listeners what watches, called in this order
     * @throws IllegalArgumentException if there is a target and the objective has no use for it
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public Trainer(
            FlowModel<S> model,
            Objective objective,
            TrajectorySource<S> source,
            TrainingSettings settings,
            @Nullable TargetNetwork<S> target,
            TrainingListener<S>... listeners) {
        if (target != null && !objective.usesReference()) {
            throw new IllegalArgumentException("the objective has no flow on the way that a target network could stand"
                    + " in for; use it with flow matching, detailed or sub-trajectory balance");
        }
        this.model = model;
        this.objective = objective;
        this.source = source;
        this.settings = settings;
        this.target = target;
        this.listeners = List.of(listeners);
    }

    /**
     * Trains until the iterations of the settings are done or {@link #stop} is called.
     *
     * <p>Where the objective uses log Z and the settings do not fix its start, log Z is estimated from what the policy has
     * produced of the first batch if it is 0, as in a new model, and kept otherwise. An iteration whose batch has no rows
     * counts, and takes no step.
     *
     * @throws NonFiniteLossException if a loss is NaN or infinite, that after the last step included; the step that it
     *     would lead to is not taken
     */
    public void run() {
        TrainingStep<S> last = null;
        while (iteration < settings.iterations() && !stopped) {
            TrainingStep<S> step = step();
            listeners.forEach(listener -> listener.stepped(step));
            last = step.batch().isEmpty() ? last : step;
        }
        if (last != null) {
            requireFiniteLoss(last.batch().all());
        }
    }

    /** Makes {@link #run} return for good, after the iteration that is running; may be called from any thread. */
    public void stop() {
        stopped = true;
    }

    /**
     * Goes on with a run whose model, target and source have been put back to where they were.
     *
     * @param iterationsDone how many iterations the run has done
     * @throws IllegalArgumentException if it is negative or more than the iterations of the settings
     * @throws IllegalStateException if this trainer has trained already
     */
    public void resumeAt(long iterationsDone) {
        if (iterationsDone < 0 || iterationsDone > settings.iterations()) {
            throw new IllegalArgumentException(
                    "iterationsDone must lie in [0, " + settings.iterations() + "], but is " + iterationsDone);
        }
        if (iteration > 0) {
            throw new IllegalStateException("this trainer has already done " + iteration + " iterations");
        }
        iteration = iterationsDone;
    }

    /**
     * Returns how many iterations are done.
     *
     * @return in {@code [0, settings.iterations()]}
     */
    public long iteration() {
        return iteration;
    }

    private TrainingStep<S> step() {
        Batch<S> rows = source.batch(iteration);
        if (iteration == 0) {
            start(rows.produced());
        }
        TrainingStep<S> step = rows.isEmpty() ? new TrainingStep<>(iteration, rows, 0, Double.NaN) : learn(rows);
        iteration++;
        if (target != null) {
            target.follow(model, iteration);
        }
        return step;
    }

    private TrainingStep<S> learn(Batch<S> rows) {
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
                throw new NonFiniteLossException(describe(loss, batch));
            }
            if (sums.denominator() > 0) {
                gradients.scale(1 / sums.denominator());
                scored.backward(gradients);
            }
        }
        model.parameters().step(stepSettings(), gradientScale());
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

    private void requireFiniteLoss(Trajectories<S> batch) {
        Scores scores = model.scores(batch, objective.needs());
        double loss = objective.loss(scores, null, new ScoreGradients(scores)).value();
        if (!Double.isFinite(loss)) {
            throw new NonFiniteLossException(describe(loss, batch));
        }
    }

    private Map<String, StepSettings> stepSettings() {
        double factor = settings.schedule().factor(iteration, settings.iterations());
        StepSettings network = new StepSettings(factor * settings.learningRate(), settings.weightDecay());
        Map<String, StepSettings> result = new HashMap<>();
        for (ParameterGroup group : model.parameters().groups()) {
            result.put(group.name(), network);
        }
        result.put(Parameters.LOG_Z, new StepSettings(factor * settings.logZLearningRate(), 0));
        return result;
    }

    private double gradientScale() {
        if (settings.clip().isEmpty()) {
            return 1;
        }
        double norm = model.parameters().gradientNorm();
        double limit = settings.clip().getAsDouble();
        return norm > limit ? limit / norm : 1;
    }

    private String describe(double loss, Trajectories<S> batch) {
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
