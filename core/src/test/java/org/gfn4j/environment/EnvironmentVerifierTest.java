package org.gfn4j.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.gfn4j.environment.VerificationReport.Failure;
import org.gfn4j.environment.VerificationReport.Rule;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.EpisodeEnd;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridReward;
import org.gfn4j.testing.ListedEnvironment;
import org.gfn4j.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Seeds.class)
final class EnvironmentVerifierTest {

    @ParameterizedTest
    @CsvSource({
        "1, 2, FREE, 4, 2, 3",
        "1, 7, FREE, 14, 7, 13",
        "2, 3, FREE, 18, 9, 21",
        "3, 4, FREE, 128, 64, 208",
        "6, 2, FREE, 128, 64, 256",
        "1, 2, FORCED, 3, 2, 2",
        "2, 3, FORCED, 12, 8, 12",
        "3, 4, FORCED, 81, 54, 108",
        "2, 20, FORCED, 760, 399, 1083"
    })
    void aSmallHypergridPassesExhaustively(
            int dimensions, int side, EpisodeEnd end, int states, int terminalStates, int edges) {
        Hypergrid grid = new Hypergrid(dimensions, side, end);
        HypergridReward reward = HypergridReward.corners(grid, 0, 0.5, 2);

        VerificationReport report = EnvironmentVerifier.of(grid)
                .format(grid)
                .logReward(cell -> Math.log(reward.applyAsDouble(cell)))
                .verify(Seeds.generator());

        assertThat(report).isEqualTo(new VerificationReport(true, states, terminalStates, edges, 0, null));
        assertThat(report.passed()).isTrue();
        assertThat(report.describe())
                .isEqualTo("passed: checked all " + states + " states (" + terminalStates + " terminal) and " + edges
                        + " edges");
    }

    @ParameterizedTest
    @CsvSource({"FREE, 200", "FORCED, 200", "FREE, 0"})
    void aLargeHypergridPassesOnWalks(EpisodeEnd end, int maxStates) {
        Hypergrid grid = new Hypergrid(6, 50, end);

        VerificationReport report = EnvironmentVerifier.of(grid)
                .format(grid)
                .maxStates(maxStates)
                .walks(40)
                .verify(Seeds.generator());

        assertThat(report.failure()).isNull();
        assertThat(report.exhaustive()).isFalse();
        assertThat(report.walks()).isEqualTo(40);
        assertThat(report.states()).isGreaterThan(500);
        assertThat(report.terminalStates()).isBetween(20L, 500L);
        assertThat(report.describe())
                .startsWith("passed: checked ")
                .endsWith("with 40 random walks; the space has more");
    }

    @Test
    void aSpaceOfExactlyTheLargestNumberOfStatesIsCheckedExhaustively() {
        Hypergrid grid = new Hypergrid(2, 3);

        assertThat(EnvironmentVerifier.of(grid)
                        .maxStates(18)
                        .verify(Seeds.generator())
                        .exhaustive())
                .isTrue();
        assertThat(EnvironmentVerifier.of(grid)
                        .maxStates(17)
                        .verify(Seeds.generator())
                        .exhaustive())
                .isFalse();
    }

    @Test
    void theSameSeedGivesTheSameReport() {
        EnvironmentVerifier<Cell> verifier =
                EnvironmentVerifier.of(new Hypergrid(3, 9)).maxStates(10).walks(20);

        assertThat(verifier.verify(new SplittableRandom(7))).isEqualTo(verifier.verify(new SplittableRandom(7)));
    }

    @Test
    void parallelEdgesAndShortCutsPass() {
        ListedEnvironment graph =
                new ListedEnvironment(List.of(List.of(1, 1, 3), List.of(2, 2), List.of(3), List.of(4), List.of()));

        assertThat(EnvironmentVerifier.of(graph).verify(Seeds.generator()).describe())
                .isEqualTo("passed: checked all 5 states (1 terminal) and 7 edges");
        assertThat(EnvironmentVerifier.of(graph)
                        .maxStates(0)
                        .verify(Seeds.generator())
                        .describe())
                .isEqualTo(
                        "passed: checked 5 states (1 terminal) and 7 edges, with 1000 random walks; the space has more");
    }

    @ParameterizedTest
    @MethodSource("org.gfn4j.environment.BrokenGrids#all")
    void aBrokenGridIsReportedWithTheShortestPathExhaustively(BrokenGrids broken) {
        assertReported(broken, EnvironmentVerifier.of(broken.environment()));
    }

