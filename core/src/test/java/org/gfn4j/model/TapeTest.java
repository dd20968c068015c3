package org.gfn4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridEncoder;
import org.gfn4j.network.Activation;
import org.gfn4j.objective.TrajectoryBalance;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.Batch;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.ScoreGradients;
import org.gfn4j.trajectory.Scores;
import org.gfn4j.trajectory.Trajectories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was computed while sampling against what is computed anew: equal to the bit, scores and gradients. */
final class TapeTest {
    private static final Hypergrid GRID = new Hypergrid(3, 5);
    private static final Exploration EXPLORING = new Exploration(0.2, 1.5);
    private static final RandomStreams STREAMS = new RandomStreams(7);

    @ParameterizedTest
    @MethodSource("org.gfn4j.model.ModelDerivativeTest#cases")
    void scoresAndGradientsAreThoseOfAFreshScoring(ModelDerivativeTest.Case test) {
        Hypergrid grid = new Hypergrid(3, 5, test.episodeEnd());
        MlpFlowModel<Cell> model = model(grid, test.backwardPolicy());
        Batch<Cell> batch = batch(model, test.objective().needs(), 40);
        assertThat(batch.tape()).isNotNull();

        long done = model.multiplyAddsDone().getAsLong();
        List<double[]> recorded = differentiated(model, batch.all(), test, batch.tape());
        long withTape = model.multiplyAddsDone().getAsLong() - done;
        List<double[]> fresh = differentiated(model, batch.all(), test, null);
        assertThat(withTape).as("work").isLessThan(model.multiplyAddsDone().getAsLong() - done - withTape);
        assertThat(recorded).hasSameSizeAs(fresh);
        for (int i = 0; i < fresh.size(); i++) {
            assertThat(recorded.get(i)).as("array %d", i).containsExactly(fresh.get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("org.gfn4j.model.ModelDerivativeTest#cases")
    void memoryOfEarlierBatchesHasNoInfluence(ModelDerivativeTest.Case test) {
        Hypergrid grid = new Hypergrid(3, 4, test.episodeEnd());
        MlpFlowModel<Cell> used = model(grid, test.backwardPolicy());
        for (int size : new int[] {20, 3, 50}) {
            MlpFlowModel<Cell> unused = model(grid, test.backwardPolicy());
            Trajectories<Cell> batch =
                    batch(unused, test.objective().needs(), size).all();
            List<double[]> again = differentiated(used, batch, test, null);
            List<double[]> fresh = differentiated(unused, batch, test, null);
            assertThat(again).hasSameSizeAs(fresh);
            for (int i = 0; i < fresh.size(); i++) {
                assertThat(again.get(i)).as("array %d of batch %d", i, size).containsExactly(fresh.get(i));
            }
        }
    }

    @Test
    void aClosedBatchIsNotDifferentiated() {
        MlpFlowModel<Cell> model = model(GRID, BackwardPolicy.UNIFORM);
        Set<Need> needs = new TrajectoryBalance().needs();
        ScoredBatch scored = model.score(batch(model, needs, 4).all(), needs);
        ScoreGradients gradients = new ScoreGradients(scored.scores());
        scored.close();
        assertThatThrownBy(() -> scored.backward(gradients))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    private static MlpFlowModel<Cell> model(Hypergrid grid, BackwardPolicy policy) {
        return new MlpFlowModel<>(
                grid,
                new HypergridEncoder(grid),
                policy,
                new MlpFlowModel.Shape(20, 2, Activation.ELU),
                new SplittableRandom(3));
    }

    private static Batch<Cell> batch(FlowModel<Cell> model, Set<Need> needs, int size) {
        LogReward<Cell> logReward = new LogReward<>(Reward.of(cell -> 1 + cell.coordinate(0)));
        return new Sampler<>(model, logReward, needs)
                .recorded(size, EXPLORING, STREAMS.trajectories(Purpose.TRAINING, 0));
    }

    /** The channels of the scores and the gradients of all parameters, which are cleared. */
    private static List<double[]> differentiated(
            MlpFlowModel<Cell> model, Trajectories<Cell> batch, ModelDerivativeTest.Case test, Tape tape) {
        List<double[]> arrays = new ArrayList<>();
        try (ScoredBatch scored = model.score(batch, test.objective().needs(), tape)) {
            Scores scores = scored.scores();
            ScoreGradients gradients = new ScoreGradients(scores);
            test.objective().loss(scores, null, gradients);
            scored.backward(gradients);
            arrays.addAll(channels(scores));
        }
        for (ParameterGroup group : model.parameters().groups()) {
            double[] derivatives = new double[(int) group.size()];
            for (int i = 0; i < derivatives.length; i++) {
                derivatives[i] = group.gradient(i);
            }
            arrays.add(derivatives);
        }
        model.parameters().restore(model.parameters().values());
        return arrays;
    }

    private static List<double[]> channels(Scores scores) {
        List<double[]> channels = new ArrayList<>();
        if (scores.has(Need.TRANSITIONS)) {
            channels.add(scores.logForward().clone());
            channels.add(scores.logBackward().clone());
        }
        if (scores.has(Need.STATE_FLOW)) {
            channels.add(scores.logFlow().clone());
        }
        if (scores.has(Need.STOP)) {
            channels.add(scores.logStop().clone());
        }
        if (scores.has(Need.IN_EDGES)) {
            channels.add(scores.inEdges().values().clone());
            channels.add(scores.outEdges().values().clone());
        }
        return channels;
    }

    @Test
    void moreRowsThanWereRecordedAreEvaluatedAnew() {
        MlpFlowModel<Cell> model = model(GRID, BackwardPolicy.LEARNED);
        Set<Need> needs = new TrajectoryBalance().needs();
        Batch<Cell> recorded = batch(model, needs, 8);
        Trajectories<Cell> others = new Sampler<>(model, new LogReward<>(Reward.<Cell>of(cell -> 1)))
                .forward(30, EXPLORING, STREAMS.trajectories(Purpose.REPLAY, 0));
        Batch<Cell> both = recorded.with(others);

        Scores fresh = model.scores(both.all(), needs);
        try (ScoredBatch scored = model.score(both.all(), needs, both.tape())) {
            assertThat(scored.scores().logForward()).containsExactly(fresh.logForward());
            assertThat(scored.scores().logBackward()).containsExactly(fresh.logBackward());
        }
    }

    @Test
    void aTapeIsGoodForOneScoringBeforeTheNextStep() {
        MlpFlowModel<Cell> model = model(GRID, BackwardPolicy.UNIFORM);
        Set<Need> needs = new TrajectoryBalance().needs();
        Batch<Cell> used = batch(model, needs, 4);
        model.score(used.all(), needs, used.tape()).close();
        assertThatThrownBy(() -> model.score(used.all(), needs, used.tape()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the tape has been used or closed; score without it");

        Batch<Cell> closed = batch(model, needs, 4);
        closed.tape().close();
        closed.tape().close();
        assertThatThrownBy(() -> model.score(closed.all(), needs, closed.tape()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the tape has been used or closed; score without it");

        Batch<Cell> foreign = batch(model(GRID, BackwardPolicy.UNIFORM), needs, 4);
        assertThatThrownBy(() -> model.score(foreign.all(), needs, foreign.tape()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a tape can only be used by the model that made it");
    }

    @Test
    void aTapeIsStaleOnceTheParametersHaveChanged() {
        Set<Need> needs = new TrajectoryBalance().needs();
        StepSettings settings = new StepSettings(0.1, 0);
        List<Consumer<MlpFlowModel<Cell>>> changes = List.of(
                model -> model.parameters().step(Map.of("trunk", settings, "heads", settings, "logZ", settings), 1),
                model -> model.parameters().restore(model.parameters().values()),
                model -> model.parameters().groups().get(0).setValue(0, 1),
                model -> model.parameters()
                        .approach(model(GRID, BackwardPolicy.UNIFORM).parameters(), 0.5));
        for (Consumer<MlpFlowModel<Cell>> change : changes) {
            MlpFlowModel<Cell> model = model(GRID, BackwardPolicy.UNIFORM);
            Batch<Cell> stale = batch(model, needs, 4);
            ScoredBatch open = model.score(stale.all(), needs);
            change.accept(model);
            assertThatThrownBy(() -> model.score(stale.all(), needs, stale.tape()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the parameters have been changed since the tape was made; score without it");
            assertThatThrownBy(() -> open.backward(new ScoreGradients(open.scores())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the parameters have been changed since the batch was scored; score it again");
            stale.tape().close();
            open.close();
        }
    }

    @Test
    void aModelThatKeepsNothingHasNoTape() {
        TabularFlowModel<Cell> table = new TabularFlowModel<>(GRID, BackwardPolicy.UNIFORM);
        assertThat(batch(table, Set.of(), 4).tape()).isNull();
    }
}
