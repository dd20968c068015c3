package org.gfn4j.app.comparison;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gfn4j.app.report.BarChart;
import org.gfn4j.app.report.Curve;
import org.gfn4j.app.report.Metrics;
import org.gfn4j.app.report.ReportSection;
import org.gfn4j.app.report.ReportTable;
import org.gfn4j.app.report.SectionsPage;
import org.gfn4j.app.report.SeriesChart;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is made of runs that are held against each other: a table, a page, and files of comma-separated values.
 *
 * <p>Thread-safety: immutable, as far as the runs are.
 */
public final class ComparisonReport {
    private static final double FARTHEST_TOTAL = 20;
    private static final int MOST_NAMED = 2;
    private static final String VISITED = "objects visited";

    private final RunSet set;
    private final List<MethodGroup> groups;
    private final List<ComparedFigure> figures;
    private final boolean molecules;

    /**
     * What is compared.
     *
     * @param task the name of the task
     * @param problemKeys the options that say what is built and rewarded
     * @param runs the runs, all of the task, at least 1 and each with figures
     * @param exact the raw rewards of all objects with their exact probabilities; null where these are not known
     * @param notes sentences on what is missing
     */
    public record RunSet(
            String task,
            Set<String> problemKeys,
            List<ComparedRun> runs,
            @Nullable RewardCounts exact,
            List<String> notes) {

        /** Keeps copies. */
        public RunSet {
            problemKeys = Set.copyOf(problemKeys);
            runs = List.copyOf(runs);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Groups runs by their methods.
     *
     * @param set the runs
     */
    public ComparisonReport(RunSet set) {
        this.set = set;
        groups = MethodGroups.of(set.runs());
        figures = ComparedFigure.of(set.runs());
        molecules = set.runs().stream().anyMatch(ComparedFigure::findsMolecules);
    }

    /**
     * Prints the table, and what is to be known about it.
     *
     * @param out where it goes
     */
    public void print(PrintWriter out) {
        new ComparisonTable(figures, groups).print(out);
        List<String> notes = notes();
        if (!notes.isEmpty()) {
            out.println();
            notes.forEach(out::println);
        }
        out.flush();
    }

    /** Returns sentences on what is not as a reader would expect. */
    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        List<String> differing = problemDifferences();
        if (!differing.isEmpty()) {
            notes.add(
                    "The runs do not all have the same problem. They differ in " + String.join("; ", differing) + ".");
        }
        for (MethodGroup group : groups) {
            group.repeatedSeed()
                    .ifPresent(seed -> notes.add(group.label() + " has more than one run with the seed " + seed
                            + ", so its runs scatter less than they should."));
        }
        notes.addAll(set.notes());
        return notes;
    }

    /** Says for each option of the problem that is not the same everywhere which method has which value. */
    private List<String> problemDifferences() {
        List<String> differences = new ArrayList<>();
        for (String key : Settings.differing(set.runs())) {
            if (!set.problemKeys().contains(key)) {
                continue;
            }
            Map<String, List<String>> labels = new LinkedHashMap<>();
            for (MethodGroup group : groups) {
                labels.computeIfAbsent(group.setting(key), value -> new ArrayList<>())
                        .add(group.label());
            }
            List<String> values = new ArrayList<>();
            labels.forEach((value, methods) -> values.add(value + " in "
                    + (methods.size() > MOST_NAMED ? methods.size() + " methods" : String.join(" and ", methods))));
            differences.add(key + " (" + String.join(", ", values) + ")");
        }
        return differences;
    }

    /**
     * Returns the figures of the table.
     *
     * @return names and values for JSON: the task, and for each method its runs and its figures with mean, standard deviation
     *     and count
     */
    public Map<String, @Nullable Object> values() {
        List<Map<String, @Nullable Object>> methods = new ArrayList<>();
        for (MethodGroup group : groups) {
            List<Map<String, @Nullable Object>> runs = new ArrayList<>();
            for (ComparedRun run : group.runs()) {
                Map<String, @Nullable Object> each = new LinkedHashMap<>();
                each.put("folder", run.folder());
                each.put("seed", run.seed());
                each.put("completed", run.isComplete());
                runs.add(each);
            }
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (ComparedFigure figure : figures) {
                values.put(
                        figure.key(),
                        group.spread(figure).map(ComparisonReport::json).orElse(null));
            }
            Map<String, @Nullable Object> method = new LinkedHashMap<>();
            method.put("method", group.label());
            method.put("runs", runs);
            method.put("figures", values);
            methods.add(method);
        }
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("task", set.task());
        result.put("notes", notes());
        result.put("methods", methods);
        return result;
    }

    private static Map<String, @Nullable Object> json(Spread spread) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("mean", spread.mean());
        values.put("standardDeviation", spread.count() == 1 ? null : spread.deviation());
        values.put("n", spread.count());
        return values;
    }

