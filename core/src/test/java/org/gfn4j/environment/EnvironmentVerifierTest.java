package org.gfn4j.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.gfn4j.environment.VerificationReport.Failure;
import org.gfn4j.environment.VerificationReport.Rule;
import org.gfn4j.testing.Seeds;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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
        assertThat(report.describe()).startsWith("passed: checked ").endsWith("with 40 random walks; the space has more");
    }

    @Test
    void aSpaceOfExactlyTheLargestNumberOfStatesIsCheckedExhaustively() {
        Hypergrid grid = new Hypergrid(2, 3);

        assertThat(EnvironmentVerifier.of(grid).maxStates(18).verify(Seeds.generator()).exhaustive())
                .isTrue();
        assertThat(EnvironmentVerifier.of(grid).maxStates(17).verify(Seeds.generator()).exhaustive())
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
        Graph graph = new Graph(List.of(List.of(1, 1, 3), List.of(2, 2), List.of(3), List.of(4), List.of()));

        assertThat(EnvironmentVerifier.of(graph).verify(Seeds.generator()).describe())
                .isEqualTo("passed: checked all 5 states (1 terminal) and 7 edges");
        assertThat(EnvironmentVerifier.of(graph)
                        .maxStates(0)
                        .verify(Seeds.generator())
                        .describe())
                .isEqualTo("passed: checked 5 states (1 terminal) and 7 edges, with 1000 random walks; the space has more");
    }

    /** An environment with one broken rule, and the state nearest to the source that shows it. */
    record Broken(String name, BrokenGrid environment, Rule rule, String state, int steps) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Broken> brokenGrids() {
        return Stream.of(
                new Broken("an edge in that leads elsewhere", edgesInto("1 1 ...", edges -> {
                    edges.add(new InEdge<>(new Hypergrid(2, 3).source(), 0));
                }), Rule.IN_EDGE_EXTRA, "1 1 ...", 2),
                new Broken("an edge in that is no action", edgesInto("1 1 ...", edges -> {
                    edges.add(new InEdge<>(new Hypergrid(2, 3).source(), 3));
                }), Rule.IN_EDGE_EXTRA, "1 1 ...", 2),
                new Broken("a missing edge in", edgesInto("2 1 ...", edges -> edges.remove(1)),
                        Rule.IN_EDGE_MISSING, "2 1 ...", 3),
                new Broken("no edges in", edgesInto("0 1 ...", List::clear), Rule.NO_IN_EDGE, "0 1 ...", 1),
                new Broken("an edge in listed twice", edgesInto("1 1 ...", edges -> edges.add(edges.get(0))),
                        Rule.IN_EDGE_TWICE, "1 1 ...", 2),
                new Broken("an edge into the source", edgesInto("0 0 ...", edges -> {
                    edges.add(new InEdge<>(new Hypergrid(2, 3).unfinished(2, 2), 0));
                }), Rule.SOURCE, "0 0 ...", 0),
                new Broken("a wrong count of edges in", new BrokenGrid() {
                    @Override
                    public int inEdgeCount(Cell state) {
                        return state.equals(middle) ? 3 : super.inEdgeCount(state);
                    }
                }, Rule.IN_EDGE_COUNT, "1 1 ...", 2),
                new Broken("a wrong index of an edge in", new BrokenGrid() {
                    @Override
                    public int inEdgeIndex(Cell parent, int action, Cell child) {
                        return child.equals(middle) ? 0 : super.inEdgeIndex(parent, action, child);
                    }
                }, Rule.IN_EDGE_INDEX, "1 1 ...", 2),
                new Broken("a loop", childOf("1 1 ...", 1, "1 1 ..."), Rule.NO_CYCLE, "1 1 ...", 3),
                new Broken("a way back to the source", childOf("1 1 ...", 0, "0 0 ..."), Rule.NO_CYCLE, "0 0 ...", 3),
                new Broken("an unfinished state said to be terminal", new BrokenGrid() {
                    @Override
                    public boolean isTerminal(Cell state) {
                        return state.equals(middle) || super.isTerminal(state);
                    }
                }, Rule.TERMINAL, "1 1 ...", 2),
                new Broken("a finished state said not to be terminal", new BrokenGrid() {
                    @Override
                    public boolean isTerminal(Cell state) {
                        return super.isTerminal(state) && !format(state).equals("0 2");
                    }
                }, Rule.STOP, "0 2 ...", 2),
                new Broken("a stop action that goes on", stopAt("1 1 ...", 0), Rule.STOP, "1 1 ...", 2),
                new Broken("a stop action that does not exist", stopAt("1 1 ...", 3), Rule.STOP, "1 1 ...", 2),
                new Broken("a negative stop action", stopAt("1 1 ...", -2), Rule.STOP, "1 1 ...", 2),
                new Broken("a stop action that is denied", stopAt("1 1 ...", DiscreteEnvironment.NO_STOP),
                        Rule.STOP, "1 1 ...", 2),
                new Broken("a stopped state that differs", new BrokenGrid() {
                    @Override
                    public @Nullable Cell stopped(Cell state) {
                        return state.equals(middle) ? grid.finished(0, 0) : super.stopped(state);
                    }
                }, Rule.STOP, "1 1 ...", 2),
                new Broken("a text of two lines", textOf("1 1 ...", "1\n1 ..."), Rule.TEXT_LINE, "1\\n1 ...", 2),
                new Broken("a text with a blank at its end", textOf("1 1 ...", "1 1 "), Rule.TEXT_LINE, "1 1", 2),
                new Broken("a text that is read as another state", textOf("1 1 ...", "2 2 ..."),
                        Rule.TEXT_ROUND_TRIP, "2 2 ...", 2),
                new Broken("a text of two states", textOf("1 1 ...", "0 0 ..."), Rule.TEXT_DIFFERENT, "0 0 ...", 2),
                new Broken("a text that cannot be read", textOf("1 1 ...", "one one"), Rule.ANSWER, "one one", 2),
                new Broken("an exception in child", new BrokenGrid() {
                    @Override
                    public Cell child(Cell state, int action) {
                        if (state.equals(middle) && action == 1) {
                            throw new IllegalStateException("no way");
                        }
                        return super.child(state, action);
                    }
                }, Rule.ANSWER, "1 1 ...", 2),
                new Broken("a stack overflow in actionCount", new BrokenGrid() {
                    @Override
                    public int actionCount(Cell state) {
                        return state.equals(middle) ? actionCount(state) : super.actionCount(state);
                    }
                }, Rule.ANSWER, "1 1 ...", 2),
                new Broken("a child that is null", new BrokenGrid() {
                    @Override
                    @SuppressWarnings("NullAway")
                    public Cell child(Cell state, int action) {
                        return state.equals(middle) ? null : super.child(state, action);
                    }
                }, Rule.ANSWER, "1 1 ...", 2),
                new Broken("a negative number of actions", new BrokenGrid() {
                    @Override
                    public int actionCount(Cell state) {
                        return state.equals(middle) ? -1 : super.actionCount(state);
                    }
                }, Rule.ANSWER, "1 1 ...", 2),
                new Broken("a child that changes", new BrokenGrid() {
                    private final AtomicInteger calls = new AtomicInteger();

                    @Override
                    public Cell child(Cell state, int action) {
                        boolean changes = action < 2 && state.equals(grid.unfinished(1, 0));
                        return super.child(state, changes ? calls.getAndIncrement() % 2 : action);
                    }
                }, Rule.REPEATABLE, "1 0 ...", 1));
    }

    private static BrokenGrid edgesInto(String text, Consumer<List<InEdge<Cell>>> change) {
        return new BrokenGrid() {
            @Override
            public List<InEdge<Cell>> inEdges(Cell state) {
                List<InEdge<Cell>> edges = new ArrayList<>(super.inEdges(state));
                if (format(state).equals(text)) {
                    change.accept(edges);
                }
                return edges;
            }
        };
    }

    private static BrokenGrid childOf(String text, int broken, String child) {
        return new BrokenGrid() {
            @Override
            public Cell child(Cell state, int action) {
                return format(state).equals(text) && action == broken ? parse(child) : super.child(state, action);
            }
        };
    }

    private static BrokenGrid stopAt(String text, int stop) {
        return new BrokenGrid() {
            @Override
            public int stopAction(Cell state) {
                return format(state).equals(text) ? stop : super.stopAction(state);
            }
        };
    }

    private static BrokenGrid textOf(String of, String text) {
        return new BrokenGrid() {
            @Override
            public String format(Cell state) {
                String right = super.format(state);
                return right.equals(of) ? text : right;
            }
        };
    }

    @ParameterizedTest
    @MethodSource("brokenGrids")
    void aBrokenGridIsReportedWithTheShortestPathExhaustively(Broken broken) {
        assertReported(broken, EnvironmentVerifier.of(broken.environment()));
    }

    @ParameterizedTest
    @MethodSource("brokenGrids")
    void aBrokenGridIsReportedWithTheShortestPathOnWalks(Broken broken) {
        assertReported(broken, EnvironmentVerifier.of(broken.environment()).maxStates(0));
    }

    private static void assertReported(Broken broken, EnvironmentVerifier<Cell> verifier) {
        VerificationReport report = verifier.format(broken.environment()).verify(Seeds.generator());

        Failure failure = failureOf(report);
        assertThat(failure.rule()).as(report.describe()).isEqualTo(broken.rule());
        assertThat(failure.state()).as(report.describe()).isEqualTo(broken.state());
        assertThat(failure.steps()).as(report.describe()).isEqualTo(broken.steps());
        assertThat(report.exhaustive()).isFalse();
        assertThat(report.describe()).startsWith("failed: this rule is broken: " + broken.rule().sentence());
    }

    private static Failure failureOf(VerificationReport report) {
        Failure failure = report.failure();
        assertThat(failure).as(report.describe()).isNotNull();
        assertThat(report.passed()).isFalse();
        return Objects.requireNonNull(failure);
    }

    @Test
    void aFailureIsDescribedInWords() {
        BrokenGrid broken = edgesInto("1 1 ...", edges -> edges.remove(1));

        VerificationReport report =
                EnvironmentVerifier.of(broken).format(broken).verify(Seeds.generator());

        assertThat(report.describe())
                .isEqualTo(
                        """
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

        assertThat(failure.got())
                .isEqualTo("child([1, 1], 1) threw java.lang.IllegalStateException: no\\nway");
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
        Graph graph = new Graph(List.of(List.of(1, 2), List.of(3), List.of(1, 4), List.of(2), List.of()));

        Failure failure = failureOf(
                EnvironmentVerifier.of(graph).maxStates(maxStates).verify(Seeds.generator()));

        assertThat(failure.rule()).isEqualTo(Rule.NO_CYCLE);
        assertThat(failure.steps()).isEqualTo(4);
        assertThat(failure.path())
                .isIn("source -0-> 1 -0-> 3 -0-> 2 -0-> 1", "source -1-> 2 -0-> 1 -0-> 3 -0-> 2");
    }

    @ParameterizedTest
    @CsvSource({"100", "0"})
    void aParentThatCannotBeReachedIsReported(int maxStates) {
        Graph graph = new Graph(List.of(List.of(1), List.of(2), List.of(), List.of(1)));

        Failure failure = failureOf(
                EnvironmentVerifier.of(graph).maxStates(maxStates).verify(Seeds.generator()));

        assertThat(failure.rule()).isEqualTo(Rule.WAY_BACK);
        assertThat(failure.path()).isEqualTo("source -0-> 1");
        assertThat(failure.got()).isEqualTo(
                "its parent 3, from where the way back ends at 3, which has no edges in");
    }

    @ParameterizedTest
    @CsvSource({"100", "0"})
    void aWayBackWithoutEndIsReported(int maxStates) {
        Graph graph = new Graph(List.of(List.of(1), List.of(2), List.of(), List.of(4), List.of(3, 1)));

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

    /** A cell with a note of how it was reached, which a right state would not have. */
    private static final class Noted {
        private final Cell cell;
        private final int note;
        private final boolean equalByCell;
        private final boolean hashedByCell;

        Noted(Cell cell, int note, boolean equalByCell, boolean hashedByCell) {
            this.cell = cell;
            this.note = note;
            this.equalByCell = equalByCell;
            this.hashedByCell = hashedByCell;
        }

        @Override
        public boolean equals(Object other) {
            return equalByCell ? other instanceof Noted noted && cell.equals(noted.cell) : this == other;
        }

        @Override
        public int hashCode() {
            return hashedByCell ? cell.hashCode() : cell.hashCode() + note;
        }

        @Override
        public String toString() {
            return cell.toString();
        }
    }

    /** The grid of noted cells; one more action where the predicate says so. */
    private record NotedGrid(boolean equalByCell, boolean hashedByCell, Predicate<Noted> lacksStop)
            implements DiscreteEnvironment<Noted> {
        private static final Hypergrid GRID = new Hypergrid(2, 3);

        private Noted noted(Cell cell, int note) {
            return new Noted(cell, note, equalByCell, hashedByCell);
        }

        @Override
        public Noted source() {
            return noted(GRID.source(), 0);
        }

        @Override
        public int actionCount(Noted state) {
            return GRID.actionCount(state.cell) - (lacksStop.test(state) ? 1 : 0);
        }

        @Override
        public Noted child(Noted state, int action) {
            return noted(GRID.child(state.cell, action), action);
        }

        @Override
        public List<InEdge<Noted>> inEdges(Noted state) {
            return GRID.inEdges(state.cell).stream()
                    .map(edge -> new InEdge<>(noted(edge.parent(), 0), edge.action()))
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"100", "0"})
    void stateWithoutEqualsIsReported(int maxStates) {
        Failure failure = failureOf(EnvironmentVerifier.of(new NotedGrid(false, true, state -> false))
                .maxStates(maxStates)
                .verify(Seeds.generator()));

        assertThat(failure.rule()).isEqualTo(Rule.REPEATABLE);
        assertThat(failure.path()).isEqualTo("source");
    }

    @ParameterizedTest
    @CsvSource({"100", "0"})
    void equalStatesWithDifferentHashCodesAreReported(int maxStates) {
        Failure failure = failureOf(EnvironmentVerifier.of(new NotedGrid(true, false, state -> false))
                .maxStates(maxStates)
                .verify(Seeds.generator()));

        assertThat(failure.rule()).isEqualTo(Rule.HASH_CODE);
        assertThat(failure.steps()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"100", "0"})
    void equalStatesWithDifferentActionsAreReported(int maxStates) {
        Failure failure = failureOf(EnvironmentVerifier.of(new NotedGrid(
                        true,
                        true,
                        state -> state.cell.equals(NotedGrid.GRID.unfinished(1, 1)) && state.note == 1))
                .maxStates(maxStates)
                .verify(Seeds.generator()));

        assertThat(failure.rule()).isEqualTo(Rule.EQUAL_STATES);
        assertThat(failure.state()).isEqualTo("[1, 1]");
        assertThat(failure.steps()).isEqualTo(2);
        assertThat(failure.expected() + failure.got()).contains("actionCount");
    }

    @Test
    void anExceptionOfEqualsIsReported() {
        record Touchy(int value) {
            @Override
            public boolean equals(Object other) {
                throw new IllegalStateException("do not compare me");
            }

            @Override
            public int hashCode() {
                return value;
            }
        }
        DiscreteEnvironment<Touchy> environment = new DiscreteEnvironment<>() {
            @Override
            public Touchy source() {
                return new Touchy(0);
            }

            @Override
            public int actionCount(Touchy state) {
                return 1 - state.value();
            }

            @Override
            public Touchy child(Touchy state, int action) {
                return new Touchy(1);
            }

            @Override
            public List<InEdge<Touchy>> inEdges(Touchy state) {
                return state.value() == 0 ? List.of() : List.of(new InEdge<>(source(), 0));
            }
        };

        Failure failure = failureOf(EnvironmentVerifier.of(environment).verify(Seeds.generator()));

        assertThat(failure.rule()).isEqualTo(Rule.ANSWER);
        assertThat(failure.got()).contains("do not compare me");
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
