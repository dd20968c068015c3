package org.gfn4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowthPlotTest {
    private static final String RESULTS = """
            {"gemmGflops": 100, "results": [{"name": "a case", "objective": "tb", "batch": 16, "iterationsPerSecond": 250,
             "transitionsPerSecond": 12345, "necessaryMultiplyAdds": 1, "floorRatio": 2, "medianMillis": %s}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void tableHasARowForEachResultInTheOrderOfSettingAndValue() throws IOException {
        Files.writeString(folder.resolve("batch-64.json"), RESULTS.formatted("12.344"));
        Files.writeString(folder.resolve("side-16.json"), RESULTS.formatted("4.5"));
        Files.writeString(folder.resolve("side-8-tb.json"), RESULTS.formatted("3.1"));
        Files.writeString(folder.resolve("notes.txt"), "not a measurement");

        GrowthPlot.write(folder);

        assertThat(Files.readAllLines(folder.resolve("growth.md")).stream().skip(2))
                .containsExactly(
                        "| side | 8 | tb | 16 | 3.10 | 2.00 | 2.00 | 250 | 12,345 |",
                        "| side | 16 | tb | 16 | 4.50 | 2.00 | 2.00 | 250 | 12,345 |",
                        "| batch | 64 | tb | 16 | 12.3 | 2.00 | 2.00 | 250 | 12,345 |");
    }

    @Test
    void figureHasAPanelForEachSettingAndOneForTheLegend() throws IOException {
        Files.writeString(folder.resolve("side-8.json"), RESULTS.formatted("4"));

        GrowthPlot.write(folder);

        BufferedImage figure = ImageIO.read(folder.resolve("growth.png").toFile());
        assertThat(figure.getWidth()).isEqualTo(2 * 2 * 370);
        assertThat(figure.getHeight()).isEqualTo(2 * 300);
    }

    @Test
    void messagesNameWhatIsWrong() throws IOException {
        assertThatThrownBy(() -> GrowthPlot.write(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        folder + " must hold files SETTING-VALUE.json with results, such as side-8.json, but has none");

        Path file = folder.resolve("side-8.json");
        Files.writeString(file, RESULTS.formatted("-1"));
        assertThatThrownBy(() -> GrowthPlot.write(folder))
                .hasMessage("in " + file + ", medianMillis must be a positive number, but is -1.0");

        Files.writeString(file, "{\"results\": [{}]}");
        assertThatThrownBy(() -> GrowthPlot.write(folder)).hasMessage("in " + file + ", a result has no objective");
    }
}