    @ParameterizedTest
    @MethodSource("org.gfn4j.environment.BrokenGrids#all")
    void aBrokenGridIsReportedWithTheShortestPathOnWalks(BrokenGrids broken) {
        assertReported(broken, EnvironmentVerifier.of(broken.environment()).maxStates(0));
    }

    private static void assertReported(BrokenGrids broken, EnvironmentVerifier<Cell> verifier) {
        VerificationReport report = verifier.format(broken.environment()).verify(Seeds.generator());

        Failure failure = failureOf(report);
        assertThat(failure.rule()).as(report.describe()).isEqualTo(broken.rule());
        assertThat(failure.state()).as(report.describe()).isEqualTo(broken.state());
        assertThat(failure.steps()).as(report.describe()).isEqualTo(broken.steps());
        assertThat(report.exhaustive()).isFalse();
        assertThat(report.describe())
                .startsWith("failed: this rule is broken: " + broken.rule().sentence());
    }

    static Failure failureOf(VerificationReport report) {
        Failure failure = report.failure();
        assertThat(failure).as(report.describe()).isNotNull();
        assertThat(report.passed()).isFalse();
        return Objects.requireNonNull(failure);
    }

    @Test
    void aFailureIsDescribedInWords() {
        BrokenGrid broken = BrokenGrids.edgesInto("1 1 ...", edges -> edges.remove(1));

        VerificationReport report =
                EnvironmentVerifier.of(broken).format(broken).verify(Seeds.generator());

        assertThat(report.describe()).isEqualTo("""
                        failed: this rule is broken: every forward edge is among the edges into the state that it leads to
                          state:    1 1 ...
                          path:     source -0-> 1 0 ... -1-> 1 1 ...
                          expected: action 1 of 1 0 ... among its edges in
                          got:      action 0 of 0 1 ...
                          after checking 4 states (1 terminal) and 4 edges""");
    }

    @Test
    void anExceptionIsReportedWithItsCall() {
        BrokenGrid broken = new BrokenGrid() {
            @Override
            public Cell child(Cell state, int action) {
                if (state.equals(middle) && action == 1) {
                    throw new IllegalStateException("no\nway");
                }
                return super.child(state, action);
            }
        };

        Failure failure = failureOf(EnvironmentVerifier.of(broken).verify(Seeds.generator()));

        assertThat(failure.got()).isEqualTo("child([1, 1], 1) threw java.lang.IllegalStateException: no\\nway");
        assertThat(failure.path()).isEqualTo("source -1-> [0, 1] -0-> [1, 1]");
    }

    @ParameterizedTest
    @CsvSource({"NaN, 100", "Infinity, 100", "NaN, 0", "Infinity, 0"})
    void aLogRewardThatIsNoRewardIsReported(double wrong, int maxStates) {
        Hypergrid grid = new Hypergrid(2, 3);

        Failure failure = failureOf(EnvironmentVerifier.of(grid)
                .logReward(cell -> cell.equals(grid.finished(1, 2)) ? wrong : Double.NEGATIVE_INFINITY)
                .maxStates(maxStates)
                .verify(Seeds.generator()));

        assertThat(failure.rule()).isEqualTo(Rule.LOG_REWARD);
        assertThat(failure.steps()).isEqualTo(4);
        assertThat(failure.got()).isEqualTo(Double.toString(wrong));
    }

    @Test
    void anExceptionOfTheLogRewardIsReported() {
        Failure failure = failureOf(EnvironmentVerifier.of(new Hypergrid(2, 3))
                .logReward(cell -> {
                    throw new UnsupportedOperationException("not yet");
                })
                .verify(Seeds.generator()));

        assertThat(failure.rule()).isEqualTo(Rule.ANSWER);
        assertThat(failure.path()).isEqualTo("source -2-> [0, 0] finished");
        assertThat(failure.got()).contains("logReward([0, 0] finished) threw", "not yet");
    }

