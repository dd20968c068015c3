package org.gfn4j.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gfn4j.environment.EnvironmentVerifierTest.failureOf;

import java.util.List;
import java.util.function.Predicate;
import org.gfn4j.environment.VerificationReport.Failure;
import org.gfn4j.environment.VerificationReport.Rule;
import org.gfn4j.testing.Seeds;
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
}
