package org.gfn4j.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.trajectory.Ending;
import org.gfn4j.trajectory.IntActions;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.Trajectories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingsTest {
    private static final double REWARD_OF_A_MODE = 2.501;
    private static final double Z = 0.001 * 64 + 0.5 * 16 + 2 * 4;

    @Test
    void smallSpace_isComparedExactly() {
        Findings<Cell> findings = new Findings<>(Runs.trained(Runs.corners(2, 8), 200));
        assertThat(findings.isExact()).isTrue();
        assertThat(findings.exactLogZ()).isCloseTo(Math.log(Z), within(1e-12));
        Findings.Marginals marginals = findings.marginals().get(0);
        assertThat(findings.marginals()).hasSize(1);
        assertThat(marginals.exact().sums()[1][6]).isCloseTo(REWARD_OF_A_MODE / Z, within(1e-12));
        assertThat(marginals.exact().sums()[3][3]).isCloseTo(0.001 / Z, within(1e-12));
        assertThat(sum(marginals.exact())).isCloseTo(1, within(1e-9));
        assertThat(sum(marginals.learned())).isCloseTo(1, within(1e-9));
        double half = Arrays.stream(marginals.learned().minus(marginals.exact()))
                        .flatMapToDouble(Arrays::stream)
                        .map(Math::abs)
                        .sum()
                / 2;
        assertThat(findings.totalVariation()).isCloseTo(half, within(1e-12)).isPositive();
    }

    @Test
    void smallSpace_ranksObjectsByExactProbability() {
        Findings<Cell> findings = new Findings<>(Runs.trained(Runs.corners(2, 8), 200));
        List<Findings.Row> rewarding = findings.mostRewarding();
        assertThat(rewarding).hasSize(10);
        assertThat(rewarding.subList(0, 4))
                .extracting(Findings.Row::object)
                .containsExactlyInAnyOrder("1 1", "1 6", "6 1", "6 6");
        assertThat(rewarding.get(0).logReward()).isCloseTo(Math.log(REWARD_OF_A_MODE), within(1e-12));
        assertThat(rewarding.get(0).exact()).isCloseTo(REWARD_OF_A_MODE / Z, within(1e-12));
        assertThat(findings.mostProbable())
                .hasSize(10)
                .isSortedAccordingTo((a, b) -> Double.compare(b.learned(), a.learned()));
    }

    @Test
    void lengths_areThoseOfDrawsFromModelAndTarget() {
        Findings<Cell> findings = new Findings<>(Runs.trained(Runs.corners(2, 8), 200));
        assertThat(findings.draws().size()).isEqualTo(Findings.DRAWS);
        Draws<Cell> exact = findings.targetDraws();
        assertThat(exact.size()).isEqualTo(Findings.DRAWS);
        for (int draw = 0; draw < exact.size(); draw++) {
            Cell cell = exact.objects().get(draw);
            assertThat(exact.lengths()[draw]).isEqualTo(cell.coordinate(0) + cell.coordinate(1) + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void largeSpace_isEstimatedFromSamples(int exactLimit) {
        Findings<Cell> findings = new Findings<>(Runs.untrained(Runs.corners(3, 100_000), exactLimit));
        assertThat(findings.isExact()).isFalse();
        assertThat(findings.whyNotExact())
                .contains(exactLimit == 0 ? "enumeration was switched off" : "the space has more than 100 states");
        assertThat(findings.exactLogZ()).isNull();
        assertThat(findings.totalVariation()).isNull();
        assertThat(findings.targetDraws()).isNull();
        assertThat(findings.marginals()).hasSize(2).allSatisfy(marginals -> {
            assertThat(marginals.exact()).isNull();
            assertThat(marginals.learned().sums()).hasDimensions(20, 20);
            assertThat(sum(marginals.learned())).isCloseTo(1, within(1e-9));
        });
        assertThat(findings.mostRewarding())
                .hasSize(10)
                .isSortedAccordingTo((a, b) -> Double.compare(b.logReward(), a.logReward()))
                .allSatisfy(row -> assertThat(row.exact()).isNull());
        Findings.Row first = findings.mostProbable().get(0);
        assertThat(first.object()).isEqualTo("0 0 0");
        assertThat(first.learned()).isCloseTo(0.25, within(0.05));
    }

    @Test
    void largest_areInFallingOrderAndFirstOfEquals() {
        double[] scores = {1, 3, Double.NEGATIVE_INFINITY, 3, 2, 3, 0};
        assertThat(Findings.largest(scores, 4)).containsExactly(1, 3, 5, 4);
        assertThat(Findings.largest(scores, 7)).containsExactly(1, 3, 5, 4, 0, 6, 2);
        assertThat(Findings.largest(scores, 9)).hasSize(7);
        assertThat(Findings.largest(new double[0], 9)).isEmpty();
    }

    @Test
    void longTrajectories_areDrawnInSmallBatchesAndFewer() {
        List<Integer> batches = new ArrayList<>();
        Draws<Integer> draws = Draws.of(2_000, (start, count) -> {
            batches.add(count);
            return walks(count, 40_000);
        });
        assertThat(draws.size()).isBetween(20, 25).isEqualTo(draws.objects().size());
        assertThat(batches).startsWith(8, 2).allMatch(count -> count <= 8);
        assertThat(draws.lengths()).containsOnly(40_000);
    }

    @Test
    void shortTrajectories_areAllDrawnInLargeBatches() {
        List<Integer> batches = new ArrayList<>();
        Draws<Integer> draws = Draws.of(2_000, (start, count) -> {
            batches.add(count);
            return walks(count, 3);
        });
        assertThat(draws.size()).isEqualTo(2_000);
        assertThat(batches).startsWith(8, 512).endsWith(2_000 - 8 - 3 * 512);
    }

    private static Trajectories<Integer> walks(int count, int length) {
        int[] offsets = new int[count + 1];
        Arrays.setAll(offsets, row -> row * length);
        boolean[] fromSource = new boolean[count];
        Arrays.fill(fromSource, true);
        Ending[] endings = new Ending[count];
        Arrays.fill(endings, Ending.COMPLETED);
        Layout layout = new Layout(offsets, fromSource, endings);
        return new Trajectories<>(
                layout,
                Collections.nCopies(layout.states(), 0),
                new IntActions(new int[layout.transitions()]),
                new double[count],
                null);
    }

    private static double sum(Marginal marginal) {
        return Arrays.stream(marginal.sums()).flatMapToDouble(Arrays::stream).sum();
    }
}
