package org.gfn4j.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.gfn4j.model.Exploration;
import org.gfn4j.model.FlowModel;
import org.gfn4j.reward.LogReward;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.LogSpace;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.Scores;
import org.gfn4j.trajectory.Trajectories;

/**
 * Estimates from trajectories, for spaces too large to enumerate: bounds of log Z, and log P_T(x) of single objects.
 *
 * <p>With the log-weight w(τ) = log R(x) + Σ log P_B − Σ log P_F of a trajectory τ that ends in x:
 *
 * <ul>
 *   <li>the evidence lower bound E_{τ ~ P_F} w = log Z − KL(P_F(τ) ‖ P_B(τ) R/Z) ≤ log Z;
 *   <li>the evidence upper bound E_{x ~ R/Z, τ ~ P_B(·|x)} w = log Z + KL(P_B(τ) R/Z ‖ P_F(τ)) ≥ log Z;
 *   <li>Z itself is E_{τ ~ P_F} exp w;
 *   <li>P_T(x) = E_{τ ~ P_B(·|x)} exp(log R(x) − w).
 * </ul>
 *
 * <p>The gap between the bounds is the symmetric divergence between forward and backward trajectories, 0 for a perfect
 * model (Malkin et al. 2022, GFlowNets and variational inference, arXiv 2210.00580). They are taken under the policies
 * themselves, without exploration. The logs of averages are biased low by about half their squared standard error.
 *
 * <p>Thread-safety: as that of the model.
 *
 * @param <S> the type of a state
 */
public final class TrajectoryEstimator<S> {
    private static final int CHUNK = 1024;

    private final FlowModel<S> model;
    private final Sampler<S> sampler;
    /** Walks back from objects whose reward nobody needs, so that a slow reward is not asked. */
    private final Sampler<S> unrewarded;

    /**
     * Makes an estimator.
     *
     * @param model the model
     * @param logReward the log-reward; forward trajectories count as requests
     */
    public TrajectoryEstimator(FlowModel<S> model, LogReward<S> logReward) {
        this.model = model;
        sampler = new Sampler<>(model, logReward);
        unrewarded = new Sampler<>(model, new LogReward<>(TrajectoryEstimator::ones));
    }

    private static double[] ones(List<?> objects) {
        double[] ones = new double[objects.size()];
        Arrays.fill(ones, 1);
        return ones;
    }

    /**
     * Estimates the evidence lower bound of log Z.
     *
     * @param trajectories how many to draw, at least 2
     * @param generators the generator of each trajectory
     * @return the mean of the log-weights of forward trajectories, in nats; −∞ if a reward among them is zero
     * @throws IllegalArgumentException if there are fewer than 2 trajectories
     */
    public Estimate evidenceLowerBound(int trajectories, IntFunction<RandomGenerator> generators) {
        return Estimate.ofMean(forwardLogWeights(trajectories, generators));
    }

    /**
     * Estimates log Z by importance sampling under the forward policy.
     *
     * @param trajectories how many to draw, at least 2
     * @param generators the generator of each trajectory
     * @return the log of the mean weight of forward trajectories, in nats
     * @throws IllegalArgumentException if there are fewer than 2 trajectories
     */
    public Estimate logZ(int trajectories, IntFunction<RandomGenerator> generators) {
        return Estimate.ofLogMean(forwardLogWeights(trajectories, generators));
    }

    /**
     * What forward trajectories say of log Z.
     *
     * @param logZ the log of the mean weight, in nats
     * @param evidenceLowerBound the mean of the log-weights, in nats; −∞ if a reward among them is zero
     * @param effectiveSampleSize (Σ exp w)² / Σ exp 2w, from 1 to the number of trajectories, which a perfect model has; NaN if
     *     all rewards are zero
     */
    public record ForwardEstimates(Estimate logZ, Estimate evidenceLowerBound, double effectiveSampleSize) {}

    /**
     * Estimates log Z and its lower bound from the same trajectories, as {@link #logZ} and {@link #evidenceLowerBound} do.
     *
     * @param trajectories how many to draw, at least 2
     * @param generators the generator of each trajectory
     * @return both estimates, and how many draws of a perfect model they are worth
     * @throws IllegalArgumentException if there are fewer than 2 trajectories
     */
    public ForwardEstimates forward(int trajectories, IntFunction<RandomGenerator> generators) {
        double[] logWeights = forwardLogWeights(trajectories, generators);
        return new ForwardEstimates(
                Estimate.ofLogMean(logWeights), Estimate.ofMean(logWeights), effectiveSampleSize(logWeights));
    }

    private static double effectiveSampleSize(double[] logWeights) {
        double[] doubled = Arrays.stream(logWeights).map(weight -> 2 * weight).toArray();
        int count = logWeights.length;
        return Math.exp(2 * LogSpace.sum(logWeights, 0, count) - LogSpace.sum(doubled, 0, count));
    }

