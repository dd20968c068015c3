package org.gfn4j.hypergrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.environment.InEdge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HypergridTest {
    private final Hypergrid grid = new Hypergrid(3, 4);
    private final Hypergrid forced = new Hypergrid(3, 4, EpisodeEnd.FORCED);

    @Test
    void theSourceIsTheUnfinishedOrigin() {
        assertThat(grid.source()).isEqualTo(grid.unfinished(0, 0, 0));
        assertThat(grid.source().isFinished()).isFalse();
        assertThat(grid.inEdges(grid.source())).isEmpty();
    }

    @Test
    void theActionsAreTheCoordinatesThatCanGrowAndThenStop() {
        Cell cell = grid.unfinished(1, 3, 2);

        assertThat(grid.actionCount(cell)).isEqualTo(3);
        assertThat(grid.dimensionOf(cell, 0)).isZero();
        assertThat(grid.dimensionOf(cell, 1)).isEqualTo(2);
        assertThat(grid.dimensionOf(cell, 2)).isEqualTo(grid.dimensions());
        assertThat(grid.stopAction(cell)).isEqualTo(2);
        assertThat(grid.child(cell, 0)).isEqualTo(grid.unfinished(2, 3, 2));
        assertThat(grid.child(cell, 1)).isEqualTo(grid.unfinished(1, 3, 3));
        assertThat(grid.child(cell, 2)).isEqualTo(grid.finished(1, 3, 2));
        assertThat(grid.stopped(cell)).isEqualTo(grid.finished(1, 3, 2));
    }

    @Test
    void theFarCornerCanOnlyStop() {
        Cell corner = grid.unfinished(3, 3, 3);

        assertThat(grid.actionCount(corner)).isEqualTo(1);
        assertThat(grid.child(corner, 0)).isEqualTo(grid.finished(3, 3, 3));
    }

    @Test
    void aFinishedCellHasNoActions() {
        Cell cell = grid.finished(1, 3, 2);

        assertThat(grid.isTerminal(cell)).isTrue();
        assertThat(grid.actionCount(cell)).isZero();
        assertThat(grid.stopAction(cell)).isEqualTo(DiscreteEnvironment.NO_STOP);
        assertThat(grid.stopped(cell)).isNull();
    }

    @Test
    void theEdgesIntoACellComeFromSmallerCoordinates() {
        Cell cell = grid.unfinished(1, 0, 3);

        assertThat(grid.inEdges(cell))
                .containsExactly(new InEdge<>(grid.unfinished(0, 0, 3), 0), new InEdge<>(grid.unfinished(1, 0, 2), 2));
        assertThat(grid.dimensionOfInEdge(cell, 0)).isZero();
        assertThat(grid.dimensionOfInEdge(cell, 1)).isEqualTo(2);
        assertThat(grid.inEdges(grid.finished(1, 0, 3))).containsExactly(new InEdge<>(cell, 2));
    }

    @Test
    void aForcedEndFinishesTheCellThatReachesTheLastValue() {
        assertThat(forced.child(forced.unfinished(1, 2, 0), 1)).isEqualTo(forced.finished(1, 3, 0));
        assertThat(forced.inEdges(forced.finished(1, 3, 0)))
                .containsExactly(new InEdge<>(forced.unfinished(1, 2, 0), 1));
        assertThat(forced.dimensionOfInEdge(forced.finished(1, 3, 0), 0)).isEqualTo(1);
        assertThat(forced.inEdges(forced.finished(1, 2, 0)))
                .containsExactly(new InEdge<>(forced.unfinished(1, 2, 0), 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3, 100})
    void anActionThatDoesNotExistIsRefused(int action) {
        assertThatThrownBy(() -> grid.child(grid.unfinished(1, 3, 2), action))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("action " + action + " of [1, 3, 2], which has 3 actions");
    }

    @Test
    void anActionOfAFinishedCellIsRefused() {
        assertThatThrownBy(() -> grid.child(grid.finished(1, 3, 2), 0))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("action 0 of [1, 3, 2] finished, which has 0 actions");
    }

    @Test
    void anEdgeInThatAddsToNoCoordinateIsRefused() {
        assertThatThrownBy(() -> grid.dimensionOfInEdge(grid.unfinished(1, 0, 2), 2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("edge 2 into [1, 0, 2]");
        assertThatThrownBy(() -> grid.dimensionOfInEdge(grid.unfinished(1, 0, 2), -1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> grid.dimensionOfInEdge(grid.finished(3, 0, 2), 0))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("edge 0 into [3, 0, 2] finished");
    }

    @Test
    void dimensionsAndSidesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new Hypergrid(0, 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dimensions must be at least 1, but is 0");
        assertThatThrownBy(() -> new Hypergrid(2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("side must be at least 2, but is 1");
    }

    @Test
    void cellsOutsideTheGridAreRefused() {
        assertThatThrownBy(() -> grid.unfinished(1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a cell of this grid has 3 coordinates, but [1, 2] has 2");
        assertThatThrownBy(() -> grid.finished(1, 2, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("coordinates must lie in [0, 3], but the cell is [1, 2, 4] finished");
        assertThatThrownBy(() -> grid.unfinished(-1, 2, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cellsThatAForcedEndDoesNotReachAreRefused() {
        assertThatCode(() -> forced.finished(0, 3, 0)).doesNotThrowAnyException();
        assertThatThrownBy(() -> forced.finished(3, 3, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "where the end is forced, at most one coordinate can be 3, but the cell is [3, 3, 0] finished");
        assertThatThrownBy(() -> forced.unfinished(0, 3, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("where the end is forced, no coordinate can be 3, but the cell is [0, 3, 0]");
    }

    @Test
    void cellsAreEqualByCoordinatesAndEnd() {
        assertThat(grid.finished(1, 2, 3)).isEqualTo(grid.finished(1, 2, 3)).hasSameHashCodeAs(grid.finished(1, 2, 3));
        assertThat(grid.finished(1, 2, 3))
                .isNotEqualTo(grid.unfinished(1, 2, 3))
                .isNotEqualTo(grid.finished(1, 3, 2))
                .isNotEqualTo("1 2 3");
        assertThat(grid.child(grid.child(grid.source(), 0), 1)).isEqualTo(grid.child(grid.child(grid.source(), 1), 0));
    }

    @Test
    void aCellDoesNotChangeWithTheArrayThatMadeIt() {
        int[] coordinates = {1, 2, 3};
        Cell cell = grid.finished(coordinates);

        coordinates[0] = 0;

        assertThat(cell).isEqualTo(grid.finished(1, 2, 3));
        assertThat(cell.coordinate(0)).isEqualTo(1);
        assertThat(cell.dimensions()).isEqualTo(3);
    }

    @Test
    void theTextOfACellSaysWhetherItIsFinished() {
        assertThat(grid.format(grid.finished(3, 0, 2))).isEqualTo("3 0 2");
        assertThat(grid.format(grid.unfinished(3, 0, 2))).isEqualTo("3 0 2 ...");
        assertThat(grid.parse("3 0 2")).isEqualTo(grid.finished(3, 0, 2));
        assertThat(grid.parse("3 0 2 ...")).isEqualTo(grid.unfinished(3, 0, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "...", " ...", "a b c", "1 2 3...", "1,2,3", "1 2 3 4 ... ...", "1 2 99999999999"})
    void aTextThatIsNoCellIsRefusedWithWhatIsExpected(String text) {
        assertThatThrownBy(() -> grid.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + text + "' is not a cell: expected 3 whole numbers with blanks between,"
                        + " and ' ...' after them if it is unfinished");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 2     | a cell of this grid has 3 coordinates, but [1, 2] finished has 2",
                "1 2 4   | coordinates must lie in [0, 3], but the cell is [1, 2, 4] finished",
                "-1 2 3  | coordinates must lie in [0, 3], but the cell is [-1, 2, 3] finished",
            })
    void aTextOfACellOutsideTheGridIsRefusedWithTheTextAndTheReason(String text, String reason) {
        assertThatThrownBy(() -> grid.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + text + "' is not a cell: ")
                .hasMessageEndingWith(" (" + reason + ")");
    }

    @Property(tries = 300, seed = "1")
    void aTextIsReadBackToAnEqualCell(
            @ForAll @IntRange(min = 0, max = 49) int x,
            @ForAll @IntRange(min = 0, max = 49) int y,
            @ForAll boolean finished) {
        Hypergrid large = new Hypergrid(2, 50);
        Cell cell = finished ? large.finished(x, y) : large.unfinished(x, y);

        assertThat(large.parse(large.format(cell))).isEqualTo(cell);
    }

    @Property(tries = 1_000, seed = "1")
    void anyTextIsReadOrRefused(@ForAll @StringLength(max = 20) String text) {
        assertReadOrRefused(text);
    }

    @Property(tries = 1_000, seed = "1")
    void anyTextThatLooksLikeACellIsReadOrRefused(
            @ForAll @StringLength(max = 12) @Chars({'0', '1', '2', '3', '4', ' ', '.', '-', '+', '\n', '\u0663'})
                    String text) {
        assertReadOrRefused(text);
        assertReadOrRefused(text + " ...");
    }

    private static void assertReadOrRefused(String text) {
        for (Hypergrid grid : List.of(new Hypergrid(1, 2), new Hypergrid(2, 4, EpisodeEnd.FORCED))) {
            try {
                Cell cell = grid.parse(text);
                assertThat(grid.parse(grid.format(cell))).isEqualTo(cell);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith("'" + text + "' is not a cell: expected");
            }
        }
    }
}
