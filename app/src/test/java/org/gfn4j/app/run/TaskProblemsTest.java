package org.gfn4j.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.gfn4j.app.hypergrid.HypergridTask;
import org.gfn4j.app.method.TrainingOptions;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.model.PerceptronEngine;
import org.gfn4j.task.Problem;
import org.gfn4j.task.ProblemSource;
import org.junit.jupiter.api.Test;

class TaskProblemsTest {

    private static Problem<?> hypergrid(Map<String, ?> settings) {
        return new TaskProblems().problem("hypergrid", settings).orElseThrow();
    }

    @Test
    void source_isFound() {
        Stream<ProblemSource> sources =
                ServiceLoader.load(ProblemSource.class).stream().map(ServiceLoader.Provider::get);
        assertThat(sources).hasAtLeastOneElementOfType(TaskProblems.class);
    }

    @Test
    void problem_isThatOfTheRecordedSettings() {
        Map<String, Object> settings = new HashMap<>(new HypergridTask().settings());
        settings.putAll(new TrainingOptions(PerceptronEngine.SETTINGS).settings());
        settings.put("task", "hypergrid");
        settings.put("side", 5L);
        settings.put("dimensions", 3.0);
        settings.put("r2", 0);
        Problem<?> problem = hypergrid(settings);
        Hypergrid grid = (Hypergrid) problem.environment();
        assertThat(grid.side()).isEqualTo(5);
        assertThat(grid.dimensions()).isEqualTo(3);
        assertThat(problem.mode()).isNull();
    }

    @Test
    void settingThatIsMissing_hasItsDefault() {
        assertThat(((Hypergrid) hypergrid(Map.of("reward", "cosine")).environment()).side())
                .isEqualTo(8);
    }

    @Test
    void taskThatIsNotKnown_hasNoProblem() {
        assertThat(new TaskProblems().problem("grid", Map.of())).isEmpty();
    }

    @Test
    void wrongSetting_isNamed() {
        assertThatThrownBy(() -> hypergrid(Map.of("side", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the settings of the task hypergrid are wrong: Invalid value for option '--side': '1' is not"
                                + " a whole number from 2 to 100000");
        assertThatThrownBy(() -> hypergrid(Map.of("r0", 0, "r1", 0, "r2", 0)))
                .hasMessageContaining("'--r0', '--r1' and '--r2'");
    }
}
