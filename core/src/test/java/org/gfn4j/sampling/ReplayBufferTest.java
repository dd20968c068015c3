package org.gfn4j.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.gfn4j.sampling.ReplayBuffer.Entry;
import org.gfn4j.sampling.ReplayBuffer.Kind;
import org.gfn4j.trajectory.Trajectories;
import org.junit.jupiter.api.Test;

final class ReplayBufferTest {

    private static ReplayBuffer<Integer> buffer(Kind kind, int capacity, int... objects) {
        ReplayBuffer<Integer> buffer = new ReplayBuffer<>(kind, capacity);
        for (int object : objects) {
            add(buffer, object);
        }
        return buffer;
    }

    /** The log-reward of an object is its tens. */
    private static void add(ReplayBuffer<Integer> buffer, int object) {
        buffer.add(Trajectories.ofStates(List.of(object)), tens(object));
    }

    private static int tens(int object) {
        return object / 10;
    }

    private static List<Integer> contents(ReplayBuffer<Integer> buffer) {
        return buffer.entries().stream().map(ReplayBufferTest::object).toList();
    }

    private static int object(Entry<Integer> entry) {
        return entry.row().states().get(0);
    }

    @Test
    void fifoAndPrioritisedKeepTheNewest() {
        for (Kind kind : List.of(Kind.FIFO, Kind.PRIORITISED)) {
            assertThat(contents(buffer(kind, 3, 50, 10, 10, 20, 30))).containsExactly(10, 20, 30);
        }
    }

    @Test
    void topKeepsTheBestAndOfEqualOnesTheNewestWithoutRepetition() {
        assertThat(contents(buffer(Kind.TOP, 3, 50, 10, 11, 51, 50, 12, 13))).containsExactly(51, 50, 13);
        assertThat(contents(buffer(Kind.TOP, 2, 30, 31, 10))).containsExactly(30, 31);
    }

    @Test
    void drawsAreUniformInFifoAndTop() {
        for (Kind kind : List.of(Kind.FIFO, Kind.TOP)) {
            int[] counts = drawn(buffer(kind, 4, 0, 10, 20, 30, 40), 8_000);
            assertThat(counts[0]).isZero();
            for (int object = 1; object <= 4; object++) {
                assertThat(counts[object]).isBetween(1_850, 2_150);
            }
        }
    }

    @Test
    void halfOfThePrioritisedDrawsAreFromTheBestTenth() {
        ReplayBuffer<Integer> buffer = new ReplayBuffer<>(Kind.PRIORITISED, 20);
        for (int object = 0; object < 20; object++) {
            add(buffer, 10 * ((object * 7) % 20));
        }
        int[] counts = drawn(buffer, 10_000);
        assertThat(counts[19] + counts[18]).isBetween(4_800, 5_200);
        assertThat(counts[19]).isBetween(2_350, 2_650);
        for (int object = 0; object < 18; object++) {
            assertThat(counts[object]).isBetween(220, 340);
        }
        assertThat(drawn(buffer(Kind.PRIORITISED, 5, 30), 10)[3]).isEqualTo(10);
    }

    /** How often each multiple of ten was drawn. */
    private static int[] drawn(ReplayBuffer<Integer> buffer, int draws) {
        RandomGenerator generator = new SplittableRandom(1);
        int[] counts = new int[20];
        for (int draw = 0; draw < draws; draw++) {
            counts[object(buffer.draw(generator)) / 10]++;
        }
        return counts;
    }

    @Property(tries = 300)
    void itHoldsWhatItsRuleSaysAndGoesOnAsBeforeWhenRestored(
            @ForAll Kind kind,
            @ForAll @IntRange(min = 1, max = 8) int capacity,
            @ForAll @Size(max = 40) List<@IntRange(max = 59) Integer> objects,
            @ForAll @Size(max = 20) List<@IntRange(max = 59) Integer> later) {
        ReplayBuffer<Integer> buffer = new ReplayBuffer<>(kind, capacity);
        objects.forEach(object -> add(buffer, object));
        assertThat(contents(buffer)).isEqualTo(expected(kind, capacity, objects));
        assertThat(buffer.size()).isEqualTo(buffer.entries().size());

        ReplayBuffer<Integer> restored = new ReplayBuffer<>(kind, capacity);
        restored.restore(buffer.entries());
        for (int object : later) {
            add(buffer, object);
            add(restored, object);
            assertThat(object(restored.draw(new SplittableRandom(object))))
                    .isEqualTo(object(buffer.draw(new SplittableRandom(object))));
        }
        assertThat(contents(restored)).isEqualTo(contents(buffer));
    }

    /** The rule in its plainest form: sort everything that has come, and cut. */
    private static List<Integer> expected(Kind kind, int capacity, List<Integer> objects) {
        List<Integer> kept = new ArrayList<>(objects);
        if (kind == Kind.TOP) {
            kept.clear();
            for (int object : objects) {
                kept.removeIf(each -> each == object);
                kept.add(object);
                if (kept.size() > capacity) {
                    Integer worst = kept.stream()
                            .min(Comparator.comparingInt(ReplayBufferTest::tens))
                            .orElseThrow();
                    kept.removeIf(worst::equals);
                }
            }
        }
        return kept.subList(Math.max(0, kept.size() - capacity), kept.size());
    }

    @Test
    void emptyAndImpossibleBuffersAreRefused() {
        assertThatThrownBy(() -> buffer(Kind.FIFO, 1).draw(new SplittableRandom(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("empty replay buffer");
        assertThatThrownBy(() -> new ReplayBuffer<>(Kind.TOP, 0)).hasMessage("capacity must be at least 1, but is 0");
        List<Entry<Integer>> two = buffer(Kind.FIFO, 2, 1, 2).entries();
        assertThatThrownBy(() -> buffer(Kind.FIFO, 1).restore(two))
                .hasMessage("a replay buffer of capacity 1 cannot hold 2 rows");
    }
}
