package org.gfn4j.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ragged groups against plain loops; some groups are empty, the first and the last among them. */
final class SegmentsTest {
    private static final int[] OFFSETS = {0, 0, 3, 4, 4, 6, 6};
    private static final double[] FLAT = {1, -2, 0.5, 3, -1, -1.5};
    private static final double[] WIDE =
            new SplittableRandom(2).doubles(12, -2, 2).toArray();

    private static double[] column(double[] values, int width, int column) {
        double[] result = new double[values.length / width];
        for (int row = 0; row < result.length; row++) {
            result[row] = values[row * width + column];
        }
        return result;
    }

    /** What a group of a column becomes. */
    enum Reduction {
        SUM,
        MEAN,
        LOG_SUM_EXP;

        double apply(double[] values, int from, int to) {
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += this == LOG_SUM_EXP ? Math.exp(values[i]) : values[i];
            }
            return switch (this) {
                case SUM -> sum;
                case MEAN -> to == from ? 0 : sum / (to - from);
                case LOG_SUM_EXP -> Math.log(sum);
            };
        }

        NativeTensor apply(Segments segments, NativeTensor values) {
            return switch (this) {
                case SUM -> segments.sum(values);
                case MEAN -> segments.mean(values);
                case LOG_SUM_EXP -> segments.logSumExp(values);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void reductionsEqualLoops(Reduction reduction) {
        try (NativeScope scope = NativeScope.open()) {
            Segments segments = new Segments(OFFSETS);
            assertThat(segments.groups()).isEqualTo(6);
            assertThat(segments.rows()).isEqualTo(6);
            double[] flat = reduction.apply(segments, NativeTensor.of(FLAT, 6)).doubles();
            double[] wide =
                    reduction.apply(segments, NativeTensor.of(WIDE, 6, 2)).doubles();
            for (int group = 0; group < 6; group++) {
                int from = OFFSETS[group];
                int to = OFFSETS[group + 1];
                assertEqual(flat[group], reduction.apply(FLAT, from, to));
                assertEqual(wide[2 * group], reduction.apply(column(WIDE, 2, 0), from, to));
                assertEqual(wide[2 * group + 1], reduction.apply(column(WIDE, 2, 1), from, to));
            }
        }
    }

    private static void assertEqual(double found, double expected) {
        if (Double.isInfinite(expected)) {
            assertThat(found).isEqualTo(expected);
        } else {
            assertThat(found).isCloseTo(expected, within(1e-12));
        }
    }

    @Test
    void softmaxOfEachGroupAddsUpToOne() {
        try (NativeScope scope = NativeScope.open()) {
            Segments segments = new Segments(OFFSETS);
            double[] shares = segments.softmax(NativeTensor.of(FLAT, 6)).doubles();
            double total = Math.exp(1) + Math.exp(-2) + Math.exp(0.5);
            assertThat(shares)
                    .containsExactly(
                            new double[] {
                                Math.exp(1) / total,
                                Math.exp(-2) / total,
                                Math.exp(0.5) / total,
                                1,
                                1 / (1 + Math.exp(-0.5)),
                                1 / (1 + Math.exp(0.5))
                            },
                            within(1e-12));
            double[] columns = segments.softmax(NativeTensor.of(WIDE, 6, 2)).doubles();
            assertThat(columns[6]).isEqualTo(1);
            assertThat(columns[8] + columns[10]).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void largeAndInfiniteNumbersDoNotOverflow() {
        try (NativeScope scope = NativeScope.open()) {
            Segments segments = new Segments(0, 2, 4, 6);
            double minus = Double.NEGATIVE_INFINITY;
            NativeTensor values = NativeTensor.of(new double[] {1e4, 1e4, minus, minus, minus, 5}, 6);
            double[] logs = segments.logSumExp(values).doubles();
            assertThat(logs[0]).isCloseTo(1e4 + Math.log(2), within(1e-9));
            assertThat(logs[1]).isEqualTo(minus);
            assertThat(logs[2]).isEqualTo(5);
        }
    }

    @Test
    void repeatGivesEachRowWhatBelongsToItsGroup() {
        try (NativeScope scope = NativeScope.open()) {
            NativeTensor perGroup = NativeTensor.of(new float[] {0, 1, 2, 3, 4, 5}, 6);
            assertThat(new Segments(OFFSETS).repeat(perGroup).floats()).containsExactly(1, 1, 1, 2, 4, 4);
        }
    }

    @Test
    void groupsMayPickTheirRows() {
        try (NativeScope scope = NativeScope.open()) {
            NativeTensor picked = NativeTensor.indices(1, 0, 0);
            NativeTensor values = NativeTensor.of(new float[] {1, 2, 3, 4}, 2, 2);
            assertThat(new Segments(0, 2, 2, 3).sumOf(values, picked).floats()).containsExactly(4, 6, 0, 0, 1, 2);
        }
    }

    @Test
    void noRowsGiveEmptyGroups() {
        try (NativeScope scope = NativeScope.open()) {
            Segments segments = new Segments(0, 0, 0);
            assertThat(segments.sum(NativeTensor.of(new float[0], 0, 3)).shape())
                    .containsExactly(2, 3);
            assertThat(segments.mean(NativeTensor.of(new float[0], 0)).floats()).containsExactly(0, 0);
            assertThat(segments.logSumExp(NativeTensor.of(new float[0], 0)).floats())
                    .containsOnly(Float.NEGATIVE_INFINITY);
        }
    }

    @Test
    void derivativesEqualDifferences() {
        try (NativeScope scope = NativeScope.open()) {
            Segments segments = new Segments(OFFSETS);
            Differences.check(WIDE, segments::sum, 6, 2);
            Differences.check(WIDE, segments::mean, 6, 2);
            Differences.check(WIDE, segments::softmax, 6, 2);
            Differences.check(FLAT, segments::softmax, 6);
            Differences.check(WIDE, segments::repeat, 6, 2);
            Segments full = new Segments(0, 3, 4, 6);
            Differences.check(WIDE, full::logSumExp, 6, 2);
            Differences.check(FLAT, full::logSumExp, 6);
            NativeTensor picked = NativeTensor.indices(1, 0, 0);
            Differences.check(WIDE, x -> new Segments(0, 2, 2, 3).sumOf(x, picked), 6, 2);
        }
    }

    @Test
    void aGroupWithoutRowsDoesNotSpoilTheDerivativesOfOthers() {
        try (NativeScope scope = NativeScope.open()) {
            NativeTensor values = NativeTensor.of(FLAT, 6).requireGradient();
            NativeTensor logs = new Segments(OFFSETS).logSumExp(values);
            logs.rows(NativeTensor.indices(1, 2, 4)).sum().backward();
            assertThat(values.gradient().doubles()).doesNotContain(Double.NaN);
            assertThat(values.gradient().doubles()[3]).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void offsetsThatDecreaseAreRefused() {
        try (NativeScope scope = NativeScope.open()) {
            assertThatThrownBy(() -> new Segments(0, 2, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("offsets must not decrease, but are [0, 2, 1]");
            assertThatThrownBy(() -> new Segments(1, 2))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("offsets must start at 0, but are [1, 2]");
        }
    }
}
