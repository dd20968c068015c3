package org.gfn4j.baseline;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.ParameterGroup;
import org.gfn4j.model.Parameters;
import org.gfn4j.model.ScoredBatch;
import org.gfn4j.sampling.Batch;
import org.gfn4j.sampling.TrajectorySource;
import org.gfn4j.text.Checks;
import org.gfn4j.training.Learner;
import org.gfn4j.training.NonFiniteLossException;
import org.gfn4j.training.TrainingSettings;
import org.gfn4j.training.TrainingStep;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.ScoreGradients;
import org.gfn4j.trajectory.Scores;
import org.gfn4j.trajectory.Trajectories;

/**
 * Soft actor-critic for discrete actions (Haarnoja et al. 2018, arXiv 1812.05905; Christodoulou 2019, arXiv 1910.07207): an
 * actor π, two critics with slow copies, and a temperature α that keeps the actor's entropy at a share of the largest one.
 *
 * <p>A critic's logits of the edges out of a state are Q(s, a), never normalised. With q = min of both, q̄ = min of their
 * copies, and means over the transitions (s, a, s′) of a batch, the losses are
 *
 * <ul>
 *   <li>of each critic ½(Q(s, a) − y)², y the payment where s′ is terminal, else Σ_a′ π(a′|s′)[q̄(s′, a′) − α log π(a′|s′)],
 *   <li>of the actor Σ_a π(a|s)[α log π(a|s) − q(s, a)],
 *   <li>of the temperature log α·(H(π(·|s)) − share·log(number of actions of s)).
 * </ul>
 *
 * <p>All are differentiated at the same parameters, stepped, and the copies moved by a share of the way. log α stands in the
 * place of the actor's log Z, which nothing else uses here, and has its learning rate and start value; without a start value
 * α starts at 1. Where several actions are equally good, entropy does not fall below theirs, and α falls on towards 0 if its
 * aim is lower. Transitions may come from any policy, so that batches may be replayed, single transitions included.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
public final class SoftActorCritic<S> implements Learner<S> {
    /** How far the copies of the critics move in the papers. */
    public static final double DEFAULT_TARGET_SHARE = 0.005;

    /** The share of the largest entropy in Christodoulou 2019. */
    public static final double DEFAULT_ENTROPY_SHARE = 0.98;

    private static final Set<Need> NEEDS = Set.of(Need.OUT_EDGES);

    private final Networks<S> networks;
    private final TrajectorySource<S> source;
    private final Payment payment;
    private final TrainingSettings settings;
    private final double targetShare;
    private final double entropyShare;

    /**
     * The five networks, all of one environment. Critics should start from different values, and their copies start as they
     * do.
     *
     * @param actor the policy π; its log Z is the log of the temperature
     * @param critic1 a critic
     * @param critic2 another critic
     * @param target1 the copy of the first critic, of the same engine and shape; its values are overwritten
     * @param target2 the copy of the second one
     * @param <S> the type of a state
     */
    public record Networks<S>(
            FlowModel<S> actor,
            FlowModel<S> critic1,
            FlowModel<S> critic2,
            FlowModel<S> target1,
            FlowModel<S> target2) {

        /**
         * Makes networks.
         *
         * @throws IllegalArgumentException if two of them are the same object
         */
        public Networks {
            IdentityHashMap<FlowModel<S>, Integer> numbers = new IdentityHashMap<>();
            List<FlowModel<S>> all = List.of(actor, critic1, critic2, target1, target2);
            for (int number = 1; number <= all.size(); number++) {
                Integer same = numbers.put(all.get(number - 1), number);
                if (same != null) {
                    throw new IllegalArgumentException(
                            "the five networks must be different objects, but number " + same + " is number " + number);
                }
            }
        }

        /**
         * Returns the networks by name.
         *
         * @return {@code model} for the actor, {@code critic-1}, {@code critic-2}, {@code target-1}, {@code target-2}, in
         *     this order
         */
        public Map<String, FlowModel<S>> byName() {
            Map<String, FlowModel<S>> named = new LinkedHashMap<>();
            named.put("model", actor);
            named.put("critic-1", critic1);
            named.put("critic-2", critic2);
            named.put("target-1", target1);
            named.put("target-2", target2);
            return named;
        }
    }

    /**
     * Makes a learner.
     *
     * @param networks what learns, and the copies
     * @param source where the batches come from
     * @param payment what is paid at the end of a trajectory
     * @param settings how actor and critics learn, and at log Z's rate and start value the log of the temperature
     */
    public SoftActorCritic(
            Networks<S> networks, TrajectorySource<S> source, Payment payment, TrainingSettings settings) {
        this(networks, source, payment, settings, DEFAULT_TARGET_SHARE, DEFAULT_ENTROPY_SHARE);
    }

    /**
     * Makes a learner.
     *
     * @param networks what learns, and the copies
     * @param source where the batches come from
     * @param payment what is paid at the end of a trajectory
     * @param settings how actor and critics learn, and at log Z's rate and start value the log of the temperature
     * @param targetShare how far τ the copies move towards the critics after a step, in (0, 1]
     * @param entropyShare the share of the largest entropy that the actor is to have, in [0, 1]
     * @throws IllegalArgumentException if a number is out of its range
     */
    public SoftActorCritic(
            Networks<S> networks,
            TrajectorySource<S> source,
            Payment payment,
            TrainingSettings settings,
            double targetShare,
            double entropyShare) {
        if (!(targetShare > 0 && targetShare <= 1)) {
            throw new IllegalArgumentException("targetShare must lie in (0, 1], but is " + targetShare);
        }
        this.networks = networks;
        this.source = source;
        this.payment = payment;
        this.settings = settings;
        this.targetShare = targetShare;
        this.entropyShare = Checks.requireShare("entropyShare", entropyShare);
    }

    /**
     * Returns the networks by name, whose values and optimisers are all that a resumed run needs.
     *
     * @return {@link Networks#byName}
     */
    public Map<String, FlowModel<S>> networks() {
        return networks.byName();
    }

    /**
     * Returns the temperature.
     *
     * @return α, positive
     */
    public double temperature() {
        return Math.exp(logTemperature().value(0));
    }

    private ParameterGroup logTemperature() {
        return networks.actor().parameters().group(Parameters.LOG_Z);
    }

    /**
     * {@inheritDoc}
     *
     * @return the step, whose loss is that of both critics plus that of the actor, and whose log Z is NaN
     * @throws NonFiniteLossException if the loss is NaN or infinite; the step that it would lead to is not taken
     */
    @Override
    public TrainingStep<S> step(long iteration) {
        Batch<S> rows = source.batch(iteration);
        if (iteration == 0) {
            start();
        }
        if (rows.isEmpty()) {
            return new TrainingStep<>(iteration, rows, 0, Double.NaN);
        }
        Trajectories<S> batch = rows.all();
        double loss;
        try (ScoredBatch actor = networks.actor().score(batch, NEEDS, rows.tape());
                ScoredBatch critic1 = networks.critic1().score(batch, NEEDS);
                ScoredBatch critic2 = networks.critic2().score(batch, NEEDS)) {
            SoftLosses losses = losses(batch, actor.scores(), critic1.scores(), critic2.scores());
            loss = requireFinite(losses.value(), iteration);
            ScoreGradients ofActor = new ScoreGradients(actor.scores());
            ScoreGradients ofCritic1 = new ScoreGradients(critic1.scores());
            ScoreGradients ofCritic2 = new ScoreGradients(critic2.scores());
            losses.differentiate(ofActor, ofCritic1, ofCritic2);
            actor.backward(ofActor);
            critic1.backward(ofCritic1);
            critic2.backward(ofCritic2);
        }
        settings.step(networks.actor().parameters(), iteration);
        settings.step(networks.critic1().parameters(), iteration);
        settings.step(networks.critic2().parameters(), iteration);
        follow(targetShare);
        return new TrainingStep<>(iteration, rows.withoutTape(), loss, Double.NaN);
    }

    /**
     * {@inheritDoc}
     *
     * @throws NonFiniteLossException if the loss of that batch is NaN or infinite by now
     */
    @Override
    public void finish(TrainingStep<S> last) {
        Trajectories<S> batch = last.batch().all();
        SoftLosses losses = losses(
                batch,
                networks.actor().scores(batch, NEEDS),
                networks.critic1().scores(batch, NEEDS),
                networks.critic2().scores(batch, NEEDS));
        requireFinite(losses.value(), last.iteration() + 1);
    }

    private SoftLosses losses(Trajectories<S> batch, Scores actor, Scores critic1, Scores critic2) {
        return new SoftLosses(
                batch,
                actor.outEdges(),
                new SoftLosses.Pair(critic1.outEdges(), critic2.outEdges()),
                new SoftLosses.Pair(
                        networks.target1().scores(batch, NEEDS).outEdges(),
                        networks.target2().scores(batch, NEEDS).outEdges()),
                payment,
                temperature(),
                entropyShare);
    }

    private void start() {
        settings.logZ().ifPresent(start -> logTemperature().setValue(0, start));
        follow(1);
    }

    private void follow(double share) {
        networks.target1().parameters().approach(networks.critic1().parameters(), share);
        networks.target2().parameters().approach(networks.critic2().parameters(), share);
    }

    private static double requireFinite(double loss, long iteration) {
        if (!Double.isFinite(loss)) {
            throw new NonFiniteLossException("the loss of iteration " + iteration + " is " + loss
                    + " and must be finite; no step was taken with it. Give the reward a floor if it can be 0, else"
                    + " lower the learning rate or clip the gradients.");
        }
        return loss;
    }
}
