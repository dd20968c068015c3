package org.gfn4j.app.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gfn4j.app.data.DataFile;
import org.gfn4j.app.method.MixOption.Part;
import org.gfn4j.baseline.RoundSource;
import org.gfn4j.environment.UniformTerminals;
import org.gfn4j.model.Engine;
import org.gfn4j.model.FlowModel;
import org.gfn4j.objective.Objective;
import org.gfn4j.reward.LogReward;
import org.gfn4j.sampling.AsynchronousSource;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.RememberingSource;
import org.gfn4j.sampling.ReplayBuffer;
import org.gfn4j.sampling.ReplaySource;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.sampling.StoredData;
import org.gfn4j.sampling.TrajectorySource;
import org.gfn4j.task.Problem;
import org.gfn4j.training.GradientLearner;
import org.gfn4j.training.Learner;
import org.gfn4j.training.TargetNetwork;
import org.gfn4j.training.TargetUpdate;
import org.jspecify.annotations.Nullable;

/**
 * What a run is made of, put together from its options.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param objective what is minimised
 * @param model what learns, with fresh weights
 * @param logReward the log-reward, which counts its requests
 * @param source where batches come from
 * @param memory the part of the source that remembers; null for none
 * @param asynchronous the part of the source whose rewards are pending during training; null for none
 * @param target the target network; null for none
 * @param <S> the type of a state
 */
public record TrainingParts<S>(
        Objective objective,
        FlowModel<S> model,
        LogReward<S> logReward,
        TrajectorySource<S> source,
        @Nullable RememberingSource<S> memory,
        @Nullable AsynchronousSource<S> asynchronous,
        @Nullable TargetNetwork<S> target)
        implements AutoCloseable {
    /** How many iterations in a row may learn from replay alone while rewards are outstanding. */
    static final int PATIENCE = 4;

    private static final int OUTSTANDING_BATCHES = 4;

    /**
     * Puts a run together.
     *
     * @param problem what is trained on
     * @param options how it is trained, checked
     * @param data the stored objects; null where there are none
     * @param <S> the type of a state
     */
    public static <S> TrainingParts<S> of(Problem<S> problem, TrainingOptions options, @Nullable DataFile<S> data) {
        OffPolicyOptions offPolicy = options.offPolicy();
        Objective objective = MethodObjectives.of(options);
        RandomStreams streams = new RandomStreams(options.seed());
        FlowModel<S> model = model(problem, options, streams);
        LogReward<S> logReward = options.logReward(problem);
        Sampler<S> sampler = new Sampler<>(model, logReward, objective.needs());
        Map<Part, Integer> rows = offPolicy.mix().rows(options.batch());
        List<TrajectorySource<S>> sources = new ArrayList<>();
        RememberingSource<S> memory = null;
        AsynchronousSource<S> asynchronous = null;
        if (rows.containsKey(Part.POLICY)) {
            int size = rows.get(Part.POLICY);
            asynchronous = offPolicy.isAsynchronous()
                    ? new AsynchronousSource<>(
                            sampler,
                            logReward,
                            size,
                            options.exploration(),
                            streams,
                            OUTSTANDING_BATCHES * size,
                            PATIENCE,
                            asked -> !logReward.isSpent())
                    : null;
            TrajectorySource<S> policy = asynchronous == null
                    ? TrajectorySource.onPolicy(sampler, size, options.exploration(), streams)
                    : asynchronous;
            if (options.method() == MethodName.PPO) {
                RoundSource<S> rounds = new RoundSource<>(
                        sampler,
                        options.methods().round(),
                        options.methods().roundSteps(),
                        size,
                        options.exploration(),
                        streams);
                memory = rounds;
                policy = rounds;
            }
            if (rows.containsKey(Part.REPLAY)) {
                ReplayOption kept = offPolicy.replay().orElseThrow();
                memory = new ReplaySource<>(
                        policy,
                        new ReplayBuffer<>(kept.kind(), kept.capacity()),
                        offPolicy.replayForm(),
                        sampler,
                        rows.get(Part.REPLAY),
                        streams);
            }
            sources.add(memory == null ? policy : memory);
        }
        if (rows.containsKey(Part.DATA) && data != null) {
            sources.add(TrajectorySource.fromData(sampler, stored(data, logReward), rows.get(Part.DATA), streams));
        }
        if (rows.containsKey(Part.UNIFORM_TERMINAL)) {
            @SuppressWarnings("unchecked") // an environment of these states, as it has been checked to be
            UniformTerminals<S> environment = (UniformTerminals<S>) problem.environment();
            sources.add(TrajectorySource.fromUniformTerminals(
                    sampler, environment, rows.get(Part.UNIFORM_TERMINAL), streams));
        }
        TargetNetwork<S> target = objective.usesReference()
                ? target(options)
                        .map(update -> new TargetNetwork<>(model(problem, options, streams), update))
                        .orElse(null)
                : null;
        return new TrainingParts<>(
                objective, model, logReward, TrajectorySource.mixed(sources), memory, asynchronous, target);
    }

    /** How a target follows; that of ppo is the policy that has drawn a round. */
    private static Optional<TargetUpdate> target(TrainingOptions options) {
        return options.method() == MethodName.PPO
                ? Optional.of(new TargetUpdate.Copy(options.methods().roundSteps()))
                : options.offPolicy().target();
    }

    /** Makes what learns. */
    Learner<S> learner(TrainingOptions options) {
        return new GradientLearner<>(model, objective, source, options.trainingSettings(), target);
    }

    /** Tells how many trajectories wait for their rewards. */
    int outstanding() {
        return asynchronous == null ? 0 : asynchronous.outstanding();
    }

    /** Ends the work beside training. */
    @Override
    public void close() {
        if (asynchronous != null) {
            asynchronous.close();
        }
    }

    private static <S> FlowModel<S> model(Problem<S> problem, TrainingOptions options, RandomStreams streams) {
        return engine(problem, options).model(options.backwardPolicy(), streams.generator(Purpose.INITIALISATION));
    }

    /**
     * Returns what a problem is learned with, in the shape that the options ask for.
     *
     * @param problem what is trained on
     * @param options how it is trained
     * @param <S> the type of a state
     */
    public static <S> Engine<S> engine(Problem<S> problem, TrainingOptions options) {
        return shaped(problem.engine(), options);
    }

    /** Returns an engine in the shape that the options ask for. */
    static <S> Engine<S> shaped(Engine<S> engine, TrainingOptions options) {
        return engine.withShape(options.shape().shape());
    }

    /** Asks for the log-rewards that a file does not have. */
    private static <S> StoredData<S> stored(DataFile<S> data, LogReward<S> logReward) {
        List<S> unknown = new ArrayList<>();
        for (int row = 0; row < data.objects().size(); row++) {
            if (Double.isNaN(data.logRewards()[row])) {
                unknown.add(data.objects().get(row));
            }
        }
        double[] asked = logReward.evaluate(unknown);
        double[] logRewards = data.logRewards().clone();
        int next = 0;
        for (int row = 0; row < logRewards.length; row++) {
            if (Double.isNaN(logRewards[row])) {
                logRewards[row] = asked[next++];
            }
        }
        return new StoredData<>(data.objects(), logRewards);
    }
}
