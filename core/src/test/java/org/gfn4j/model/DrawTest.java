package org.gfn4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class DrawTest {
    private static final double[] LOGITS = {99, Math.log(1) + 7, Math.log(2) + 7, Math.log(5) + 7, 99};

    @Test
    void followsTheSoftmax() {
        assertShares(Exploration.NONE, 1 / 8.0, 2 / 8.0, 5 / 8.0);
    }

    @Test
    void mixesWithTheUniformDistribution() {
        assertShares(new Exploration(0.4, 1), 0.6 / 8 + 0.4 / 3, 1.2 / 8 + 0.4 / 3, 3.0 / 8 + 0.4 / 3);
        assertShares(new Exploration(1, 1), 1 / 3.0, 1 / 3.0, 1 / 3.0);
    }

    @Test
    void temperatureTakesRoots() {
        double total = 1 + Math.sqrt(2) + Math.sqrt(5);
        assertShares(new Exploration(0, 2), 1 / total, Math.sqrt(2) / total, Math.sqrt(5) / total);
    }

    @Test
    void impossibleActionsAreNeverDrawn() {
        double[] logits = {Double.NEGATIVE_INFINITY, 0, Double.NEGATIVE_INFINITY};
        assertThat(Draw.fromLogits(logits, 0, 3, Exploration.NONE, 0)).isEqualTo(1);
        assertThat(Draw.fromLogits(logits, 0, 3, Exploration.NONE, Math.nextDown(1.0)))
                .isEqualTo(1);
    }

    @Test
    void explorationIsChecked() {
        assertThatThrownBy(() -> new Exploration(1.5, 1)).hasMessage("epsilon must lie in [0, 1], but is 1.5");
        assertThatThrownBy(() -> new Exploration(Double.NaN, 1)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new Exploration(0, 0))
                .hasMessage("temperature must be positive and finite, but is 0.0");
    }

    /** Sweeps the uniform number and measures how long each action is drawn. */
    private static void assertShares(Exploration exploration, double... expected) {
        int steps = 100_000;
        double[] shares = new double[expected.length];
        for (int step = 0; step < steps; step++) {
            shares[Draw.fromLogits(LOGITS, 1, 4, exploration, (step + 0.5) / steps)] += 1.0 / steps;
        }
        assertThat(shares).containsExactly(expected, within(2.0 / steps));
    }
}
