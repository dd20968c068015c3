package org.gfn4j.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.ParameterGroup;
import org.gfn4j.model.Parameters;
import org.gfn4j.model.ScoredBatch;
import org.gfn4j.model.TabularFlowModel;
import org.gfn4j.testing.Diamond;
import org.gfn4j.testing.Diamond.Place;
import org.gfn4j.trajectory.Ending;
import org.gfn4j.trajectory.IntActions;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.ScoreGradients;
import org.gfn4j.trajectory.Trajectories;
import org.junit.jupiter.api.Test;

/**
 * Losses computed by hand on three states.
 *
 * <p>Forward flows at the source: 1 to the middle, 2 and 5 along the parallel edges to the end, so P_F = 1/8, 2/8, 5/8;
 * from the middle 3. log F is log 8 and log 3 in the state flow, log Z is log 10, R(end) = 9, P_B(end) = 1/3 each.
 */
final class ThreeStateLossTest {
    private static final double TOLERANCE = 1e-12;

    @Test
    void trajectoryBalance() {
        // long way: 10 · 1/8 · 1 / (9 · 1/3) = 5/12; short way: 10 · 5/8 / (9 · 1/3) = 25/12
        double expected = (square(Math.log(5 / 12.0)) + square(Math.log(25 / 12.0))) / 2;
        assertThat(loss(new TrajectoryBalance(Regression.SQUARED))).isCloseTo(expected, within(TOLERANCE));
    }

    @Test
    void detailedBalance() {
        // 8 · 1/8 / 3 = 1/3; 3 / (9 · 1/3) = 1; 8 · 5/8 / (9 · 1/3) = 5/3
        double expected = (square(Math.log(1 / 3.0)) + 0 + square(Math.log(5 / 3.0))) / 3;
        assertThat(loss(new DetailedBalance(Regression.SQUARED))).isCloseTo(expected, within(TOLERANCE));
    }

    @Test
    void subTrajectoryBalance() {
        // the three of detailed balance, and the whole long way: 8 · 1/8 · 1 / (9 · 1/3) = 1/3 with weight λ
        double lambda = 0.5;
        double expected =
                (square(Math.log(1 / 3.0)) + 0 + square(Math.log(5 / 3.0)) + lambda * square(Math.log(1 / 3.0)))
                        / (3 + lambda);
        assertThat(loss(new SubTrajectoryBalance(lambda, Regression.SQUARED))).isCloseTo(expected, within(TOLERANCE));
    }

    @Test
    void subTrajectoryBalanceWithLargeLambda() {
        // weights λ^(length − 2), 2 the longest length of the batch
        double lambda = 4;
        double expected = (square(Math.log(1 / 3.0)) / lambda
                        + 0
                        + square(Math.log(5 / 3.0)) / lambda
                        + square(Math.log(1 / 3.0)))
                / (3 / lambda + 1);
        assertThat(loss(new SubTrajectoryBalance(lambda))).isCloseTo(expected, within(TOLERANCE));
    }

    @Test
    void flowMatchingOfAPart() {
        // the part middle → end has a residual at its first state, too
        Layout layout = new Layout(new int[] {0, 1}, new boolean[] {false}, new Ending[] {Ending.COMPLETED});
        Trajectories<Place> part = new Trajectories<>(
                layout,
                List.of(Place.MIDDLE, Place.END),
                new IntActions(new int[] {0}),
                new double[] {Math.log(9)},
                null);
        FlowMatching objective = new FlowMatching();
        try (ScoredBatch scored = model().score(part, objective.needs())) {
            double loss = objective
                    .loss(scored.scores(), null, new ScoreGradients(scored.scores()))
                    .value();
            assertThat(loss).isCloseTo((square(Math.log(1 / 3.0)) + square(Math.log(10 / 9.0))) / 2, within(TOLERANCE));
        }
    }

