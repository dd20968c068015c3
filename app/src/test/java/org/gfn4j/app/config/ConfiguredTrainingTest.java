package org.gfn4j.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.hypergrid.HypergridTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredTrainingTest {

    @TempDir
    private Path folder;

    private ConfiguredTraining of(String text, Map<String, String> overrides) throws IOException {
        return ConfiguredTraining.of(Files.writeString(folder.resolve("x.yaml"), text), overrides);
    }

    @Test
    void taskAndOptions_areThoseOfTheFile() throws IOException {
        ConfiguredTraining training = of(
                "task: hypergrid\nside: 5\nbatch: 3\niterations: 7\nwritten-by: {a: 1}\n", Map.of("iterations", "9"));
        assertThat(training.task()).isInstanceOf(HypergridTask.class);
        assertThat(training.task().settings()).containsEntry("side", 5).containsEntry("dimensions", 4);
        assertThat(training.options().batch()).isEqualTo(3);
        assertThat(training.options().iterations()).isEqualTo(9);
        assertThat(training.options().shape().shape()).containsEntry("hiddenWidth", 256);
    }

    @Test
    void whatIsWrong_isNamedWithThePlace() {
        String file = folder.resolve("x.yaml").toString();
        assertThatThrownBy(() -> of("side: 5\n", Map.of()))
                .isInstanceOf(WrongOptionException.class)
                .hasMessage(file + ": the key 'task' is missing. The tasks are: hypergrid, molecules");
        assertThatThrownBy(() -> of("task: grid\n", Map.of()))
                .hasMessage(file + ", line 1, column 7: Unknown task 'grid'. The tasks are: hypergrid, molecules");
        assertThatThrownBy(() -> of("task: hypergrid\nside: 1\n", Map.of()))
                .hasMessageStartingWith(file + ", line 2, column 7: Invalid value for option '--side': '1' is not");
        assertThatThrownBy(() -> of("task: hypergrid\nside: 5\n", Map.of("iterations", "0")))
                .hasMessageStartingWith("Invalid value for option '--iterations': '0' is not");
        assertThatThrownBy(() -> of("task: hypergrid\nobjective: fm\nbackward: learned\n", Map.of()))
                .hasMessageStartingWith("Invalid value for option '--backward': 'learned' cannot be combined with");
    }
}
