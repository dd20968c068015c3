package org.gfn4j.app.method;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.gfn4j.app.cli.ChoiceConverter;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.report.VerdictRules.Aim;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.objective.Objective;
import org.jspecify.annotations.Nullable;

/**
 * A generative flow network, with each of its objectives.
 *
 * <p>Thread-safety: immutable.
 */
final class FlowNetworkMethod extends GradientMethod {
    FlowNetworkMethod() {
        super(
                "gflownet",
                training -> training.objective().objective(training),
                union(
                        OFF_POLICY,
                        Set.of("--objective", "--backward", "--fm-epsilon", "--leaf-coefficient", "--log-z"),
                        Set.of("--lambda", "--loss", "--target", "--logz-learning-rate", "--asynchronous")));
    }

    @Override
    Map<String, Map<String, String>> variants() {
        Map<String, Map<String, String>> variants = new LinkedHashMap<>();
        for (ObjectiveName objective : ObjectiveName.values()) {
            String own = ChoiceConverter.nameOf(objective);
            Map<String, String> options = new LinkedHashMap<>();
            options.put("method", name());
            options.put("objective", own);
            variants.put(name() + "-" + own, options);
        }
        return variants;
    }

    /** The common defaults are those of flow networks. */
    @Override
    Map<String, String> ownDefaults() {
        return Map.of();
    }

    @Override
    String label(TrainingOptions training) {
        return ChoiceConverter.nameOf(training.objective());
    }

    @Override
    BackwardPolicy backwardPolicy(TrainingOptions training) {
        return training.objective() == ObjectiveName.FM ? BackwardPolicy.EDGE_FLOW : training.backward.policy();
    }

    @Override
    boolean heeds(String option, TrainingOptions training) {
        return super.heeds(option, training) && training.objective().has(option);
    }

    @Override
    List<String> withoutEffect(TrainingOptions training, Predicate<String> given) {
        return Stream.concat(
                        super.withoutEffect(training, given).stream(),
                        ObjectiveName.specialOptions().stream()
                                .filter(option -> given.test(option)
                                        && !training.objective().has(option))
                                .map(option -> "option '" + option + "' has no effect with --objective "
                                        + label(training) + "; it is for " + ObjectiveName.having(option)))
                .toList();
    }

    @Override
    void check(TrainingOptions training, Predicate<String> given) {
        if (training.objective() == ObjectiveName.FM
                && training.backward == TrainingOptions.BackwardName.LEARNED
                && given.test("--backward")) {
            throw new WrongOptionException("Invalid value for option '--backward': 'learned' cannot be combined with "
                    + "--objective fm, whose backward policy follows from its flows; leave --backward out");
        }
        if (training.objective() == ObjectiveName.VARGRAD && training.batch() == 1) {
            throw new WrongOptionException("Invalid value for option '--batch': '1' is too small for --objective"
                    + " vargrad, which compares the trajectories of a batch; at least 2 are needed");
        }
    }

    @Override
    void check(TrainingOptions training) {
        training.offPolicy.check(training.objective(), training.batch());
    }

    @Override
    public Aim aim(Map<String, ? extends @Nullable Object> config) {
        return Aim.MODEL;
    }

    @Override
    Optional<Objective> logZ(Objective minimised) {
        return Optional.of(minimised);
    }
}
