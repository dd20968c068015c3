package org.gfn4j.app.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.gfn4j.app.task.Task;
import org.gfn4j.app.task.Tasks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Lists the tasks.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command(name = "tasks", description = "Lists the tasks.")
final class TasksCommand implements Callable<Integer> {
    private final Tasks tasks;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    TasksCommand(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        List<Task> instances = tasks.instances();
        int width =
                instances.stream().mapToInt(task -> task.name().length()).max().orElse(0);
        for (Task task : instances) {
            out.println(task.name() + " ".repeat(width - task.name().length() + 2) + task.description());
        }
        out.flush();
        return 0;
    }
}
