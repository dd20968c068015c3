package org.gfn4j.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.gfn4j.objective.Loss;
import org.gfn4j.objective.Objective;
import org.gfn4j.trajectory.Channels;
import org.gfn4j.trajectory.Ending;
import org.gfn4j.trajectory.IntActions;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.ScoreGradients;
import org.gfn4j.trajectory.Scores;
import org.gfn4j.trajectory.Trajectories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values and derivatives of the objectives that seek rewards, on made-up scores. */
final class PolicyGradientTest {
    private static final double ENTROPY = 0.3;
    private static final double VALUES = 0.7;
    private static final double CLIP = 0.2;
    /** Rows that end in terminal states, and one that does not. */
    private static final Layout LAYOUT =
            new Layout(new int[] {0, 3, 4, 6, 11}, new boolean[] {true, true, false, true}, new Ending[] {
                Ending.STOPPED, Ending.STOPPED, Ending.OPEN, Ending.COMPLETED
            });

    @ParameterizedTest
    @CsvSource({"REWARD, 0", "REWARD, 0.6", "REWARD, 1", "LOG_REWARD, 0.95"})
    void actorCriticDifferentiatesItsSurrogate(Payment payment, double lambda) {
        Scores scores = madeUp(7);
        Objective objective = new ActorCritic(payment, lambda, ENTROPY, VALUES);
        double[] advantages = advantages(scores, payment, lambda);
        double[] targets = targets(scores, advantages);
        ToDoubleFunction<Scores> surrogate = changed -> {
            double sum = 0;
            for (int t = 0; t < advantages.length; t++) {
                sum -= advantages[t] * changed.logForward()[t];
            }
            return sum + valuesAndEntropies(changed, targets);
        };

        checkDerivatives(objective, scores, null, surrogate);
        assertThat(objective.loss(scores, null, new ScoreGradients(scores)))
                .satisfies(
                        loss -> assertThat(loss.numerator()).isCloseTo(surrogate.applyAsDouble(scores), within(1e-12)))
                .extracting(Loss::denominator)
                .isEqualTo(11.0);
    }

    @ParameterizedTest
    @CsvSource({"REWARD, 0", "REWARD, 0.6", "REWARD, 1", "LOG_REWARD, 0.95"})
    void proximalPolicyDifferentiatesItsSurrogate(Payment payment, double lambda) {
        Scores scores = madeUp(7);
        Scores old = near(scores);
        Objective objective = new ProximalPolicy(payment, CLIP, lambda, ENTROPY, VALUES);
        double[] advantages = advantages(old, payment, lambda);
        double[] targets = targets(old, advantages);
        ToDoubleFunction<Scores> surrogate = changed -> {
            double sum = 0;
            for (int t = 0; t < advantages.length; t++) {
                double ratio = Math.exp(changed.logForward()[t] - old.logForward()[t]);
                double limited = advantages[t] > 0 ? Math.min(ratio, 1 + CLIP) : Math.max(ratio, 1 - CLIP);
                sum -= limited * advantages[t];
            }
            return sum + valuesAndEntropies(changed, targets);
        };

        ScoreGradients gradients = checkDerivatives(objective, scores, old, surrogate);
        assertThat(objective.loss(scores, old, new ScoreGradients(scores)).numerator())
                .isCloseTo(surrogate.applyAsDouble(scores), within(1e-12));
        assertThat(gradients.logForward()).as("some are clipped").contains(0.0);
        assertThat(Arrays.stream(gradients.logForward())
                        .filter(each -> each != 0)
                        .count())
                .as("and some are not")
                .isGreaterThan(3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.6, 1})
    void proximalPolicyWithoutAReferenceHasTheGradientOfActorCritic(double lambda) {
        Scores scores = madeUp(5);
        ScoreGradients proximal = new ScoreGradients(scores);
        ScoreGradients plain = new ScoreGradients(scores);
        new ProximalPolicy(Payment.REWARD, CLIP, lambda, ENTROPY, VALUES).loss(scores, null, proximal);
        new ActorCritic(Payment.REWARD, lambda, ENTROPY, VALUES).loss(scores, null, plain);

        assertThat(arrays(proximal).toArray(double[][]::new))
                .isDeepEqualTo(arrays(plain).toArray(double[][]::new));
    }

