package org.gfn4j.app.run;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gfn4j.app.cli.ResultRow;
import org.gfn4j.app.folder.RunFolder;
import org.gfn4j.app.folder.RunWriter;
import org.gfn4j.app.report.Numbers;
import org.gfn4j.app.report.Spread;
import org.jspecify.annotations.Nullable;

/**
 * The figures of runs that differ in their seed only, with their means and standard deviations.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class SeedSeries {
    private final Path folder;
    private final List<Long> seeds = new ArrayList<>();
    /** The seeds of each level of verdicts. */
    private final Map<String, List<Long>> verdicts = new LinkedHashMap<>();
    /** The values of each figure, by its name with slashes, in the order of the seeds. */
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    /**
     * Starts a series.
     *
     * @param folder the folder of the runs, made where it is missing
     * @throws UncheckedIOException if it cannot be made
     */
    public SeedSeries(Path folder) {
        this.folder = RunFolder.make(folder);
    }

    /** Takes the folder of the run of a seed. */
    public Path take(long seed) {
        return RunFolder.make(folder.resolve("seed-" + seed));
    }

    /**
     * Takes in the figures of a run.
     *
     * @param seed its seed
     * @param summary what its {@code summary.json} holds
     */
    public void add(long seed, Map<String, @Nullable Object> summary) {
        seeds.add(seed);
        if (summary.get(RunVerdict.NAME) instanceof Map<?, ?> verdict) {
            verdicts.computeIfAbsent(String.valueOf(verdict.get("level")), level -> new ArrayList<>())
                    .add(seed);
        }
        add("", summary);
    }

    private void add(String prefix, Map<?, ?> values) {
        values.forEach((name, value) -> {
            if (value instanceof Map<?, ?> more && !name.equals("timing")) {
                add(prefix + name + "/", more);
            } else if (value instanceof Number number && !name.equals("seed")) {
                figures.computeIfAbsent(prefix + name, key -> new ArrayList<>()).add(number.doubleValue());
            }
        });
    }

    /**
     * Writes {@code seeds.json} and prints the most important figures.
     *
     * @param out where they are printed
     */
    public void finish(PrintWriter out) {
        Map<String, @Nullable Object> means = new LinkedHashMap<>();
        Map<String, @Nullable Object> deviations = new LinkedHashMap<>();
        figures.forEach((name, values) -> {
            Spread spread = spread(values);
            means.put(name, spread.mean());
            deviations.put(name, spread.deviation());
        });
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("seeds", List.copyOf(seeds));
        json.put("verdicts", verdicts);
        json.put("mean", means);
        json.put("standardDeviation", deviations);
        new RunWriter(folder).page("seeds.json", json);
        out.println();
        out.println("  " + seeds.size() + " seeds, mean ± standard deviation");
        ResultRow.print(out, RunVerdict.NAME, verdict());
        print(out, "log Z", "logZ", 4);
        print(out, "log Z - exact", "logZError", 4);
        print(out, "total variation", "exactTotalVariation", 4);
        print(out, "L1 of visits", "visited/l1Sum", 4);
        print(out, "modes found", "visited/modesFound", 1);
        ResultRow.print(out, "folder", folder.toString());
        out.flush();
    }

    private String verdict() {
        return verdicts.entrySet().stream()
                .map(level -> level.getKey().replace('-', ' ') + " (seed"
                        + (level.getValue().size() == 1 ? " " : "s ")
                        + level.getValue().stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")")
                .collect(Collectors.joining("; "));
    }

    private void print(PrintWriter out, String title, String name, int digits) {
        List<Double> values = figures.get(name);
        if (values != null && values.size() == seeds.size()) {
            Spread spread = spread(values);
            ResultRow.print(
                    out,
                    title,
                    Numbers.fixed(spread.mean(), digits) + " ± " + Numbers.fixed(spread.deviation(), digits));
        }
    }

    private static Spread spread(List<Double> values) {
        return Spread.of(values).orElseThrow();
    }
}
