package org.gfn4j.app.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.gfn4j.app.bench.BenchCases;
import org.gfn4j.app.bench.BenchOptions;
import org.gfn4j.app.bench.BenchSetup;
import org.gfn4j.app.bench.Benchmark;
import org.gfn4j.app.cli.DecimalNumber;
import org.gfn4j.app.cli.Host;
import org.gfn4j.app.cli.Setting;
import org.gfn4j.app.cli.WholeNumber;
import org.gfn4j.app.folder.RunWriter;
import org.gfn4j.app.task.Task;
import org.gfn4j.task.Problem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures how fast training on one task is, beside what its arithmetic takes.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command
final class BenchCommand implements Callable<Integer> {
    static final String DESCRIPTION =
            "Measures whole iterations of training, beside the time that their matrix products alone take (floor). "
                    + "Cases called sampling only draw trajectories, after training for the warm-up iterations.";

    private static final double GIGA = 1e9;
    private static final String ROW = "%-20s %-9s %5s %12s %13s %8s %7s%n";

    private final Supplier<Task> newTask;

    @Mixin
    private final Task task;

    @Mixin
    @SuppressWarnings("UnusedVariable") // read off the command line
    private final CommandSpec options;

    @Option(
            names = "--case",
            paramLabel = "NAME",
            split = ",",
            description = "Measures only the cases with these names in the table; separate several by commas.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--warm-up", paramLabel = "NUMBER", description = "Iterations before the clock starts.")
    @WholeNumber(min = 1, max = 1_000_000)
    private int warmUp = 200;

    @Option(names = "--iterations", paramLabel = "NUMBER", description = "Iterations to measure.")
    @WholeNumber(min = 1, max = 1_000_000)
    private int iterations = 1_000;

    @Option(
            names = "--reference-gflops",
            paramLabel = "NUMBER",
            description = "Rate of a 512x512x512 product of another library on this machine, in GFLOP/s; floors use "
                    + "the faster one.")
    @DecimalNumber(above = 0)
    private @Nullable Double referenceGflops;

    @Option(
            names = "--threads",
            paramLabel = "NUMBER",
            description = "Threads that share the work of a perceptron; results do not depend on it.")
    @WholeNumber(min = 1, max = 1024)
    private int threads = 1;

    @Option(names = "--json", description = "Prints JSON instead of a table.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    /**
     * Makes the command.
     *
     * @param task the task, for its options
     * @param newTask makes new instances of it, for cases with options of their own
     */
    BenchCommand(Task task, Supplier<Task> newTask) {
        this.task = task;
        options = BenchOptions.of(task.shape());
        this.newTask = newTask;
    }

    @Override
    public Integer call() {
        List<BenchSetup> setups = new BenchCases(newTask, given(), warmUp, iterations).chosen(names);
        List<Problem<?>> problems = problems(setups);
        double before = task.multiplyAddsPerSecond();
        List<Map<String, Object>> results = new ArrayList<>();
        for (int i = 0; i < setups.size(); i++) {
            results.add(measure(setups.get(i), problems.get(i)));
        }
        double after = task.multiplyAddsPerSecond();
        double reference = referenceGflops == null ? 0 : referenceGflops * GIGA / 2;
        double rate = Math.max(reference, Math.max(before, after));
        results.forEach(result -> result.put("floorRatio", Benchmark.floorRatio(result, rate)));
        PrintWriter out = command.commandLine().getOut();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("task", task.name());
        values.put("kernel", Host.kernel());
        values.put("threads", threads);
        values.put("gemmGflops", 2 * before / GIGA);
        values.put("gemmGflopsAfterwards", 2 * after / GIGA);
        if (referenceGflops != null) {
            values.put("referenceGflops", referenceGflops);
        }
        values.put("warmUp", warmUp);
        values.put("iterations", iterations);
        values.put("results", results);
        if (json) {
            out.println(RunWriter.PAGE.writeValueAsString(values));
        } else {
            print(values, results, out);
        }
        out.flush();
        return 0;
    }

    /** Returns the options of the task and its training that were written, by their long names without hyphens. */
    private Map<String, List<String>> given() {
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
            boolean passedOn = command.mixins().values().stream()
                    .anyMatch(mixin -> mixin.findOption(option.longestName()) != null);
            if (passedOn) {
                given.put(Setting.keyOf(option.longestName()), option.stringValues());
            }
        }
        return given;
    }

    /** Makes the problem of each case, one for those with equal options, so that they share what it remembers. */
    private static List<Problem<?>> problems(List<BenchSetup> setups) {
        Map<Map<String, Object>, Problem<?>> known = new HashMap<>();
        List<Problem<?>> problems = new ArrayList<>();
        for (BenchSetup setup : setups) {
            Problem<?> problem = known.computeIfAbsent(
                    setup.task().settings(), settings -> setup.task().problem());
            setup.options().check(problem);
            problems.add(problem);
        }
        return problems;
    }

    private <S> Map<String, Object> measure(BenchSetup setup, Problem<S> problem) {
        command.commandLine()
                .getErr()
                .println("gfn4j: measuring " + setup.name() + ", " + setup.subject() + ", batch "
                        + setup.options().batch() + " ...");
        return new Benchmark<>(setup, problem.withThreads(threads), warmUp, iterations).measure();
    }

    private static void print(Map<String, Object> values, List<Map<String, Object>> results, PrintWriter out) {
        out.println("512x512x512 products: " + number(values, "gemmGflops", 0) + " GFLOP/s, afterwards "
                + number(values, "gemmGflopsAfterwards", 0)
                + (values.containsKey("referenceGflops") ? ", elsewhere " + number(values, "referenceGflops", 0) : ""));
        out.println();
        out.printf(Locale.ROOT, ROW, "name", "objective", "batch", "iterations/s", "transitions/s", "ms", "floors");
        for (Map<String, Object> result : results) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    result.get("name"),
                    result.get("objective"),
                    result.get("batch"),
                    number(result, "iterationsPerSecond", 1),
                    number(result, "transitionsPerSecond", 1),
                    number(result, "medianMillis", 3),
                    floors(result));
        }
    }

    private static String floors(Map<String, Object> result) {
        String exact = number(result, "floorRatio", 2);
        return exact.length() > "999.99".length() ? number(result, "floorRatio", 0) : exact;
    }

    private static String number(Map<String, Object> values, String name, int decimals) {
        double value = ((Number) Objects.requireNonNull(values.get(name))).doubleValue();
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
