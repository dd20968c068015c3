package org.gfn4j.app.run;

import java.util.List;
import java.util.Map;
import org.gfn4j.app.folder.RunRecord;
import org.gfn4j.app.folder.RunWriter;
import org.gfn4j.app.method.Methods;
import org.gfn4j.app.report.Verdict;
import org.gfn4j.app.report.VerdictRules;
import org.gfn4j.app.report.VerdictRules.Aim;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The verdict on a run, from its configuration and what it has recorded.
 *
 * <p>Thread-safety: stateless.
 */
public final class RunVerdict {
    /** The name in {@code summary.json} and what {@code --json} prints. */
    public static final String NAME = "verdict";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RunVerdict() {}

    /**
     * Judges a run that has been recorded, which may be going on or have been interrupted.
     *
     * @param config what {@code config.yaml} holds
     * @param run its figures
     */
    public static Verdict of(Map<String, ? extends @Nullable Object> config, RunRecord run) {
        return VerdictRules.judge(aim(config), run.figures(), run.metrics());
    }

    /**
     * Judges figures that are not, or not yet, in the folder of a run.
     *
     * @param config what {@code config.yaml} holds
     * @param figures the figures, as {@code summary.json} has them
     * @param metrics the lines of {@code metrics.jsonl}, perhaps none
     */
    public static Verdict of(
            Map<String, ? extends @Nullable Object> config,
            Map<String, ? extends @Nullable Object> figures,
            List<JsonNode> metrics) {
        return VerdictRules.judge(aim(config), JSON.valueToTree(RunWriter.finite(figures)), metrics);
    }

    /** Returns what a run aims at; one that names no method is of a flow network. */
    private static Aim aim(Map<String, ? extends @Nullable Object> config) {
        return Methods.named(String.valueOf(config.get("method")))
                .map(method -> method.aim(config))
                .orElse(Aim.MODEL);
    }
}
