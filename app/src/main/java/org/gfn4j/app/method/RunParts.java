package org.gfn4j.app.method;

import java.util.Map;
import java.util.Optional;
import org.gfn4j.model.FlowModel;
import org.gfn4j.objective.Objective;
import org.gfn4j.reward.LogReward;
import org.gfn4j.sampling.AsynchronousSource;
import org.gfn4j.sampling.TrajectorySource;
import org.gfn4j.training.Learner;
import org.gfn4j.training.ModelDescription;

/**
 * What a run is made of, whatever its method.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param learner what learns, iteration by iteration
 * @param logReward the log-reward, which counts its requests
 * @param policy what objects can be drawn from; empty for chains
 * @param networks what learns or follows, by the name of its file in a checkpoint
 * @param memories what is remembered between iterations, by its name in a checkpoint
 * @param asynchronous the source whose rewards are pending during training; empty for none
 * @param <S> the type of a state
 */
public record RunParts<S>(
        Learner<S> learner,
        LogReward<S> logReward,
        Optional<Policy<S>> policy,
        Map<String, FlowModel<S>> networks,
        Map<String, Memory> memories,
        Optional<AsynchronousSource<S>> asynchronous)
        implements AutoCloseable {

    /**
     * What objects can be drawn from.
     *
     * @param model the model
     * @param description how it is made
     * @param logZ reads log Z off it; empty where the method has no log Z
     * @param source where batches come from
     * @param <S> the type of a state
     */
    public record Policy<S>(
            FlowModel<S> model, ModelDescription description, Optional<Objective> logZ, TrajectorySource<S> source) {}

    /**
     * Returns what objects can be drawn from.
     *
     * @return the model; empty for chains
     */
    public Optional<FlowModel<S>> model() {
        return policy.map(Policy::model);
    }

    /**
     * Tells how many trajectories wait for their rewards.
     *
     * @return their number, at least 0
     */
    public int outstanding() {
        return asynchronous.map(AsynchronousSource::outstanding).orElse(0);
    }

    /** Ends the work beside training. */
    @Override
    public void close() {
        asynchronous.ifPresent(AsynchronousSource::close);
    }
}
