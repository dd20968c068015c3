package org.gfn4j.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.gfn4j.app.cli.FileOptions;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.comparison.Comparison;
import org.gfn4j.app.folder.RunFolder;
import org.gfn4j.app.folder.RunWriter;
import org.gfn4j.app.run.ExistingRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Holds runs that are there against each other.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command(
        name = "compare",
        description = {
            "Runs methods on a task under one budget of reward requests, and compares what they find: gfn4j compare "
                    + "TASK. Or compares existing runs of one task: gfn4j compare RUN RUN ...",
            "Prints a table of the methods, and writes comparison.html with curves and comparison/*.csv with their "
                    + "numbers. Runs that differ only in their seed form one group."
        },
        commandListHeading = "%nTasks:%n")
public final class CompareRunsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", arity = "0..*", description = "Folders of the runs.")
    private List<String> runs = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Folder for the page, created if it is missing. Default: a new one in runs/.")
    private @Nullable String out;

    @Option(names = "--json", description = "Prints JSON instead of a table.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() {
        CommandLine line = command.commandLine();
        if (runs.isEmpty()) {
            throw new WrongOptionException(
                    "Missing what to compare: the folders of runs, or the name of a task, which are "
                            + String.join(", ", line.getSubcommands().keySet()));
        }
        Comparison comparison = Comparison.of(
                runs.stream().map(run -> ExistingRun.of(run).folder()).toList());
        Path folder = out == null ? RunFolder.free(Path.of("runs"), "comparison") : FileOptions.folder("--out", out);
        comparison.check(folder);
        PrintWriter standard = line.getOut();
        if (json) {
            standard.println(RunWriter.PAGE.writeValueAsString(comparison.values()));
            standard.flush();
        } else {
            comparison.table(standard);
        }
        line.getErr().println("gfn4j: wrote " + comparison.write(folder));
        return 0;
    }
}
