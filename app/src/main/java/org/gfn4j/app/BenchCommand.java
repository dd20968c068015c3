package org.gfn4j.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.gfn4j.task.Problem;
import org.gfn4j.torch.MatmulRate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures how fast training on one task is, beside what its arithmetic takes.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command
final class BenchCommand implements Callable<Integer> {
    static final String DESCRIPTION =
            "Measures whole iterations of training on one thread, beside the time that their matrix products alone take"
                    + " (floor).";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final double GIGA = 1e9;
    private static final String ROW = "%-9s %6s %14s %13s %11s %7s%n";

    @Mixin
    private final Task task;

    @Option(names = "--objective", paramLabel = "NAME", description = "Measures this one only.")
    private @Nullable ObjectiveName objective;

    @Option(
            names = "--batch",
            paramLabel = "NUMBER",
            description = "Trajectories in one iteration, instead of the usual.")
    @WholeNumber(min = 1, max = 1_000_000)
    private @Nullable Integer batch;

    @Option(names = "--warm-up", paramLabel = "NUMBER", description = "Iterations before the clock starts.")
    @WholeNumber(min = 1, max = 1_000_000)
    private int warmUp = 10;

    @Option(names = "--iterations", paramLabel = "NUMBER", description = "Iterations that are measured.")
    @WholeNumber(min = 1, max = 1_000_000)
    private int iterations = 20;

    @Option(names = "--json", description = "Prints JSON instead of a table.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    BenchCommand(Task task) {
        this.task = task;
    }

    @Override
    public Integer call() {
        double before = MatmulRate.multiplyAddsPerSecond();
        List<Map<String, Object>> results = measure(task.problem());
        double after = MatmulRate.multiplyAddsPerSecond();
        results.forEach(result -> result.put("floorRatio", Benchmark.floorRatio(result, Math.max(before, after))));
        PrintWriter out = command.commandLine().getOut();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("task", task.name());
        values.put("gemmGflops", 2 * before / GIGA);
        values.put("gemmGflopsAfterwards", 2 * after / GIGA);
        values.put("results", results);
        if (json) {
            out.println(JSON.writeValueAsString(values));
        } else {
            print(values, results, out);
        }
        out.flush();
        return 0;
    }

    private <S> List<Map<String, Object>> measure(Problem<S> problem) {
        List<Map<String, Object>> results = new ArrayList<>();
        for (BenchCase each : cases()) {
            command.commandLine()
                    .getErr()
                    .println("gfn4j: measuring " + each.objective() + ", batch " + each.batch() + " ...");
            results.add(new Benchmark<>(task, problem, warmUp, iterations).measure(each));
        }
        return results;
    }

    private List<BenchCase> cases() {
        if (objective == null) {
            return task.benchCases().stream()
                    .map(each -> batch == null ? each : new BenchCase(each.objective(), batch))
                    .toList();
        }
        String name = ChoiceConverter.nameOf(objective);
        int usual = task.benchCases().stream()
                .filter(each -> each.objective().equals(name))
                .mapToInt(BenchCase::batch)
                .findFirst()
                .orElse(16);
        return List.of(new BenchCase(name, batch == null ? usual : batch));
    }

    private void print(Map<String, Object> values, List<Map<String, Object>> results, PrintWriter out) {
        out.println("512x512x512 products: " + number(values, "gemmGflops", 0) + " GFLOP/s, afterwards "
                + number(values, "gemmGflopsAfterwards", 0));
        out.println();
        out.printf(Locale.ROOT, ROW, "objective", "batch", "trajectories/s", "transitions/s", "reward (ms)", "floors");
        for (Map<String, Object> result : results) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    result.get("objective"),
                    result.get("batch"),
                    number(result, "trajectoriesPerSecond", 1),
                    number(result, "transitionsPerSecond", 1),
                    number(result, Benchmark.rewardKey(task), 3),
                    number(result, "floorRatio", 2));
        }
    }

    private static String number(Map<String, Object> values, String name, int decimals) {
        double value = ((Number) Objects.requireNonNull(values.get(name))).doubleValue();
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
