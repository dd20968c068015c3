package org.gfn4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import java.util.stream.Stream;
import org.gfn4j.environment.EnvironmentVerifier;
import org.gfn4j.environment.VerificationReport;
import org.gfn4j.environment.VerificationReport.Rule;
import org.gfn4j.environment.WrongEncodingException;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.EpisodeEnd;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridEncoder;
import org.gfn4j.network.Activation;
import org.gfn4j.network.SparseRows;
import org.gfn4j.objective.TrajectoryBalance;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.sampling.TrajectorySource;
import org.gfn4j.testing.Seeds;
import org.gfn4j.training.Trainer;
import org.gfn4j.training.TrainingSettings;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Encoders that are wrong are found by the verifier, and stop training with a sentence. */
@ExtendWith(Seeds.class)
final class EncoderCheckTest {
    private static final Hypergrid GRID = new Hypergrid(2, 4);
    private static final Cell BROKEN = GRID.unfinished(1, 1);

    /** The right encoder of the grid; what is wrong overrides it, at one cell or at all. */
    private static class Wrong implements StateEncoder<Cell> {
        final HypergridEncoder right = new HypergridEncoder(GRID);

        @Override
        public int inputs() {
            return right.inputs();
        }

        @Override
        public void encode(Cell state, SparseRows row) {
            right.encode(state, row);
        }

        @Override
        public int forwardOutputs() {
            return right.forwardOutputs();
        }

        @Override
        public int forwardOutput(Cell state, int action) {
            return right.forwardOutput(state, action);
        }

        @Override
        public int backwardOutputs() {
            return right.backwardOutputs();
        }

        @Override
        public int backwardOutput(Cell state, int inEdge) {
            return right.backwardOutput(state, inEdge);
        }
    }

    record Case(String got, StateEncoder<Cell> encoder) {
        @Override
        public String toString() {
            return got;
        }
    }

    private static Case forward(String got, int atAction, int output) {
        return new Case(got, new Wrong() {
            @Override
            public int forwardOutput(Cell state, int action) {
                return state.equals(BROKEN) && action == atAction ? output : super.forwardOutput(state, action);
            }
        });
    }

    private static Case backward(String got, int atEdge, int output) {
        return new Case(got, new Wrong() {
            @Override
            public int backwardOutput(Cell state, int inEdge) {
                return state.equals(BROKEN) && inEdge == atEdge ? output : super.backwardOutput(state, inEdge);
            }
        });
    }

    private static Case input(String got, int index, float value) {
        return new Case(got, new Wrong() {
            @Override
            public void encode(Cell state, SparseRows row) {
                super.encode(state, row);
                if (state.equals(BROKEN)) {
                    row.add(index, value);
                }
            }
        });
    }

    static Stream<Case> wrong() {
        return Stream.of(
                forward("forwardOutput([1, 1], 0) is 3", 0, 3),
                forward("forwardOutput([1, 1], 2) is -1", 2, -1),
                forward("forwardOutput is 0 for both 0 and 1", 1, 0),
                backward("backwardOutput([1, 1], 1) is 2", 1, 2),
                backward("backwardOutput([1, 1], 0) is -7", 0, -7),
                backward("backwardOutput is 1 for both 0 and 1", 0, 1),
                input("encode adds {1=1.0, 5=1.0, 8=1.0}", 8, 1),
                input("encode adds {-1=1.0, 1=1.0, 5=1.0}", -1, 1),
                input("encode adds {0=NaN, 1=1.0, 5=1.0}", 0, Float.NaN),
                input("encode adds {0=Infinity, 1=1.0, 5=1.0}", 0, Float.POSITIVE_INFINITY),
                new Case("encode ends the row itself", new Wrong() {
                    @Override
                    public void encode(Cell state, SparseRows row) {
                        super.encode(state, row);
                        if (state.equals(BROKEN)) {
                            row.endRow();
                        }
                    }
                }));
    }

    private static VerificationReport verify(StateEncoder<Cell> encoder, int maxStates) {
        return EnvironmentVerifier.of(GRID)
                .encoding(new EncoderCheck<>(GRID, encoder))
                .maxStates(maxStates)
                .verify(Seeds.generator());
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void theVerifierShowsWhereAnEncoderIsWrong(Case wrong) {
        for (int maxStates : new int[] {100, 0}) {
            VerificationReport.Failure failure =
                    Objects.requireNonNull(verify(wrong.encoder, maxStates).failure());
            assertThat(failure.rule()).isEqualTo(Rule.ENCODING);
            assertThat(failure.state()).isEqualTo("[1, 1]");
            assertThat(failure.steps()).isEqualTo(2);
            assertThat(failure.got()).isEqualTo(wrong.got);
        }
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void trainingStopsWithTheStateWhereAnEncoderIsWrong(Case wrong) {
        MlpFlowModel<Cell> model = new MlpFlowModel<>(
                GRID,
                wrong.encoder,
                BackwardPolicy.LEARNED,
                new MlpFlowModel.Shape(4, 1, Activation.RELU),
                Seeds.generator());
        TrajectoryBalance objective = new TrajectoryBalance();
        Sampler<Cell> sampler = new Sampler<>(model, new LogReward<>(Reward.of(cell -> 1)), objective.needs());
        Trainer<Cell> trainer = new Trainer<>(
                model,
                objective,
                TrajectorySource.onPolicy(sampler, 64, new RandomStreams(1)),
                TrainingSettings.of(100));
        assertThatThrownBy(trainer::run)
                .isInstanceOf(WrongEncodingException.class)
                .hasMessageStartingWith("the encoder is wrong for the state [1, 1]: expected ")
                .hasMessageEndingWith(", but " + wrong.got);
    }

    @ParameterizedTest
    @CsvSource({"100", "0"})
    void whatAnEncoderThrowsIsShown(int maxStates) {
        StateEncoder<Cell> throwing = new Wrong() {
            @Override
            public int forwardOutput(Cell state, int action) {
                return new int[] {0, 1}[super.forwardOutput(state, action)];
            }
        };
        VerificationReport.Failure failure =
                Objects.requireNonNull(verify(throwing, maxStates).failure());
        assertThat(failure.rule()).isEqualTo(Rule.ENCODING);
        assertThat(failure.got()).startsWith("it threw java.lang.ArrayIndexOutOfBoundsException");
    }

    @ParameterizedTest
    @CsvSource({"100", "0"})
    void equalStatesMustLookTheSame(int maxStates) {
        StateEncoder<Cell> changing = new Wrong() {
            private int asked;

            @Override
            public void encode(Cell state, SparseRows row) {
                row.add(asked++ % inputs(), 1);
            }
        };
        VerificationReport.Failure failure =
                Objects.requireNonNull(verify(changing, maxStates).failure());
        assertThat(failure.rule()).isEqualTo(Rule.EQUAL_STATES);
        assertThat(failure.got()).startsWith("the encoding is ");
    }

    @ParameterizedTest
    @EnumSource
    void theEncoderOfTheHypergridPasses(EpisodeEnd end) {
        Hypergrid grid = new Hypergrid(3, 3, end);
        VerificationReport report = EnvironmentVerifier.of(grid)
                .encoding(new EncoderCheck<>(grid, new HypergridEncoder(grid)))
                .verify(Seeds.generator());
        assertThat(report.describe()).startsWith("passed: checked all");
    }
}
