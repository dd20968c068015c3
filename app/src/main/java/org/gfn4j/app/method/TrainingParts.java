package org.gfn4j.app.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gfn4j.app.data.DataFile;
import org.gfn4j.app.method.MixOption.Part;
import org.gfn4j.environment.UniformTerminals;
import org.gfn4j.model.FlowModel;
import org.gfn4j.objective.Objective;
import org.gfn4j.reward.LogReward;
import org.gfn4j.sampling.AsynchronousSource;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RememberingSource;
import org.gfn4j.sampling.ReplayBuffer;
import org.gfn4j.sampling.ReplaySource;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.sampling.StoredData;
import org.gfn4j.sampling.TrajectorySource;
import org.gfn4j.task.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What learns by gradients and where its batches come from, put together from options.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param objective what is minimised
 * @param model what learns, with fresh weights
 * @param logReward the log-reward, which counts its requests
 * @param source where batches come from
 * @param memory the part of the source that remembers; empty for none
 * @param asynchronous the part of the source whose rewards are pending during training; empty for none
 * @param <S> the type of a state
 */
public record TrainingParts<S>(
        Objective objective,
        FlowModel<S> model,
        LogReward<S> logReward,
        TrajectorySource<S> source,
        Optional<RememberingSource<S>> memory,
        Optional<AsynchronousSource<S>> asynchronous) {
    /** How many iterations in a row may learn from replay alone while rewards are outstanding. */
    static final int PATIENCE = 4;

    private static final int OUTSTANDING_BATCHES = 4;

    /**
     * Puts together the training of a flow network without stored objects.
     *
     * @param problem what is trained on
     * @param options how it is trained, checked
     * @param <S> the type of a state
     * @return the parts
     */
    public static <S> TrainingParts<S> of(Problem<S> problem, TrainingOptions options) {
        return of(Methods.FLOW_NETWORK, problem, options, null);
    }

    /** Puts the training of a method together; data are null where there are none. */
    static <S> TrainingParts<S> of(
            GradientMethod method, Problem<S> problem, TrainingOptions options, @Nullable DataFile<S> data) {
        OffPolicyOptions offPolicy = options.offPolicy();
        Objective objective = method.objective(options);
        RandomStreams streams = new RandomStreams(options.seed());
        FlowModel<S> model = options.model(problem);
        LogReward<S> logReward = options.logReward(problem);
        Sampler<S> sampler = new Sampler<>(model, logReward, objective.needs());
        Map<Part, Integer> rows = offPolicy.mix().rows(options.batch());
        List<TrajectorySource<S>> sources = new ArrayList<>();
        Optional<RememberingSource<S>> memory = Optional.empty();
        Optional<AsynchronousSource<S>> asynchronous = Optional.empty();
        if (rows.containsKey(Part.POLICY)) {
            int size = rows.get(Part.POLICY);
            memory = method.rounds(sampler, size, options, streams);
            if (offPolicy.isAsynchronous()) {
                asynchronous = Optional.of(new AsynchronousSource<>(
                        sampler,
                        logReward,
                        size,
                        options.exploration(),
                        streams,
                        OUTSTANDING_BATCHES * size,
                        PATIENCE,
                        asked -> !logReward.isSpent()));
            }
            TrajectorySource<S> policy = Stream.of(memory, asynchronous)
                    .<TrajectorySource<S>>flatMap(Optional::stream)
                    .findFirst()
                    .orElseGet(() -> TrajectorySource.onPolicy(sampler, size, options.exploration(), streams));
            if (rows.containsKey(Part.REPLAY)) {
                ReplayOption kept = offPolicy.replay().orElseThrow();
                memory = Optional.of(new ReplaySource<>(
                        policy,
                        new ReplayBuffer<>(kept.kind(), kept.capacity()),
                        offPolicy.replayForm(),
                        sampler,
                        rows.get(Part.REPLAY),
                        streams));
            }
            sources.add(memory.isPresent() ? memory.get() : policy);
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
        return new TrainingParts<>(objective, model, logReward, TrajectorySource.mixed(sources), memory, asynchronous);
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
