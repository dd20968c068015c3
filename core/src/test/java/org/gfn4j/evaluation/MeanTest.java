package org.gfn4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;

class MeanTest {
    private static final double MAX = Double.MAX_VALUE;

    @Test
    void meansOfOrdinaryNumbersAreSumsOverCounts() {
        assertThat(Mean.of(1, 2, 6)).isEqualTo(3);
        assertThat(Mean.of(0.1, 0.2, 0.3)).isEqualTo((0.1 + 0.2 + 0.3) / 3);
        assertThat(Mean.of()).isNaN();
    }

    @Test
    void meansAtTheEndsOfTheRangeDoNotOverflow() {
        assertThat(Mean.of(MAX, MAX, MAX)).isEqualTo(MAX);
        assertThat(Mean.of(1.2e308, 1.2e308)).isEqualTo(1.2e308);
        assertThat(Mean.of(-MAX, -MAX)).isEqualTo(-MAX);
        assertThat(Mean.of(MAX, MAX, -MAX)).isCloseTo(MAX / 3, withinPercentage(1e-13));
        assertThat(Mean.of(MAX, MAX, 0, 0)).isEqualTo(MAX / 2);
        assertThat(Mean.of(Double.MIN_VALUE, Double.MIN_VALUE)).isEqualTo(Double.MIN_VALUE);
        assertThat(Mean.of(1e-300, 3e-300)).isEqualTo(2e-300);
    }

    @Test
    void meansOfLogsNeedNoNumbers() {
        assertThat(Mean.ofLogs(1000, 1000)).isCloseTo(1000, within(1e-12));
        assertThat(Mean.ofLogs(Math.log(2), Math.log(4))).isCloseTo(Math.log(3), within(1e-15));
        assertThat(Mean.ofLogs(-5000, Double.NEGATIVE_INFINITY)).isCloseTo(-5000 - Math.log(2), within(1e-12));
    }

    @Test
    void deviationsOfOrdinaryNumbersAreThoseOfASample() {
        assertThat(Mean.deviation(new double[] {1, 2, 6}, 3)).isCloseTo(Math.sqrt(7), within(1e-15));
        assertThat(Mean.deviation(new double[] {5, 5}, 5)).isZero();
        assertThat(Mean.deviation(new double[] {5}, 5)).isNaN();
    }

    @Test
    void deviationsAtTheEndsOfTheRangeNeitherOverflowNorVanish() {
        assertThat(Mean.deviation(new double[] {1e308, 1.5e308}, 1.25e308))
                .isCloseTo(0.5e308 / Math.sqrt(2), withinPercentage(1e-12));
        assertThat(Mean.deviation(new double[] {MAX, -MAX}, 0)).isEqualTo(MAX);
        assertThat(Mean.deviation(new double[] {1e-300, 3e-300}, 2e-300))
                .isCloseTo(Math.sqrt(2) * 1e-300, withinPercentage(1e-12));
    }
}
