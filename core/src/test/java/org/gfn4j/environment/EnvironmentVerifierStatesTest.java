package org.gfn4j.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gfn4j.environment.EnvironmentVerifierTest.failureOf;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.gfn4j.environment.VerificationReport.Failure;
import org.gfn4j.environment.VerificationReport.Rule;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.testing.Seeds;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** States that are not the values they should be. */
@ExtendWith(Seeds.class)
final class EnvironmentVerifierStatesTest {

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
                        true, true, state -> state.cell.equals(NotedGrid.GRID.unfinished(1, 1)) && state.note == 1))
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

    /** A chain of numbers up to 3, each in a state of whatever type. */
    private record Chain<S>(ToIntFunction<S> number, BiFunction<@Nullable S, Integer, S> maker)
            implements DiscreteEnvironment<S> {
        @Override
        public S source() {
            return maker.apply(null, 0);
        }

        @Override
        public int actionCount(S state) {
            return number.applyAsInt(state) == 3 ? 0 : 1;
        }

        @Override
        public S child(S state, int action) {
            return maker.apply(state, number.applyAsInt(state) + 1);
        }

        @Override
        public List<InEdge<S>> inEdges(S state) {
            int value = number.applyAsInt(state);
            return value == 0 ? List.of() : List.of(new InEdge<>(maker.apply(null, value - 1), 0));
        }
    }

    private static final class Plain {
        private int value;

        Plain(int value) {
            this.value = value;
        }

        @Override
        public String toString() {
            return "number " + value;
        }
    }

    @SuppressWarnings({"overrides", "EqualsHashCode"}) // what is to be found
    private static final class EqualOnly {
        private final int value;

        EqualOnly(int value) {
            this.value = value;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof EqualOnly only && only.value == value;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // what is to be found
    private record WithArray(int[] values) {
        @Override
        public String toString() {
            return "values " + values[0];
        }
    }

    private static final class Mutable {
        private int value;

        @Override
        public boolean equals(Object other) {
            return other instanceof Mutable mutable && mutable.value == value;
        }

        @Override
        public int hashCode() {
            return value;
        }

        @Override
        public String toString() {
            return "number " + value;
        }
    }

    private static Failure failureOfChain(Chain<?> chain, int maxStates) {
        return failureOf(EnvironmentVerifier.of(chain).maxStates(maxStates).verify(Seeds.generator()));
    }

    @ParameterizedTest
    @CsvSource({"100", "0"})
    void aClassWithoutEqualsAndHashCodeIsNamed(int maxStates) {
        Plain source = new Plain(0);
        for (Chain<?> chain : List.of(
                new Chain<Plain>(plain -> plain.value, (from, value) -> new Plain(value)),
                new Chain<Plain>(plain -> plain.value, (from, value) -> value == 0 ? source : new Plain(value)))) {
            Failure failure = failureOfChain(chain, maxStates);
            assertThat(failure.rule()).isEqualTo(Rule.EQUALS);
            assertThat(failure.got())
                    .startsWith(Plain.class.getName() + " has none, so ")
                    .endsWith("are not equal; make it a record, or write both");
        }
        assertThat(failureOfChain(new Chain<int[]>(array -> array[0], (from, value) -> new int[] {value}), maxStates)
                        .got())
                .startsWith("int[] has none");
        Failure half = failureOfChain(
                new Chain<EqualOnly>(only -> only.value, (from, value) -> new EqualOnly(value)), maxStates);
        assertThat(half.rule()).isEqualTo(Rule.EQUALS);
        assertThat(half.expected()).isEqualTo("hashCode in " + EqualOnly.class.getName() + ", which has equals");
    }

    @ParameterizedTest
    @CsvSource({"100", "0"})
    void aRecordOfAnArrayIsToldThatArraysAreComparedByIdentity(int maxStates) {
        Failure failure = failureOfChain(
                new Chain<WithArray>(array -> array.values[0], (from, value) -> new WithArray(new int[] {value})),
                maxStates);
        assertThat(failure.rule()).isEqualTo(Rule.REPEATABLE);
        assertThat(failure.got()).contains("values 0, then values 0", "arrays by Arrays.equals, also in a record");
    }

    @ParameterizedTest
    @CsvSource({"100", "0"})
    void aStateThatChangesIsReported(int maxStates) {
        BiFunction<@Nullable Mutable, Integer, Mutable> inPlace = (from, value) -> {
            Mutable state = from == null ? new Mutable() : from;
            state.value = value;
            return state;
        };
        Mutable shared = new Mutable();
        BiFunction<@Nullable Mutable, Integer, Mutable> oneForAll = (from, value) -> {
            shared.value = value;
            return shared;
        };
        Plain source = new Plain(0);
        BiFunction<@Nullable Plain, Integer, Plain> withoutEquals = (from, value) -> {
            Plain state = from == null ? value == 0 ? source : new Plain(0) : from;
            state.value = value;
            return state;
        };
        assertThat(failureOfChain(new Chain<>(state -> state.value, inPlace), maxStates)
                        .rule())
                .isEqualTo(Rule.UNCHANGED);
        assertThat(failureOfChain(new Chain<>(state -> state.value, oneForAll), maxStates)
                        .rule())
                .isEqualTo(Rule.UNCHANGED);
        assertThat(failureOfChain(new Chain<>(state -> state.value, withoutEquals), maxStates)
                        .rule())
                .isEqualTo(Rule.UNCHANGED);
    }

    @ParameterizedTest
    @CsvSource({"100", "0"})
    void noStateAndNoEdgeIsReported(int maxStates) {
        @SuppressWarnings("NullAway") // what is to be found
        Chain<Integer> withoutChild =
                new Chain<>(Integer::intValue, (from, value) -> value == 2 && from != null ? null : value);
        assertThat(failureOfChain(withoutChild, maxStates).got()).isEqualTo("child(1, 0) returned null");
        DiscreteEnvironment<Integer> withoutEdge = new DiscreteEnvironment<>() {
            private final Chain<Integer> right = new Chain<>(Integer::intValue, (from, value) -> value);

            @Override
            public Integer source() {
                return 0;
            }

            @Override
            public int actionCount(Integer state) {
                return right.actionCount(state);
            }

            @Override
            public Integer child(Integer state, int action) {
                return right.child(state, action);
            }

            @Override
            @SuppressWarnings("NullAway") // what is to be found
            public List<InEdge<Integer>> inEdges(Integer state) {
                return state == 2 ? java.util.Arrays.asList((InEdge<Integer>) null) : right.inEdges(state);
            }
        };
        assertThat(failureOf(EnvironmentVerifier.of(withoutEdge)
                                .maxStates(maxStates)
                                .verify(Seeds.generator()))
                        .got())
                .isEqualTo("inEdges(2) has null among them");
    }

    @ParameterizedTest
    @CsvSource({"100", "0"})
    void aTextThatIsMissingDoesNotKeepAFailureFromBeingShown(int maxStates) {
        record Nameless(int value) {
            @Override
            @SuppressWarnings({"NullAway", "ToStringReturnsNull"}) // what is to be found
            public String toString() {
                return null;
            }
        }
        Failure failure = failureOf(
                EnvironmentVerifier.of(new Chain<Nameless>(Nameless::value, (from, value) -> new Nameless(value)))
                        .logReward(state -> Double.NaN)
                        .maxStates(maxStates)
                        .verify(Seeds.generator()));
        assertThat(failure.state()).isEqualTo("a " + Nameless.class.getTypeName());
        assertThat(failure.got()).isEqualTo("NaN");
    }
}
