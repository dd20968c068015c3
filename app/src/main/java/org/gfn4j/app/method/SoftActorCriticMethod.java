package org.gfn4j.app.method;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gfn4j.app.method.RunParts.Policy;
import org.gfn4j.baseline.SoftActorCritic;
import org.gfn4j.model.FlowModel;
import org.gfn4j.objective.Objective;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.task.Problem;
import org.gfn4j.training.Learner;

/**
 * The soft actor-critic for discrete actions.
 *
 * <p>Thread-safety: immutable.
 */
final class SoftActorCriticMethod extends GradientMethod {
    private static final int CRITICS_AND_COPIES = 4;

    SoftActorCriticMethod() {
        super(
                "sac",
                training -> training.objective().objective(training), // never asked, as the learner has its own
                union(OFF_POLICY, Set.of("--payment", "--target-share", "--target-entropy", "--logz-learning-rate")));
    }

    @Override
    Map<String, String> ownDefaults() {
        Map<String, String> defaults = new LinkedHashMap<>(super.ownDefaults());
        defaults.put("logz-learning-rate", "0.001");
        defaults.put("replay", "fifo:10000");
        defaults.put("replay-form", "transitions");
        return defaults;
    }

    @Override
    <S> Learner<S> learner(
            Problem<S> problem,
            TrainingOptions training,
            Objective minimised,
            Policy<S> policy,
            Map<String, FlowModel<S>> networks) {
        RandomStreams streams = new RandomStreams(training.seed());
        List<FlowModel<S>> critics = new ArrayList<>();
        for (int number = 1; number <= CRITICS_AND_COPIES; number++) {
            critics.add(training.shaped(problem.engine())
                    .model(backwardPolicy(training), streams.generator(Purpose.INITIALISATION, 0, number)));
        }
        SoftActorCritic<S> learner = new SoftActorCritic<>(
                new SoftActorCritic.Networks<>(
                        policy.model(), critics.get(0), critics.get(1), critics.get(2), critics.get(3)),
                policy.source(),
                training.methods().payment,
                training.trainingSettings(),
                training.methods().targetShare,
                training.methods().targetEntropy);
        networks.putAll(learner.networks());
        return learner;
    }
}
