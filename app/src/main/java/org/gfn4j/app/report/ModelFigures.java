package org.gfn4j.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.gfn4j.app.report.Charts.Line;
import org.gfn4j.task.Coordinates;
import org.jspecify.annotations.Nullable;

/**
 * The figures of what a trained model samples.
 *
 * <p>Thread-safety: immutable.
 */
final class ModelFigures {
    private static final int LENGTH_BINS = 40;

    private final Findings<?> findings;
    private final @Nullable Coordinates<?> coordinates;

    /**
     * Prepares the figures.
     *
     * @param findings what the model samples
     * @param coordinates what objects are described by, null where there is nothing
     */
    ModelFigures(Findings<?> findings, @Nullable Coordinates<?> coordinates) {
        this.findings = findings;
        this.coordinates = coordinates;
    }

    /** Says where the figures come from, for the head of a section. */
    String origin() {
        if (findings.isExact()) {
            return "Both are exact, computed over all objects.";
        }
        return "The true distribution is left out, because " + findings.whyNotExact()
                + "; the learned one is estimated from " + drawn(findings.draws()) + ".";
    }

    private static String drawn(Draws<?> draws) {
        String few = draws.size() < Findings.DRAWS
                ? String.format(Locale.ROOT, " (instead of %,d, because they are long)", Findings.DRAWS)
                : "";
        return String.format(Locale.ROOT, "%,d sampled trajectories%s", draws.size(), few);
    }

    /** Returns the marginals: learned, true and difference of each pair, as far as they are known. */
    List<Figure> marginals() {
        if (coordinates == null || coordinates.sizes().isEmpty()) {
            return List.of(Figure.missing(
                    "marginal", "Marginals", "Left out, because the objects of this task have no coordinates."));
        }
        List<Figure> figures = new ArrayList<>();
        for (Findings.Marginals marginals : findings.marginals()) {
            if (coordinates.sizes().size() == 1) {
                figures.add(oneDimensional(marginals, coordinates));
            } else {
                figures.addAll(heatMaps(marginals, coordinates));
            }
        }
        return figures;
    }

    private static List<Figure> heatMaps(Findings.Marginals marginals, Coordinates<?> coordinates) {
        Marginal learned = marginals.learned();
        Marginal exact = marginals.exact();
        String x = coordinates.names().get(learned.first());
        String y = coordinates.names().get(learned.second());
        String name = "marginal-" + (learned.first() + 1) + "-" + (learned.second() + 1);
        String pair = x + " × " + y;
        String cells = cells(learned);
        double most = exact == null ? learned.largest() : Math.max(learned.largest(), exact.largest());
        String xTitle = title(x, learned.firstBins());
        String yTitle = title(y, learned.secondBins());
        List<Figure> figures = new ArrayList<>();
        String reading = exact == null
                ? "Cells that stand out are where the model puts much probability: good is a pattern without gaps where rewards are"
                        + " high."
                : "Cells that stand out are where the model puts much probability: good is the same picture as the true one.";
        figures.add(new Figure(
                name + "-learned",
                "Learned: " + pair,
                reading + cells,
                new Figure.Picture(describe("learned", pair, learned), Charts.amounts(xTitle, yTitle, learned, most))));
        if (exact != null) {
            figures.add(new Figure(
                    name + "-true",
                    "True: " + pair,
                    "What a perfect model would give, in the same colours for the same probabilities." + cells,
                    new Figure.Picture(describe("true", pair, exact), Charts.amounts(xTitle, yTitle, exact, most))));
            figures.add(new Figure(
                    name + "-difference",
                    "Difference: " + pair,
                    "Learned minus true; orange cells are drawn too often and blue ones too rarely: good is a scale "
                            + "with small numbers and no pattern.",
                    new Figure.Picture(
                            "Heat map of the learned minus the true probability of " + pair + ".",
                            Charts.differences(xTitle, yTitle, learned, exact))));
        }
        return figures;
    }

    private static String title(String name, Binning bins) {
        return bins.width() == 1 ? name + " (value)" : name + " (first value of a cell)";
    }

    private static String describe(String which, String pair, Marginal marginal) {
        return "Heat map of the " + which + " probability of " + pair + ", at most "
                + Numbers.significant(marginal.largest(), 3) + " in a cell.";
    }

