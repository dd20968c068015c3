package org.gfn4j.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gfn4j.app.report.Charts.Line;
import org.jspecify.annotations.Nullable;

/**
 * The figures of how training went, from the metrics of a run.
 *
 * <p>Thread-safety: immutable.
 */
final class LearningFigures {
    private static final String ITERATIONS_TITLE = "iterations";

    /** A total that is more times what was found would press the curve flat. */
    private static final double FARTHEST_TOTAL = 20;

    private final boolean flows;
    private final Metrics metrics;
    private final @Nullable Double exactLogZ;
    private final boolean exact;
    private final String whyNotExact;

    /**
     * Prepares the figures.
     *
     * @param metrics what the run has recorded
     * @param findings tell the exact log Z, and why exact figures may be missing
     * @param flows whether flows are learned, so that there is a log Z and the loss says how far they are from balance
     */
    LearningFigures(Metrics metrics, Findings<?> findings, boolean flows) {
        this.metrics = metrics;
        this.flows = flows;
        this.exactLogZ = findings.exactLogZ();
        this.exact = findings.isExact();
        this.whyNotExact = findings.whyNotExact();
    }

    /** Returns the figures of what is learned and of what training has visited. */
    List<Figure> all() {
        return List.of(loss(), logZ(), totalVariation(), distance(), modes());
    }

    private Figure loss() {
        Curve loss = metrics.curve(Metrics.ITERATIONS, "/loss").positive();
        String heading = "Loss";
        if (!flows) {
            return Figure.missing(
                    "loss",
                    heading,
                    "Left out, because the loss of this method does not say how good its objects are.");
        }
        if (loss.size() == 0) {
            return unrecorded("loss", heading, "the loss");
        }
        List<Line> lines = List.of(new Line("loss", loss));
        return new Figure(
                "loss",
                heading,
                "How far the learned flows are from balance, as a mean since the last evaluation: good is a curve "
                        + "that falls and stays low; single bumps do no harm.",
                picture("the loss", "iterations", loss, "mean loss (log axis)", Range.decades(lines), lines));
    }

    private Figure logZ() {
        Curve logZ = metrics.curve(Metrics.ITERATIONS, "/logZ");
        String heading = "Log Z";
        if (!flows) {
            return Figure.missing("log-z", heading, "Left out, because this method learns no log Z.");
        }
        if (logZ.size() == 0) {
            return unrecorded("log-z", heading, "log Z");
        }
        Optional<Double> known = Optional.ofNullable(exactLogZ).or(() -> metrics.last("/exactLogZ"));
        List<Line> lines = new ArrayList<>(List.of(new Line("learned", logZ)));
        known.ifPresent(value -> lines.add(new Line("exact", Curve.constant(0, logZ.lastX(), value))));
        String estimate = metrics.lastIs("/logZIsEstimate")
                ? " The objective learns no log Z, so this is its estimate from one batch, which scatters."
                : "";
        String reading = known.isPresent()
                ? "The logarithm of the sum of all rewards: good is a curve that reaches the wide line, the exact value."
                : "The logarithm of the sum of all rewards, as learned: good is a curve that settles; the exact value is"
                        + " not known.";
        return new Figure(
                "log-z",
                heading,
                reading + estimate,
                picture("log Z", "iterations", logZ, "log Z (nats)", Range.around(lines), lines));
    }

    private Figure totalVariation() {
        Curve distance =
                metrics.curve(Metrics.ITERATIONS, "/exactTotalVariation").positive();
        String heading = "Exact total variation";
        if (distance.size() == 0 && !exact) {
            return Figure.missing(
                    "total-variation",
                    heading,
                    "Left out, because it needs an enumerated space, and " + whyNotExact + ".");
        }
        if (distance.size() == 0) {
            return unrecorded("total-variation", heading, "the total variation");
        }
        List<Line> lines = List.of(new Line("total variation", distance));
        return new Figure(
                "total-variation",
                heading,
                "The probability that the model puts in the wrong place, computed without sampling, from 0 (perfect) "
                        + "to 1: good is a curve that keeps falling.",
                picture(
                        "the exact total variation",
                        "iterations",
                        distance,
                        "total variation (0 to 1, log axis)",
                        Range.decades(lines),
                        lines));
    }

    private Figure distance() {
        Curve distance = metrics.curve(Metrics.ITERATIONS, "/visited/l1Sum").positive();
        String heading = "Distance of the visited objects";
        if (distance.size() == 0 && !exact) {
            return Figure.missing(
                    "visited-distance",
                    heading,
                    "Left out, because it needs an enumerated space, and " + whyNotExact + ".");
        }
        if (distance.size() == 0) {
            return unrecorded("visited-distance", heading, "the distance of the visited objects");
        }
        List<Line> lines = new ArrayList<>(List.of(new Line("visited", distance)));
        Curve floor = metrics.curve(Metrics.ITERATIONS, "/visited/l1SumFloor").positive();
        if (floor.size() > 0) {
            lines.add(new Line("perfect sampler", floor));
        }
        String window = metrics.last("/visited/window")
                .map(size -> " It is taken from the last " + Numbers.whole(size) + " objects, or fewer early in the "
                        + "run.")
                .orElse("");
        return new Figure(
                "visited-distance",
                heading,
                "How far the objects that training has visited are from the target, summed over all objects: good is "
                        + "a curve that comes down to the wide line, which a perfect sampler would have by chance "
                        + "alone."
                        + window,
                picture(
                        "the distance of the visited objects",
                        "iterations",
                        distance,
                        "L1, sum (0 to 2, log axis)",
                        Range.decades(lines),
                        lines));
    }

    private Figure modes() {
        Curve found = metrics.curve(Metrics.VISITED, "/visited/modesFound");
        String heading = "Modes found";
        if (found.size() == 0) {
            return Figure.missing(
                    "modes", heading, "Left out, because no modes are known in this task or none were recorded.");
        }
        List<Line> lines = new ArrayList<>(List.of(new Line("found", found)));
        Optional<Double> total = metrics.last("/visited/modes");
        boolean near = total.isPresent() && total.get() <= FARTHEST_TOTAL * Math.max(1, found.lastY());
        String goal = "keeps rising";
        if (near) {
            lines.add(new Line("all", Curve.constant(0, found.lastX(), total.get())));
            goal = "reaches the wide line (all modes) early";
        } else if (total.isPresent()) {
            goal += " towards all " + Numbers.whole(total.get()) + " there are";
        }
        return new Figure(
                "modes",
                heading,
                "How many different regions of high reward training has visited: good is a curve that " + goal + ".",
                new Figure.Picture(
                        description("modes found", "objects visited", found),
                        Charts.lines("objects visited", "modes (number)", Range.counts(lines), lines)));
    }

    private static Figure.Picture picture(
            String what, String x, Curve curve, String yTitle, Range range, List<Line> lines) {
        return new Figure.Picture(description(what, x, curve), Charts.lines(ITERATIONS_TITLE, yTitle, range, lines));
    }

    private static String description(String what, String x, Curve curve) {
        String end = Numbers.significant(curve.lastY(), 3) + " at " + Numbers.whole(curve.lastX());
        return "Line chart of " + what + ", "
                + (curve.size() == 1
                        ? end + " " + x
                        : "from " + Numbers.significant(curve.y()[0], 3) + " at " + Numbers.whole(curve.x()[0]) + " "
                                + x + " to " + end)
                + ".";
    }

    private static Figure unrecorded(String name, String heading, String what) {
        return Figure.missing(
                name, heading, "Left out, because the run has recorded no value of " + what + " that could be shown.");
    }
}
