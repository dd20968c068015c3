package org.gfn4j.evaluation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.gfn4j.reward.LogReward;
import org.gfn4j.trajectory.LogSpace;

/**
 * The distribution that a model is trained to sample from, P(x) = R(x)/Z over all terminal states of an enumerated
 * space, with Z = Σ R(x).
 *
 * <p>Thread-safety: immutable; arrays are handed out without copying and must not be written to.
 *
 * @param <S> the type of a state
 */
public final class Target<S> {
    private static final int CHUNK = 4096;

    private final StateGraph<S> graph;
    private final double[] logRewards;
    private final double logZ;
    private final double[] logProbabilities;
    private final double[] cumulative;

    private Target(StateGraph<S> graph, double[] logRewards) {
        this.graph = graph;
        this.logRewards = logRewards;
        logZ = LogSpace.sum(logRewards, 0, logRewards.length);
        if (!Double.isFinite(logZ)) {
            throw new IllegalArgumentException("log Z over " + logRewards.length + " terminal states is " + logZ
                    + "; log-rewards must not be NaN or +∞, and at least one reward must be positive");
        }
        logProbabilities = new double[logRewards.length];
        cumulative = new double[logRewards.length];
        double sum = 0;
        for (int terminal = 0; terminal < logRewards.length; terminal++) {
            logProbabilities[terminal] = logRewards[terminal] - logZ;
            sum += Math.exp(logProbabilities[terminal]);
            cumulative[terminal] = sum;
        }
    }

    /**
     * Evaluates the reward of every terminal state, which counts as that many requests.
     *
     * @param graph the enumerated space
     * @param logReward the log-reward, with its exponent and floor
     * @param <S> the type of a state
     * @return the target
     * @throws org.gfn4j.reward.InvalidRewardException if a reward is NaN, negative or +∞
     * @throws IllegalArgumentException if all rewards are zero
     */
    public static <S> Target<S> of(StateGraph<S> graph, LogReward<S> logReward) {
        double[] logRewards = new double[graph.terminals()];
        for (int start = 0; start < logRewards.length; start += CHUNK) {
            int end = Math.min(start + CHUNK, logRewards.length);
            List<S> objects = new ArrayList<>(end - start);
            for (int terminal = start; terminal < end; terminal++) {
                objects.add(graph.terminal(terminal));
            }
            System.arraycopy(logReward.evaluate(objects), 0, logRewards, start, end - start);
        }
        return new Target<>(graph, logRewards);
    }

    /**
     * Makes a target of log-rewards that are already there.
     *
     * @param graph the enumerated space
     * @param logRewards natural logs, [terminals]; copied
     * @param <S> the type of a state
     * @return the target
     * @throws IllegalArgumentException if there is not one for each terminal state, one is NaN or +∞, or all are −∞
     */
    public static <S> Target<S> of(StateGraph<S> graph, double[] logRewards) {
        requireTerminals(graph, "logRewards", logRewards);
        return new Target<>(graph, logRewards.clone());
    }

    static void requireTerminals(StateGraph<?> graph, String name, double[] values) {
        if (values.length != graph.terminals()) {
            throw new IllegalArgumentException(name + " must have one value for each of the " + graph.terminals()
                    + " terminal states, but has " + values.length);
        }
    }

    /**
     * Returns the space.
     *
     * @return the states and edges
     */
    public StateGraph<S> graph() {
        return graph;
    }

    /**
     * Returns log R(x) of all terminal states.
     *
     * @return natural logs, [terminals]
     */
    public double[] logRewards() {
        return logRewards;
    }

    /**
     * Returns the log-partition function, log Σ R(x).
     *
     * @return a natural log
     */
    public double logZ() {
        return logZ;
    }

    /**
     * Returns log(R(x)/Z) of all terminal states.
     *
     * @return natural logs, [terminals]
     */
    public double[] logProbabilities() {
        return logProbabilities;
    }

    /**
     * Computes R(x)/Z of all terminal states.
     *
     * @return probabilities, a new array, [terminals]
     */
    public double[] probabilities() {
        double[] probabilities = new double[logProbabilities.length];
        for (int terminal = 0; terminal < probabilities.length; terminal++) {
            probabilities[terminal] = Math.exp(logProbabilities[terminal]);
        }
        return probabilities;
    }

    /**
     * Computes the entropy, H = −Σ P(x) log P(x).
     *
     * @return the entropy in nats
     */
    public double entropy() {
        double entropy = 0;
        for (double logProbability : logProbabilities) {
            entropy -= logProbability == Double.NEGATIVE_INFINITY ? 0 : Math.exp(logProbability) * logProbability;
        }
        return entropy;
    }

    /**
     * Computes the free energy of a state, 𝓕(s) = −log Σ_{x ≥ s} R(x) over the objects that can be built from it (Bengio
     * et al., GFlowNet Foundations, arXiv 2111.09266, section 4). The flow of a model conditioned on starting at s is
     * exp(−𝓕(s)); the ordinary flow F(s) is something else, because objects share their mass among all their parents.
     *
     * @param state a state of the space
     * @return a natural log, +∞ where all of these rewards are zero
     * @throws IllegalArgumentException if the state cannot be reached
     */
    public double freeEnergy(S state) {
        BitSet terminals = graph.reachableTerminals(graph.indexOf(state));
        double[] reachable =
                terminals.stream().mapToDouble(terminal -> logRewards[terminal]).toArray();
        return -LogSpace.sum(reachable, 0, reachable.length);
    }

    /**
     * Computes the probability that an object drawn from the target is one that can be built from a state, P(x ≥ s) =
     * exp(−𝓕(s))/Z.
     *
     * @param state a state of the space
     * @return a probability
     * @throws IllegalArgumentException if the state cannot be reached
     */
    public double reachableProbability(S state) {
        return Math.exp(-freeEnergy(state) - logZ);
    }

    /**
     * Draws an object from the target exactly.
     *
     * @param generator gives one number
     * @return the number of a terminal state, never one whose reward is zero
     */
    public int draw(RandomGenerator generator) {
        double threshold = generator.nextDouble() * cumulative[cumulative.length - 1];
        int below = -1;
        int above = cumulative.length - 1;
        while (above - below > 1) {
            int middle = (below + above) >>> 1;
            if (cumulative[middle] > threshold) {
                above = middle;
            } else {
                below = middle;
            }
        }
        while (logProbabilities[above] == Double.NEGATIVE_INFINITY) {
            above--;
        }
        return above;
    }
}
