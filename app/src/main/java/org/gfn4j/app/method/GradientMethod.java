package org.gfn4j.app.method;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gfn4j.app.data.DataFile;
import org.gfn4j.app.method.MixOption.Part;
import org.gfn4j.app.method.RunParts.Policy;
import org.gfn4j.app.task.Task;
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
import org.gfn4j.training.Checkpoint;
import org.gfn4j.training.GradientLearner;
import org.gfn4j.training.Learner;
import org.gfn4j.training.ModelDescription;
import org.gfn4j.training.TargetNetwork;
import org.gfn4j.training.TargetUpdate;
import org.jspecify.annotations.Nullable;

/**
 * A method whose policy builds objects and learns by gradients.
 *
 * <p>Thread-safety: immutable.
 */
class GradientMethod extends Method {
    /** How many iterations in a row may learn from replay alone while rewards are outstanding. */
    static final int PATIENCE = 4;

    private static final int OUTSTANDING_BATCHES = 4;

    private final Function<TrainingOptions, Objective> objective;

    GradientMethod(String name, Function<TrainingOptions, Objective> objective, Set<String> options) {
        super(name, union(LEARNING, Set.of("--temperature"), options));
        this.objective = objective;
    }

    /** Returns what reads log Z off the policy, the objective if any; empty where there is no log Z. */
    Optional<Objective> logZ(Objective minimised) {
        return Optional.empty();
    }

    /** Returns how a target network follows; empty for none. */
    Optional<TargetUpdate> target(TrainingOptions training) {
        return training.offPolicy.target();
    }

    /** Returns what draws trajectories for several iterations at once; empty where each iteration draws its own. */
    <S> Optional<RememberingSource<S>> rounds(
            Sampler<S> sampler, int size, TrainingOptions training, RandomStreams streams) {
        return Optional.empty();
    }

    /**
     * Makes what learns.
     *
     * @param networks where networks beside the policy are put, by the names of their files in a checkpoint
     */
    <S> Learner<S> learner(
            Problem<S> problem,
            TrainingOptions training,
            Objective minimised,
            Policy<S> policy,
            Map<String, FlowModel<S>> networks) {
        TargetNetwork<S> target = minimised.usesReference()
                ? target(training)
                        .map(update -> new TargetNetwork<>(training.model(problem), update))
                        .orElse(null)
                : null;
        if (target != null) {
            networks.put(Checkpoint.TARGET, target.model());
        }
        return new GradientLearner<>(policy.model(), minimised, policy.source(), training.trainingSettings(), target);
    }

    @Override
    public final <S> RunParts<S> parts(
            Task task, Problem<S> problem, TrainingOptions training, @Nullable DataFile<S> data) {
        OffPolicyOptions offPolicy = training.offPolicy;
        Objective minimised = objective.apply(training);
        RandomStreams streams = new RandomStreams(training.seed());
        FlowModel<S> model = training.model(problem);
        LogReward<S> logReward = training.logReward(problem);
        Sampler<S> sampler = new Sampler<>(model, logReward, minimised.needs());
        Map<Part, Integer> rows = offPolicy.mix().rows(training.batch());
        List<TrajectorySource<S>> sources = new ArrayList<>();
        Optional<RememberingSource<S>> memory = Optional.empty();
        Optional<AsynchronousSource<S>> asynchronous = Optional.empty();
        if (rows.containsKey(Part.POLICY)) {
            int size = rows.get(Part.POLICY);
            memory = rounds(sampler, size, training, streams);
            if (offPolicy.asynchronous) {
                asynchronous = Optional.of(new AsynchronousSource<>(
                        sampler,
                        logReward,
                        size,
                        training.exploration(),
                        streams,
                        OUTSTANDING_BATCHES * size,
                        PATIENCE,
                        asked -> !logReward.isSpent()));
            }
            TrajectorySource<S> drawn = Stream.of(memory, asynchronous)
                    .<TrajectorySource<S>>flatMap(Optional::stream)
                    .findFirst()
                    .orElseGet(() -> TrajectorySource.onPolicy(sampler, size, training.exploration(), streams));
            if (rows.containsKey(Part.REPLAY)) {
                ReplayOption kept = offPolicy.replay().orElseThrow();
                memory = Optional.of(new ReplaySource<>(
                        drawn,
                        new ReplayBuffer<>(kept.kind(), kept.capacity()),
                        offPolicy.replayForm,
                        sampler,
                        rows.get(Part.REPLAY),
                        streams));
            }
            sources.add(memory.isPresent() ? memory.get() : drawn);
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
        Policy<S> policy = new Policy<>(
                model,
                new ModelDescription(training.shaped(problem.engine()), backwardPolicy(training)),
                logZ(minimised),
                TrajectorySource.mixed(sources));
        Map<String, FlowModel<S>> networks = new LinkedHashMap<>();
        networks.put(Checkpoint.MODEL, model);
        return new RunParts<>(
                learner(problem, training, minimised, policy, networks),
                logReward,
                Optional.of(policy),
                networks,
                memory.map(own -> Map.of("replay", new StateJson<>(problem.format()).memory(own)))
                        .orElse(Map.of()),
                asynchronous);
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
