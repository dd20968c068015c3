package org.gfn4j.app.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.gfn4j.app.report.Numbers;
import org.gfn4j.app.report.Spread;
import tools.jackson.databind.JsonNode;

/**
 * A figure that a table compares, a column of it.
 *
 * @param key its name in files, as in {@code summary.json} with dots
 * @param title its name in tables
 * @param decimals how many digits behind the point it has
 * @param spread whether its standard deviation says anything
 * @param better 1 where the method with the most of it did best, -1 where that with the least, 0 where it does not tell
 * @param value reads it off a run
 */
record ComparedFigure(
        String key,
        String title,
        int decimals,
        boolean spread,
        int better,
        Function<ComparedRun, Optional<Double>> value) {
    private static final String UNKNOWN = "–";

    /** The key of the wall time. */
    static final String SECONDS = "seconds";

    /** The key of the mean similarity. */
    static final String TANIMOTO = "tanimotoTop1000";

    /** Where the numbers of scaffolds by threshold stand. */
    static final String SCAFFOLDS_AT = "scaffoldsAt";

    /** Returns the figures that fit what runs have recorded, from left to right. */
    static List<ComparedFigure> of(List<ComparedRun> runs) {
        List<ComparedFigure> figures = new ArrayList<>();
        if (runs.stream().anyMatch(ComparedFigure::findsMolecules)) {
            figures.add(at("rewardRequests", "requests", 0));
            figures.add(at("rawRewardTop10", "raw top 10", 3));
            figures.add(at("rawRewardTop100", "raw top 100", 3).better(1));
            figures.add(at("rawRewardTop1000", "raw top 1000", 3));
            figures.add(at(TANIMOTO, "Tanimoto", 3));
            for (String threshold : thresholds(runs, ComparedRun.MODES_AT)) {
                figures.add(below(ComparedRun.MODES_AT, threshold, "modes ≥ " + threshold)
                        .better(1));
            }
            for (String threshold : thresholds(runs, SCAFFOLDS_AT)) {
                figures.add(below(SCAFFOLDS_AT, threshold, "scaffolds ≥ " + threshold));
            }
        } else {
            figures.add(at("rewardRequests", "requests", 0));
            figures.add(at("visited.count", "visited", 0));
            figures.add(at("visited.l1Sum", "L1 of visits", 4).better(-1));
            figures.add(
                    new ComparedFigure("visited.l1SumFloor", "floor", 4, false, 0, pointing("/visited/l1SumFloor")));
            figures.add(at("exactTotalVariation", "exact TV", 4).better(-1));
            figures.add(at("visited.modesFound", modesTitle(runs), 0).better(1));
        }
        figures.add(new ComparedFigure(SECONDS, SECONDS, 1, true, 0, ComparedFigure::seconds));
        return List.copyOf(figures);
    }

    /** Tells whether a run counts different molecules. */
    static boolean findsMolecules(ComparedRun run) {
        return run.figures().has("distinctMolecules");
    }

    private static ComparedFigure at(String key, String title, int decimals) {
        return new ComparedFigure(key, title, decimals, true, 0, pointing("/" + key.replace('.', '/')));
    }

    private static ComparedFigure below(String name, String threshold, String title) {
        return new ComparedFigure(name + "." + threshold, title, 0, true, 0, pointing("/" + name + "/" + threshold));
    }

    private ComparedFigure better(int sign) {
        return new ComparedFigure(key, title, decimals, spread, sign, value);
    }

    /** Returns the methods that have it, the best first; none where it does not tell which is, or two share the first place. */
    List<MethodGroup> ranked(List<MethodGroup> groups) {
        List<MethodGroup> ranked = groups.stream()
                .filter(group -> better != 0 && group.spread(this).isPresent())
                .sorted(Comparator.comparingDouble(this::place))
                .toList();
        return ranked.size() > 1 && place(ranked.get(0)) < place(ranked.get(1)) ? ranked : List.of();
    }

    private double place(MethodGroup group) {
        return -better * group.spread(this).orElseThrow().mean();
    }

    private static Function<ComparedRun, Optional<Double>> pointing(String pointer) {
        return run -> run.number(pointer);
    }

    private static String modesTitle(List<ComparedRun> runs) {
        List<Double> totals = runs.stream()
                .flatMap(run -> run.number("/visited/modes").stream())
                .distinct()
                .toList();
        return totals.size() == 1 ? String.format(Locale.ROOT, "modes of %,.0f", totals.get(0)) : "modes";
    }

    private static Optional<Double> seconds(ComparedRun run) {
        return run.number("/timing/trainingSeconds")
                .map(training ->
                        training + run.number("/timing/evaluationSeconds").orElse(0.0));
    }

    /** Returns the thresholds by which any run counts, in the order in which they come. */
    static Set<String> thresholds(List<ComparedRun> runs, String name) {
        Set<String> thresholds = new LinkedHashSet<>();
        for (ComparedRun run : runs) {
            JsonNode counts = run.figures().path(name);
            counts.propertyNames().forEach(thresholds::add);
        }
        return thresholds;
    }

    /** Returns the values of the runs that have it. */
    List<Double> values(List<ComparedRun> runs) {
        return runs.stream().flatMap(run -> value.apply(run).stream()).toList();
    }

    /** Writes what a group has of it. */
    String text(MethodGroup group) {
        Optional<Spread> known = group.spread(this);
        if (known.isEmpty()) {
            return UNKNOWN;
        }
        Spread own = known.get();
        boolean whole = own.mean() == Math.rint(own.mean()) && (own.count() == 1 || own.deviation() == 0);
        int digits = decimals > 0 || whole ? decimals : 1;
        String text = format(own.mean(), digits);
        if (spread && own.count() > 1 && own.deviation() > 0) {
            text += " ± " + format(own.deviation(), digits);
        }
        return own.count() == group.runs().size() ? text : text + " (n=" + own.count() + ")";
    }

    private String format(double value, int digits) {
        return key.startsWith("rawReward")
                ? Numbers.readable(value, digits)
                : String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
