package org.gfn4j.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Operations on tensors against arithmetic by hand, and their derivatives against differences. */
final class NativeTensorTest {
    private static final double[] X = {1.5, -2, 0.25, 3, -0.5, 1};
    private static final double[] Y = {2, 0.5, -1, 4, 1, -3};

    /** A function of one number at a time. */
    enum Pointwise {
        LEAKY_RELU(x -> x.leakyRelu(0.1), x -> x > 0 ? x : 0.1 * x),
        RELU(NativeTensor::relu, x -> Math.max(x, 0)),
        SIGMOID(NativeTensor::sigmoid, x -> 1 / (1 + Math.exp(-x))),
        TANH(NativeTensor::tanh, Math::tanh),
        EXP(NativeTensor::exp, Math::exp),
        LOG(x -> x.square().log(), x -> Math.log(x * x)),
        SOFTPLUS(NativeTensor::softplus, x -> Math.log1p(Math.exp(x))),
        SQUARE(NativeTensor::square, x -> x * x),
        SCALE(x -> x.scale(-3), x -> -3 * x),
        PLUS(x -> x.plus(0.5), x -> x + 0.5);

        private final UnaryOperator<NativeTensor> function;
        private final DoubleUnaryOperator expected;

        Pointwise(UnaryOperator<NativeTensor> function, DoubleUnaryOperator expected) {
            this.function = function;
            this.expected = expected;
        }
    }

    @ParameterizedTest
    @EnumSource
    void functionsOfOneNumber(Pointwise pointwise) {
        try (NativeScope scope = NativeScope.open()) {
            double[] values = pointwise.function.apply(NativeTensor.of(X, 2, 3)).doubles();
            for (int i = 0; i < X.length; i++) {
                assertThat(values[i]).isCloseTo(pointwise.expected.applyAsDouble(X[i]), within(1e-14));
            }
        }
        Differences.check(X, pointwise.function, 2, 3);
    }

    @Test
    void arithmetic() {
        try (NativeScope scope = NativeScope.open()) {
            NativeTensor x = NativeTensor.of(X, 2, 3);
            NativeTensor y = NativeTensor.of(Y, 2, 3);
            assertThat(x.plus(y).doubles()).containsExactly(3.5, -1.5, -0.75, 7, 0.5, -2);
            assertThat(x.minus(y).doubles()).containsExactly(-0.5, -2.5, 1.25, -1, -1.5, 4);
            assertThat(x.times(y).doubles()).containsExactly(3, -1, -0.25, 12, -0.5, -3);
            assertThat(x.dividedBy(y).doubles()).containsExactly(0.75, -4, -0.25, 0.75, -0.5, -1.0 / 3);
            assertThat(x.sum().doubles()).containsExactly(3.25);
            assertThat(x.sum().shape()).isEmpty();
            assertThat(x.mean().doubles()).containsExactly(3.25 / 6);
            assertThat(x.sum(0).doubles()).containsExactly(4.5, -2.5, 1.25);
            assertThat(x.sum(1).doubles()).containsExactly(-0.25, 3.5);
            Differences.check(X, a -> a.times(y).plus(a.dividedBy(y)).minus(a), 2, 3);
            Differences.check(X, a -> a.sum(1).times(a.mean()), 2, 3);
        }
    }

    @Test
    void matrices() {
        try (NativeScope scope = NativeScope.open()) {
            NativeTensor x = NativeTensor.of(X, 2, 3);
            NativeTensor y = NativeTensor.of(Y, 3, 2);
            assertThat(x.matmul(y).doubles()).containsExactly(5.25, -8, 7.5, -3.5);
            assertThat(x.matmul(y).shape()).containsExactly(2, 2);
            assertThat(x.transpose().doubles()).containsExactly(1.5, 3, -2, -0.5, 0.25, 1);
            NativeTensor bias = NativeTensor.of(new double[] {10, 20}, 2);
            assertThat(x.linear(y.transpose(), bias).doubles()).containsExactly(15.25, 12, 17.5, 16.5);
            Differences.check(X, a -> a.matmul(y).times(a.transpose().narrow(0, 0, 2)), 2, 3);
        }
    }