    /** The first row has three transitions and ends with a reward. */
    @ParameterizedTest
    @EnumSource
    void onlyTheLastAdvantageIsPaidAndEveryOtherLooksAtTheNextValue(Payment payment) {
        Scores scores = madeUp(5);
        double[] values = scores.logFlow();
        double logReward = scores.logRewards()[0];
        for (Objective objective :
                List.of(new ActorCritic(payment, 0, 0, 1), new ProximalPolicy(payment, CLIP, 0, 0, 1))) {
            ScoreGradients gradients = new ScoreGradients(scores);
            objective.loss(scores, null, gradients);
            assertThat(-gradients.logForward()[0]).isCloseTo(values[1] - values[0], within(1e-12));
            assertThat(-gradients.logForward()[1]).isCloseTo(values[2] - values[1], within(1e-12));
            assertThat(-gradients.logForward()[2])
                    .isCloseTo(
                            (payment == Payment.REWARD ? Math.exp(logReward) : logReward) - values[2], within(1e-12));
        }
    }

    @Test
    void reinforceHasTheMeanOfTheOthersAsBaseline() {
        Layout layout = new Layout(new int[] {0, 1, 3, 4}, new boolean[] {true, true, true}, new Ending[] {
            Ending.STOPPED, Ending.STOPPED, Ending.STOPPED
        });
        Scores scores = scores(layout, new double[] {Math.log(2), Math.log(5), Math.log(11)}, 1);
        ScoreGradients gradients = new ScoreGradients(scores);
        Loss loss = new Reinforce(Payment.REWARD, 0).loss(scores, null, gradients);

        double[] expected = {6, 1.5, 1.5, -7.5}; // 8 − 2, 6.5 − 5 twice, 3.5 − 11
        for (int t = 0; t < expected.length; t++) {
            assertThat(gradients.logForward()[t]).isCloseTo(expected[t], within(1e-12));
        }
        assertThat(loss.denominator()).isEqualTo(3);
    }

    @Test
    void reinforceOfOneTrajectoryHasNoBaseline() {
        Layout layout = new Layout(new int[] {0, 2}, new boolean[] {true}, new Ending[] {Ending.STOPPED});
        Scores scores = scores(layout, new double[] {Math.log(3)}, 1);
        ScoreGradients gradients = new ScoreGradients(scores);
        new Reinforce(Payment.REWARD, 0.5).loss(scores, null, gradients);

        assertThat(gradients.logForward()[0]).isCloseTo(-3, within(1e-12));
        assertThat(gradients.entropy()).containsExactly(-0.5, -0.5, 0);
    }

