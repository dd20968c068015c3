package org.gfn4j.app.method;

import java.util.Set;
import java.util.function.Function;
import org.gfn4j.objective.Objective;

/**
 * Reinforcement learning from the latest trajectories of the policy.
 *
 * <p>Thread-safety: immutable.
 */
class OnPolicyMethod extends GradientMethod {
    /** The options of methods with a value function. */
    static final Set<String> CRITIC = Set.of("--gae-lambda", "--value-coefficient");

    private final Function<MethodOptions, Objective> objective;

    OnPolicyMethod(String name, Function<MethodOptions, Objective> objective, Set<String> options) {
        super(name, union(Set.of("--payment", "--entropy"), options));
        this.objective = objective;
    }

    @Override
    Objective objective(TrainingOptions training) {
        return objective.apply(training.methods());
    }
}
