package org.gfn4j.app.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gfn4j.app.report.Verdict.Level;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes a {@link Verdict} of the figures of a run. The first of these rules that has its figures decides:
 *
 * <ol>
 *   <li>A method that does not aim at R/Z is not judged.
 *   <li>The exact total variation of the model. Good is up to what the last visits of a perfect sampler show, but at least
 *       {@value #GOOD_VARIATION} and at most {@value #LARGEST_GOOD_VARIATION}. Collapsed is from {@value #COLLAPSED_VARIATION}
 *       on, where the total variation has not fallen by a tenth since half-way, and either KL(target ‖ model) is at least
 *       {@value #COLLAPSED_DIVERGENCE} nats or the model is at rest: a loss of at most {@value #RESTING_LOSS}, or a gap of at
 *       most {@value #GOOD_NATS} nats between log Z and its lower bound.
 *   <li>The L1 distance of the last visits of chains. Good is up to {@value #GOOD_FLOORS} times that of a perfect sampler, or
 *       twice {@value #LARGEST_GOOD_VARIATION}.
 *   <li>Estimates from fresh draws of the model. Good is a gap of at most {@value #GOOD_NATS} nats between log Z and its lower
 *       bound, as much between log Z as estimated and as learned, an effective sample size of at least {@value #GOOD_SHARE} of the
 *       draws, and no mode that has not been met. Collapsed is where at most a twentieth of the last visits differ and one of the two
 *       gaps is over {@value #COLLAPSED_NATS} nats.
 *   <li>The loss: not converged where it is over {@value #LARGE_LOSS}, the square of ten nats, or more than a tenth of what it
 *       was at first.
 * </ol>
 *
 * <p>Thread-safety: immutable.
 */
public final class VerdictRules {
    private static final double GOOD_VARIATION = 0.02;
    private static final double LARGEST_GOOD_VARIATION = 0.05;
    private static final double COLLAPSED_VARIATION = 0.5;
    private static final double COLLAPSED_DIVERGENCE = 20;
    private static final double RESTING_LOSS = 0.01;
    private static final double FALLING = 0.9;
    private static final double GOOD_FLOORS = 1.5;
    private static final double GOOD_NATS = 0.1;
    private static final double COLLAPSED_NATS = 2;
    private static final double GOOD_SHARE = 0.8;
    private static final double COLLAPSED_SHARE = 0.05;
    private static final double LARGE_LOSS = 100;
    private static final double FALLEN_LOSS = 0.1;
    private static final String ANEW =
            " Train anew with a smaller --learning-rate, a higher --log-z or exploration (--epsilon).";

    private final JsonNode figures;
    private final List<JsonNode> metrics;

    private VerdictRules(JsonNode figures, List<JsonNode> metrics) {
        this.figures = figures;
        this.metrics = metrics;
    }

    /**
     * Judges what a method has come to.
     *
     * @param aim what the method aims at
     * @param figures the newest figures, as {@code summary.json} or the last line of {@code metrics.jsonl} has them; any may be
     *     missing
     * @param metrics the lines of {@code metrics.jsonl}, perhaps none
     * @return the verdict
     */
    public static Verdict judge(Aim aim, JsonNode figures, List<JsonNode> metrics) {
        return new VerdictRules(figures, metrics).judge(aim);
    }

    /** What a method aims at. */
    public enum Aim {
        /** A model that samples in proportion to the reward. */
        MODEL,
        /** Chains whose visits come to be in proportion to the reward. */
        CHAINS,
        /** Something else, such as objects of high reward. */
        OTHER
    }

    private Verdict judge(Aim aim) {
        if (aim == Aim.OTHER) {
            Double found = number(figures, "/visited/modesFound");
            Double modes = number(figures, "/visited/modes");
            return new Verdict(
                    Level.NOT_APPLICABLE,
                    "The method does not aim at sampling in proportion to the reward, so no distance from that is judged;"
                            + " what counts is what it has found"
                            + (found == null || modes == null
                                    ? "."
                                    : ", " + Numbers.whole(found) + " of " + Numbers.whole(modes) + " modes."));
        }
        if (!figures.isObject()) {
            return new Verdict(Level.UNKNOWN, "The run has recorded no evaluation yet.");
        }
        Optional<Verdict> verdict =
                aim == Aim.CHAINS ? visits() : exact().or(this::estimated).or(this::loss);
        return verdict.orElseGet(() -> new Verdict(
                Level.UNKNOWN,
                aim == Aim.CHAINS
                        ? "Chains sample in proportion to the reward after long enough; whether it has been long enough"
                                + " cannot be told, because the space is not enumerated."
                        : "The run has recorded nothing that tells how near its model is to R/Z."));
    }

    private Optional<Verdict> exact() {
        Double variation = number(figures, "/exactTotalVariation");
        if (variation == null) {
            return Optional.empty();
        }
        Double floor = number(figures, "/visited/l1SumFloor");
        double limit =
                floor == null ? GOOD_VARIATION : Math.min(LARGEST_GOOD_VARIATION, Math.max(GOOD_VARIATION, floor / 2));
        if (variation <= limit) {
            Double window = number(figures, "/visited/window");
            return good("The model samples the exact distribution up to a total variation of " + text(variation)
                    + (floor == null || window == null
                            ? ", where 0 is perfect."
                            : "; even " + Numbers.whole(window) + " draws of a perfect sampler would be "
                                    + text(floor / 2) + " away."));
        }
        Double halfWay = halfWay("/exactTotalVariation");
        boolean falling = halfWay != null && variation < FALLING * halfWay;
        if (variation >= COLLAPSED_VARIATION && !falling && (divergence() >= COLLAPSED_DIVERGENCE || isAtRest())) {
            return Optional.of(new Verdict(
                    Level.COLLAPSED,
                    "The model hardly ever makes most of what it should: its total variation from the exact distribution is "
                            + text(variation) + ", where 0 is perfect and 1 the worst." + ANEW));
        }
        String away = "The total variation from the exact distribution is " + text(variation) + ", where up to "
                + text(limit) + " is good";
        if (halfWay != null && falling) {
            return notConverged(away + "; it was " + text(halfWay) + " half-way, so more iterations should help.");
        }
        return notConverged(away + (halfWay == null ? "" : "; it was " + text(halfWay) + " half-way")
                + ". Try more iterations, a smaller --learning-rate or exploration (--epsilon).");
    }

    /** Returns KL(target ‖ model), which JSON has no number for where it is infinite. */
    private double divergence() {
        JsonNode value = figures.at("/exactKlTargetModel");
        return value.isNumber() ? value.doubleValue() : value.isNull() ? Double.POSITIVE_INFINITY : 0;
    }

    /** Tells whether nothing that the model visits would move it. */
    private boolean isAtRest() {
        Double loss = number(figures, "/loss");
        Double logZ = number(figures, "/estimates/logZ");
        Double bound = number(figures, "/estimates/evidenceLowerBound");
        return (loss != null && loss <= RESTING_LOSS) || (logZ != null && bound != null && logZ - bound <= GOOD_NATS);
    }

    private Optional<Verdict> visits() {
        Double distance = number(figures, "/visited/l1Sum");
        Double floor = number(figures, "/visited/l1SumFloor");
        Double window = number(figures, "/visited/window");
        if (distance == null || floor == null || window == null) {
            return Optional.empty();
        }
        String text = "The last " + Numbers.whole(window) + " visits are an L1 distance of " + text(distance)
                + " from the exact distribution; those of a perfect sampler would be " + text(floor) + ".";
        return distance <= Math.max(GOOD_FLOORS * floor, 2 * LARGEST_GOOD_VARIATION)
                ? good(text)
                : notConverged(text + " Chains need longer than that to mix.");
    }

    private Optional<Verdict> estimated() {
        Double draws = number(figures, "/estimates/trajectories");
        Double logZ = number(figures, "/estimates/logZ");
        Double effective = number(figures, "/estimates/effectiveSampleSize");
        if (draws == null || logZ == null || effective == null) {
            return Optional.empty();
        }
        Double bound = number(figures, "/estimates/evidenceLowerBound");
        double gap = bound == null ? Double.POSITIVE_INFINITY : logZ - bound;
        Double learned = figures.path("logZIsEstimate").asBoolean(false) ? null : number(figures, "/logZ");
        double error = learned == null ? 0 : Math.abs(learned - logZ);
        Double distinct = number(figures, "/visited/distinct");
        Double window = number(figures, "/visited/window");
        String seen = Numbers.whole(draws) + " fresh draws put log Z at " + nats(logZ) + ", "
                + (bound == null ? "infinitely far" : nats(gap) + " nats") + " above its lower bound"
                + (learned == null ? "" : " and " + nats(error) + " nats from the learned one")
                + ", with an effective sample size of " + Numbers.whole(effective) + "; good is up to " + GOOD_NATS
                + " nats and from " + Numbers.whole(GOOD_SHARE * draws) + " on.";
        if (distinct != null
                && window != null
                && distinct <= COLLAPSED_SHARE * window
                && Math.max(gap, error) > COLLAPSED_NATS) {
            return Optional.of(new Verdict(
                    Level.COLLAPSED,
                    "The model makes the same few objects again and again, " + Numbers.whole(distinct) + " in the last "
                            + Numbers.whole(window) + " visits. " + seen + ANEW));
        }
        if (Math.max(gap, error) > GOOD_NATS || effective < GOOD_SHARE * draws) {
            return notConverged(seen + " Try more iterations, a smaller --learning-rate or exploration (--epsilon).");
        }
        Double found = number(figures, "/visited/modesFound");
        Double modes = number(figures, "/visited/modes");
        if (found != null && modes != null && found < modes) {
            return notConverged("The model is right on what it draws, but the run has met " + Numbers.whole(found)
                    + " of " + Numbers.whole(modes)
                    + " modes. Try more iterations, a higher --log-z or exploration (--epsilon).");
        }
        return good(seen + " What it never draws cannot be seen so.");
    }

    private Optional<Verdict> loss() {
        Double last = number(figures, "/loss");
        Double first = metrics.isEmpty() ? null : number(metrics.get(0), "/loss");
        if (last == null || first == null || metrics.size() == 1) {
            return Optional.empty();
        }
        if (last > Math.min(LARGE_LOSS, FALLEN_LOSS * first)) {
            return notConverged("The loss is " + text(last) + " and was " + text(first)
                    + " at first; it should fall to less than a tenth of that"
                    + (last > LARGE_LOSS ? ", and below " + text(LARGE_LOSS) : "")
                    + ". Try more iterations or a smaller --learning-rate.");
        }
        return Optional.of(new Verdict(
                Level.UNKNOWN,
                "The loss has fallen from " + text(first) + " to " + text(last)
                        + ", but how near the model is to R/Z has not been measured; 'gfn4j evaluate' estimates it."));
    }

    private static Optional<Verdict> good(String sentence) {
        return Optional.of(new Verdict(Level.GOOD, sentence));
    }

    private static Optional<Verdict> notConverged(String sentence) {
        return Optional.of(new Verdict(Level.NOT_CONVERGED, sentence));
    }

    /** Returns a figure of the first line that has done half of the iterations; null where that is not known or the last. */
    private @Nullable Double halfWay(String pointer) {
        if (metrics.size() < 2) {
            return null;
        }
        Double last = number(metrics.get(metrics.size() - 1), Metrics.ITERATIONS);
        for (JsonNode line : metrics.subList(0, metrics.size() - 1)) {
            Double iterations = number(line, Metrics.ITERATIONS);
            if (last != null && iterations != null && 2 * iterations >= last) {
                return number(line, pointer);
            }
        }
        return null;
    }

    private static @Nullable Double number(JsonNode figures, String pointer) {
        JsonNode value = figures.at(pointer);
        return value.isNumber() && Double.isFinite(value.doubleValue()) ? value.doubleValue() : null;
    }

    private static String text(double value) {
        return Numbers.significant(value, 3);
    }

    private static String nats(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 1e6 ? "%.2f" : "%.2e", value);
    }
}
