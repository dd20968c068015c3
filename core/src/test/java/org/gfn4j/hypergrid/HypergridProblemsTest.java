package org.gfn4j.hypergrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.gfn4j.task.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HypergridProblemsTest {
    private static final HypergridProblems SOURCE = new HypergridProblems();

    private static Problem<?> problem(Map<String, ?> settings) {
        return SOURCE.problem("hypergrid", settings).orElseThrow();
    }

    @Test
    void whatIsMissingHasItsDefault() {
        Problem<?> problem = problem(Map.of());

        Hypergrid grid = (Hypergrid) problem.environment();
        assertThat(List.of(grid.dimensions(), grid.side())).containsExactly(4, 8);
        assertThat(problem.modeCount()).hasValue(16);
    }

    @Test
    void whatIsRecordedIsTaken() {
        Problem<?> problem =
                problem(Map.of("dimensions", 3.0, "side", 5L, "reward", "cosine", "episode-end", "forced", "seed", 7));

        Hypergrid grid = (Hypergrid) problem.environment();
        assertThat(List.of(grid.dimensions(), grid.side())).containsExactly(3, 5);
        assertThat(problem.mode()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "dimensions, 0, a whole number from 1 to 1000",
        "dimensions, 2.5, a whole number from 1 to 1000",
        "side, 100001, a whole number from 2 to 100000",
    })
    void aNumberOutOfItsRangeIsNamed(String name, double value, String allowed) {
        assertThatThrownBy(() -> problem(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the setting '" + name + "' must be " + allowed + ", but is '" + value + "'");
    }

    @Test
    void aWrongWordIsNamed() {
        assertThatThrownBy(() -> problem(Map.of("episode-end", "never")))
                .hasMessageContainingAll("episode-end", "free or forced", "never");
        assertThatThrownBy(() -> problem(Map.of("reward", "gold"))).hasMessageContainingAll("reward", "gold");
        assertThatThrownBy(() -> problem(Map.of("r0", "much"))).hasMessageContainingAll("r0", "a number", "much");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exec:./score", "onnx:model.onnx", "corners*0.5 + cosine[0..1]*0.5"})
    void rewardsOfTheCommandLineAreLeftToIt(String reward) {
        assertThat(SOURCE.problem("hypergrid", Map.of("reward", reward))).isEmpty();
        assertThat(SOURCE.problem("molecules", Map.of())).isEmpty();
    }
}
