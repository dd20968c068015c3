package org.gfn4j.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gfn4j.app.cli.NamedCommand;
import org.gfn4j.app.task.Task;
import org.gfn4j.app.testing.Outcome;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridEncoder;
import org.gfn4j.reward.Reward;
import org.gfn4j.task.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

/** Commands that tasks bring have names of their own. */
class TaskCommandsTest {

    @Test
    void aCommandThatAnotherTaskHasIsRefusedByTheNameOfItsTask(@TempDir Path jar) throws IOException {
        Path services = Files.createDirectories(jar.resolve("META-INF/services"));
        Files.writeString(services.resolve(Task.class.getName()), ClashingTask.class.getName());
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            Outcome outcome = Outcome.of("tasks");
            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.message())
                    .isEqualTo("gfn4j: the task 'zzz' brings a command 'proxy', but there is one of this name already");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** Brings a command that molecules bring, too. */
    @Command
    public static final class ClashingTask implements Task {
        @Override
        public String name() {
            return "zzz";
        }

        @Override
        public String description() {
            return "cells";
        }

        @Override
        public Problem<?> problem() {
            Hypergrid grid = new Hypergrid(1, 2);
            return Problem.of(grid, grid, new HypergridEncoder(grid), Reward.of(cell -> 1));
        }

        @Override
        public Map<String, Object> settings() {
            return Map.of();
        }

        @Override
        public List<NamedCommand> commands() {
            return List.of(NamedCommand.of(Proxy.class, Proxy::new));
        }
    }

    @Command(name = "proxy", description = "Another one.")
    static final class Proxy {}
}
