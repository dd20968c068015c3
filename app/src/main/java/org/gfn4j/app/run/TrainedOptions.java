package org.gfn4j.app.run;

import java.io.PrintWriter;
import org.gfn4j.app.cli.WholeNumber;
import org.gfn4j.app.method.ThreadOptions;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.training.TrainedModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The run that a command looks at, and how.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class TrainedOptions {
    @Parameters(paramLabel = "RUN", description = "Folder of the run.")
    @SuppressWarnings("NullAway.Init")
    private String run;

    @Option(names = "--checkpoint", paramLabel = "STEP", description = "Checkpoint to use. Default: the newest.")
    @WholeNumber(min = 0)
    private @Nullable Long step;

    @Option(
            names = "--exact-limit",
            paramLabel = "NUMBER",
            description =
                    "Largest number of states to enumerate for exact figures; 0 for none. Default: as in training.")
    @WholeNumber(min = 0, max = 100_000_000)
    private @Nullable Integer exactLimit;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "Seed of every draw.")
    @WholeNumber(min = 0)
    private long seed = 0;

    @Mixin
    private ThreadOptions threads = new ThreadOptions();

    /** Returns the run. */
    public ExistingRun run() {
        return ExistingRun.of(run);
    }

    /**
     * Returns the model of the checkpoint.
     *
     * @param problems makes the problem of the run
     * @param err where is said which option has no effect
     */
    public TrainedModel<?> model(TaskProblems problems, PrintWriter err) {
        TrainedModel<?> model = run().model(step, threads.count(), problems);
        threads.withoutEffect(model.problem()).forEach(note -> err.println("gfn4j: " + note));
        return model;
    }

    /**
     * Returns the largest number of states to enumerate.
     *
     * @param model the model of the run
     */
    public int exactLimit(TrainedModel<?> model) {
        if (exactLimit != null) {
            return exactLimit;
        }
        return model.settings().get("exact-limit") instanceof Number recorded
                ? recorded.intValue()
                : StateGraph.DEFAULT_LIMIT;
    }

    public long seed() {
        return seed;
    }
}