    @Test
    void reinforceRefusesRowsWithoutAnEnd() {
        Scores scores = madeUp(1);
        assertThatThrownBy(() -> new Reinforce(Payment.REWARD, 0).loss(scores, null, new ScoreGradients(scores)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 2");
    }

    @Test
    void noneOfThemReadsLogZ() {
        Scores scores = madeUp(1);
        for (Objective objective : List.of(
                new Reinforce(Payment.REWARD, 0),
                new ActorCritic(Payment.REWARD, 1, 0, 1),
                new ProximalPolicy(Payment.REWARD, CLIP, 1, 0, 1))) {
            assertThat(objective.logZ(scores)).isNaN();
            assertThat(objective.usesLogPartition()).isFalse();
        }
    }

    @Test
    void settingsAreChecked() {
        assertThatThrownBy(() -> new Reinforce(Payment.REWARD, -1))
                .hasMessage("entropy must be finite and at least 0, but is -1.0");
        assertThatThrownBy(() -> new ActorCritic(Payment.REWARD, 1.5, 0, 1))
                .hasMessage("gaeLambda must lie in [0, 1], but is 1.5");
        assertThatThrownBy(() -> new ActorCritic(Payment.REWARD, 1, 0, Double.NaN))
                .hasMessage("valueCoefficient must be finite and at least 0, but is NaN");
        assertThatThrownBy(() -> new ProximalPolicy(Payment.REWARD, 0, 1, 0, 1))
                .hasMessage("clip must be positive and finite, but is 0.0");
    }

    /** By the definition Σ λ^k δ, not by recursion. */
    private static double[] advantages(Scores scores, Payment payment, double lambda) {
        double[] advantages = new double[LAYOUT.transitions()];
        for (int row = 0; row < LAYOUT.trajectories(); row++) {
            int length = LAYOUT.length(row);
            double[] values = Arrays.copyOfRange(scores.logFlow(), LAYOUT.firstState(row), LAYOUT.lastState(row) + 1);
            if (LAYOUT.ending(row).isTerminal()) {
                double logReward = scores.logRewards()[row];
                values[length] = payment == Payment.REWARD ? Math.exp(logReward) : logReward;
            }
            for (int t = 0; t < length; t++) {
                for (int k = t; k < length; k++) {
                    advantages[LAYOUT.firstTransition(row) + t] +=
                            Math.pow(lambda, k - t) * (values[k + 1] - values[k]);
                }
            }
        }
        return advantages;
    }

    private static double[] targets(Scores scores, double[] advantages) {
        double[] targets = new double[advantages.length];
        for (int row = 0; row < LAYOUT.trajectories(); row++) {
            for (int t = LAYOUT.firstTransition(row); t < LAYOUT.firstTransition(row + 1); t++) {
                targets[t] = advantages[t] + scores.logFlow()[t + row];
            }
        }
        return targets;
    }

    private static double valuesAndEntropies(Scores scores, double[] targets) {
        double sum = 0;
        for (int row = 0; row < LAYOUT.trajectories(); row++) {
            for (int t = LAYOUT.firstTransition(row); t < LAYOUT.firstTransition(row + 1); t++) {
                double error = scores.logFlow()[t + row] - targets[t];
                sum += VALUES * error * error / 2 - ENTROPY * scores.entropy()[t + row];
            }
        }
        return sum;
    }

    private static ScoreGradients checkDerivatives(
            Objective objective, Scores scores, @Nullable Scores reference, ToDoubleFunction<Scores> surrogate) {
        ScoreGradients gradients = new ScoreGradients(scores);
        objective.loss(scores, reference, gradients);
        double step = 1e-6;
        List<double[]> values = arrays(scores);
        for (int channel = 0; channel < values.size(); channel++) {
            double[] array = values.get(channel);
            for (int i = 0; i < array.length; i++) {
                double original = array[i];
                array[i] = original + step;
                double above = surrogate.applyAsDouble(scores);
                array[i] = original - step;
                double below = surrogate.applyAsDouble(scores);
                array[i] = original;
                double difference = (above - below) / (2 * step);
                assertThat(arrays(gradients).get(channel)[i])
                        .as("channel %d, entry %d", channel, i)
                        .isCloseTo(difference, within(1e-6 * (1 + Math.abs(difference))));
            }
        }
        return gradients;
    }

    private static List<double[]> arrays(Channels channels) {
        return new ArrayList<>(List.of(
                channels.logZ(),
                channels.logForward(),
                channels.logBackward(),
                channels.logFlow(),
                channels.entropy()));
    }

    private static Scores madeUp(long seed) {
        return scores(LAYOUT, new double[] {0.4, -0.3, Double.NaN, 1.1}, seed);
    }

    /** Scores whose ratios lie on both sides of the limits. */
    private static Scores near(Scores scores) {
        Scores old = madeUp(8);
        SplittableRandom random = new SplittableRandom(3);
        Arrays.setAll(old.logForward(), t -> scores.logForward()[t] + random.nextDouble(-0.5, 0.5));
        return old;
    }

    private static Scores scores(Layout layout, double[] logRewards, long seed) {
        Trajectories<Integer> batch = new Trajectories<>(
                layout,
                new ArrayList<>(Collections.nCopies(layout.states(), 0)),
                new IntActions(new int[layout.transitions()]),
                logRewards,
                null);
        Scores scores = new Scores(batch, Set.of(Need.TRANSITIONS, Need.STATE_FLOW, Need.ENTROPY), null, null);
        SplittableRandom random = new SplittableRandom(seed);
        for (double[] array : arrays(scores)) {
            Arrays.setAll(array, i -> random.nextDouble(-2, 2));
        }
        return scores;
    }
}
