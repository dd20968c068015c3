package org.gfn4j.app.method;

import java.util.Optional;
import java.util.Set;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.baseline.ProximalPolicy;
import org.gfn4j.baseline.RoundSource;
import org.gfn4j.objective.Objective;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RememberingSource;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.training.TargetUpdate;

/**
 * Proximal policy optimisation, which takes several steps with each round of trajectories.
 *
 * <p>Thread-safety: immutable.
 */
final class ProximalPolicyMethod extends GradientMethod {
    private static final Set<String> OPTIONS =
            union(ON_POLICY, CRITIC, Set.of("--clip-ratio", "--round", "--round-steps"));

    ProximalPolicyMethod() {
        super("ppo", ProximalPolicyMethod::clipped, OPTIONS);
    }

    private static Objective clipped(TrainingOptions training) {
        MethodOptions own = training.methods();
        return new ProximalPolicy(own.payment, own.clipRatio, own.gaeLambda, own.entropy, own.valueCoefficient);
    }

    /** Follows the policy that has drawn a round. */
    @Override
    Optional<TargetUpdate> target(TrainingOptions training) {
        return Optional.of(new TargetUpdate.Copy(training.methods().roundSteps));
    }

    @Override
    <S> Optional<RememberingSource<S>> rounds(
            Sampler<S> sampler, int size, TrainingOptions training, RandomStreams streams) {
        MethodOptions own = training.methods();
        return Optional.of(
                new RoundSource<>(sampler, own.round, own.roundSteps, size, training.exploration(), streams));
    }

    @Override
    long iterations(long requests, TrainingOptions training) {
        MethodOptions own = training.methods();
        return (requests + own.round - 1) / own.round * own.roundSteps;
    }

    @Override
    long visits(TrainingOptions training) {
        MethodOptions own = training.methods();
        return (training.iterations() / own.roundSteps + 1L) * own.round;
    }

    @Override
    void check(TrainingOptions training) {
        if (training.batch() > training.methods().round) {
            throw new WrongOptionException("Invalid value for option '--batch': '" + training.batch()
                    + "' is more than the trajectories of a round, --round "
                    + training.methods().round);
        }
    }
}
