package org.gfn4j.app.method;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.gfn4j.app.data.DataFile;
import org.gfn4j.app.task.Task;
import org.gfn4j.model.FlowModel;
import org.gfn4j.objective.Objective;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RememberingSource;
import org.gfn4j.sampling.Sampler;
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
    private final Function<TrainingOptions, Objective> objective;

    GradientMethod(String name, Function<TrainingOptions, Objective> objective, Set<String> options) {
        super(name, union(LEARNING, Set.of("--temperature"), options));
        this.objective = objective;
    }

    /** Makes what is minimised. */
    final Objective objective(TrainingOptions training) {
        return objective.apply(training);
    }

    /** Returns what reads log Z off the policy, the objective if any; empty where there is no log Z. */
    Optional<Objective> logZ(Objective minimised) {
        return Optional.empty();
    }

    /** Returns how a target network follows; empty for none. */
    Optional<TargetUpdate> target(TrainingOptions training) {
        return training.offPolicy().target();
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
            Problem<S> problem, TrainingOptions training, TrainingParts<S> parts, Map<String, FlowModel<S>> networks) {
        TargetNetwork<S> target = parts.objective().usesReference()
                ? target(training)
                        .map(update -> new TargetNetwork<>(training.model(problem), update))
                        .orElse(null)
                : null;
        if (target != null) {
            networks.put(Checkpoint.TARGET, target.model());
        }
        return new GradientLearner<>(
                parts.model(), parts.objective(), parts.source(), training.trainingSettings(), target);
    }

    @Override
    public final <S> RunParts<S> parts(
            Task task, Problem<S> problem, TrainingOptions training, @Nullable DataFile<S> data) {
        TrainingParts<S> parts = TrainingParts.of(this, problem, training, data);
        Map<String, FlowModel<S>> networks = new LinkedHashMap<>();
        networks.put(Checkpoint.MODEL, parts.model());
        Learner<S> learner = learner(problem, training, parts, networks);
        Map<String, Memory> memories = new LinkedHashMap<>();
        parts.memory().ifPresent(rows -> memories.put("replay", new StateJson<>(problem.format()).memory(rows)));
        return new RunParts<>(
                learner,
                parts.logReward(),
                Optional.of(new RunParts.Policy<>(
                        parts.model(),
                        new ModelDescription(training.shaped(problem.engine()), backwardPolicy(training)),
                        logZ(parts.objective()))),
                networks,
                memories,
                parts.asynchronous());
    }
}
