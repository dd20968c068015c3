package org.gfn4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.EpisodeEnd;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridReward;
import org.gfn4j.reward.InvalidRewardException;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.testing.ListedEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TargetTest {

    static Target<Cell> corners(int dimensions, int side, EpisodeEnd end, double r0, double r1, double r2) {
        Hypergrid grid = new Hypergrid(dimensions, side, end);
        return Target.of(StateGraph.of(grid), new LogReward<>(Reward.of(HypergridReward.corners(grid, r0, r1, r2))));
    }

    @ParameterizedTest
    @CsvSource({
        "4, 8, FORCED, 1e-1, 0.5, 2, 503.800", "4, 8, FREE, 1e-1, 0.5, 2, 569.600",
        "4, 8, FORCED, 1e-2, 0.5, 2, 164.230", "4, 8, FREE, 1e-2, 0.5, 2, 200.960",
        "4, 8, FORCED, 1e-3, 0.5, 2, 130.273", "4, 8, FREE, 1e-3, 0.5, 2, 164.096",
        "2, 64, FREE, 1e-1, 0.5, 2, 1209.6", "2, 64, FREE, 1e-2, 0.5, 2, 840.96",
        "2, 64, FREE, 1e-3, 0.5, 2, 804.096", "2, 8, FREE, 1e-1, 0.5, 2, 22.4",
        "4, 8, FREE, 1e-4, 1, 3, 304.4096"
    })
    void partitionFunctionsOfThePublishedGrids(
            int dimensions, int side, EpisodeEnd end, double r0, double r1, double r2, double z) {
        assertThat(corners(dimensions, side, end, r0, r1, r2).logZ()).isCloseTo(Math.log(z), within(1e-12));
    }

    @Test
    void rewardsGoThroughTheFloorAndTheChecks() {
        StateGraph<Integer> graph = StateGraph.of(ListedEnvironment.TINY);
        Target<Integer> floored = Target.of(graph, new LogReward<>(Reward.of(x -> x == 6 ? 0 : x), 2, 1e-3));
        assertThat(floored.logRewards()[graph.terminalIndexOf(6)]).isCloseTo(Math.log(1e-6), within(1e-12));
        assertThat(floored.logZ()).isCloseTo(Math.log(1e-6 + 49 + 64), within(1e-14));
        assertThatThrownBy(() -> Target.of(graph, new LogReward<>(Reward.of(x -> -1))))
                .isInstanceOf(InvalidRewardException.class);
        assertThatThrownBy(() -> Target.of(graph, new LogReward<>(Reward.of(x -> 0), 1, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one reward must be positive");
        assertThatThrownBy(() -> Target.of(graph, new double[2])).hasMessageContaining("3 terminal states");
    }

    @Test
    void drawsFollowTheTargetAndNeverHitARewardOfZero() {
        StateGraph<Integer> graph = StateGraph.of(ListedEnvironment.TINY);
        Target<Integer> target =
                Target.of(graph, new double[] {Math.log(0.2), Math.log(0.8), Double.NEGATIVE_INFINITY});
        RandomGenerator generator = new SplittableRandom(3);
        int[] counts = new int[3];
        for (int i = 0; i < 100_000; i++) {
            counts[target.draw(generator)]++;
        }
        assertThat(counts[2]).isZero();
        // five standard errors of 100,000 draws
        assertThat(counts[0] / 1e5).isCloseTo(0.2, within(5 * 0.4 / Math.sqrt(1e5)));
    }

    @Test
    void theLargestUniformNumberStillDrawsAnObjectOfPositiveReward() {
        StateGraph<Integer> graph = StateGraph.of(ListedEnvironment.TINY);
        Target<Integer> target = Target.of(graph, new double[] {0, 0, Double.NEGATIVE_INFINITY});
        RandomGenerator largest = () -> -1L;
        assertThat(target.draw(largest)).isEqualTo(1);
        RandomGenerator smallest = () -> 0L;
        Target<Integer> without = Target.of(graph, new double[] {Double.NEGATIVE_INFINITY, 0, 0});
        assertThat(without.draw(smallest)).isEqualTo(1);
    }
}
