package org.gfn4j.app.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gfn4j.app.cli.WholeNumber;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.app.method.ThreadOptions;
import org.gfn4j.app.run.ExistingRun;
import org.gfn4j.app.run.Resumption;
import org.gfn4j.app.run.TrainingRun;
import org.gfn4j.app.run.TrustOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Resumes a run from a checkpoint.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command(
        name = "resume",
        description = {
            "Resumes an interrupted run, as if it had never stopped.",
            "With --iterations or --budget, trains a complete run further."
        })
final class ResumeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "Folder of the run.")
    @SuppressWarnings("NullAway.Init")
    private String run;

    @Option(
            names = "--iterations",
            paramLabel = "NUMBER",
            description =
                    "New total number of iterations; the learning rates then follow the schedule of the new length. "
                            + "Default: unchanged.")
    @WholeNumber(min = 1, max = 1_000_000_000)
    private @Nullable Integer iterations;

    @Option(
            names = "--budget",
            paramLabel = "NUMBER",
            description = "New total number of reward requests after which the run ends; instead of --iterations.")
    @WholeNumber(min = 1, max = 1_000_000_000)
    private @Nullable Integer budget;

    @Option(
            names = "--checkpoint",
            paramLabel = "STEP",
            description = "Checkpoint to resume from; later ones are removed. Default: the newest.")
    @WholeNumber(min = 0)
    private @Nullable Long step;

    @Mixin
    private ThreadOptions threads = new ThreadOptions();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() {
        if (iterations != null && budget != null) {
            throw new WrongOptionException("Invalid value for option '--budget': '" + budget
                    + "' cannot be combined with --iterations, as either ends the run; leave one of them out");
        }
        Map<String, String> changes = new LinkedHashMap<>();
        if (iterations != null) {
            changes.put("iterations", iterations.toString());
        }
        if (budget != null) {
            changes.put("budget", budget.toString());
        }
        CommandLine line = command.commandLine();
        return TrainingRun.exitCode(new Resumption(threads, trust, line.getOut(), line.getErr())
                .resume(ExistingRun.of(run), changes, step));
    }
}
