package org.gfn4j.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gfn4j.reward.CombinedReward.Combination;
import org.gfn4j.reward.CombinedReward.Part;
import org.junit.jupiter.api.Test;

/** Tests {@link CombinedReward}. */
final class CombinedRewardTest {
    private final List<Integer> asked = new ArrayList<>();
    private final Reward<Integer> itself = Reward.of(number -> {
        asked.add(number);
        return number;
    });
    private final Reward<Integer> square = Reward.of(number -> (double) number * number);

    private CombinedReward<Integer> combined(Combination combination) {
        return new CombinedReward<>(
                combination,
                List.of(
                        new Part<>("itself", itself, new Limits(0, 10), 0.5),
                        new Part<>("square", square, new Limits(100, 0), 2)));
    }

    @Test
    void aSumAddsScaledParts() {
        assertThat(combined(Combination.SUM).evaluate(List.of(5, 20, 0)))
                .containsExactly(0.5 * 0.5 + 2 * 0.75, 0.5 * 1 + 2 * 0, 0.5 * 0 + 2 * 1);
    }

    @Test
    void aProductMultipliesPowersOfScaledParts() {
        assertThat(combined(Combination.PRODUCT).evaluate(List.of(5, 20, 0)))
                .containsExactly(Math.sqrt(0.5) * 0.75 * 0.75, 0, 0);
    }

    @Test
    void itTellsWhatEachObjectIsMadeOf() {
        CombinedReward<Integer> reward = combined(Combination.SUM);
        reward.evaluate(List.of(3));

        assertThat(reward.parts()).containsExactly("itself", "square");
        assertThat(reward.detail(3)).contains(new RewardDetail(List.of(3.0, 9.0), null));
        assertThat(reward.detail(4)).isEmpty();
    }

    @Test
    void anObjectIsEvaluatedOnce() {
        CombinedReward<Integer> reward = combined(Combination.SUM);
        reward.evaluate(List.of(3, 4, 3));
        reward.evaluate(List.of(4, 5));

        assertThat(asked).containsExactly(3, 4, 5);
    }

    @Test
    void theFirstAnswerForAnObjectStands() {
        OvertakenReward overtaken = new OvertakenReward();
        CombinedReward<Integer> reward =
                new CombinedReward<>(Combination.SUM, List.of(new Part<>("it", overtaken, new Limits(0, 10), 10)));

        assertThat(overtaken.answers(reward)).containsExactly(1, 1, 1);
        assertThat(reward.detail(0)).contains(new RewardDetail(List.of(1.0), null));
    }

    @Test
    void anImpossibleObjectHasNoRewardAndNobodyFails() {
        Reward<Integer> never = Reward.of(number -> Double.NEGATIVE_INFINITY);
        CombinedReward<Integer> reward = new CombinedReward<>(
                Combination.SUM,
                List.of(
                        new Part<>("itself", itself, new Limits(0, 10), 1),
                        new Part<>("never", never, new Limits(0, 1), 1)));

        assertThat(reward.evaluate(List.of(1))).containsExactly(Double.NEGATIVE_INFINITY);
        assertThat(reward.detail(1)).contains(new RewardDetail(List.of(1.0, Double.NaN), null));
    }

    @Test
    void whatIsRememberedIsNotAskedForAndHasTheRewardThatItHad() {
        CombinedReward<Integer> first = combined(Combination.SUM);
        double before = first.evaluate(List.of(3))[0];
        RewardDetail detail = first.detail(3).orElseThrow();
        asked.clear();

        CombinedReward<Integer> second = combined(Combination.SUM);
        second.remember(3, detail);

        assertThat(second.evaluate(List.of(3))).containsExactly(before);
        assertThat(asked).isEmpty();
    }

    @Test
    void aCacheIsStillDetailed() {
        CombinedReward<Integer> reward = combined(Combination.SUM);
        assertThat(new CachedReward<>(reward).detailed()).contains(reward);
        assertThat(new CachedReward<>(square).detailed()).isEqualTo(Optional.empty());
    }

    @Test
    void aWrongNumberOfPartsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> combined(Combination.SUM).remember(1, new RewardDetail(List.of(1.0), null)))
                .withMessage("a reward of 2 parts got 1 numbers");
    }
}
