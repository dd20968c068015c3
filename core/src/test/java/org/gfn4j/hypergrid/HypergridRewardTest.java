package org.gfn4j.hypergrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HypergridRewardTest {

    @ParameterizedTest
    @CsvSource({
        "4,  8, FREE,   1e-1, 0.5, 2, 4096,  569.600",
        "4,  8, FREE,   1e-2, 0.5, 2, 4096,  200.960",
        "4,  8, FREE,   1e-3, 0.5, 2, 4096,  164.096",
        "4,  8, FORCED, 1e-1, 0.5, 2, 3773,  503.800",
        "4,  8, FORCED, 1e-2, 0.5, 2, 3773,  164.230",
        "4,  8, FORCED, 1e-3, 0.5, 2, 3773,  130.273",
        "4,  8, FREE,   1e-4, 1,   3, 4096,  304.4096",
        "2,  8, FREE,   1e-1, 0.5, 2,   64,   22.4",
        "2, 64, FREE,   1e-1, 0.5, 2, 4096, 1209.600",
        "2, 64, FREE,   1e-2, 0.5, 2, 4096,  840.960",
        "2, 64, FREE,   1e-3, 0.5, 2, 4096,  804.096",
    })
    void theNormalisingConstantsOfThePublishedGridsAreExact(
            int dimensions, int side, EpisodeEnd end, double r0, double r1, double r2, int terminals, double z) {
        Hypergrid grid = new Hypergrid(dimensions, side, end);
        HypergridReward reward = HypergridReward.corners(grid, r0, r1, r2);

        List<Cell> finished = finishedCells(grid);

        assertThat(finished).hasSize(terminals);
        assertThat(finished.stream().mapToDouble(reward).sum()).isCloseTo(z, within(1e-9));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/golden/hypergrid-corners.csv", numLinesToSkip = 1)
    void theCornersAreThoseOfExactFractions(
            int dimensions,
            int side,
            EpisodeEnd end,
            double r0,
            double r1,
            double r2,
            int terminals,
            double z,
            int bandCells) {
        Hypergrid grid = new Hypergrid(dimensions, side, end);
        HypergridReward reward = HypergridReward.corners(grid, r0, r1, r2);

        List<Cell> finished = finishedCells(grid);

        assertThat(finished).hasSize(terminals);
        assertThat(finished.stream().mapToDouble(reward).sum()).isCloseTo(z, within(1e-9));
        assertThat(finished.stream().filter(cell -> reward.mode(cell).isPresent()))
                .hasSize(bandCells);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/golden/hypergrid-cosine.csv", numLinesToSkip = 1)
    void theCosineIsThatOfNumpy(int side, String cell, double expected) {
        int[] coordinates =
                Arrays.stream(cell.split(" ")).mapToInt(Integer::parseInt).toArray();
        Hypergrid grid = new Hypergrid(coordinates.length, side);

        assertThat(HypergridReward.cosine(grid).applyAsDouble(grid.finished(coordinates)))
                .isCloseTo(expected, within(1e-13 * expected));
    }

    @ParameterizedTest
    @CsvSource({"6, ''", "8, 1 6", "11, ''", "16, 2 13", "21, 3 17", "26, 3 4 21 22", "31, 4 5 25 26"})
    void theBandIsOpenAtItsLimits(int side, String band) {
        assertThat(bandOf(side))
                .containsExactlyElementsOf(Arrays.stream(band.split(" "))
                        .filter(x -> !x.isEmpty())
                        .map(Integer::valueOf)
                        .toList());
    }

    @Test
    void theBandOfSide64HasSixCellsAtEitherEnd() {
        assertThat(bandOf(64)).containsExactly(7, 8, 9, 10, 11, 12, 51, 52, 53, 54, 55, 56);
    }

    private static List<Integer> bandOf(int side) {
        HypergridReward reward = HypergridReward.corners(new Hypergrid(1, side), 0.1, 0.5, 2);
        return IntStream.range(0, side).filter(reward::inBand).boxed().toList();
    }

    @Test
    void side64HasFourModesOf36CellsEach() {
        Hypergrid grid = new Hypergrid(2, 64);
        HypergridReward reward = HypergridReward.corners(grid, 0.1, 0.5, 2);

        List<BitSet> modes = finishedCells(grid).stream()
                .map(reward::mode)
                .flatMap(Optional::stream)
                .toList();

        assertThat(modes).hasSize(144);
        assertThat(new HashSet<>(modes))
                .hasSize(4)
                .allSatisfy(
                        mode -> assertThat(modes.stream().filter(mode::equals)).hasSize(36));
    }

    @Test
    void aModeIsTheOrthantOfACellInTheBand() {
        Hypergrid grid = new Hypergrid(4, 8);
        HypergridReward reward = HypergridReward.corners(grid, 0.1, 0.5, 2);

        assertThat(reward.mode(grid.finished(1, 6, 1, 6))).hasValue(BitSet.valueOf(new long[] {0b1010}));
        assertThat(reward.mode(grid.unfinished(1, 1, 1, 1))).hasValue(new BitSet());
        assertThat(reward.mode(grid.finished(1, 6, 1, 7))).isEmpty();
        assertThat(finishedCells(grid).stream()
                        .map(reward::mode)
                        .flatMap(Optional::stream)
                        .distinct())
                .hasSize(16);
    }

    @Test
    void theThreeLevelsAddUp() {
        Hypergrid grid = new Hypergrid(2, 8);
        HypergridReward reward = HypergridReward.corners(grid, 0.25, 0.5, 2);

        assertThat(reward.applyAsDouble(grid.finished(3, 1))).isEqualTo(0.25);
        assertThat(reward.applyAsDouble(grid.finished(0, 7))).isEqualTo(0.75);
        assertThat(reward.applyAsDouble(grid.finished(1, 7))).isEqualTo(0.75);
        assertThat(reward.applyAsDouble(grid.finished(1, 6))).isEqualTo(2.75);
        assertThat(reward.applyAsDouble(grid.unfinished(1, 6))).isEqualTo(2.75);
    }

    @Test
    void theCosineHasNoModes() {
        Hypergrid grid = new Hypergrid(1, 8);

        assertThat(finishedCells(grid))
                .noneMatch(cell -> HypergridReward.cosine(grid).mode(cell).isPresent());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void rewardsOutOfRangeAreRefused(double wrong) {
        Hypergrid grid = new Hypergrid(2, 8);

        assertThatThrownBy(() -> HypergridReward.corners(grid, wrong, 0.5, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("r0 must be finite and at least 0, but is " + wrong);
        assertThatThrownBy(() -> HypergridReward.corners(grid, 0.1, wrong, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("r1 must be finite and at least 0, but is " + wrong);
        assertThatThrownBy(() -> HypergridReward.corners(grid, 0.1, 0.5, wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("r2 must be finite and at least 0, but is " + wrong);
    }

    private static List<Cell> finishedCells(Hypergrid grid) {
        Set<Cell> found = new HashSet<>(List.of(grid.source()));
        Deque<Cell> waiting = new ArrayDeque<>(found);
        while (!waiting.isEmpty()) {
            Cell cell = waiting.remove();
            for (int action = 0; action < grid.actionCount(cell); action++) {
                Cell child = grid.child(cell, action);
                if (found.add(child)) {
                    waiting.add(child);
                }
            }
        }
        return found.stream().filter(grid::isTerminal).toList();
    }
}
