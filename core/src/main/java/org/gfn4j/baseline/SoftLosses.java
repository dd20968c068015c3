package org.gfn4j.baseline;

import org.gfn4j.trajectory.IntActions;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.Ragged;
import org.gfn4j.trajectory.ScoreGradients;
import org.gfn4j.trajectory.Trajectories;

/** The losses of {@link SoftActorCritic} on a batch and their derivatives, means over its transitions. */
final class SoftLosses {
    private final Layout layout;
    private final int[] actions;
    private final Ragged logits;
    private final Pair critics;
    private final double temperature;
    private final double entropyShare;
    /** log π, in the place of the logits. */
    private final double[] logPolicy;
    /** y of each transition, [transitions]. */
    private final double[] aims;

    /**
     * The numbers of two critics for the edges out of each state.
     *
     * @param first those of one
     * @param second those of the other, in the same places
     */
    record Pair(Ragged first, Ragged second) {
        double smaller(int edge) {
            return Math.min(first.values()[edge], second.values()[edge]);
        }
    }

    SoftLosses(
            Trajectories<?> batch,
            Ragged logits,
            Pair critics,
            Pair targets,
            Payment payment,
            double temperature,
            double entropyShare) {
        this.layout = batch.layout();
        this.actions = ((IntActions) batch.actions()).values();
        this.logits = logits;
        this.critics = critics;
        this.temperature = temperature;
        this.entropyShare = entropyShare;
        logPolicy = new double[logits.values().length];
        for (int state = 0; state < layout.states(); state++) {
            double normaliser = logits.logSumExp(state);
            for (int edge = logits.start(state); edge < logits.end(state); edge++) {
                logPolicy[edge] = logits.values()[edge] - normaliser;
            }
        }
        aims = new double[layout.transitions()];
        for (int row = 0; row < layout.trajectories(); row++) {
            int state = layout.firstState(row) + 1;
            for (int t = layout.firstTransition(row); t < layout.firstTransition(row + 1); t++, state++) {
                boolean terminal =
                        state == layout.lastState(row) && layout.ending(row).isTerminal();
                aims[t] = terminal ? payment.of(batch.logRewards()[row]) : -actorLoss(state, targets);
            }
        }
    }

    /** Σ_a π(a|s)[α log π(a|s) − q(s, a)], the negative of the soft value of a state. */
    private double actorLoss(int state, Pair values) {
        double sum = 0;
        for (int edge = logits.start(state); edge < logits.end(state); edge++) {
            sum += Math.exp(logPolicy[edge]) * (temperature * logPolicy[edge] - values.smaller(edge));
        }
        return sum;
    }

    /** Returns the loss of both critics plus that of the actor. */
    double value() {
        double sum = 0;
        for (int row = 0; row < layout.trajectories(); row++) {
            int state = layout.firstState(row);
            for (int t = layout.firstTransition(row); t < layout.firstTransition(row + 1); t++, state++) {
                int edge = logits.start(state) + actions[t];
                double first = critics.first().values()[edge] - aims[t];
                double second = critics.second().values()[edge] - aims[t];
                sum += 0.5 * first * first + 0.5 * second * second + actorLoss(state, critics);
            }
        }
        return layout.transitions() == 0 ? 0 : sum / layout.transitions();
    }

    /** Adds the derivatives of all losses; that of the log of the temperature to log Z. */
    void differentiate(ScoreGradients actor, ScoreGradients critic1, ScoreGradients critic2) {
        double weight = 1.0 / layout.transitions();
        double[] first = critic1.outEdges().values();
        double[] second = critic2.outEdges().values();
        for (int row = 0; row < layout.trajectories(); row++) {
            int state = layout.firstState(row);
            for (int t = layout.firstTransition(row); t < layout.firstTransition(row + 1); t++, state++) {
                int edge = logits.start(state) + actions[t];
                first[edge] += weight * (critics.first().values()[edge] - aims[t]);
                second[edge] += weight * (critics.second().values()[edge] - aims[t]);
                actor.logZ()[row] += weight * (entropy(state) - entropyAim(state));
                differentiateActor(actor.outEdges().values(), state, weight);
            }
        }
    }

    /** The derivative of Σ π f, f = α log π − q, is π_a (f_a − Σ π f): what f itself depends on π by sums to 0. */
    private void differentiateActor(double[] derivatives, int state, double weight) {
        double mean = actorLoss(state, critics);
        for (int edge = logits.start(state); edge < logits.end(state); edge++) {
            double excess = temperature * logPolicy[edge] - critics.smaller(edge) - mean;
            derivatives[edge] += weight * Math.exp(logPolicy[edge]) * excess;
        }
    }

    private double entropy(int state) {
        double sum = 0;
        for (int edge = logits.start(state); edge < logits.end(state); edge++) {
            sum -= Math.exp(logPolicy[edge]) * logPolicy[edge];
        }
        return sum;
    }

    private double entropyAim(int state) {
        return entropyShare * Math.log(logits.end(state) - logits.start(state));
    }
}
