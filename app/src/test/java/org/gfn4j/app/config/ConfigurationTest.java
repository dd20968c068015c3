package org.gfn4j.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gfn4j.app.cli.Setting;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.hypergrid.HypergridTask;
import org.gfn4j.app.task.Task;
import org.gfn4j.task.Problem;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sets options of types that the tasks of this project do not have. */
class ConfigurationTest {

    /** A task that knows nothing of this project's converters. */
    @Command
    static final class PlainTask implements Task {
        @Option(names = {"-f", "--fast"})
        private boolean fast;

        @Option(names = "--no-cache", negatable = true)
        private boolean noCache;

        @Option(names = "--count", required = true)
        private int count;

        @Option(names = "--data")
        private Path data = Path.of("none");

        @Option(names = "--names", split = ",")
        private List<String> names = List.of();

        @Override
        public String name() {
            return "plain";
        }

        @Override
        public String description() {
            return "a task for tests";
        }

        @Override
        public Problem<?> problem() {
            return new HypergridTask().problem();
        }

        @Override
        public Map<String, Object> settings() {
            return Map.of("fast", fast, "no-cache", noCache, "count", count, "data", data, "names", names);
        }
    }

    /** A command with the task. */
    @Command
    static final class PlainCommand {
        @Mixin
        private final PlainTask task = new PlainTask();

        @Option(names = "--other")
        private boolean other;
    }

    private static Map<String, Object> apply(Map<String, String> values, String... commandLine) {
        PlainCommand command = new PlainCommand();
        CommandLine line = TaskGroup.line(command.task, command);
        line.parseArgs(commandLine);
        List<Setting> settings = values.entrySet().stream()
                .map(entry -> new Setting(entry.getKey(), entry.getValue(), "file", "file"))
                .toList();
        Configuration.of(settings, List.of()).apply(line);
        assertThat(command.other).isEqualTo(List.of(commandLine).contains("--other"));
        return command.task.settings();
    }

    @Test
    void everyTypeOfOption_isSetByTheParserOfTheCommandLine() {
        assertThat(apply(
                        Map.of("fast", "True", "data", "a/b", "names", "x,y", "no-cache", "true"),
                        "--count=3",
                        "--other"))
                .isEqualTo(Map.of(
                        "fast",
                        true,
                        "no-cache",
                        true,
                        "count",
                        3,
                        "data",
                        Path.of("a/b"),
                        "names",
                        List.of("x", "y")));
    }

    @Test
    void commandLine_goesBefore() {
        assertThat(apply(
                        Map.of("fast", "false", "data", "a", "names", "x,y", "count", "2"),
                        "-f",
                        "--count=3",
                        "--names=z",
                        "--names=u"))
                .containsEntry("fast", true)
                .containsEntry("count", 3)
                .containsEntry("data", Path.of("a"))
                .containsEntry("names", List.of("z", "u"));
    }

    @Test
    void valueThatIsNoFlag_isRefused() {
        assertThatThrownBy(() -> apply(Map.of("fast", "maybe"), "--count=3"))
                .isInstanceOf(WrongOptionException.class)
                .hasMessage("file: Invalid value for option '--fast': 'maybe' is not a boolean");
    }

    @Test
    void optionOfTheCommand_isNoKey() {
        assertThatThrownBy(() -> apply(Map.of("other", "true"), "--count=3"))
                .hasMessageStartingWith("file: Unknown key 'other'.");
    }
}
