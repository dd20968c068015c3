package org.gfn4j.training;

import java.util.List;
import org.gfn4j.model.FlowModel;
import org.gfn4j.objective.Objective;
import org.gfn4j.sampling.TrajectorySource;
import org.jspecify.annotations.Nullable;

/**
 * The training loop: what learns, one iteration after another, and those that watch.
 *
 * <p>Thread-safety: confined to one thread, but for {@link #stop}.
 *
 * @param <S> the type of a state
 */
public final class Trainer<S> {
    private final Learner<S> learner;
    private final long iterations;
    private final List<TrainingListener<S>> listeners;
    private long iteration;
    private volatile boolean stopped;

    /**
     * Makes a trainer of a learner of any kind.
     *
     * @param learner what learns
     * @param iterations how many iterations it is given, at least 1
     * @param listeners what watches, called in this order
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public Trainer(Learner<S> learner, long iterations, TrainingListener<S>... listeners) {
        this.learner = learner;
        this.iterations = iterations;
        this.listeners = List.of(listeners);
    }

    /**
     * Makes a trainer of a model.
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
     * Makes a trainer of a model with a target network.
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
        this(new GradientLearner<>(model, objective, source, settings, target), settings.iterations(), listeners);
    }

    /**
     * Trains until the iterations are done or {@link #stop} is called.
     *
     * @throws NonFiniteLossException if a loss is NaN or infinite, that after the last step included; the step that it
     *     would lead to is not taken
     */
    public void run() {
        TrainingStep<S> last = null;
        while (iteration < iterations && !stopped) {
            TrainingStep<S> step = learner.step(iteration);
            iteration++;
            listeners.forEach(listener -> listener.stepped(step));
            last = step.batch().isEmpty() ? last : step;
        }
        if (last != null) {
            learner.finish(last);
        }
    }

    /** Makes {@link #run} return for good, after the iteration that is running; may be called from any thread. */
    public void stop() {
        stopped = true;
    }

    /**
     * Resumes a run whose model, target and source have been put back to where they were.
     *
     * @param iterationsDone how many iterations the run has done
     * @throws IllegalArgumentException if it is negative or more than those of this trainer
     * @throws IllegalStateException if this trainer has trained already
     */
    public void resumeAt(long iterationsDone) {
        if (iterationsDone < 0 || iterationsDone > iterations) {
            throw new IllegalArgumentException(
                    "iterationsDone must lie in [0, " + iterations + "], but is " + iterationsDone);
        }
        if (iteration > 0) {
            throw new IllegalStateException("this trainer has already done " + iteration + " iterations");
        }
        iteration = iterationsDone;
    }

    /**
     * Returns how many iterations are done.
     *
     * @return in {@code [0, iterations]}
     */
    public long iteration() {
        return iteration;
    }
}