    @Test
    void flowMatching() {
        // middle: in 1, out 3; end, twice: in 2 + 5 + 3 = 10, reward 9
        double expected = (square(Math.log(1 / 3.0)) + 2 * square(Math.log(10 / 9.0))) / 3;
        assertThat(loss(new FlowMatching(Regression.SQUARED))).isCloseTo(expected, within(TOLERANCE));
    }

    @Test
    void flowMatchingWithEpsilonAndLeafCoefficient() {
        double expected = 7 * square(Math.log(10.5 / 9.5)) + square(Math.log(1.5 / 3.5));
        FlowMatching objective = new FlowMatching(Regression.SQUARED, 0.5, java.util.OptionalDouble.of(7));
        assertThat(loss(objective)).isCloseTo(expected, within(TOLERANCE));
    }

    @Test
    void varGrad() {
        // residuals differ by log 5 (log Z cancels), so each is log(5)/2 from their mean
        assertThat(loss(new VarGrad(Regression.SQUARED))).isCloseTo(square(Math.log(5) / 2), within(TOLERANCE));
    }

    @Test
    void huberAndLogCosh() {
        double far = Math.log(25 / 12.0);
        double near = Math.log(5 / 12.0);
        assertThat(loss(new TrajectoryBalance(Regression.HUBER)))
                .isCloseTo((square(far) / 2 + square(near) / 2) / 2, within(TOLERANCE));
        assertThat(Regression.HUBER.value(-3)).isEqualTo(2.5);
        assertThat(loss(new TrajectoryBalance(Regression.LOG_COSH)))
                .isCloseTo((Math.log(Math.cosh(far)) + Math.log(Math.cosh(near))) / 2, within(TOLERANCE));
    }

    @Test
    void logZIsWhatEachObjectiveHoldsIt() {
        assertThat(logZ(new TrajectoryBalance(Regression.SQUARED))).isCloseTo(Math.log(10), within(TOLERANCE));
        assertThat(logZ(new DetailedBalance(Regression.SQUARED))).isCloseTo(Math.log(8), within(TOLERANCE));
        assertThat(logZ(new FlowMatching(Regression.SQUARED))).isCloseTo(Math.log(8), within(TOLERANCE));
        // mean of log(9 · 1/3 / (1/8)) and log(9 · 1/3 / (5/8))
        assertThat(logZ(new VarGrad(Regression.SQUARED)))
                .isCloseTo((Math.log(24) + Math.log(24 / 5.0)) / 2, within(TOLERANCE));
    }

    private static double loss(Objective objective) {
        try (ScoredBatch scored = model().score(batch(), objective.needs())) {
            return objective
                    .loss(scored.scores(), null, new ScoreGradients(scored.scores()))
                    .value();
        }
    }

    private static double logZ(Objective objective) {
        try (ScoredBatch scored = model().score(batch(), objective.needs())) {
            return objective.logZ(scored.scores());
        }
    }

    /** The long way, and the short one by its second edge. */
    private static Trajectories<Place> batch() {
        Layout layout = new Layout(
                new int[] {0, 2, 3}, new boolean[] {true, true}, new Ending[] {Ending.COMPLETED, Ending.COMPLETED});
        return new Trajectories<>(
                layout,
                List.of(Place.SOURCE, Place.MIDDLE, Place.END, Place.SOURCE, Place.END),
                new IntActions(new int[] {0, 0, 2}),
                new double[] {Math.log(9), Math.log(9)},
                null);
    }

    private static TabularFlowModel<Place> model() {
        TabularFlowModel<Place> model = new TabularFlowModel<>(new Diamond(), BackwardPolicy.UNIFORM);
        model.add(List.of(Place.SOURCE, Place.MIDDLE));
        set(model.parameters().group("forward"), 1, 2, 5, 3);
        set(model.parameters().group("flow"), 8, 3);
        set(model.parameters().group(Parameters.LOG_Z), 10);
        return model;
    }

    private static void set(ParameterGroup group, double... values) {
        assertThat(group.size()).isEqualTo(values.length);
        for (int i = 0; i < values.length; i++) {
            group.setValue(i, Math.log(values[i]));
        }
    }

    private static double square(double value) {
        return value * value;
    }
}
