package org.gfn4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gfn4j.hypergrid.EpisodeEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NoiseFloorTest {

    @ParameterizedTest
    @CsvSource({"4, 8, FORCED", "4, 8, FREE", "2, 64, FREE"})
    void aPerfectSamplerOfTheGridsIsThisFarOffAfter200000Samples(int dimensions, int side, EpisodeEnd end) {
        for (double r0 : new double[] {1e-1, 1e-2, 1e-3}) {
            assertFloor(dimensions, side, end, r0);
        }
    }

    private static void assertFloor(int dimensions, int side, EpisodeEnd end, double r0) {
        double l1Sum = Golden.number("perfect." + dimensions + "." + side + "." + end + "." + r0);
        double[] target = TargetTest.corners(dimensions, side, end, r0, 0.5, 2).probabilities();
        NoiseFloor floor = NoiseFloor.of(target, 200_000);
        assertThat(floor.l1Sum()).isCloseTo(l1Sum, within(1e-10));
        assertThat(floor.totalVariation()).isEqualTo(floor.l1Sum() / 2);
        assertThat(floor.l1Mean()).isEqualTo(floor.l1Sum() / target.length);
    }

    @Test
    void theMeanAbsoluteDeviationIsThatOfAPlainSum() {
        List<String> names = Golden.names().stream()
                .filter(name -> name.startsWith("deviation."))
                .toList();
        assertThat(names).hasSize(10);
        for (String name : names) {
            int second = name.indexOf('.', "deviation.".length());
            long trials = Long.parseLong(name.substring("deviation.".length(), second));
            double probability = Double.parseDouble(name.substring(second + 1));
            double expected = Golden.number(name);
            // the plain sum of ten million terms has lost some digits itself
            double digits = trials > 1_000_000 ? 1e-8 : 1e-12;
            assertThat(Binomial.meanAbsoluteDeviation(trials, probability) / trials)
                    .as(name)
                    .isCloseTo(expected, within(digits * expected));
        }
    }

    @Test
    void theLimitsAreRight() {
        assertThat(NoiseFloor.of(new double[] {1}, 10).l1Sum()).isZero();
        assertThat(NoiseFloor.of(new double[] {0, 1, 0}, 10).l1Sum()).isZero();
        // one draw from n equal objects: 2 (1 − 1/n)
        assertThat(NoiseFloor.of(new double[] {0.25, 0.25, 0.25, 0.25}, 1).l1Sum())
                .isCloseTo(1.5, within(1e-14));
        // never drawn, so E|p̂ − p| is 2 p
        assertThat(Binomial.meanAbsoluteDeviation(10_000_000, 1e-300) / 1e7).isCloseTo(2e-300, within(1e-312));
        assertThat(Binomial.meanAbsoluteDeviation(10_000_000, Double.MIN_VALUE))
                .isNotNegative()
                .isLessThan(1e-300);
        assertThat(Binomial.meanAbsoluteDeviation(10_000_000, Math.nextDown(1.0)))
                .isPositive()
                .isLessThan(1e-8);
        // √(2 p (1 − p) N/π) for many
        assertThat(Binomial.meanAbsoluteDeviation(10_000_000, 0.5)).isCloseTo(Math.sqrt(0.5e7 / Math.PI), within(1e-3));
    }

    @Test
    void theDeviationIsContinuousWhereTheMeanIsAWholeNumber() {
        double at = Binomial.meanAbsoluteDeviation(1000, 0.25);
        assertThat(Binomial.meanAbsoluteDeviation(1000, Math.nextDown(0.25))).isCloseTo(at, within(1e-12));
    }

    @Test
    void whatIsNoProbabilityIsRefused() {
        assertThatThrownBy(() -> NoiseFloor.of(new double[] {1.5}, 10)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> NoiseFloor.of(new double[] {1}, 0)).hasMessageContaining("at least 1");
    }
}