    @ParameterizedTest
    @CsvSource({"100", "0"})
    void aCycleBesideThePathToItIsReported(int maxStates) {
        ListedEnvironment graph =
                new ListedEnvironment(List.of(List.of(1, 2), List.of(3), List.of(1, 4), List.of(2), List.of()));

        Failure failure =
                failureOf(EnvironmentVerifier.of(graph).maxStates(maxStates).verify(Seeds.generator()));

        assertThat(failure.rule()).isEqualTo(Rule.NO_CYCLE);
        assertThat(failure.steps()).isEqualTo(4);
        assertThat(failure.path()).isIn("source -0-> 1 -0-> 3 -0-> 2 -0-> 1", "source -1-> 2 -0-> 1 -0-> 3 -0-> 2");
    }

    @ParameterizedTest
    @CsvSource({"100", "0"})
    void aParentThatCannotBeReachedIsReported(int maxStates) {
        ListedEnvironment graph = new ListedEnvironment(List.of(List.of(1), List.of(2), List.of(), List.of(1)));

        Failure failure =
                failureOf(EnvironmentVerifier.of(graph).maxStates(maxStates).verify(Seeds.generator()));

        assertThat(failure.rule()).isEqualTo(Rule.WAY_BACK);
        assertThat(failure.path()).isEqualTo("source -0-> 1");
        assertThat(failure.got()).isEqualTo("its parent 3, from where the way back ends at 3, which has no edges in");
    }

    @ParameterizedTest
    @CsvSource({"100", "0"})
    void aWayBackWithoutEndIsReported(int maxStates) {
        ListedEnvironment graph =
                new ListedEnvironment(List.of(List.of(1), List.of(2), List.of(), List.of(4), List.of(3, 1)));

        Failure failure = failureOf(EnvironmentVerifier.of(graph)
                .maxStates(maxStates)
                .maxWalkLength(50)
                .verify(Seeds.generator()));

        assertThat(failure.rule()).isEqualTo(Rule.WAY_BACK);
    }

    @ParameterizedTest
    @CsvSource({"50", "0"})
    void aWalkWithoutEndIsReported(int maxStates) {
        DiscreteEnvironment<Integer> numbers = new DiscreteEnvironment<>() {
            @Override
            public Integer source() {
                return 1;
            }

            @Override
            public int actionCount(Integer state) {
                return state > 0 ? 2 : 0;
            }

            @Override
            public Integer child(Integer state, int action) {
                return action == 0 ? -state : state + 1;
            }

            @Override
            public int stopAction(Integer state) {
                return state > 0 ? 0 : NO_STOP;
            }

            @Override
            public List<InEdge<Integer>> inEdges(Integer state) {
                if (state < 0) {
                    return List.of(new InEdge<>(-state, 0));
                }
                return state == 1 ? List.of() : List.of(new InEdge<>(state - 1, 1));
            }
        };

        VerificationReport report = EnvironmentVerifier.of(numbers)
                .maxStates(maxStates)
                .maxWalkLength(1_000)
                .verify(Seeds.generator());

        assertThat(failureOf(report).rule()).isEqualTo(Rule.ENDS);
        assertThat(failureOf(report).steps()).isEqualTo(1_000);
        assertThat(failureOf(report).path()).startsWith("source -1-> -1-> ").contains(" (600 more) ");
    }

    @Test
    void anExceptionOfSourceIsReported() {
        BrokenGrid broken = new BrokenGrid() {
            @Override
            public Cell source() {
                throw new IllegalStateException("no start");
            }
        };

        assertThat(EnvironmentVerifier.of(broken).verify(Seeds.generator()).describe())
                .contains("path:     source\n", "source() threw java.lang.IllegalStateException: no start");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aFailureMetOnADetourIsReportedWithTheShortCut(long seed) {
        ListedEnvironment graph =
                new ListedEnvironment(List.of(List.of(1, 1, 1, 3), List.of(2), List.of(3), List.of()));

        Failure failure = failureOf(EnvironmentVerifier.of(graph)
                .logReward(state -> Double.NaN)
                .maxStates(0)
                .walks(50)
                .verify(new SplittableRandom(seed)));

        assertThat(failure.path()).isEqualTo("source -3-> 3");
    }

    @Test
    void limitsOutOfRangeAreRefused() {
        EnvironmentVerifier<Cell> verifier = EnvironmentVerifier.of(new Hypergrid(1, 2));

        assertThatThrownBy(() -> verifier.maxStates(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxStates must be at least 0, but is -1");
        assertThatThrownBy(() -> verifier.walks(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("walks must be at least 0, but is -1");
        assertThatThrownBy(() -> verifier.maxWalkLength(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxWalkLength must be at least 1, but is 0");
    }
}