    @Test
    void shapesAndPicks() {
        try (NativeScope scope = NativeScope.open()) {
            NativeTensor x = NativeTensor.of(X, 3, 2);
            assertThat(x.reshape(-1).shape()).containsExactly(6);
            assertThat(x.size(0)).isEqualTo(3);
            assertThat(x.narrow(1, 1, 1).doubles()).containsExactly(-2, 3, 1);
            assertThat(x.rows(NativeTensor.indices(2, 0, 2)).doubles()).containsExactly(-0.5, 1, 1.5, -2, -0.5, 1);
            assertThat(x.addRows(NativeTensor.indices(1, 1), NativeTensor.of(new double[] {1, 2, 3, 4}, 2, 2))
                            .doubles())
                    .containsExactly(1.5, -2, 4.25, 9, -0.5, 1);
            NativeTensor joined = NativeTensor.concat(1, List.of(x, x.narrow(1, 0, 1)));
            assertThat(joined.shape()).containsExactly(3, 3);
            assertThat(joined.doubles()).containsExactly(1.5, -2, 1.5, 0.25, 3, 0.25, -0.5, 1, -0.5);
            assertThat(NativeTensor.of(Y, 6, 1).expand(6, 2).doubles()).hasSize(12);
            assertThat(NativeTensor.zeros(Precision.SINGLE, 2).floats()).containsExactly(0, 0);
            NativeTensor picks = NativeTensor.indices(2, 0, 2);
            Differences.check(X, a -> a.rows(picks).times(a), 3, 2);
            Differences.check(X, a -> a.addRows(picks, a.square()), 3, 2);
            Differences.check(X, a -> NativeTensor.concat(0, List.of(a.narrow(0, 1, 2), a.reshape(3, 2))), 3, 2);
        }
    }

    @Test
    void precisionAndRounding() {
        try (NativeScope scope = NativeScope.open()) {
            NativeTensor single = NativeTensor.of(Precision.SINGLE, new double[] {0.1}, 1);
            NativeTensor exact = NativeTensor.of(Precision.DOUBLE, new double[] {0.1}, 1);
            assertThat(single.precision()).isEqualTo(Precision.SINGLE);
            assertThat(single.doubles()).containsExactly(0.1f);
            assertThat(exact.doubles()).containsExactly(0.1);
            assertThat(exact.floats()).containsExactly(0.1f);
            assertThat(single).hasToString("Float [1]");
            assertThatThrownBy(NativeTensor.indices(1)::precision).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aShapeThatDoesNotFitIsRefused() {
        try (NativeScope scope = NativeScope.open()) {
            assertThatThrownBy(() -> NativeTensor.of(X, 2, 2))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the shape [2, 2] must hold 6 numbers, but holds 4");
        }
    }

    @Test
    void severalRootsAreDifferentiatedInOnePass() {
        try (NativeScope scope = NativeScope.open()) {
            NativeTensor x = NativeTensor.of(new double[] {2, 3}, 2).requireGradient();
            NativeTensor shared = x.square();
            NativeTensor.backward(
                    List.of(shared, shared.sum()),
                    List.of(
                            NativeTensor.of(new double[] {1, 10}, 2),
                            NativeTensor.of(new double[] {100}).reshape()));
            assertThat(x.gradient().doubles()).containsExactly(2 * 2 * 101, 2 * 3 * 110);
        }
    }

    @Test
    void detachedTensorsAreConstants() {
        try (NativeScope scope = NativeScope.open()) {
            NativeTensor x = NativeTensor.of(new double[] {2}, 1).requireGradient();
            x.times(x.detach()).sum().backward();
            assertThat(x.gradient().doubles()).containsExactly(2);
            NativeTensor untouched = NativeTensor.of(new double[] {2}, 1).requireGradient();
            assertThatThrownBy(untouched::gradient).isInstanceOf(IllegalStateException.class);
        }
    }
}
