package org.gfn4j.molecules.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProxyMetricsTest {
    @Test
    void comparesByHand() {
        ProxyMetrics metrics = ProxyMetrics.of(new double[] {1, 2, 3, 6}, new double[] {1, 3, 2, 5});
        assertThat(metrics.molecules()).isEqualTo(4);
        assertThat(metrics.rSquared()).isCloseTo(1 - 3 / 14.0, within(1e-15));
        assertThat(metrics.spearman()).isCloseTo(0.8, within(1e-15));
        assertThat(metrics.rmse()).isCloseTo(Math.sqrt(0.75), within(1e-15));
    }

    @Test
    void saysNothingWhereTargetsAreEqual() {
        ProxyMetrics metrics = ProxyMetrics.of(new double[] {1, 1}, new double[] {1, 2});
        assertThat(metrics.rSquared()).isNaN();
        assertThat(metrics.spearman()).isNaN();
        assertThatThrownBy(() -> ProxyMetrics.of(new double[0], new double[0]))
                .hasMessage("there must be as many scores as targets, at least one, but there are 0 and 0");
    }
}
