package org.gfn4j.app.method;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.app.data.DataFile;
import org.gfn4j.app.task.Task;
import org.gfn4j.baseline.BuildingLearner;
import org.gfn4j.baseline.ChainLearner;
import org.gfn4j.baseline.ImitatingProposals;
import org.gfn4j.baseline.Proposals;
import org.gfn4j.baseline.SoftActorCritic;
import org.gfn4j.baseline.UniformProposals;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.Engine;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.UniformEngine;
import org.gfn4j.objective.Objective;
import org.gfn4j.reward.LogReward;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.RememberingSource;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.sampling.TrajectorySource;
import org.gfn4j.task.Problem;
import org.gfn4j.training.Checkpoint;
import org.gfn4j.training.Learner;
import org.gfn4j.training.ModelDescription;
import org.jspecify.annotations.Nullable;

/**
 * What a run is made of, whatever its method.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param learner what learns, iteration by iteration
 * @param logReward the log-reward, which counts its requests
 * @param policy what objects can be drawn from; null for chains, which have no policy
 * @param description how the policy is made; null for chains
 * @param objective reads log Z off the policy; null where the method has no log Z
 * @param networks what learns or follows, by the name of its file in a checkpoint
 * @param memory the rows that are remembered between iterations; null for none
 * @param chains where chains are; null for methods without
 * @param training what a flow network is made of besides; null for other methods
 * @param <S> the type of a state
 */
public record RunParts<S>(
        Learner<S> learner,
        LogReward<S> logReward,
        @Nullable FlowModel<S> policy,
        @Nullable ModelDescription description,
        @Nullable Objective objective,
        Map<String, FlowModel<S>> networks,
        @Nullable RememberingSource<S> memory,
        @Nullable ChainLearner<S> chains,
        @Nullable TrainingParts<S> training)
        implements AutoCloseable {
    private static final int CRITICS_AND_COPIES = 4;

    /**
     * Puts a run together.
     *
     * @param task the task
     * @param problem what is trained on
     * @param options how it is trained, checked
     * @param data the stored objects; null where there are none
     * @param <S> the type of a state
     */
    public static <S> RunParts<S> of(
            Task task, Problem<S> problem, TrainingOptions options, @Nullable DataFile<S> data) {
        MethodName method = options.method();
        if (method.isChain()) {
            return chains(task, problem, options);
        }
        if (method == MethodName.RANDOM) {
            return random(problem, options);
        }
        TrainingParts<S> training = TrainingParts.of(problem, options, data);
        if (method == MethodName.SAC) {
            SoftActorCritic<S> learner = softActorCritic(problem, options, training);
            return learned(training, learner, null, learner.networks(), problem, options);
        }
        Map<String, FlowModel<S>> networks = new LinkedHashMap<>();
        networks.put(Checkpoint.MODEL, training.model());
        if (training.target() != null) {
            networks.put(Checkpoint.TARGET, training.target().model());
        }
        return learned(
                training,
                training.learner(options),
                method == MethodName.GFLOWNET ? training.objective() : null,
                networks,
                problem,
                options);
    }

    private static <S> RunParts<S> learned(
            TrainingParts<S> training,
            Learner<S> learner,
            @Nullable Objective objective,
            Map<String, FlowModel<S>> networks,
            Problem<S> problem,
            TrainingOptions options) {
        return new RunParts<>(
                learner,
                training.logReward(),
                training.model(),
                new ModelDescription(TrainingParts.engine(problem, options), options.backwardPolicy()),
                objective,
                networks,
                training.memory(),
                null,
                training);
    }

    private static <S> SoftActorCritic<S> softActorCritic(
            Problem<S> problem, TrainingOptions options, TrainingParts<S> training) {
        RandomStreams streams = new RandomStreams(options.seed());
        List<FlowModel<S>> critics = new ArrayList<>();
        for (int number = 1; number <= CRITICS_AND_COPIES; number++) {
            critics.add(TrainingParts.engine(problem, options)
                    .model(options.backwardPolicy(), streams.generator(Purpose.INITIALISATION, 0, number)));
        }
        return new SoftActorCritic<>(
                new SoftActorCritic.Networks<>(
                        training.model(), critics.get(0), critics.get(1), critics.get(2), critics.get(3)),
                training.source(),
                options.methods().payment(),
                options.trainingSettings(),
                options.methods().targetShare(),
                options.methods().targetEntropy());
    }

    private static <S> RunParts<S> random(Problem<S> problem, TrainingOptions options) {
        Engine<S> engine = new UniformEngine<>(problem.environment());
        RandomStreams streams = new RandomStreams(options.seed());
        FlowModel<S> model = engine.model(BackwardPolicy.UNIFORM, streams.generator(Purpose.INITIALISATION));
        LogReward<S> logReward = options.logReward(problem);
        return new RunParts<>(
                new BuildingLearner<>(
                        TrajectorySource.onPolicy(new Sampler<>(model, logReward), options.batch(), streams)),
                logReward,
                model,
                new ModelDescription(engine, BackwardPolicy.UNIFORM),
                null,
                Map.of(Checkpoint.MODEL, model),
                null,
                null,
                null);
    }

    private static <S> RunParts<S> chains(Task task, Problem<S> problem, TrainingOptions options) {
        RandomStreams streams = new RandomStreams(options.seed());
        DiscreteEnvironment<S> environment = task.editingEnvironment(problem);
        LogReward<S> logReward = options.logReward(problem);
        Map<String, FlowModel<S>> networks = new LinkedHashMap<>();
        Proposals<S> proposals = new UniformProposals<>(environment);
        if (options.method().imitates()) {
            FlowModel<S> model = TrainingParts.shaped(task.editingEngine(problem), options)
                    .model(options.backwardPolicy(), streams.generator(Purpose.INITIALISATION));
            networks.put(Checkpoint.MODEL, model);
            proposals = new ImitatingProposals<>(
                    environment,
                    model,
                    options.trainingSettings(),
                    options.methods().imitation(),
                    streams);
        }
        ChainLearner<S> chains = new ChainLearner<>(
                environment,
                proposals,
                logReward,
                options.batch(),
                options.methods().visits(),
                options.exploration(),
                streams);
        return new RunParts<>(chains, logReward, null, null, null, networks, null, chains, null);
    }

    /** Tells how many trajectories wait for their rewards. */
    public int outstanding() {
        return training == null ? 0 : training.outstanding();
    }

    /** Ends the work beside training. */
    @Override
    public void close() {
        if (training != null) {
            training.close();
        }
    }
}
