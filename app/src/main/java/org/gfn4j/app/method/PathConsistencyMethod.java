package org.gfn4j.app.method;

import java.util.Set;
import org.gfn4j.baseline.PathConsistency;
import org.gfn4j.objective.Objective;

/**
 * Soft Q-learning by the consistency of paths.
 *
 * <p>Thread-safety: immutable.
 */
final class PathConsistencyMethod extends GradientMethod {
    PathConsistencyMethod() {
        super("softql", union(OFF_POLICY, Set.of("--lambda", "--loss", "--target")));
    }

    @Override
    Objective objective(TrainingOptions training) {
        return new PathConsistency(training.lambda(), training.loss());
    }
}
