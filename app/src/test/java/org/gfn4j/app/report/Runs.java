package org.gfn4j.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.evaluation.Target;
import org.gfn4j.evaluation.TerminalDistribution;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridProblems;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.TabularFlowModel;
import org.gfn4j.objective.TrajectoryBalance;
import org.gfn4j.reward.LogReward;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.sampling.TrajectorySource;
import org.gfn4j.task.Problem;
import org.gfn4j.training.Trainer;
import org.gfn4j.training.TrainingSettings;
import org.gfn4j.training.TrainingStep;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Small trained runs to report on. */
final class Runs {
    static final int LIMIT = 10_000;

    private static final Verdict VERDICT = new Verdict(Verdict.Level.UNKNOWN, "Nothing is known & nothing <shown>.");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Runs() {}

    static Problem<Cell> corners(int dimensions, int side) {
        return HypergridProblems.corners(new Hypergrid(dimensions, side), 0.001, 0.5, 2);
    }

    /** Trains a table for some iterations and records metrics of each tenth. */
    static <S> TrainedRun<S> trained(Problem<S> problem, int iterations) {
        FlowModel<S> model = new TabularFlowModel<>(problem.environment(), BackwardPolicy.UNIFORM);
        LogReward<S> logReward = new LogReward<>(problem.reward());
        Target<S> target = Target.of(StateGraph.of(problem.environment(), LIMIT), logReward);
        List<JsonNode> metrics = new ArrayList<>();
        new Trainer<>(
                        model,
                        new TrajectoryBalance(),
                        TrajectorySource.onPolicy(new Sampler<>(model, logReward), 16, new RandomStreams(0)),
                        TrainingSettings.of(iterations),
                        step -> record(metrics, step, target, model))
                .run();
        return new TrainedRun<>(
                config(), metrics, VERDICT, problem, problem.format()::format, model, logReward, LIMIT, 0);
    }

    /** A run that has not been trained and has recorded nothing. */
    static <S> TrainedRun<S> untrained(Problem<S> problem, int exactLimit) {
        FlowModel<S> model = new TabularFlowModel<>(problem.environment(), BackwardPolicy.UNIFORM);
        return new TrainedRun<>(
                config(),
                List.of(),
                VERDICT,
                problem,
                problem.format()::format,
                model,
                new LogReward<>(problem.reward()),
                exactLimit,
                0);
    }

    static <S> TrainedRun<S> withMetrics(TrainedRun<S> run, List<JsonNode> metrics) {
        return new TrainedRun<>(
                run.config(),
                metrics,
                run.verdict(),
                run.problem(),
                run.text(),
                run.model(),
                run.logReward(),
                run.exactLimit(),
                run.seed());
    }

    static <S> TrainedRun<S> withConfig(TrainedRun<S> run, Map<String, Object> config) {
        return new TrainedRun<>(
                config,
                run.metrics(),
                run.verdict(),
                run.problem(),
                run.text(),
                run.model(),
                run.logReward(),
                run.exactLimit(),
                run.seed());
    }

    /** The page of a run whose task adds nothing. */
    static ReportPage page(TrainedRun<?> run) {
        return ReportPage.of(run, TaskSections.NONE);
    }

    static JsonNode line(String json) {
        return JSON.readTree(json);
    }

    private static Map<String, Object> config() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("task", "hypergrid");
        config.put("objective", "tb");
        config.put("seed", 7);
        config.put("written-by", Map.of("gfn4j", "test"));
        return config;
    }

    private static <S> void record(List<JsonNode> metrics, TrainingStep<S> step, Target<S> target, FlowModel<S> model) {
        long iterations = step.iteration() + 1;
        if (iterations % 10 == 0) {
            metrics.add(JSON.valueToTree(Map.of(
                    "iterations",
                    iterations,
                    "loss",
                    step.loss(),
                    "logZ",
                    2 - 1.0 / iterations,
                    "exactLogZ",
                    target.logZ(),
                    "exactTotalVariation",
                    TerminalDistribution.of(target.graph(), model)
                            .distancesTo(target)
                            .totalVariation(),
                    "visited",
                    Map.of(
                            "count",
                            16 * iterations,
                            "window",
                            16 * iterations,
                            "l1Sum",
                            2.0 / iterations,
                            "l1SumFloor",
                            1.0 / iterations,
                            "modesFound",
                            1,
                            "modes",
                            4))));
        }
    }

    /** Requires that texts follow each other in a page, which AssertJ would copy for each of its characters. */
    static void assertInOrder(String page, List<String> texts) {
        int place = 0;
        for (String text : texts) {
            int found = page.indexOf(text, place);
            assertThat(found).as("where '%s' is after %d", text, place).isNotNegative();
            place = found + text.length();
        }
    }
}
