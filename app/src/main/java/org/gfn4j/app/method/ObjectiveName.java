package org.gfn4j.app.method;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gfn4j.app.cli.ChoiceConverter;
import org.gfn4j.objective.DetailedBalance;
import org.gfn4j.objective.FlowMatching;
import org.gfn4j.objective.ModifiedDetailedBalance;
import org.gfn4j.objective.Objective;
import org.gfn4j.objective.SubTrajectoryBalance;
import org.gfn4j.objective.TrajectoryBalance;
import org.gfn4j.objective.VarGrad;

/**
 * The objectives on the command line, and the options that only some of them have.
 *
 * <p>Thread-safety: immutable.
 */
public enum ObjectiveName {
    TB(options -> new TrajectoryBalance(options.loss)),
    DB(options -> new DetailedBalance(options.loss)),
    SUBTB(options -> new SubTrajectoryBalance(options.lambda, options.loss)),
    FM(options -> new FlowMatching(options.loss, options.fmEpsilon, options.leafCoefficient())),
    VARGRAD(options -> new VarGrad(options.loss)),
    MDB(options -> new ModifiedDetailedBalance(options.loss)),
    FL_DB(options -> DetailedBalance.forwardLooking(options.loss)),
    FL_SUBTB(options -> SubTrajectoryBalance.forwardLooking(options.lambda, options.loss));

    private static final Map<String, Set<ObjectiveName>> SPECIAL = new TreeMap<>(Map.of(
            "--backward", EnumSet.complementOf(EnumSet.of(FM)),
            "--lambda", EnumSet.of(SUBTB, FL_SUBTB),
            "--fm-epsilon", EnumSet.of(FM),
            "--leaf-coefficient", EnumSet.of(FM),
            "--log-z", EnumSet.of(TB),
            "--logz-learning-rate", EnumSet.of(TB),
            "--target", EnumSet.complementOf(EnumSet.of(TB, VARGRAD))));
    private static final Set<ObjectiveName> FROM_TRANSITIONS = EnumSet.of(DB, MDB, FL_DB);

    private static final Set<ObjectiveName> REWARDS_ON_THE_WAY = EnumSet.of(MDB, FL_DB, FL_SUBTB);

    private final Function<TrainingOptions, Objective> maker;

    ObjectiveName(Function<TrainingOptions, Objective> maker) {
        this.maker = maker;
    }

    /** Makes the objective as the options have it. */
    Objective objective(TrainingOptions options) {
        return maker.apply(options);
    }

    /** Returns the options that do not apply to every objective. */
    static List<String> specialOptions() {
        return List.copyOf(SPECIAL.keySet());
    }

    /** Tells whether an option applies to this objective. */
    boolean has(String option) {
        return SPECIAL.getOrDefault(option, EnumSet.allOf(ObjectiveName.class)).contains(this);
    }

    /** Returns the objectives that an option applies to, in words. */
    static String having(String option) {
        return names(SPECIAL.getOrDefault(option, EnumSet.allOf(ObjectiveName.class)));
    }

    /** Tells whether single transitions are enough to learn from. */
    boolean learnsFromTransitions() {
        return FROM_TRANSITIONS.contains(this);
    }

    /** Returns the objectives for which single transitions are enough, in words. */
    static String learningFromTransitions() {
        return names(FROM_TRANSITIONS);
    }

    /** Tells whether the rewards of all intermediate states are looked at. */
    boolean looksAtRewardsOnTheWay() {
        return REWARDS_ON_THE_WAY.contains(this);
    }

    private static String names(Set<ObjectiveName> objectives) {
        return objectives.stream().map(ChoiceConverter::nameOf).collect(Collectors.joining(", "));
    }
}
