package org.gfn4j.app.command;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gfn4j.app.cli.ResultRow;
import org.gfn4j.app.cli.WholeNumber;
import org.gfn4j.app.folder.RunWriter;
import org.gfn4j.app.report.Numbers;
import org.gfn4j.app.report.Verdict;
import org.gfn4j.app.reward.RewardExit;
import org.gfn4j.app.run.DrawEstimates;
import org.gfn4j.app.run.Enumeration;
import org.gfn4j.app.run.ExactFigures;
import org.gfn4j.app.run.RunVerdict;
import org.gfn4j.app.run.TaskProblems;
import org.gfn4j.app.run.TrainedOptions;
import org.gfn4j.app.run.TrustOptions;
import org.gfn4j.app.task.Study;
import org.gfn4j.evaluation.Mean;
import org.gfn4j.evaluation.ModeFinder;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.evaluation.Target;
import org.gfn4j.evaluation.VisitedWindow;
import org.gfn4j.reward.RewardScale;
import org.gfn4j.training.DrawnObject;
import org.gfn4j.training.TrainedModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures a trained model again.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command(
        name = "evaluate",
        description = {
            "Measures the model of a run: exactly if its space can be enumerated, and by fresh samples, each figure "
                    + "beside that of a perfect sampler."
        })
final class EvaluateCommand implements Callable<Integer> {
    private static final int DIGITS = 12;

    @Mixin
    private TrainedOptions trained = new TrainedOptions();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Option(
            names = "--samples",
            paramLabel = "NUMBER",
            description = "Number of objects to draw; default: 20000, fewer if drawing is slow.")
    @WholeNumber(min = 2, max = 100_000_000)
    private @Nullable Integer samples;

    @Option(
            names = "--test-set",
            paramLabel = "FILE",
            description =
                    "Objects whose exact log-probabilities are compared with their log-rewards, for tasks that have"
                            + " test sets.")
    private @Nullable Path testSet;

    @Option(names = "--json", description = "Prints JSON instead of a table.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() {
        TaskProblems problems = trust.problems(trained.run());
        TrainedModel<?> model = trained.model(problems, command.commandLine().getErr());
        try (RewardExit exit = new RewardExit(model.problem().reward())) {
            return evaluate(model, problems);
        }
    }

