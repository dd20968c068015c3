package org.gfn4j.app.run;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.method.ThreadOptions;
import org.jspecify.annotations.Nullable;

/**
 * Does the runs of a comparison one after another in this process.
 *
 * <p>Thread-safety: stateless.
 */
public final class RunsInTurn {
    private RunsInTurn() {}

    /**
     * Does the runs that are not complete; one that fails does not keep the others from being done.
     *
     * @param runs the runs
     * @param threads how many threads share the work of a network
     * @param trust what runs may start
     * @param err where progress goes
     * @return whether all are complete and have all that they should
     */
    public static boolean run(List<PlannedRun> runs, ThreadOptions threads, TrustOptions trust, PrintWriter err) {
        boolean whole = true;
        for (int i = 0; i < runs.size(); i++) {
            PlannedRun run = runs.get(i);
            if (run.isComplete()) {
                continue;
            }
            err.println("gfn4j: run " + (i + 1) + " of " + runs.size() + ": " + run.name());
            run.prepare();
            try {
                Map<String, @Nullable Object> summary = new Resumption(
                                threads, trust, new PrintWriter(Writer.nullWriter()), err)
                        .resume(new ExistingRun(run.folder()), Map.of(), null);
                if (!Boolean.TRUE.equals(summary.get("completed"))) {
                    return false;
                }
                whole &= TrainingRun.exitCode(summary) == 0;
            } catch (TrainingFailedException e) {
                err.println("gfn4j: " + run.name() + " failed: " + Failures.describe(e));
                whole = false;
            }
        }
        return whole;
    }
}
