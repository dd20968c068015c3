package org.gfn4j.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.FileOptions;
import org.gfn4j.app.cli.ResultRow;
import org.gfn4j.app.run.ExistingRun;
import org.gfn4j.app.run.RunPage;
import org.gfn4j.app.run.RunVerdict;
import org.gfn4j.app.run.TaskProblems;
import org.gfn4j.app.run.TrainedOptions;
import org.gfn4j.training.TrainedModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Writes the page of a run.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command(
        name = "report",
        description = {
            "Writes report.html into the folder of a run: a verdict and key figures, the learned distribution beside "
                    + "the true one, and learning curves. The page is a single file that needs no network."
        })
final class ReportCommand implements Callable<Integer> {
    @Mixin
    private TrainedOptions trained = new TrainedOptions();

    @Option(
            names = "--figures",
            paramLabel = "FOLDER",
            description = "Folder for the pictures of the page as PNG files. Default: none are written.")
    private @Nullable String figures;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        CommandLine line = command.commandLine();
        Path figureFolder = figures == null ? null : FileOptions.folder("--figures", figures);
        ExistingRun run = trained.run();
        TaskProblems problems = TaskProblems.startingNothing(launch -> line.getErr()
                .println("gfn4j: rewards of new samples are left out, because a report does not load what you neither "
                        + "made nor approved: " + Failures.wholeLine(launch.describe())));
        TrainedModel<?> model = trained.model(problems, line.getErr());
        RunPage page = RunPage.of(run, model, problems, trained.exactLimit(model), trained.seed());
        line.getErr().println("gfn4j: wrote " + page.write());
        ResultRow.printWrapped(line.getOut(), RunVerdict.NAME, page.verdict().text());
        line.getOut().flush();
        if (figureFolder != null) {
            page.writeFigures(figureFolder).forEach(file -> line.getErr().println("gfn4j: wrote " + file));
        }
        return 0;
    }
}
