package org.gfn4j.app;

import java.io.PrintWriter;
import java.util.Locale;
import org.gfn4j.evaluation.SpaceTooLargeException;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.task.Problem;
import org.gfn4j.training.TrainedModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The run that a command looks at, and how.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class TrainedOptions {
    @Parameters(paramLabel = "RUN", description = "Folder of the run.")
    @SuppressWarnings("NullAway.Init")
    private String run;

    @Option(names = "--checkpoint", paramLabel = "STEP", description = "Checkpoint to use. Default: the newest.")
    @WholeNumber(min = 0)
    private @Nullable Long step;

    @Option(
            names = "--exact-limit",
            paramLabel = "NUMBER",
            description = "Largest number of states to enumerate for exact figures; 0 for none.")
    @WholeNumber(min = 0, max = 100_000_000)
    private int exactLimit = StateGraph.DEFAULT_LIMIT;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "Seed of every draw.")
    @WholeNumber(min = 0)
    private long seed = 0;

    /** Returns the run. */
    ExistingRun run() {
        return ExistingRun.of(run);
    }

    /** Returns the model of the checkpoint. */
    TrainedModel<?> model() {
        return run().model(step);
    }

    int exactLimit() {
        return exactLimit;
    }

    long seed() {
        return seed;
    }

    /**
     * Enumerates the space.
     *
     * @param problem what was trained on
     * @param err where it is said that this takes long, or cannot be
     * @param <S> the type of a state
     * @return all states; null where there are more than were to be enumerated
     */
    <S> @Nullable StateGraph<S> enumerate(Problem<S> problem, PrintWriter err) {
        if (exactLimit == 0) {
            return null;
        }
        String limit = String.format(Locale.ROOT, "%,d", exactLimit);
        SlowNotice notice = new SlowNotice(
                "enumerating up to " + limit + " states for exact figures (--exact-limit 0 does without)", err);
        try (notice) {
            return StateGraph.of(problem.environment(), exactLimit);
        } catch (SpaceTooLargeException e) {
            err.println("gfn4j: exact figures are left out, because the space has more than " + limit
                    + " states (--exact-limit)");
            return null;
        }
    }
}