    /** Says how cells are made up, where they hold more than one value. */
    private static String cells(Marginal marginal) {
        Binning first = marginal.firstBins();
        Binning second = marginal.secondBins();
        if (first.width() == 1 && second.width() == 1) {
            return "";
        }
        String rest = rest(first).isEmpty() ? rest(second) : rest(first);
        return String.format(Locale.ROOT, " A cell sums %,d × %,d values%s.", first.width(), second.width(), rest);
    }

    private static String rest(Binning bins) {
        return bins.last() == bins.width() ? "" : ", fewer at the upper end";
    }

    private static Figure oneDimensional(Findings.Marginals marginals, Coordinates<?> coordinates) {
        Binning bins = marginals.learned().firstBins();
        Curve learned = diagonal(marginals.learned());
        String name = coordinates.names().get(0);
        if (learned.size() < 2) {
            return Figure.missing("marginal-1", name, "Left out, because " + name + " has only one value.");
        }
        List<Line> lines = new ArrayList<>(List.of(new Line("learned", learned)));
        Marginal exact = marginals.exact();
        if (exact != null) {
            lines.add(new Line("true", diagonal(exact)));
        }
        String cells = bins.width() == 1
                ? ""
                : String.format(Locale.ROOT, " A point sums %,d values%s.", bins.width(), rest(bins));
        return new Figure(
                "marginal-1",
                "Probability of " + name,
                (exact == null
                                ? "How often the model draws each value: good is a curve without gaps where rewards "
                                        + "are high."
                                : "How often the model draws each value: good is a curve that lies on the wide one.")
                        + cells,
                new Figure.Picture(
                        "Line chart of the probability of " + name + ", at most "
                                + Numbers.significant(marginals.learned().largest(), 3) + ".",
                        Charts.lines(title(name, bins), "probability", Range.fromZero(lines), lines)));
    }

    /** The points of a one-dimensional marginal, in which every value is paired with itself. */
    private static Curve diagonal(Marginal marginal) {
        double[][] sums = marginal.sums();
        return new Curve(
                IntStream.range(0, sums.length)
                        .mapToDouble(marginal.firstBins()::first)
                        .toArray(),
                IntStream.range(0, sums.length)
                        .mapToDouble(bin -> Arrays.stream(sums[bin]).sum())
                        .toArray());
    }

    /** Returns how often each length occurs. */
    Figure lengths() {
        Draws<?> draws = findings.draws();
        Draws<?> exact = findings.targetDraws();
        int longest = IntStream.of(draws.lengths()).max().orElse(0);
        if (exact != null) {
            longest = Math.max(longest, IntStream.of(exact.lengths()).max().orElse(0));
        }
        Binning bins = Binning.of(longest + 1, LENGTH_BINS);
        String heading = "Lengths of trajectories";
        if (bins.bins() < 2) {
            return Figure.missing(
                    "lengths", heading, "Left out, because all trajectories have " + longest + " actions.");
        }
        Curve learned = shares(draws.lengths(), bins);
        List<Line> lines = new ArrayList<>(List.of(new Line("learned", learned)));
        String reading = "How many actions it takes to build an object, including the stop action, in " + drawn(draws);
        if (exact == null) {
            reading += "; the exact distribution is not known, because " + findings.whyNotExact() + ".";
        } else {
            lines.add(new Line("target", shares(exact.lengths(), bins)));
            reading += ": good is a curve near the wide one, which comes from backward walks from "
                    + String.format(Locale.ROOT, "%,d", exact.size())
                    + " objects of the exact target; both scatter.";
        }
        if (bins.width() > 1) {
            reading += String.format(Locale.ROOT, " A point sums %,d lengths.", bins.width());
        }
        return new Figure(
                "lengths",
                heading,
                reading,
                new Figure.Picture(
                        "Line chart of the lengths of trajectories, "
                                + Numbers.significant(
                                        IntStream.of(draws.lengths()).average().orElse(0), 3)
                                + " actions on average.",
                        Charts.lines("length (actions)", "share of trajectories", Range.fromZero(lines), lines)));
    }

    private static Curve shares(int[] lengths, Binning bins) {
        double[] x = IntStream.range(0, bins.bins()).mapToDouble(bins::first).toArray();
        double[] y = new double[x.length];
        for (int length : lengths) {
            y[bins.bin(length)] += 1.0 / lengths.length;
        }
        return new Curve(x, y);
    }
}
