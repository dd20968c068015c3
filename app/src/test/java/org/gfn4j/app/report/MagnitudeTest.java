package org.gfn4j.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MagnitudeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, title",
        "7.25, 0, 7.25, title",
        "-999999999, 0, -999999999, title",
        "0.001, 0, 0.001, title",
        "0.0005, -4, 5, title (in 1e-4)",
        "1.2e308, 308, 1.2, title (in 1e308)",
        "-1.2e308, 308, -1.2, title (in 1e308)",
        "3e-300, -300, 3, title (in 1e-300)",
        "4.9e-324, -324, 4.94, title (in 1e-324)"
    })
    void numbersAtTheEndsOfTheRangeHaveAUnit(double value, int exponent, double scaled, String title) {
        Magnitude magnitude = Magnitude.of(DoubleStream.of(value));
        assertThat(magnitude.exponent()).isEqualTo(exponent);
        assertThat(magnitude.title("title")).isEqualTo(title);
        assertThat(magnitude.scaled(new double[] {value})[0])
                .isCloseTo(scaled, org.assertj.core.api.Assertions.within(1e-3 * Math.abs(scaled)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MAX_VALUE, -Double.MAX_VALUE, 1.2e308, 1e-300, Double.MIN_VALUE, 3e-6, 0, 7})
    void chartsAreDrawnOfNumbersOfAnySize(double value) {
        double[] numbers = {value, value / 2, value};
        ReportChart chart = new ReportChart(
                "name",
                "heading",
                "caption",
                "objects",
                "raw reward",
                false,
                List.of(new ReportChart.Line("training", new double[] {0, 50, 100}, numbers)));
        SeriesChart series = new SeriesChart(
                "name",
                "heading",
                "caption",
                "raw reward",
                "raw reward",
                false,
                SeriesChart.Scale.LINEAR,
                List.of(new SeriesChart.Series("a", 0, SeriesChart.Style.POINTS, new Curve(numbers, numbers))));
        for (Figure figure : List.of(chart.figure(), series.figure())) {
            assertThat(figure.picture()).isNotNull();
            assertThat(Figures.png(figure.picture())).hasSizeGreaterThan(1000);
            assertThat(figure.picture().description()).doesNotContain("∞", "e308.", "not a number");
        }
        assertThat(ParityPlot.png("score", numbers, numbers)).hasSizeGreaterThan(1000);
    }
}