    private double[] forwardLogWeights(int trajectories, IntFunction<RandomGenerator> generators) {
        requireTwo("trajectories", trajectories);
        double[] weights = new double[trajectories];
        for (int start = 0; start < trajectories; start += CHUNK) {
            int offset = start;
            Trajectories<S> batch = sampler.forward(
                    Math.min(CHUNK, trajectories - start), Exploration.NONE, index -> generators.apply(offset + index));
            double[] forwardOverBackward = forwardOverBackward(batch);
            for (int row = 0; row < forwardOverBackward.length; row++) {
                weights[start + row] = batch.logRewards()[row] - forwardOverBackward[row];
            }
        }
        return weights;
    }

    /**
     * Estimates the evidence upper bound of log Z, with objects drawn exactly from an enumerated target.
     *
     * @param target the target
     * @param trajectories how many to draw, at least 2
     * @param objects draws the objects
     * @param generators the generator of each backward walk
     * @return the mean of the log-weights of backward trajectories, in nats
     * @throws IllegalArgumentException if there are fewer than 2 trajectories
     */
    public Estimate evidenceUpperBound(
            Target<S> target, int trajectories, RandomGenerator objects, IntFunction<RandomGenerator> generators) {
        requireTwo("trajectories", trajectories);
        double[] weights = new double[trajectories];
        List<S> ends = new ArrayList<>(trajectories);
        for (int i = 0; i < trajectories; i++) {
            int terminal = target.draw(objects);
            weights[i] = target.logRewards()[terminal];
            ends.add(target.graph().terminal(terminal));
        }
        double[] forwardOverBackward = backwardWalks(ends, generators);
        for (int i = 0; i < trajectories; i++) {
            weights[i] -= forwardOverBackward[i];
        }
        return Estimate.ofMean(weights);
    }

    /**
     * Estimates log P_T(x) of an object by importance sampling under the backward policy.
     *
     * @param object a terminal state
     * @param walks how many backward walks to average over, at least 2
     * @param generators the generator of each walk
     * @return the log of the mean of P_F(τ)/P_B(τ|x), in nats
     * @throws IllegalArgumentException if there are fewer than 2 walks
     */
    public Estimate logTerminalProbability(S object, int walks, IntFunction<RandomGenerator> generators) {
        return logTerminalProbabilities(List.of(object), walks, generators).get(0);
    }

    /**
     * Estimates log P_T(x) of some objects by importance sampling under the backward policy.
     *
     * @param objects terminal states
     * @param walks how many backward walks to average over for each, at least 2
     * @param generators the generator of each walk; those of object i are i·walks to (i + 1)·walks − 1
     * @return the log of the mean of P_F(τ)/P_B(τ|x) of each, in nats, [objects]
     * @throws IllegalArgumentException if there are fewer than 2 walks
     */
    public List<Estimate> logTerminalProbabilities(
            List<S> objects, int walks, IntFunction<RandomGenerator> generators) {
        requireTwo("walks", walks);
        List<Estimate> estimates = new ArrayList<>(objects.size());
        for (S object : objects) {
            int offset = Math.multiplyExact(estimates.size(), walks);
            List<S> ends = Collections.nCopies(walks, object);
            estimates.add(Estimate.ofLogMean(backwardWalks(ends, index -> generators.apply(offset + index))));
        }
        return estimates;
    }

    private static void requireTwo(String name, int count) {
        if (count < 2) {
            throw new IllegalArgumentException(
                    name + " must be at least 2, so that there is a standard error, but is " + count);
        }
    }

    /** Returns log P_F(τ) − log P_B(τ|x) of one walk back from each object. */
    private double[] backwardWalks(List<S> ends, IntFunction<RandomGenerator> generators) {
        double[] result = new double[ends.size()];
        for (int start = 0; start < result.length; start += CHUNK) {
            int offset = start;
            List<S> chunk = ends.subList(start, Math.min(start + CHUNK, result.length));
            Trajectories<S> batch =
                    unrewarded.backward(chunk, Exploration.NONE, index -> generators.apply(offset + index));
            System.arraycopy(forwardOverBackward(batch), 0, result, start, chunk.size());
        }
        return result;
    }

    private double[] forwardOverBackward(Trajectories<S> batch) {
        Layout layout = batch.layout();
        double[] result = new double[layout.trajectories()];
        Scores scores = model.scores(batch, EnumSet.of(Need.TRANSITIONS));
        for (int row = 0; row < result.length; row++) {
            for (int t = layout.firstTransition(row); t < layout.firstTransition(row + 1); t++) {
                result[row] += scores.logForward()[t] - scores.logBackward()[t];
            }
        }
        return result;
    }
}
