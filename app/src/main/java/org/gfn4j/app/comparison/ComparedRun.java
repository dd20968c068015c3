package org.gfn4j.app.comparison;

import java.util.Map;
import org.gfn4j.app.folder.RunRecord;
import org.gfn4j.app.report.Verdict;
import org.gfn4j.app.run.ExistingRun;

/**
 * A run that is held against others.
 *
 * <p>Thread-safety: immutable, as far as its parts are.
 *
 * @param settings what its {@code config.yaml} holds, as it is written, in its order
 * @param run its folder
 * @param recorded the figures that it has recorded
 * @param verdict what its figures say of it
 */
record ComparedRun(Map<String, String> settings, ExistingRun run, RunRecord recorded, Verdict verdict) {
    private static final String GFLOWNET = "gflownet";

    /** Returns what the method is called: that of a flow network with its objective. */
    String method() {
        String method = settings.getOrDefault("method", GFLOWNET);
        String objective = settings.get("objective");
        return method.equals(GFLOWNET) && objective != null ? method + "-" + objective : method;
    }

    /** Returns the seed as it is written. */
    String seed() {
        return settings.getOrDefault("seed", "");
    }

    /** Returns the folder as it was named. */
    String folder() {
        return recorded.folder().toString();
    }

    /** Tells whether the run has come to its end. */
    boolean isComplete() {
        return recorded.isSummaryNewest()
                && recorded.summary().path("completed").asBoolean(false);
    }
}
