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
 * Goes on with a run from a checkpoint.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command(
        name = "resume",
        description = {
            "Goes on with a run that was interrupted, as if it had never stopped.",
            "A run that is complete is trained on with --iterations or --budget."
        })
final class ResumeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "Folder of the run.")
    @SuppressWarnings("NullAway.Init")
    private String run;

    @Option(
            names = "--iterations",
            paramLabel = "NUMBER",
            description =
                    "New length of the run, those done included; the course of the learning rates is then that of the"
                            + " new length. Default: as it was.")
    @WholeNumber(min = 1, max = 1_000_000_000)
    private @Nullable Integer iterations;

    @Option(
            names = "--budget",
            paramLabel = "NUMBER",
            description = "New number of requests for a reward that end the run, those made included; instead of"
                    + " --iterations.")
    @WholeNumber(min = 1, max = 1_000_000_000)
    private @Nullable Integer budget;

    @Option(
            names = "--checkpoint",
            paramLabel = "STEP",
            description = "Checkpoint to go on from; later ones are removed. Default: the newest.")
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
                    + "' does not go with --iterations, as either ends the run; leave one of them out");
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
