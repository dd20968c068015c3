package org.gfn4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.EpisodeEnd;
import org.gfn4j.testing.ListedEnvironment;
import org.junit.jupiter.api.Test;

final class VisitedWindowTest {

    private static Target<Integer> tiny() {
        return Target.of(StateGraph.of(ListedEnvironment.TINY), new double[] {0, 0, 0});
    }

    @Test
    void bothKindsOfWindowHoldTheLastObjectsAndTheirCounts() {
        RandomGenerator generator = new SplittableRandom(8);
        for (VisitedWindow<Integer> window :
                List.of(VisitedWindow.against(tiny(), 7), VisitedWindow.<Integer>counting(7))) {
            Deque<Integer> expected = new ArrayDeque<>();
            for (int visit = 1; visit <= 300; visit++) {
                int object = generator.nextInt(6, 9);
                window.add(object);
                expected.add(object);
                if (expected.size() > 7) {
                    expected.remove();
                }
                assertThat(window.contents()).containsExactlyElementsOf(expected);
                assertThat(window.distinct()).isEqualTo(new HashSet<>(expected).size());
                assertThat(window.count(7))
                        .isEqualTo((int) expected.stream().filter(x -> x == 7).count());
                assertThat(window.visited()).isEqualTo(visit);
                assertThat(window.size()).isEqualTo(expected.size());
            }
        }
    }

    @Test
    void aCountingWindowOnAnEndlessSpaceKeepsOnlyWhatItHolds() {
        VisitedWindow<Integer> window = VisitedWindow.counting(100);
        for (int i = 0; i < 100_000; i++) {
            window.add(i);
        }
        assertThat(window.distinct()).isEqualTo(100);
        assertThat(window.count(99_950)).isEqualTo(1);
        assertThat(window.count(5)).isZero();
        assertThat(window.comparison()).isEmpty();
    }

    @Test
    void frequenciesAreComparedWithTheTarget() {
        VisitedWindow<Integer> window = VisitedWindow.against(tiny(), 4);
        assertThat(window.comparison()).isEmpty();
        window.addAll(List.of(6, 6, 7));
        VisitedWindow.Comparison comparison = window.comparison().orElseThrow();
        assertThat(comparison.distances().l1Sum()).isCloseTo(2.0 / 3, within(1e-14));
        assertThat(comparison.distances().klTargetModel()).isInfinite();
        assertThat(comparison.distances().klModelTarget()).isCloseTo(2.0 / 3 * Math.log(2), within(1e-14));
        assertThat(comparison.noiseFloor()).isEqualTo(NoiseFloor.of(tiny().probabilities(), 3));
    }

    @Test
    void aPerfectSamplerStaysAtItsNoiseFloor() {
        Target<Cell> target = TargetTest.corners(4, 8, EpisodeEnd.FREE, 1e-3, 0.5, 2);
        VisitedWindow<Cell> window = VisitedWindow.against(target, VisitedWindow.DEFAULT_CAPACITY);
        RandomGenerator generator = new SplittableRandom(9);
        for (int i = 0; i < 250_000; i++) {
            window.add(target.graph().terminal(target.draw(generator)));
        }
        VisitedWindow.Comparison comparison = window.comparison().orElseThrow();
        assertThat(comparison.noiseFloor().samples()).isEqualTo(200_000);
        // the sum over 4096 objects varies by less than one part in a hundred
        assertThat(comparison.distances().l1Sum())
                .isCloseTo(
                        comparison.noiseFloor().l1Sum(),
                        within(0.05 * comparison.noiseFloor().l1Sum()));
    }

    @Test
    void aRestoredWindowGoesOnLikeTheOriginal() {
        for (VisitedWindow<Integer> other :
                List.of(VisitedWindow.against(tiny(), 3), VisitedWindow.<Integer>counting(3))) {
            VisitedWindow<Integer> window = VisitedWindow.against(tiny(), 3);
            window.addAll(List.of(6, 7, 8, 8));
            other.addAll(List.of(6, 6, 6, 6, 6));
            other.restore(window.contents(), window.visited());
            assertThat(other.contents()).containsExactly(7, 8, 8);
            assertThat(other.visited()).isEqualTo(4);
            assertThat(other.count(6)).isZero();
            other.add(6);
            assertThat(other.contents()).containsExactly(8, 8, 6);
            assertThat(other.distinct()).isEqualTo(2);
        }
        assertThatThrownBy(() -> VisitedWindow.<Integer>counting(1).restore(List.of(6, 7), 9))
                .hasMessageContaining("capacity 1");
    }

    @Test
    void objectsThatAreNotTerminalAreRefusedAndLeaveNoTrace() {
        VisitedWindow<Integer> window = VisitedWindow.against(tiny(), 3);
        assertThatThrownBy(() -> window.add(3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> window.add(77)).isInstanceOf(IllegalArgumentException.class);
        assertThat(window.visited()).isZero();
        assertThatThrownBy(() -> VisitedWindow.counting(0)).hasMessageContaining("capacity");
    }
}
