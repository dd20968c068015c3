package org.gfn4j.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.gfn4j.sampling.Batch;
import org.gfn4j.training.TrainingStep;
import org.gfn4j.trajectory.Trajectories;
import org.junit.jupiter.api.Test;

class TrainingProgressTest {
    private final StringWriter err = new StringWriter();

    @Test
    void bar_showsAllFiguresAtEightyColumnsAndWholeOnesBelow() {
        try (TrainingProgress<String> progress = measured()) {
            assertThat(progress.line(6_250, 79))
                    .startsWith(" 50% [")
                    .contains("/s", "distance 0.0123", "modes 16/16", "loss 0.00123", " left");
            assertThat(progress.line(6_250, 59))
                    .contains("distance 0.0123", "modes 16/16")
                    .doesNotContain("loss");
            assertThat(progress.line(12_500, 79)).startsWith("100% [===").doesNotContain("= ");
            for (int width = 20; width < 140; width++) {
                assertThat(progress.line(1, width)).hasSizeLessThanOrEqualTo(width);
            }
        }
    }

    @Test
    void withoutTerminal_aLineForEachTenth() {
        try (TrainingProgress<String> progress = measured("top10 7.25")) {
            for (long iteration = 0; iteration < 12_500; iteration++) {
                progress.stepped(
                        new TrainingStep<>(iteration, Batch.produced(Trajectories.ofStates(List.of("a"))), 0, 0));
            }
        }
        assertThat(err.toString().lines())
                .hasSize(10)
                .allMatch(line -> line.contains(" of 12,500 iterations, ")
                        && line.contains("distance 0.0123, modes 16/16, top10 7.25, loss"));
    }

    private TrainingProgress<String> measured(String... figures) {
        List<String> own = List.of(figures);
        TrainingProgress<String> progress = new TrainingProgress<>(12_500, 0, () -> "", new PrintWriter(err));
        progress.measured(
                Map.of(
                        "loss",
                        0.00123,
                        "exactTotalVariation",
                        0.0123,
                        "visited",
                        Map.of("modesFound", 16, "modes", 16)),
                own,
                1);
        return progress;
    }
}
