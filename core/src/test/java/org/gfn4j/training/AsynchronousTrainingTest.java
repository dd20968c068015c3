package org.gfn4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToDoubleFunction;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.evaluation.Target;
import org.gfn4j.evaluation.TerminalDistribution;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridReward;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.Exploration;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.TabularFlowModel;
import org.gfn4j.objective.TrajectoryBalance;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.AsynchronousSource;
import org.gfn4j.sampling.ExplorationSchedule;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.ReplayBuffer;
import org.gfn4j.sampling.ReplayForm;
import org.gfn4j.sampling.ReplaySource;
import org.gfn4j.sampling.Sampler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Trains to the exact distribution while rewards come later. The bound holds whenever they come: with a patience of 1 at
 * least every second iteration has a new trajectory, which is enough.
 */
final class AsynchronousTrainingTest {
    private static final Hypergrid GRID = new Hypergrid(2, 8);
    private static final RandomStreams STREAMS = new RandomStreams(0);
    private static final ToDoubleFunction<Cell> REWARD = HypergridReward.corners(GRID, 0.1, 0.5, 2);
    private static final Target<Cell> TARGET = Target.of(StateGraph.of(GRID), new LogReward<>(Reward.of(REWARD)));
    private static final int SIZE = 4;
    private static final int OUTSTANDING = 16;

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void table(int patience) {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            FlowModel<Cell> model = new TabularFlowModel<>(GRID, BackwardPolicy.LEARNED);
            train(model, pool, patience);
            assertThat(TerminalDistribution.of(TARGET.graph(), model)
                            .distancesTo(TARGET)
                            .totalVariation())
                    .isLessThanOrEqualTo(0.02);
        } finally {
            pool.shutdownNow();
        }
    }

    private static void train(FlowModel<Cell> model, ExecutorService pool, int patience) {
        LogReward<Cell> logReward =
                new LogReward<>(Reward.of(cell -> CompletableFuture.supplyAsync(() -> REWARD.applyAsDouble(cell), pool)
                        .join()));
        Sampler<Cell> sampler = new Sampler<>(model, logReward);
        ExplorationSchedule exploration = ExplorationSchedule.constant(new Exploration(0.1, 1));
        TrainingSettings settings = new TrainingSettings(
                8_000, 0.05, 0.1, RateSchedule.COSINE, 0, OptionalDouble.empty(), OptionalDouble.empty());
        try (AsynchronousSource<Cell> source = new AsynchronousSource<>(
                sampler, logReward, SIZE, exploration, STREAMS, OUTSTANDING, patience, asked -> true)) {
            ReplayBuffer<Cell> buffer = new ReplayBuffer<>(ReplayBuffer.Kind.FIFO, 200);
            new Trainer<>(
                            model,
                            new TrajectoryBalance(),
                            new ReplaySource<>(source, buffer, ReplayForm.BACKWARD, sampler, 8, STREAMS),
                            settings)
                    .run();
        }
    }
}