    /**
     * Returns the files of comma-separated values.
     *
     * @return their texts by their names, which end in {@code .csv}
     */
    public Map<String, String> csv() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("table.csv", tableCsv());
        files.put("runs.csv", runsCsv());
        curves().forEach(curve -> files.put(curve.name() + ".csv", curve.csv(groups)));
        files.put("rewards.csv", rewardsCsv());
        return files;
    }

    private String tableCsv() {
        CsvTable table = new CsvTable(List.of("method", "figure", "mean", "standardDeviation", "n"));
        for (MethodGroup group : groups) {
            for (ComparedFigure figure : figures) {
                group.spread(figure)
                        .ifPresent(spread -> table.add(Arrays.asList(
                                group.label(),
                                figure.key(),
                                spread.mean(),
                                spread.count() == 1 ? null : spread.deviation(),
                                spread.count())));
            }
        }
        return table.text();
    }

    private String runsCsv() {
        List<String> columns = new ArrayList<>(List.of("method", "seed", "completed", "folder"));
        figures.forEach(figure -> columns.add(figure.key()));
        CsvTable table = new CsvTable(columns);
        for (MethodGroup group : groups) {
            for (ComparedRun run : group.runs()) {
                List<@Nullable Object> row =
                        new ArrayList<>(List.of(group.label(), run.seed(), run.isComplete(), run.folder()));
                figures.forEach(figure -> row.add(
                        figure.value().apply(run).map(CurveFigure::number).orElse(null)));
                table.add(row);
            }
        }
        return table.text();
    }

    private String rewardsCsv() {
        CsvTable table = new CsvTable(List.of("method", "reward", "share"));
        for (SeriesChart.Series series : rewardSeries()) {
            Curve curve = series.curve();
            for (int point = 0; point < curve.size(); point++) {
                table.add(List.of(series.label(), curve.x()[point], curve.y()[point]));
            }
        }
        return table.text();
    }

    private List<CurveFigure> curves() {
        return molecules ? moleculeCurves() : visitCurves();
    }

    private static List<CurveFigure> visitCurves() {
        return List.of(
                new CurveFigure(
                        "distance",
                        "Distance of visits to the exact distribution",
                        "The L1 distance, summed over all objects, of the last visits to what should be visited. Lower is"
                                + " better; the wide line is where a perfect sampler would be by chance alone.",
                        Metrics.VISITED,
                        VISITED,
                        "/visited/l1Sum",
                        "L1, sum (0 to 2, log axis)",
                        SeriesChart.Scale.LOGARITHMIC),
                new CurveFigure(
                        "modes",
                        "Modes found",
                        "How many different regions of high reward have been come upon. Higher is better, and earlier.",
                        Metrics.VISITED,
                        VISITED,
                        "/visited/modesFound",
                        "modes (number)",
                        SeriesChart.Scale.COUNTS),
                new CurveFigure(
                        "total-variation",
                        "Exact total variation of the model",
                        "The probability that a model puts in the wrong place, computed without sampling. Lower is better;"
                                + " methods without a model, as chains, have no line.",
                        Metrics.VISITED,
                        VISITED,
                        "/exactTotalVariation",
                        "total variation (log axis)",
                        SeriesChart.Scale.LOGARITHMIC));
    }

    private static List<CurveFigure> moleculeCurves() {
        List<CurveFigure> curves = new ArrayList<>();
        for (int top : List.of(10, 100, 1000)) {
            curves.add(new CurveFigure(
                    "top" + top,
                    "Reward of the top " + top,
                    "The mean raw reward of the best " + top
                            + " molecules so far, over how many different ones have been"
                            + " visited. Higher is better, and further to the left.",
                    "/distinctMolecules",
                    "different molecules visited",
                    "/top" + top,
                    "mean raw reward, top " + top,
                    SeriesChart.Scale.LINEAR));
        }
        return curves;
    }

    /**
     * Lays out the page.
     *
     * @return the page
     */
    public SectionsPage page() {
        List<ReportSection> sections = new ArrayList<>();
        sections.add(new ReportSection(
                "table",
                "The methods side by side",
                tableText(),
                List.of(new ComparisonTable(figures, groups).onPage())));
        sections.add(courses());
        if (molecules) {
            sections.add(diversity());
        }
        sections.add(
                new ReportSection("costs", "What was found, and what it took", "", List.of(rewards(), wallTime())));
        sections.addAll(configuration());
        return new SectionsPage("Comparison of methods, " + set.task(), introduction(), sections);
    }

    private List<String> introduction() {
        List<String> paragraphs = new ArrayList<>(notes());
        int runs = set.runs().size();
        paragraphs.add("This page compares " + (groups.size() == 1 ? "1 method" : groups.size() + " methods")
                + " of searching for objects of high reward in the task " + set.task() + ", from "
                + (runs == 1 ? "1 run" : runs + " runs")
                + ". Runs that differ in nothing but their seed are taken together:"
                + " a number is their mean, and what follows ± is the standard deviation from run to run.");
        paragraphs.add(
                "What the methods have in common is a budget of requests for a reward. Every finished object whose"
                        + " log-reward a method asks for is a request, also where the answer is known already, and also where it"
                        + " proposes a move that it then rejects. An object is visited when the method produces it as a result: a"
                        + " built object, or the state a chain is in after a move.");
        return paragraphs;
    }

    private String tableText() {
        String missing = " A dash stands for what a method does not have, or a run has not recorded.";
        return molecules
                ? "Requests is what was spent of the budget. Top 10, 100 and 1000 are mean raw rewards of the best different"
                        + " molecules; higher is better. Tanimoto is how similar the best 1000 are to each other, from 0 to"
                        + " 1; lower is more diverse. Modes and scaffolds are counted from a raw reward on; more is better."
                        + missing
                : "L1 of visits is how far the last visits are from the exact distribution, summed over all objects; 0 is"
                        + " perfect, and the floor is what a perfect sampler would get with as many visits. Exact TV is the"
                        + " total variation of a trained model, computed without sampling; lower is better. Modes are"
                        + " regions of high reward that were found; more is better."
                        + missing;
    }

    private ReportSection courses() {
        List<ReportSection.Part> charts = new ArrayList<>();
        for (CurveFigure curve : curves()) {
            charts.add(curve.chart(groups, references(curve)));
        }
        return new ReportSection(
                "courses", molecules ? "Reward of what was found" : "In the course of the runs", "", charts);
    }

    private List<SeriesChart.Series> references(CurveFigure curve) {
        return switch (curve.name()) {
            case "distance" -> floor().stream().toList();
            case "modes" -> allModes().stream().toList();
            default -> List.of();
        };
    }

    /** The floor is that of the run with the most visits: it depends on these and on the target. */
    private Optional<SeriesChart.Series> floor() {
        Curve longest = null;
        for (ComparedRun run : set.runs()) {
            Curve floor = new Metrics(run.recorded().metrics()).curve(Metrics.VISITED, "/visited/l1SumFloor");
            if (floor.size() > 0 && (longest == null || end(floor) > end(longest))) {
                longest = floor;
            }
        }
        return Optional.ofNullable(longest)
                .map(curve -> new SeriesChart.Series("perfect sampler", 0, SeriesChart.Style.REFERENCE, curve));
    }

    private static double end(Curve curve) {
        return curve.x()[curve.size() - 1];
    }

    private Optional<SeriesChart.Series> allModes() {
        double most = 0;
        double total = 0;
        double end = 0;
        for (ComparedRun run : set.runs()) {
            most = Math.max(most, run.number("/visited/modesFound").orElse(0.0));
            total = Math.max(total, run.number("/visited/modes").orElse(0.0));
            end = Math.max(end, run.number("/visited/count").orElse(0.0));
        }
        return total > 0 && total <= FARTHEST_TOTAL * Math.max(1, most) && end > 0
                ? Optional.of(new SeriesChart.Series(
                        "all there are", 0, SeriesChart.Style.REFERENCE, new Curve(new double[] {0, end}, new double[] {
                            total, total
                        })))
                : Optional.empty();
    }

    private ReportSection diversity() {
        List<ReportSection.Part> charts = new ArrayList<>();
        for (ComparedFigure figure : figures) {
            if (figure.key().startsWith(ComparedFigure.MODES_AT)
                    || figure.key().startsWith(ComparedFigure.SCAFFOLDS_AT)) {
                boolean modes = figure.key().startsWith(ComparedFigure.MODES_AT);
                charts.add(bars(
                        (modes ? "modes-" : "scaffolds-") + charts.size(),
                        (modes ? "Modes" : "Scaffolds")
                                + figure.title().substring(figure.title().indexOf(' ')),
                        (modes
                                        ? "Molecules less than 0.7 similar (Tanimoto of ECFP4) to all better ones, from this"
                                                + " raw reward on."
                                        : "Different scaffolds of Bemis and Murcko among the molecules from this raw reward"
                                                + " on.")
                                + " More is better.",
                        modes ? "modes (number)" : "scaffolds (number)",
                        figure));
            }
            if (figure.key().equals(ComparedFigure.TANIMOTO)) {
                charts.add(bars(
                        "tanimoto",
                        "Similarity of the best molecules",
                        "The mean Tanimoto similarity of pairs of the best 1000 molecules. Lower is more diverse.",
                        "mean Tanimoto similarity",
                        figure));
            }
        }
        charts.add(rewardAgainstDiversity());
        return new ReportSection(
                "diversity",
                "How different the good molecules are",
                "These figures are computed when a run ends; one that has not ended has none.",
                charts);
    }

    private SeriesChart rewardAgainstDiversity() {
        List<SeriesChart.Series> series = new ArrayList<>();
        for (int number = 0; number < groups.size(); number++) {
            MethodGroup group = groups.get(number);
            double[][] points = group.runs().stream()
                    .filter(run -> run.number("/" + ComparedFigure.TANIMOTO).isPresent()
                            && run.number("/top1000").isPresent())
                    .map(run -> new double[] {
                        run.number("/" + ComparedFigure.TANIMOTO).orElseThrow(),
                        run.number("/top1000").orElseThrow()
                    })
                    .toArray(double[][]::new);
            series.add(new SeriesChart.Series(
                    group.label(),
                    number,
                    SeriesChart.Style.POINTS,
                    new Curve(
                            Arrays.stream(points).mapToDouble(point -> point[0]).toArray(),
                            Arrays.stream(points).mapToDouble(point -> point[1]).toArray())));
        }
        boolean none = series.stream().allMatch(each -> each.curve().size() == 0);
        return new SeriesChart(
                "reward-diversity",
                "Reward against diversity",
                none
                        ? "Left out, because no run has ended with at least 1000 different molecules."
                        : "A point for each run: the mean raw reward of its best 1000 molecules, and how similar they are."
                                + " Good is up and to the left: high rewards of molecules that differ.",
                "mean Tanimoto similarity",
                "mean raw reward, top 1000",
                false,
                SeriesChart.Scale.LINEAR,
                series);
    }

    private BarChart bars(String name, String heading, String caption, String title, ComparedFigure figure) {
        List<BarChart.Bar> bars = new ArrayList<>();
        for (int number = 0; number < groups.size(); number++) {
            double[] values = figure.values(groups.get(number).runs()).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            if (values.length > 0) {
                bars.add(new BarChart.Bar(groups.get(number).label(), number, values));
            }
        }
        boolean several = bars.stream().anyMatch(bar -> bar.values().length > 1);
        return new BarChart(
                name,
                heading,
                bars.isEmpty()
                        ? "Left out, because no run has recorded it."
                        : caption + (several ? " Dots are single runs." : ""),
                title,
                figure.decimals(),
                bars);
    }

    private List<SeriesChart.Series> rewardSeries() {
        List<SeriesChart.Series> series = new ArrayList<>();
        if (set.exact() != null) {
            series.add(new SeriesChart.Series(
                    "exact distribution",
                    0,
                    SeriesChart.Style.REFERENCE,
                    set.exact().sharesFrom()));
        }
        for (int number = 0; number < groups.size(); number++) {
            RewardCounts all = new RewardCounts();
            for (ComparedRun run : groups.get(number).runs()) {
                if (run.rewards() != null) {
                    all.addAll(run.rewards());
                }
            }
            if (!all.isEmpty()) {
                series.add(new SeriesChart.Series(
                        groups.get(number).label(), number, SeriesChart.Style.LINE, all.sharesFrom()));
            }
        }
        return series;
    }

    private SeriesChart rewards() {
        List<SeriesChart.Series> series = rewardSeries();
        String caption;
        if (series.stream().allMatch(each -> each.style() == SeriesChart.Style.REFERENCE)) {
            caption =
                    "Left out, because the rewards of what was found are not recorded, or come from outside this program.";
        } else if (molecules) {
            caption = "Which share of the different molecules that were found has at least some raw reward. Better is"
                    + " further to the right, and higher.";
        } else {
            caption = "Which share of the last visits, as of the newest checkpoint, has at least some raw reward."
                    + (set.exact() == null
                            ? " Further to the right is a higher reward."
                            : " Good is near the wide line, the share under the exact distribution; above it, high rewards"
                                    + " are visited more often than they should.");
        }
        return new SeriesChart(
                "rewards",
                "Rewards of what was found",
                caption,
                "raw reward",
                molecules ? "share of at least that (log axis)" : "share of at least that",
                false,
                molecules ? SeriesChart.Scale.LOGARITHMIC : SeriesChart.Scale.FROM_ZERO,
                series);
    }

    private BarChart wallTime() {
        ComparedFigure seconds = figures.stream()
                .filter(figure -> figure.key().equals(ComparedFigure.SECONDS))
                .findFirst()
                .orElseThrow();
        return bars(
                "wall-time",
                "Wall time",
                "How long training and measuring took, of a resumed run its last part only. Lower is better, but depends on the"
                        + " machine and on what else it did.",
                "seconds",
                seconds);
    }

    private List<ReportSection> configuration() {
        List<String> columns = new ArrayList<>(List.of("option"));
        groups.forEach(group -> columns.add(group.label()));
        List<List<String>> different = new ArrayList<>();
        for (String key : Settings.differing(set.runs())) {
            List<String> row = new ArrayList<>(List.of(key));
            groups.forEach(group -> row.add(group.setting(key)));
            different.add(row);
        }
        List<List<String>> common = new ArrayList<>();
        Settings.common(set.runs()).forEach((key, value) -> common.add(List.of(key, value)));
        List<List<String>> runs = new ArrayList<>();
        for (MethodGroup group : groups) {
            for (ComparedRun run : group.runs()) {
                runs.add(List.of(run.folder(), group.label(), run.seed(), run.isComplete() ? "yes" : "unfinished"));
            }
        }
        ReportSection differences = different.isEmpty()
                ? ReportSection.missing("differences", "In what they differ", "The runs differ in their seeds only.")
                : new ReportSection(
                        "differences",
                        "In what they differ",
                        "A dash stands for an option that a method does not have.",
                        List.of(new ReportTable("options", "Options by method", columns, different)));
        return List.of(
                differences,
                new ReportSection(
                        "common",
                        "What they have in common",
                        "",
                        List.of(new ReportTable("settings", "Options", List.of("option", "value"), common))),
                new ReportSection(
                        "runs",
                        "The runs",
                        "",
                        List.of(new ReportTable(
                                "folders", "Folders", List.of("folder", "method", "seed", "ended"), runs))));
    }
}
