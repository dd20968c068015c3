package org.gfn4j.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.junit.jupiter.api.Test;

final class RandomStreamsTest {

    @Test
    void theSameArgumentsGiveTheSameNumbersInEveryRelease() {
        assertThat(new RandomStreams(42)
                        .generator(Purpose.TRAINING, 7, 3)
                        .longs(3)
                        .toArray())
                .containsExactly(LONGS);
    }

    private static final long[] LONGS = {-4749574933798949082L, -3346720366347053990L, -416333766728141542L};

    @Test
    void differentArgumentsGiveDifferentStreams() {
        Set<Long> seen = new HashSet<>();
        int streams = 0;
        for (long seed = -2; seed < 3; seed++) {
            for (Purpose purpose : Purpose.values()) {
                for (long iteration = 0; iteration < 20; iteration++) {
                    for (long index = 0; index < 20; index++) {
                        seen.add(new RandomStreams(seed)
                                .generator(purpose, iteration, index)
                                .nextLong());
                        streams++;
                    }
                }
            }
        }
        assertThat(seen).hasSize(streams);
    }

    @Test
    void firstNumbersOfNeighbouringStreamsAreUniformAndUncorrelated() {
        int count = 20_000;
        double sum = 0;
        double product = 0;
        double last = 0;
        for (int index = 0; index < count; index++) {
            double value =
                    new RandomStreams(1).generator(Purpose.TRAINING, 0, index).nextDouble() - 0.5;
            sum += value;
            product += value * last;
            last = value;
        }
        assertThat(sum / count).isCloseTo(0, within(0.008));
        assertThat(product / count).isCloseTo(0, within(0.003));
    }
}
