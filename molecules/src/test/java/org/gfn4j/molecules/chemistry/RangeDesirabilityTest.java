package org.gfn4j.molecules.chemistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RangeDesirabilityTest {

    @Test
    void isOneInsideAndFallsOutside() {
        RangeDesirability range = new RangeDesirability(1, 3, 0.5);
        assertThat(range.of(1)).isEqualTo(1);
        assertThat(range.of(2.2)).isEqualTo(1);
        assertThat(range.of(3)).isEqualTo(1);
        assertThat(range.of(3.5)).isCloseTo(Math.exp(-0.5), within(1e-15));
        assertThat(range.of(0.5)).isEqualTo(range.of(3.5));
        assertThat(range.of(0)).isCloseTo(Math.exp(-2), within(1e-15));
        assertThat(range.of(1e9)).isZero();
        assertThat(range.of(Double.NaN)).isNaN();
    }

    @Test
    void mayBeOpen() {
        RangeDesirability range = new RangeDesirability(Double.NEGATIVE_INFINITY, 140, 10);
        assertThat(range.of(-1e300)).isEqualTo(1);
        assertThat(range.of(150)).isLessThan(1);
    }

    @Test
    void refusesWhatIsNoRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RangeDesirability(3, 1, 1))
                .withMessageContaining("3.0 to 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RangeDesirability(1, 3, 0))
                .withMessageContaining("softness");
        assertThatIllegalArgumentException().isThrownBy(() -> new RangeDesirability(Double.NaN, 3, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RangeDesirability(1, 3, Double.POSITIVE_INFINITY));
    }
}
