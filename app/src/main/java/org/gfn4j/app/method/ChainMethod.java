package org.gfn4j.app.method;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gfn4j.app.data.DataFile;
import org.gfn4j.app.report.VerdictRules.Aim;
import org.gfn4j.app.task.Task;
import org.gfn4j.baseline.ChainLearner;
import org.gfn4j.baseline.ImitatingProposals;
import org.gfn4j.baseline.Proposals;
import org.gfn4j.baseline.UniformProposals;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.FlowModel;
import org.gfn4j.reward.LogReward;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.task.Problem;
import org.gfn4j.training.Checkpoint;
import org.jspecify.annotations.Nullable;

/**
 * Chains that edit objects and accept edits by their rewards; the edits are drawn uniformly or learned by imitation of those
 * that paid.
 *
 * <p>Thread-safety: immutable.
 */
final class ChainMethod extends Method {
    private static final Set<String> IMITATION =
            union(LEARNING, Set.of("--imitation-steps", "--imitation-batch", "--imitation-share"));

    private final boolean imitates;

    ChainMethod(String name, boolean imitates) {
        super(name, union(Set.of("--temperature", "--visits"), imitates ? IMITATION : Set.of()));
        this.imitates = imitates;
    }

    @Override
    boolean isChain() {
        return true;
    }

    @Override
    BackwardPolicy backwardPolicy(TrainingOptions training) {
        return imitates ? BackwardPolicy.LEARNED : BackwardPolicy.UNIFORM;
    }

    /** The distribution of uniform edits is R, unless options change that. */
    @Override
    public Aim aim(Map<String, ? extends @Nullable Object> config) {
        boolean altered = "accepted".equals(String.valueOf(config.get("visits")))
                || !List.of("null", "1", "1.0").contains(String.valueOf(config.get("temperature")));
        return imitates || altered ? Aim.OTHER : Aim.CHAINS;
    }

    @Override
    public <S> RunParts<S> parts(Task task, Problem<S> problem, TrainingOptions training, @Nullable DataFile<S> data) {
        RandomStreams streams = new RandomStreams(training.seed());
        DiscreteEnvironment<S> environment = task.editingEnvironment(problem);
        LogReward<S> logReward = training.logReward(problem);
        Map<String, FlowModel<S>> networks = new LinkedHashMap<>();
        Proposals<S> proposals = new UniformProposals<>(environment);
        if (imitates) {
            FlowModel<S> model = training.shaped(task.editingEngine(problem))
                    .model(backwardPolicy(training), streams.generator(Purpose.INITIALISATION));
            networks.put(Checkpoint.MODEL, model);
            proposals = new ImitatingProposals<>(
                    environment,
                    model,
                    training.trainingSettings(),
                    training.methods().imitation(),
                    streams);
        }
        ChainLearner<S> chains = new ChainLearner<>(
                environment,
                proposals,
                logReward,
                training.batch(),
                training.methods().visits,
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
