package org.gfn4j.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest {

    @Test
    void allowedNumbers_areGivenBack() {
        assertThat(Checks.requireAtLeast("n", 3, 3)).isEqualTo(3);
        assertThat(Checks.requireAtLeast("n", 1L << 40, 3L)).isEqualTo(1L << 40);
        assertThat(Checks.requireAtLeastZero("x", 0)).isZero();
        assertThat(Checks.requirePositive("x", Double.MIN_VALUE)).isEqualTo(Double.MIN_VALUE);
        assertThat(Checks.requireShare("x", 1)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void otherNumbers_areNamedWithTheRule(double value) {
        assertThatThrownBy(() -> Checks.requireAtLeastZero("x", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("x must be finite and at least 0, but is " + value);
        assertThatThrownBy(() -> Checks.requirePositive("x", value))
                .hasMessage("x must be positive and finite, but is " + value);
        assertThatThrownBy(() -> Checks.requireShare("x", value)).hasMessage("x must lie in [0, 1], but is " + value);
    }

    @Test
    void bounds_areKept() {
        assertThatThrownBy(() -> Checks.requireAtLeast("n", 2, 3)).hasMessage("n must be at least 3, but is 2");
        assertThatThrownBy(() -> Checks.requirePositive("x", 0))
                .hasMessage("x must be positive and finite, but is 0.0");
        assertThatThrownBy(() -> Checks.requireShare("x", 1.5)).hasMessage("x must lie in [0, 1], but is 1.5");
    }
}
