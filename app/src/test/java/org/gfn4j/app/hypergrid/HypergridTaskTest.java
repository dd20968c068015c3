package org.gfn4j.app.hypergrid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gfn4j.app.cli.OptionRanges;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.task.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class HypergridTaskTest {

    private static HypergridTask task(String... options) {
        HypergridTask task = new HypergridTask();
        CommandLine line = new CommandLine(task);
        OptionRanges.complete(line.getCommandSpec());
        line.parseArgs(options);
        return task;
    }

    @Test
    void everyModeIsCounted() {
        Problem<?> problem = task("--dimensions", "2", "--side", "8").problem();
        assertThat(problem.modeCount()).isEqualTo(OptionalLong.of(4));
        assertThat(modesOf(problem, 8)).hasSize(4);
    }

    private static <S> Set<Object> modesOf(Problem<S> problem, int side) {
        Hypergrid grid = (Hypergrid) problem.environment();
        Function<S, ?> mode = problem.mode();
        assertThat(mode).isNotNull();
        return IntStream.range(0, side * side)
                .mapToObj(i -> problem.format().parse(grid.format(grid.finished(i % side, i / side))))
                .flatMap(cell -> problem.mode().apply(cell).stream())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({"--side,2", "--r2,0", "--reward,cosine"})
    void withoutBandThereAreNoModes(String option, String value) {
        Problem<?> problem = task(option, value).problem();
        assertThat(problem.mode()).isNull();
        assertThat(problem.modeCount()).isEmpty();
    }

    @Test
    void modesBeyondALong_areNotCounted() {
        assertThat(task("--dimensions", "62").problem().modeCount()).isEqualTo(OptionalLong.of(1L << 62));
        Problem<?> problem = task("--dimensions", "63").problem();
        assertThat(problem.modeCount()).isEmpty();
        assertThat(problem.mode()).isNotNull();
    }
}
