package org.gfn4j.baseline;

import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.Scores;

/**
 * Generalised advantage estimates (Schulman et al. 2016, arXiv 1506.02438, GAE(λ)) without discount: A_t = Σ_k λ^k δ_{t+k},
 * δ_t = V(s_{t+1}) − V(s_t), where the payment stands for V of a terminal state.
 *
 * <p>The last transition of a finished trajectory thus has the advantage payment − V(s_{T−1}), and the one before it looks
 * at V(s_{T−1}). A row that ends open continues with V of its last state.
 *
 * @param advantages A_t, [transitions]
 * @param targets what V(s_t) is to become, A_t + V(s_t), [transitions]
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier within a loss, compared by nobody
record Advantages(double[] advantages, double[] targets) {

    static Advantages of(Scores values, Payment payment, double lambda) {
        Layout layout = values.layout();
        double[] advantages = new double[layout.transitions()];
        double[] targets = new double[layout.transitions()];
        for (int row = 0; row < layout.trajectories(); row++) {
            int state = layout.lastState(row);
            double next =
                    layout.ending(row).isTerminal() ? payment.of(values.logRewards()[row]) : values.logFlow()[state];
            double advantage = 0;
            for (int t = layout.firstTransition(row + 1) - 1; t >= layout.firstTransition(row); t--) {
                state--;
                double value = values.logFlow()[state];
                advantage = next - value + lambda * advantage;
                advantages[t] = advantage;
                targets[t] = advantage + value;
                next = value;
            }
        }
        return new Advantages(advantages, targets);
    }
}
