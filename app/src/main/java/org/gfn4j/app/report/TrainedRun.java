package org.gfn4j.app.report;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gfn4j.model.FlowModel;
import org.gfn4j.reward.LogReward;
import org.gfn4j.task.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a report is made from.
 *
 * <p>Thread-safety: immutable, as far as its parts are.
 *
 * @param config what {@code config.yaml} holds, in its order; values are numbers, strings, booleans, lists or maps
 * @param metrics the lines of {@code metrics.jsonl}, which may be none and may lack figures
 * @param verdict what they say of the model
 * @param problem what was trained on
 * @param text what a finished object is called in tables
 * @param model the trained model
 * @param logReward the log-reward of training
 * @param exactLimit the largest number of states to enumerate, 0 for none
 * @param seed where the random numbers of sampled figures come from
 * @param <S> the type of a state
 */
public record TrainedRun<S>(
        Map<String, ? extends @Nullable Object> config,
        List<JsonNode> metrics,
        Verdict verdict,
        Problem<S> problem,
        Function<S, String> text,
        FlowModel<S> model,
        LogReward<S> logReward,
        int exactLimit,
        long seed) {}
