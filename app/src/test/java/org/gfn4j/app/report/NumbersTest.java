package org.gfn4j.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "0.5 | 0.5",
                "0.12345 | 0.1235",
                "100 | 100",
                "12345 | 12,345",
                "0.001 | 0.001",
                "0.00012345 | 1.235e-4",
                "-0.00001 | -1e-5",
                "1e6 | 1e6",
                "1.25e12 | 1.25e12",
                "Infinity | ∞",
                "-Infinity | −∞",
                "NaN | not a number"
            })
    void significantDigits_areKeptAndZerosLeftOut(double value, String text) {
        assertThat(Numbers.significant(value, 4)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7.0712 | 7.071",
                "0 | 0.000",
                "0.01 | 0.010",
                "0.00123456 | 0.001235",
                "1.2e308 | 1.2e308",
                "-4.9e-324 | -4.9e-324"
            })
    void readableNumbers_haveDigitsWhateverTheirSize(double value, String text) {
        assertThat(Numbers.readable(value, 3)).isEqualTo(text);
    }

    @Test
    void fixedDigits_areAlwaysWritten() {
        assertThat(Numbers.fixed(-0.6911, 2)).isEqualTo("-0.69");
        assertThat(Numbers.fixed(Double.NEGATIVE_INFINITY, 4)).isEqualTo("−∞");
        assertThat(Numbers.whole(1_234_567)).isEqualTo("1,234,567");
    }
}
