package org.gfn4j.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.gfn4j.baseline.PathConsistency;
import org.gfn4j.baseline.Payment;
import org.gfn4j.baseline.Reinforce;
import org.gfn4j.trajectory.Channels;
import org.gfn4j.trajectory.Ending;
import org.gfn4j.trajectory.IntActions;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.ScoreGradients;
import org.gfn4j.trajectory.Scores;
import org.gfn4j.trajectory.Trajectories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every derivative of every objective against central differences of its numerator, on made-up scores. */
final class ObjectiveDerivativeTest {
    private static final double STEP = 1e-6;

    record Case(String name, Objective objective, Layout layout) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Payment payment : Payment.values()) {
            cases.add(new Case("REINFORCE " + payment, new Reinforce(payment, 0.3), complete()));
        }
        for (Regression regression : Regression.values()) {
            String suffix = " " + regression;
            cases.add(new Case("TB" + suffix, new TrajectoryBalance(regression), complete()));
            cases.add(new Case("VarGrad" + suffix, new VarGrad(regression), complete()));
            cases.add(new Case("MDB" + suffix, new ModifiedDetailedBalance(regression), complete()));
            for (Layout layout : List.of(complete(), partial())) {
                String rows = suffix + (layout.ending(0).isTerminal() ? "" : " parts");
                cases.add(new Case("DB" + rows, new DetailedBalance(regression), layout));
                cases.add(new Case("FL-DB" + rows, DetailedBalance.forwardLooking(regression), layout));
                for (double lambda : new double[] {0.3, 0.9, 1, 1.9}) {
                    cases.add(new Case("SubTB " + lambda + rows, new SubTrajectoryBalance(lambda, regression), layout));
                }
                cases.add(new Case("FL-SubTB" + rows, SubTrajectoryBalance.forwardLooking(0.9, regression), layout));
                cases.add(new Case("PCL" + rows, new PathConsistency(0.9, regression), layout));
                cases.add(new Case("soft Q" + rows, PathConsistency.softQLearning(regression), layout));
                cases.add(new Case("FM" + rows, new FlowMatching(regression), layout));
                cases.add(new Case(
                        "FM balanced" + rows, new FlowMatching(regression, 0.1, OptionalDouble.of(10)), layout));
            }
        }
        return cases.stream();
    }

    private static Layout complete() {
        return new Layout(new int[] {0, 3, 4, 9}, new boolean[] {true, true, true}, new Ending[] {
            Ending.STOPPED, Ending.STOPPED, Ending.COMPLETED
        });
    }

    private static Layout partial() {
        return new Layout(new int[] {0, 2, 2, 5, 6}, new boolean[] {false, false, true, false}, new Ending[] {
            Ending.OPEN, Ending.OPEN, Ending.OPEN, Ending.STOPPED
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void derivativesEqualDifferences(Case test) {
        derivativesEqualDifferences(test, null);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void derivativesWithAFrozenReferenceEqualDifferences(Case test) {
        Scores reference = madeUpScores(test.layout(), test.objective(), 8);
        double[][] before = arrays(reference, test.objective()).stream()
                .map(double[]::clone)
                .toArray(double[][]::new);
        derivativesEqualDifferences(test, reference);
        assertThat(arrays(reference, test.objective()).toArray(double[][]::new)).isDeepEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aReferenceChangesTheLossWhereTheObjectiveUsesOne(Case test) {
        Scores scores = madeUpScores(test.layout(), test.objective(), 7);
        Scores other = madeUpScores(test.layout(), test.objective(), 8);
        double alone = numerator(test.objective(), scores, null);
        assertThat(numerator(test.objective(), scores, scores)).isEqualTo(alone);
        if (test.objective().usesReference()) {
            assertThat(numerator(test.objective(), scores, other)).isNotEqualTo(alone);
        } else {
            assertThat(numerator(test.objective(), scores, other)).isEqualTo(alone);
        }
    }

    private static void derivativesEqualDifferences(Case test, @Nullable Scores reference) {
        Scores scores = madeUpScores(test.layout(), test.objective(), 7);
        ScoreGradients gradients = new ScoreGradients(scores);
        test.objective().loss(scores, reference, gradients);

        List<double[]> values = arrays(scores, test.objective());
        List<double[]> derivatives = arrays(gradients, test.objective());
        double largest = 0;
        for (int channel = 0; channel < values.size(); channel++) {
            double[] array = values.get(channel);
            for (int i = 0; i < array.length; i++) {
                double original = array[i];
                array[i] = original + STEP;
                double above = numerator(test.objective(), scores, reference);
                array[i] = original - STEP;
                double below = numerator(test.objective(), scores, reference);
                array[i] = original;
                double difference = (above - below) / (2 * STEP);
                assertThat(derivatives.get(channel)[i])
                        .as("channel %d, entry %d", channel, i)
                        .isCloseTo(difference, within(1e-6 * (1 + Math.abs(difference))));
                largest = Math.max(largest, Math.abs(difference));
            }
        }
        assertThat(largest).as("some derivative is not zero").isGreaterThan(0.01);
    }

    private static double numerator(Objective objective, Scores scores, @Nullable Scores reference) {
        return objective.loss(scores, reference, new ScoreGradients(scores)).numerator();
    }

    private static Scores madeUpScores(Layout layout, Objective objective, long seed) {
        SplittableRandom random = new SplittableRandom(7);
        List<Integer> states = new ArrayList<>();
        int[] inOffsets = new int[layout.states() + 1];
        int[] outOffsets = new int[layout.states() + 1];
        for (int state = 0; state < layout.states(); state++) {
            states.add(state);
            inOffsets[state + 1] = inOffsets[state] + 1 + random.nextInt(3);
            outOffsets[state + 1] = outOffsets[state] + 1 + random.nextInt(3);
        }
        double[] logRewards = random.doubles(layout.trajectories(), -2, 2).toArray();
        double[] stateLogRewards = random.doubles(layout.states(), -2, 2).toArray();
        Trajectories<Integer> batch = new Trajectories<>(
                layout, states, new IntActions(new int[layout.transitions()]), logRewards, stateLogRewards);
        boolean edges = objective.needs().contains(Need.IN_EDGES);
        Scores scores = new Scores(batch, objective.needs(), edges ? inOffsets : null, edges ? outOffsets : null);
        SplittableRandom values = new SplittableRandom(seed);
        for (double[] array : arrays(scores, objective)) {
            Arrays.setAll(array, i -> values.nextDouble(-2, 2));
        }
        Arrays.fill(scores.logZ(), 0.7);
        return scores;
    }

    private static List<double[]> arrays(Channels channels, Objective objective) {
        List<double[]> arrays = new ArrayList<>();
        arrays.add(channels.logZ());
        for (Need need : Need.values()) {
            if (objective.needs().contains(need)) {
                switch (need) {
                    case TRANSITIONS -> {
                        arrays.add(channels.logForward());
                        arrays.add(channels.logBackward());
                    }
                    case STATE_FLOW -> arrays.add(channels.logFlow());
                    case STOP -> arrays.add(channels.logStop());
                    case ENTROPY -> arrays.add(channels.entropy());
                    case IN_EDGES -> arrays.add(channels.inEdges().values());
                    case OUT_EDGES -> arrays.add(channels.outEdges().values());
                    case STATE_LOG_REWARD -> {}
                }
            }
        }
        return arrays;
    }
}
