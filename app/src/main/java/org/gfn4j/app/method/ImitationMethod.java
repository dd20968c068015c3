package org.gfn4j.app.method;

import java.util.Map;
import java.util.Set;
import org.gfn4j.app.report.VerdictRules.Aim;
import org.gfn4j.app.task.Task;
import org.gfn4j.baseline.ImitatingProposals;
import org.gfn4j.baseline.Proposals;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.FlowModel;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.task.Problem;
import org.gfn4j.training.Checkpoint;
import org.jspecify.annotations.Nullable;

/**
 * Chains whose moves are learned by imitation of those that paid.
 *
 * <p>Thread-safety: immutable.
 */
final class ImitationMethod extends ChainMethod {
    ImitationMethod(String name) {
        super(name, union(LEARNING, Set.of("--imitation-steps", "--imitation-batch", "--imitation-share")));
    }

    @Override
    BackwardPolicy backwardPolicy(TrainingOptions training) {
        return BackwardPolicy.LEARNED;
    }

    @Override
    public Aim aim(Map<String, ? extends @Nullable Object> config) {
        return Aim.OTHER;
    }

    @Override
    <S> Proposals<S> proposals(
            Task task,
            Problem<S> problem,
            TrainingOptions training,
            RandomStreams streams,
            Map<String, FlowModel<S>> networks) {
        FlowModel<S> model = training.shaped(task.editingEngine(problem))
                .model(backwardPolicy(training), streams.generator(Purpose.INITIALISATION));
        networks.put(Checkpoint.MODEL, model);
        return new ImitatingProposals<>(
                task.editingEnvironment(problem),
                model,
                training.trainingSettings(),
                training.methods().imitation(),
                streams);
    }
}
