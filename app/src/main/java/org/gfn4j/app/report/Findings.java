package org.gfn4j.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.gfn4j.evaluation.SpaceTooLargeException;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.evaluation.Target;
import org.gfn4j.evaluation.TerminalDistribution;
import org.gfn4j.model.Exploration;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.task.Coordinates;
import org.jspecify.annotations.Nullable;

/**
 * What a trained model samples beside what it should sample: exactly where the space can be enumerated, from samples
 * elsewhere.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
final class Findings<S> {
    /** How many trajectories are drawn, where they are not too long. */
    static final int DRAWS = 2_000;

    private static final int ROWS = 10;
    private static final int PAIRS = 3;
    private static final int EXACT_BINS = 64;
    private static final int SAMPLED_BINS = 20;

    /**
     * An object in a table.
     *
     * @param object its text form
     * @param logReward its log-reward, a natural log; null where it was not requested
     * @param exact the probability that it should have, null where that is not known
     * @param learned the probability that the model gives it, null where that is not known
     */
    record Row(
            String object,
            @Nullable Double logReward,
            @Nullable Double exact,
            @Nullable Double learned) {}

    /**
     * A marginal of the model and, where it is known, of the target.
     *
     * @param learned that of the model
     * @param exact that of the target, null where it is not known
     */
    record Marginals(Marginal learned, @Nullable Marginal exact) {}

    private final TrainedRun<S> run;
    private final @Nullable TerminalDistribution<S> learned;
    private final @Nullable Target<S> target;
    private final String whyNotExact;
    /** Whether draws have their rewards: not where the enumeration has them, or others would have to be asked. */
    private final boolean rewardsAsked;

    private final Draws<S> draws;
    private final @Nullable Draws<S> targetDraws;

    /**
     * Evaluates a model.
     *
     * @param run the model and what it was trained on
     */
    Findings(TrainedRun<S> run) {
        this.run = run;
        Target<S> enumerated = null;
        boolean outside = ExactWords.isOutside(run.problem());
        String reason = ExactWords.whyNothingIsListed(run.problem());
        if (run.exactLimit() > 0 && outside) {
            reason = "a report does not compute external rewards";
        } else if (run.exactLimit() > 0) {
            try {
                enumerated = Target.of(StateGraph.of(run.problem().environment(), run.exactLimit()), run.logReward());
            } catch (SpaceTooLargeException e) {
                reason = String.format(
                        Locale.ROOT, "the space has more than %,d states, the limit of enumeration", e.limit());
            }
        }
        target = enumerated;
        whyNotExact = reason;
        learned = enumerated == null ? null : TerminalDistribution.of(enumerated.graph(), run.model());
        RandomStreams streams = new RandomStreams(run.seed());
        rewardsAsked = enumerated == null && !outside;
        Sampler<S> sampler = new Sampler<>(run.model(), rewardsAsked ? run.logReward() : new LogReward<>(ones()));
        draws = Draws.of(
                DRAWS,
                (start, count) -> sampler.forward(
                        count, Exploration.NONE, index -> streams.generator(Purpose.EVALUATION, 0, start + index)));
        targetDraws = enumerated == null ? null : drawFrom(enumerated, sampler, streams);
    }

    /** Stands in where rewards are not requested. */
    private static <S> Reward<S> ones() {
        return objects -> {
            double[] ones = new double[objects.size()];
            Arrays.fill(ones, 1);
            return ones;
        };
    }

    private static <S> Draws<S> drawFrom(Target<S> target, Sampler<S> sampler, RandomStreams streams) {
        RandomGenerator generator = streams.generator(Purpose.EVALUATION, 1, 0);
        return Draws.of(DRAWS, (start, count) -> {
            List<S> objects = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                objects.add(target.graph().terminal(target.draw(generator)));
            }
            return sampler.backward(
                    objects, Exploration.NONE, index -> streams.generator(Purpose.EVALUATION, 2, start + index));
        });
    }

    /** Tells whether the space was enumerated. */
    boolean isExact() {
        return target != null;
    }

    /** Says why the space was not enumerated, as the end of a sentence. */
    String whyNotExact() {
        return whyNotExact;
    }

    /** Returns log Z of the target, null where it is not known. */
    @Nullable
    Double exactLogZ() {
        return target == null ? null : target.logZ();
    }

    /** Returns the total variation between model and target, null where it is not known. */
    @Nullable
    Double totalVariation() {
        return target == null || learned == null
                ? null
                : learned.distancesTo(target).totalVariation();
    }

    /** Returns the trajectories that were drawn from the model. */
    Draws<S> draws() {
        return draws;
    }

    /** Returns objects drawn from the target with walks back from them, null where it is not known. */
    @Nullable
    Draws<S> targetDraws() {
        return targetDraws;
    }

    /** Returns the marginals of neighbouring coordinates; that of a single coordinate has one row of bins. */
    List<Marginals> marginals() {
        Coordinates<S> coordinates = run.problem().coordinates();
        if (coordinates == null) {
            return List.of();
        }
        int count = coordinates.sizes().size();
        List<Marginals> marginals = new ArrayList<>();
        for (int first = 0; first < Math.min(PAIRS, count == 1 ? 1 : count - 1); first++) {
            marginals.add(new Marginals(
                    empty(coordinates, first, count == 1), isExact() ? empty(coordinates, first, count == 1) : null));
        }
        if (target != null && learned != null) {
            double[] exactLogs = target.logProbabilities();
            double[] learnedLogs = learned.logProbabilities();
            for (int terminal = 0; terminal < exactLogs.length; terminal++) {
                int[] values = coordinates.values().apply(target.graph().terminal(terminal));
                add(marginals, values, Math.exp(learnedLogs[terminal]), Math.exp(exactLogs[terminal]));
            }
        } else {
            for (S object : draws.objects()) {
                add(marginals, coordinates.values().apply(object), 1.0 / draws.size(), 0);
            }
        }
        return marginals;
    }

    private Marginal empty(Coordinates<S> coordinates, int first, boolean single) {
        int limit = isExact() ? EXACT_BINS : SAMPLED_BINS;
        Binning bins = Binning.of(coordinates.sizes().get(first), limit);
        return single
                ? new Marginal(first, bins, first, Binning.of(bins.size(), 1))
                : new Marginal(
                        first, bins, first + 1, Binning.of(coordinates.sizes().get(first + 1), limit));
    }

    private static void add(List<Marginals> marginals, int[] values, double learned, double exact) {
        for (Marginals pair : marginals) {
            pair.learned().add(values, learned);
            if (pair.exact() != null) {
                pair.exact().add(values, exact);
            }
        }
    }

    /** Returns the objects that the model gives most often; where it draws them, those that came more than once. */
    List<Row> mostProbable() {
        if (target != null && learned != null) {
            return rows(target, learned, learned.logProbabilities());
        }
        Seen<S> seen = seen();
        return rows(seen, seen.counts()).stream()
                .filter(row -> row.learned() != null)
                .toList();
    }

    /** Returns the objects with the highest rewards, among those drawn where the space was not enumerated. */
    List<Row> mostRewarding() {
        if (target != null && learned != null) {
            return rows(target, learned, target.logRewards());
        }
        Seen<S> seen = seen();
        return rewardsAsked ? rows(seen, seen.logRewards()) : List.of();
    }

    private List<Row> rows(Target<S> exact, TerminalDistribution<S> model, double[] scores) {
        List<Row> rows = new ArrayList<>();
        for (int terminal : largest(scores, ROWS)) {
            rows.add(new Row(
                    run.text().apply(exact.graph().terminal(terminal)),
                    exact.logRewards()[terminal],
                    Math.exp(exact.logProbabilities()[terminal]),
                    Math.exp(model.logProbabilities()[terminal])));
        }
        return rows;
    }

    private List<Row> rows(Seen<S> seen, double[] scores) {
        List<Row> rows = new ArrayList<>();
        for (int object : largest(scores, ROWS)) {
            boolean repeated = seen.counts()[object] > 1;
            rows.add(new Row(
                    run.text().apply(seen.objects().get(object)),
                    rewardsAsked ? seen.logRewards()[object] : null,
                    null,
                    repeated ? seen.counts()[object] / draws.size() : null));
        }
        return rows;
    }

    /** The different objects among those drawn, in the order of their first draw. */
    private record Seen<S>(List<S> objects, double[] counts, double[] logRewards) {}

    private Seen<S> seen() {
        Map<S, Integer> numbers = new LinkedHashMap<>();
        double[] counts = new double[draws.size()];
        double[] logRewards = new double[draws.size()];
        for (int draw = 0; draw < draws.size(); draw++) {
            int fresh = numbers.size();
            Integer known = numbers.putIfAbsent(draws.objects().get(draw), fresh);
            int number = known == null ? fresh : known;
            counts[number]++;
            logRewards[number] = draws.logRewards()[draw];
        }
        List<S> objects = List.copyOf(numbers.keySet());
        return new Seen<>(objects, Arrays.copyOf(counts, objects.size()), Arrays.copyOf(logRewards, objects.size()));
    }

    /** Returns where the largest scores are, in falling order, the first ones where they are equal. */
    static int[] largest(double[] scores, int count) {
        int[] best = new int[Math.min(count, scores.length)];
        int found = 0;
        for (int candidate = 0; candidate < scores.length; candidate++) {
            int place = found;
            while (place > 0 && scores[best[place - 1]] < scores[candidate]) {
                place--;
            }
            if (place == best.length) {
                continue;
            }
            found = Math.min(found + 1, best.length);
            System.arraycopy(best, place, best, place + 1, found - place - 1);
            best[place] = candidate;
        }
        return best;
    }
}
