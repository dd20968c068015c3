package org.gfn4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class DistancesTest {
    private static final Offset<Double> EXACT = within(1e-14);

    private static double[] logs(double... probabilities) {
        return Arrays.stream(probabilities).map(Math::log).toArray();
    }

    @Test
    void everyDistanceBetweenEqualDistributionsIsZero() {
        double[] p = logs(0.1, 0.2, 0, 0.7);
        assertThat(Distances.between(p, p)).isEqualTo(new Distances(0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void theNamesCarryTheConventions() {
        Distances distances = Distances.between(logs(0.5, 0.25, 0.25), logs(0.25, 0.25, 0.5));
        assertThat(distances.l1Sum()).isCloseTo(0.5, EXACT);
        assertThat(distances.totalVariation()).isCloseTo(0.25, EXACT);
        assertThat(distances.l1Mean()).isCloseTo(0.5 / 3, EXACT);
        assertThat(distances.klTargetModel()).isCloseTo(0.25 * Math.log(2), EXACT);
        assertThat(distances.klModelTarget()).isCloseTo(0.25 * Math.log(2), EXACT);
        // E_p p = 3/8, E_q p = 5/16
        assertThat(distances.meanRewardError()).isCloseTo(1.0 / 6, EXACT);
    }

    @Test
    void disjointDistributionsAreAsFarAsCanBe() {
        Distances distances = Distances.between(logs(1, 0), logs(0, 1));
        assertThat(distances.totalVariation()).isEqualTo(1);
        assertThat(distances.jensenShannon()).isCloseTo(Math.log(2), EXACT);
        assertThat(distances.klTargetModel()).isInfinite();
        assertThat(distances.klModelTarget()).isInfinite();
    }

    @Test
    void differentSpacesAreRefused() {
        assertThatThrownBy(() -> Distances.between(logs(1), logs(0.5, 0.5))).hasMessageContaining("1 and 2");
    }

    @Test
    void correlationsAverageTiesAndKnowTheirLimits() {
        double[] rewards = {0, 0, 1, 2};
        assertThat(Correlations.between(rewards, new double[] {-3, -3, -2, -1})).isEqualTo(new Correlations(1, 1));
        // ranks 1.5 1.5 3 4 against 1 2 3 4
        Correlations broken = Correlations.between(rewards, new double[] {-4, -3, -2, -1});
        assertThat(broken.spearman()).isCloseTo(4.5 / Math.sqrt(4.5 * 5), EXACT);
        Correlations forbidden = Correlations.between(rewards, new double[] {Double.NEGATIVE_INFINITY, -3, -2, -1});
        assertThat(forbidden.pearson()).isNaN();
        assertThat(forbidden.spearman()).isCloseTo(broken.spearman(), EXACT);
        assertThat(Correlations.between(new double[4], rewards).pearson()).isNaN();
        assertThatThrownBy(() -> Correlations.between(rewards, new double[] {Double.NaN, 0, 0, 0}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void modesAreCountedOnceAndSurviveAResume() {
        ModeFinder<Integer> finder = new ModeFinder<>(
                x -> x < 10 ? java.util.Optional.empty() : java.util.Optional.of(x / 10), java.util.OptionalLong.of(3));
        finder.addAll(List.of(5, 12, 17, 31, 33));
        assertThat(finder.found()).isEqualTo(2);
        assertThat(finder.visited()).isEqualTo(5);
        assertThat(finder.total()).hasValue(3);
        assertThat(finder.firstObjects()).containsExactly(12, 31);
        assertThat(finder.add(38)).isFalse();
        assertThat(finder.add(20)).isTrue();
        finder.restore(List.of(12, 31), 5);
        assertThat(finder.found()).isEqualTo(2);
        assertThat(finder.visited()).isEqualTo(5);
        assertThat(finder.add(39)).isFalse();
    }

    @Test
    void distancesOfProbabilitiesBelowTheSmallestNumberAreFinite() {
        double[] target = {Math.log(0.5), Math.log(0.5)};
        for (double log = -744; log > -746; log -= 0.01) { // where exp becomes 0
            Distances distances = Distances.between(target, new double[] {0, log});
            assertThat(distances.jensenShannon()).as("log q = %s", log).isCloseTo(0.2157615543388357, EXACT);
        }
    }
}
