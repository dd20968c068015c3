package org.gfn4j.app.method;

import org.gfn4j.baseline.ActorCritic;
import org.gfn4j.baseline.PathConsistency;
import org.gfn4j.baseline.ProximalPolicy;
import org.gfn4j.baseline.Reinforce;
import org.gfn4j.objective.Objective;

/**
 * What a method minimises by gradients.
 *
 * <p>Thread-safety: stateless.
 */
final class MethodObjectives {
    private MethodObjectives() {}

    /**
     * Makes the objective.
     *
     * @param options with a method that has one; sac, whose learner has several, is given one that is never asked
     */
    static Objective of(TrainingOptions options) {
        MethodOptions own = options.methods();
        return switch (own.method()) {
            case REINFORCE -> new Reinforce(own.payment(), own.entropy());
            case A2C -> new ActorCritic(own.payment(), own.gaeLambda(), own.entropy(), own.valueCoefficient());
            case PPO ->
                new ProximalPolicy(
                        own.payment(), own.clipRatio(), own.gaeLambda(), own.entropy(), own.valueCoefficient());
            case SOFTQL -> new PathConsistency(options.lambda(), options.loss());
            default -> options.objective().objective(options);
        };
    }
}
