package org.gfn4j.app.comparison;

import java.util.Map;
import java.util.Optional;
import org.gfn4j.app.folder.RunRecord;
import org.gfn4j.app.report.Verdict;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A run that is held against others.
 *
 * <p>Thread-safety: immutable, as far as its parts are.
 *
 * @param settings what its {@code config.yaml} holds, as it is written, in its order
 * @param recorded the figures that it has recorded
 * @param rewards the raw rewards of what it has found; null where they are not known
 * @param modes the modes among what it has found, where a task has a file of it; null where there is none
 * @param verdict what its figures say of it
 */
public record ComparedRun(
        Map<String, String> settings,
        RunRecord recorded,
        @Nullable RewardCounts rewards,
        @Nullable ModesFound modes,
        Verdict verdict) {
    /** Where {@code summary.json} has the numbers of modes by threshold, where a task counts them. */
    public static final String MODES_AT = "modesAt";

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

    /** Tells whether the run has recorded any figures. */
    boolean hasFigures() {
        return figures().isObject();
    }

    /** Tells whether the run has come to its end. */
    boolean isComplete() {
        return recorded.isSummaryNewest()
                && recorded.summary().path("completed").asBoolean(false);
    }

    /** Returns the newest figures: the summary, or the last line of the metrics where the run has gone on since. */
    JsonNode figures() {
        return recorded.figures();
    }

    /** Returns a figure by its JSON pointer. */
    Optional<Double> number(String pointer) {
        JsonNode value = figures().at(pointer);
        return value.isNumber() ? Optional.of(value.doubleValue()).filter(Double::isFinite) : Optional.empty();
    }
}
