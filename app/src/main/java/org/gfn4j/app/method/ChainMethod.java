package org.gfn4j.app.method;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gfn4j.app.data.DataFile;
import org.gfn4j.app.report.VerdictRules.Aim;
import org.gfn4j.app.task.Task;
import org.gfn4j.baseline.ChainLearner;
import org.gfn4j.baseline.Proposals;
import org.gfn4j.baseline.UniformProposals;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.model.FlowModel;
import org.gfn4j.reward.LogReward;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.task.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Chains that edit objects by moves drawn uniformly, and accept them by their rewards.
 *
 * <p>Thread-safety: immutable.
 */
class ChainMethod extends Method {
    ChainMethod(String name) {
        this(name, Set.of());
    }

    ChainMethod(String name, Set<String> options) {
        super(name, union(Set.of("--temperature", "--visits"), options));
    }

    @Override
    final boolean isChain() {
        return true;
    }

    /** The distribution of the objects is R, unless options change that. */
    @Override
    public Aim aim(Map<String, ? extends @Nullable Object> config) {
        boolean altered = "accepted".equals(String.valueOf(config.get("visits")))
                || !List.of("null", "1", "1.0").contains(String.valueOf(config.get("temperature")));
        return altered ? Aim.OTHER : Aim.CHAINS;
    }

    /**
     * Makes what proposes moves.
     *
     * @param networks where networks that it learns are put, by the names of their files in a checkpoint
     */
    <S> Proposals<S> proposals(
            Task task,
            Problem<S> problem,
            TrainingOptions training,
            RandomStreams streams,
            Map<String, FlowModel<S>> networks) {
        return new UniformProposals<>(task.editingEnvironment(problem));
    }

    @Override
    public final <S> RunParts<S> parts(
            Task task, Problem<S> problem, TrainingOptions training, @Nullable DataFile<S> data) {
        RandomStreams streams = new RandomStreams(training.seed());
        DiscreteEnvironment<S> environment = task.editingEnvironment(problem);
        LogReward<S> logReward = training.logReward(problem);
        Map<String, FlowModel<S>> networks = new HashMap<>();
        ChainLearner<S> chains = new ChainLearner<>(
                environment,
                proposals(task, problem, training, streams, networks),
                logReward,
                training.batch(),
                training.methods().visits(),
                training.exploration(),
                streams);
        return new RunParts<>(
                chains,
                logReward,
                Optional.empty(),
                networks,
                Map.of("chains", new StateJson<>(problem.format()).memory(chains)),
                Optional.empty());
    }
}
