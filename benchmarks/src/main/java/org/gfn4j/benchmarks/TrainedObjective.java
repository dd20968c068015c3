package org.gfn4j.benchmarks;

import java.util.function.Supplier;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.objective.DetailedBalance;
import org.gfn4j.objective.FlowMatching;
import org.gfn4j.objective.Objective;
import org.gfn4j.objective.SubTrajectoryBalance;
import org.gfn4j.objective.TrajectoryBalance;

/**
 * The objectives that are measured.
 *
 * <p>Thread-safety: immutable.
 */
public enum TrainedObjective {
    /** Trajectory balance, uniform backward policy. */
    TB(TrajectoryBalance::new, BackwardPolicy.UNIFORM),
    /** Detailed balance, uniform backward policy. */
    DB(DetailedBalance::new, BackwardPolicy.UNIFORM),
    /** Sub-trajectory balance with λ = 0.9, uniform backward policy. */
    SUBTB(() -> new SubTrajectoryBalance(0.9), BackwardPolicy.UNIFORM),
    /** Flow matching, whose backward policy follows from its flows. */
    FM(FlowMatching::new, BackwardPolicy.EDGE_FLOW);

    private final Supplier<Objective> maker;
    private final BackwardPolicy backwardPolicy;

    TrainedObjective(Supplier<Objective> maker, BackwardPolicy backwardPolicy) {
        this.maker = maker;
        this.backwardPolicy = backwardPolicy;
    }

    Objective objective() {
        return maker.get();
    }

    BackwardPolicy backwardPolicy() {
        return backwardPolicy;
    }
}