    private <S> int evaluate(TrainedModel<S> model, TaskProblems problems) {
        Study<S> study = problems.study(model);
        Map<String, @Nullable Object> values = figures(model, study);
        Verdict verdict = verdict(model, values);
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            Map<String, @Nullable Object> printed = new LinkedHashMap<>(values);
            printed.put(RunVerdict.NAME, verdict.json());
            out.println(RunWriter.PAGE.writeValueAsString(RunWriter.finite(printed)));
        } else {
            ResultRow.printWrapped(out, RunVerdict.NAME, verdict.text());
            print(values, out);
            study.rows(values).forEach((name, value) -> ResultRow.print(out, name, value));
        }
        out.flush();
        return 0;
    }

    private <S> Map<String, @Nullable Object> figures(TrainedModel<S> model, Study<S> study) {
        Map<String, @Nullable Object> tested =
                testSet == null ? Map.of() : study.ofTestSet(testSet, model.model()); // first, as it may be refused
        StateGraph<S> graph = Enumeration.of(
                model.problem(),
                trained.exactLimit(model),
                command.commandLine().getErr());
        Target<S> target =
                graph == null ? null : Target.of(graph, model.problem().logReward());
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("task", model.settings().get("task"));
        values.put("objective", model.settings().get("objective"));
        values.put("iterations", model.iteration());
        values.put("rewardFormula", model.problem().rewardScale().formula());
        values.put("exactLogZ", target == null ? null : target.logZ());
        ExactFigures.put(values, target, model.model());
        int count = samples == null ? study.sampleSize() : samples;
        values.putAll(DrawEstimates.of(model.model(), model.logReward(), count, trained.seed()));
        List<DrawnObject<S>> drawn = model.draw(count, trained.seed());
        values.put("sampled", sampled(model, drawn, target));
        values.putAll(study.ofSamples(drawn));
        values.putAll(tested);
        return values;
    }

    /** Judges the figures under the names that summaries have them by. */
    private static Verdict verdict(TrainedModel<?> model, Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> estimates = new LinkedHashMap<>(values);
        Map<String, @Nullable Object> visited = new LinkedHashMap<>();
        if (values.get("sampled") instanceof Map<?, ?> sampled) {
            sampled.forEach((name, value) -> visited.put((String) name, value));
            visited.put("window", sampled.get("count"));
            estimates.put(DrawEstimates.DRAWS, sampled.get("count"));
        }
        Map<String, @Nullable Object> figures = new LinkedHashMap<>(values);
        figures.remove("logZ"); // which is an estimate, and not what has been learned
        figures.put("visited", visited);
        figures.put(DrawEstimates.NAME, estimates);
        return RunVerdict.of(model.settings(), figures, List.of());
    }

    private <S> Map<String, @Nullable Object> sampled(
            TrainedModel<S> model, List<DrawnObject<S>> drawn, @Nullable Target<S> target) {
        VisitedWindow<S> window =
                target == null ? VisitedWindow.counting(drawn.size()) : VisitedWindow.against(target, drawn.size());
        ModeFinder<S> modes = model.problem().mode() == null
                ? null
                : new ModeFinder<>(model.problem().mode(), model.problem().modeCount());
        List<Double> logRewards = new ArrayList<>();
        for (DrawnObject<S> object : drawn) {
            window.add(object.object());
            logRewards.add(object.logReward());
            if (modes != null) {
                modes.add(object.object());
            }
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("count", drawn.size());
        values.put("distinct", window.distinct());
        RewardScale scale = model.problem().rewardScale();
        double[] logs = logRewards.stream().mapToDouble(Double::doubleValue).toArray();
        double[] rawLogs = Arrays.stream(logs)
                .map(log -> log / scale.exponent() + Math.log(scale.norm()))
                .toArray();
        values.put("meanRawReward", meaningful(Math.min(Double.MAX_VALUE, Math.exp(Mean.ofLogs(rawLogs)))));
        values.put("logMeanReward", Mean.ofLogs(logs));
        VisitedWindow.Comparison comparison = window.comparison().orElse(null);
        values.put("l1Sum", comparison == null ? null : comparison.distances().l1Sum());
        values.put(
                "l1SumFloor",
                comparison == null ? null : comparison.noiseFloor().l1Sum());
        values.put("modesFound", modes == null ? null : modes.found());
        values.put(
                "modes",
                modes == null || modes.total().isEmpty() ? null : modes.total().getAsLong());
        return values;
    }

    private static void print(Map<String, @Nullable Object> values, PrintWriter out) {
        Map<?, ?> sampled = (Map<?, ?>) values.get("sampled");
        ResultRow.figures(out, "iterations", "%,d", values.get("iterations"));
        ResultRow.figures(
                out, "log Z", "%.4f ± %.4f (importance sampling)", values.get("logZ"), values.get("logZStandardError"));
        ResultRow.figures(
                out,
                "lower bound",
                "%.4f ± %.4f (of log Z)",
                values.get("evidenceLowerBound"),
                values.get("evidenceLowerBoundStandardError"));
        ResultRow.figures(
                out,
                "effective size",
                "%,.0f of %,d draws",
                values.get("effectiveSampleSize"),
                sampled == null ? null : sampled.get("count"));
        ResultRow.figures(out, "exact log Z", "%.4f", values.get("exactLogZ"));
        ResultRow.figures(out, "total variation", "%.4f (exact; 0 is perfect)", values.get("exactTotalVariation"));
        ResultRow.figures(out, "Jensen-Shannon", "%.3g (exact, natural log)", values.get("exactJensenShannon"));
        ResultRow.figures(out, "correlation", "%.4f (exact; Pearson, log R with log P)", values.get("pearson"));
        if (sampled != null) {
            ResultRow.figures(out, "samples", "%,d, %,d different", sampled.get("count"), sampled.get("distinct"));
            ResultRow.figures(out, "mean raw reward", "%s", readable(sampled.get("meanRawReward")));
            if (!RewardScale.PLAIN.formula().equals(values.get("rewardFormula"))) {
                ResultRow.figures(
                        out, "mean reward R", "%s, %s", exp(sampled.get("logMeanReward")), values.get("rewardFormula"));
            }
            ResultRow.figures(
                    out,
                    "L1 of samples",
                    "%.4f (sum; a perfect sampler: %.4f)",
                    sampled.get("l1Sum"),
                    sampled.get("l1SumFloor"));
            ResultRow.figures(out, "modes found", "%,d of %,d", sampled.get("modesFound"), sampled.get("modes"));
        }
    }

    /** Leaves out the digits that logs do not hold. */
    private static double meaningful(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value)
                        .round(new MathContext(DIGITS, RoundingMode.HALF_EVEN))
                        .doubleValue()
                : value;
    }

    private static @Nullable String readable(@Nullable Object value) {
        return value instanceof Number number ? Numbers.significant(number.doubleValue(), 4) : null;
    }

    /** Writes a number of which a log is known, as a power where it is beyond the range of numbers. */
    private static @Nullable String exp(@Nullable Object log) {
        if (!(log instanceof Number number) || Double.isNaN(number.doubleValue())) {
            return null;
        }
        double value = Math.exp(number.doubleValue());
        return number.doubleValue() == Double.NEGATIVE_INFINITY
                        || (value >= Double.MIN_NORMAL && Double.isFinite(value))
                ? Numbers.significant(value, 4)
                : String.format(Locale.ROOT, "exp(%.4g)", number.doubleValue());
    }
}
