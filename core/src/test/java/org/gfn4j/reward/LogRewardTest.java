package org.gfn4j.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class LogRewardTest {
    private static final Reward<Double> IDENTITY = Reward.of(Double::doubleValue);

    @Test
    void theFloorLiftsRawRewardsBeforeTheExponent() {
        LogReward<Double> logReward = new LogReward<>(IDENTITY, 3, 1e-6);
        assertThat(logReward.evaluate(List.of(2.0, 1e-2, 1e-7, 0.0)))
                .containsExactly(
                        new double[] {3 * Math.log(2), 3 * Math.log(1e-2), 3 * Math.log(1e-6), 3 * Math.log(1e-6)},
                        within(1e-12));
        assertThat(logReward.requests()).isEqualTo(4);
        assertThat(logReward.floored()).isEqualTo(2);
    }

    @Test
    void scoresMayBeNegativeWhereTheFloorStandsInForThem() {
        LogReward<Double> logReward = new LogReward<>(IDENTITY, RewardScale.ofScores(10, 8, 0.01));
        double lifted = 10 * Math.log(0.01 / 8);
        List<Double> scores = List.of(4.0, -3.0, Double.NEGATIVE_INFINITY, 0.0);
        double[] expected = {10 * Math.log(0.5), lifted, lifted, lifted};
        assertThat(logReward.evaluate(scores)).containsExactly(expected, within(1e-12));
        assertThat(logReward.floored()).isEqualTo(3);
        assertThat(logReward.evaluatePositive(scores)).containsExactly(expected, within(1e-12));
        assertThatThrownBy(() -> logReward.evaluate(List.of(Double.NaN)))
                .isInstanceOf(InvalidRewardException.class)
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> RewardScale.ofScores(1, 1, 0)).hasMessageContaining("floor must be positive");
        assertThatThrownBy(() -> RewardScale.ofScores(1, 0, 1)).hasMessageContaining("norm must be positive");
    }

    @Test
    void objectivesThatDivideByRewardsGetNoneThatIsZero() {
        LogReward<Double> logReward = new LogReward<>(IDENTITY);
        assertThat(logReward.evaluatePositive(List.of(2.0))).containsExactly(Math.log(2));
        assertThatThrownBy(() -> logReward.evaluatePositive(List.of(2.0, 0.0)))
                .isInstanceOf(InvalidRewardException.class)
                .hasMessageContaining("that of 0.0 is 0");
    }

    @Test
    void rewardsMayBeLogsAlready() {
        LogReward<Double> logReward = LogReward.ofLogs(objects -> new double[] {-1000, Double.NEGATIVE_INFINITY}, 2);
        assertThat(logReward.evaluate(List.of(1.0, 2.0))).containsExactly(-2000, Double.NEGATIVE_INFINITY);
        LogReward<Double> broken = LogReward.ofLogs(objects -> new double[] {Double.NaN}, 1);
        assertThatThrownBy(() -> broken.evaluate(List.of(7.0)))
                .hasMessage("a log-reward must not be NaN or +∞, but that of 7.0 is NaN");
    }

    @Test
    void withoutFloorZeroIsMinusInfinity() {
        assertThat(new LogReward<>(IDENTITY, 1, 0).evaluate(List.of(0.0))).containsExactly(Double.NEGATIVE_INFINITY);
    }

    @Test
    void badRewardsAreNamed() {
        LogReward<Double> logReward = new LogReward<>(IDENTITY);
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -0.25}) {
            assertThatThrownBy(() -> logReward.evaluate(List.of(1.0, bad)))
                    .isInstanceOf(InvalidRewardException.class)
                    .hasMessage("a reward must be finite and at least 0, but that of " + bad + " is " + bad);
        }
    }

    @Test
    void settingsAreChecked() {
        assertThatThrownBy(() -> new LogReward<>(IDENTITY, 0, 0))
                .hasMessageContaining("exponent")
                .hasMessageContaining("0.0");
        assertThatThrownBy(() -> new LogReward<>(IDENTITY, 1, -1))
                .hasMessageContaining("floor")
                .hasMessageContaining("-1.0");
        assertThatThrownBy(() -> new LogReward<Double>(objects -> new double[1]).evaluate(List.of(1.0, 2.0)))
                .hasMessage("the reward returned 1 values for 2 objects");
    }

    @Test
    void noMoreThanTheBudgetIsAsked() {
        List<Double> asked = new ArrayList<>();
        LogReward<Double> unlimited = new LogReward<>(objects -> {
            asked.addAll(objects);
            return IDENTITY.evaluate(objects);
        });
        assertThat(unlimited.allowed(1_000)).isEqualTo(1_000);
        assertThat(unlimited.isSpent()).isFalse();
        LogReward<Double> logReward = unlimited.withBudget(5);
        assertThat(logReward.allowed(3)).isEqualTo(3);
        logReward.evaluate(List.of(1.0, 2.0, 3.0));
        assertThatThrownBy(() -> logReward.evaluate(List.of(4.0, 5.0, 6.0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("3 log-rewards are requested, but 3 of the budget of 5 are used");
        assertThatThrownBy(() -> logReward.evaluatePositive(List.of(4.0, 5.0, 6.0)))
                .hasMessageContaining("the budget of 5");
        assertThat(logReward.allowsAll(2)).isTrue();
        assertThat(logReward.isSpent()).isFalse();
        assertThat(logReward.allowed(3)).isEqualTo(2);
        Supplier<double[]> later = logReward.later(List.of(4.0, 5.0));
        assertThat(logReward.requests()).as("counted at once").isEqualTo(5);
        assertThat(asked).containsExactly(1.0, 2.0, 3.0);
        assertThat(later.get()).containsExactly(Math.log(4), Math.log(5));
        assertThat(asked).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
        assertThat(logReward.isSpent()).isTrue();
        assertThat(logReward.allowed(1)).isZero();
        assertThatThrownBy(() -> unlimited.withBudget(0)).hasMessage("a budget must be at least 1, but is 0");
    }

    @Test
    void whatDoesNotFitWholeSpendsTheBudget_untilThereIsALargerOne() {
        LogReward<Double> logReward = new LogReward<>(IDENTITY).withBudget(10);
        logReward.evaluate(List.of(1.0, 2.0));
        assertThat(logReward.allowsAll(9)).isFalse();
        assertThat(logReward.isSpent()).isTrue();
        assertThat(logReward.needed()).isEqualTo(11);
        LogReward<Double> larger = new LogReward<>(IDENTITY).withBudget(11);
        larger.restoreCounts(logReward.requests(), 0, logReward.needed());
        assertThat(larger.isSpent()).isFalse();
        LogReward<Double> same = new LogReward<>(IDENTITY).withBudget(10);
        same.restoreCounts(logReward.requests(), 0, logReward.needed());
        assertThat(same.isSpent()).isTrue();
    }

    @Test
    void aCacheNamesARewardOfTheWrongLength() {
        assertThatThrownBy(() -> new CachedReward<Double>(objects -> new double[1]).evaluate(List.of(1.0, 2.0)))
                .hasMessage("the reward returned 1 values for 2 objects");
    }

    @Test
    void theCacheAsksOncePerObjectAndOncePerBatch() {
        List<List<Double>> calls = new ArrayList<>();
        CachedReward<Double> cached = new CachedReward<>(objects -> {
            calls.add(List.copyOf(objects));
            return IDENTITY.evaluate(objects);
        });
        assertThat(cached.evaluate(List.of(3.0, 1.0, 3.0))).containsExactly(3, 1, 3);
        assertThat(cached.evaluate(List.of(1.0, 2.0))).containsExactly(1, 2);
        assertThat(cached.evaluate(List.of(2.0, 3.0))).containsExactly(2, 3);
        assertThat(calls).containsExactly(List.of(3.0, 1.0), List.of(2.0));
        assertThat(cached.size()).isEqualTo(3);
    }

    @Test
    void theFirstAnswerForAnObjectStands() {
        OvertakenReward overtaken = new OvertakenReward();
        CachedReward<Integer> cached = new CachedReward<>(overtaken);

        assertThat(overtaken.answers(cached)).containsExactly(1, 1, 1);
    }

    @Test
    void theFormulaOfAScaleShowsWhatIsNotOne() {
        assertThat(RewardScale.PLAIN.formula()).isEqualTo("R = raw");
        assertThat(new RewardScale(10, 1, 0, false).formula()).isEqualTo("R = raw^10");
        assertThat(RewardScale.ofScores(96, 8, 2).formula()).isEqualTo("R = (raw / 8)^96");
        assertThat(RewardScale.ofScores(1, 0.5, 2).formula()).isEqualTo("R = raw / 0.5");
    }
}
