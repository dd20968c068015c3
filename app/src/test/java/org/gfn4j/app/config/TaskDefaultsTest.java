package org.gfn4j.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.gfn4j.app.cli.Setting;
import org.gfn4j.app.cli.WholeNumber;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.hypergrid.HypergridTask;
import org.gfn4j.app.method.TrainingOptions;
import org.gfn4j.app.task.Task;
import org.gfn4j.model.ShapeSetting;
import org.gfn4j.task.Problem;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a task says of the options that all tasks share. */
class TaskDefaultsTest {

    /** A task that knows better than the common defaults. */
    @Command
    static final class ParticularTask implements Task {
        @Option(names = "--profile")
        private String profile = "none";

        @Option(names = "--size")
        @WholeNumber(min = 1, max = 9)
        private int size = 2;

        @Override
        public String name() {
            return "particular";
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
        public Map<String, String> defaults() {
            return Map.of("batch", "64", "epsilon", "0.05", "objective", "db", "iterations", "10");
        }

        @Override
        public List<ShapeSetting<?>> shape() {
            return List.of();
        }

        @Override
        public Map<String, String> profile() {
            return profile.equals("paper") ? Map.of("batch", "4", "size", "8", "objective", "fm") : Map.of();
        }

        @Override
        public Map<String, Object> settings() {
            return Map.of("profile", profile, "size", size);
        }
    }

    /** A command with both kinds of options. */
    @Command
    static final class Training {
        @Mixin
        private final ParticularTask task = new ParticularTask();

        @Mixin
        private final TrainingOptions options = new TrainingOptions(task.shape());
    }

    private final Training training = new Training();
    private final CommandLine line = TaskGroup.line(training.task, training);

    private Map<String, Object> settings(Map<String, String> file, String... commandLine) {
        line.parseArgs(commandLine);
        Configuration.of(
                        file.entrySet().stream()
                                .map(entry -> new Setting(entry.getKey(), entry.getValue(), "file", "file"))
                                .toList(),
                        List.of())
                .apply(line);
        return training.options.settings(training.task);
    }

    @Test
    void defaultsOfTheTask_goBeforeTheCommonOnes() {
        assertThat(settings(Map.of()))
                .containsEntry("batch", 64)
                .containsEntry("epsilon", 0.05)
                .containsEntry("objective", "db")
                .containsEntry("learning-rate", 0.002)
                .containsEntry("iterations", 10)
                .doesNotContainKeys("hidden", "layers", "budget");
        assertThat(training.options.iterations()).isEqualTo(10);
        assertThat(line.getUsageMessage().replaceAll("\\s+", " "))
                .contains(
                        "Trajectories in one iteration, or number of chains. Default 64;",
                        "Optimiser steps. Default 10;")
                .doesNotContain("--hidden", "--layers");
    }

    @Test
    void optionWithoutMeaning_isUnknown() {
        assertThatThrownBy(() -> settings(Map.of(), "--hidden", "8")).isInstanceOf(UnmatchedArgumentException.class);
        assertThatThrownBy(() -> settings(Map.of("hidden", "8")))
                .isInstanceOf(WrongOptionException.class)
                .hasMessageStartingWith("file: Unknown key 'hidden'.");
    }

    @Test
    void profile_setsWhatNobodyElseDoes() {
        assertThat(settings(Map.of(), "--profile=paper"))
                .containsEntry("batch", 4)
                .containsEntry("size", 8)
                .containsEntry("objective", "fm");
        assertThat(settings(Map.of("batch", "5"), "--profile=paper", "--objective=tb"))
                .containsEntry("batch", 5)
                .containsEntry("size", 8)
                .containsEntry("objective", "tb");
        assertThat(settings(Map.of("profile", "paper"), "--size=3"))
                .containsEntry("batch", 4)
                .containsEntry("size", 3);
    }

    @Test
    void budget_endsTheRunInsteadOfIterations() {
        assertThat(settings(Map.of(), "--budget=1000"))
                .containsEntry("budget", 1000)
                .doesNotContainKey("iterations");
        assertThat(training.options.iterations()).isEqualTo(16);
        training.options.check("--budget"::equals);
        assertThatThrownBy(() -> training.options.check(option -> true))
                .isInstanceOf(WrongOptionException.class)
                .hasMessage("Invalid value for option '--budget': '1000' cannot be combined with --iterations, as "
                        + "either ends the run; leave one of them out");
    }
}
