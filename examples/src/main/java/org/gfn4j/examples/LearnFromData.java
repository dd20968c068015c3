package org.gfn4j.examples;

import java.util.List;
import java.util.Locale;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.evaluation.Target;
import org.gfn4j.evaluation.TerminalDistribution;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridEncoder;
import org.gfn4j.hypergrid.HypergridReward;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.Exploration;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.MlpFlowModel;
import org.gfn4j.network.Activation;
import org.gfn4j.objective.DetailedBalance;
import org.gfn4j.objective.Objective;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.ExplorationSchedule;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.ReplayBuffer;
import org.gfn4j.sampling.ReplayForm;
import org.gfn4j.sampling.ReplaySource;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.sampling.StoredData;
import org.gfn4j.sampling.TrajectorySource;
import org.gfn4j.training.TargetNetwork;
import org.gfn4j.training.TargetUpdate;
import org.gfn4j.training.Trainer;
import org.gfn4j.training.TrainingSettings;

/** Learns from what the policy visits, from the best of that again, and from three objects known beforehand. */
public final class LearnFromData {
    private LearnFromData() {}

    // tag::learn[]
    /**
     * Runs the example.
     *
     * @param arguments not used
     */
    public static void main(String[] arguments) {
        Hypergrid grid = new Hypergrid(2, 8);
        LogReward<Cell> logReward = new LogReward<>(Reward.of(HypergridReward.corners(grid, 0.00001, 0.5, 2)));
        RandomStreams streams = new RandomStreams(0);
        Objective objective = new DetailedBalance();
        FlowModel<Cell> model = model(grid, streams);
        Sampler<Cell> sampler = new Sampler<>(model, logReward, objective.needs());

        List<Cell> known = List.of(grid.finished(6, 1), grid.finished(1, 6), grid.finished(6, 6));
        StoredData<Cell> data = new StoredData<>(known, logReward.evaluate(known));
        ReplaySource<Cell> visitedAndReplayed = new ReplaySource<>(
                TrajectorySource.onPolicy(sampler, 8, ExplorationSchedule.constant(new Exploration(0.1, 1)), streams),
                new ReplayBuffer<>(ReplayBuffer.Kind.TOP, 100),
                ReplayForm.BACKWARD,
                sampler,
                4,
                streams);
        TrajectorySource<Cell> source = TrajectorySource.mixed(
                List.of(visitedAndReplayed, TrajectorySource.fromData(sampler, data, 4, streams)));

        TargetNetwork<Cell> target = new TargetNetwork<>(model(grid, streams), new TargetUpdate.MovingAverage(0.1));
        TrainingSettings settings = TrainingSettings.of(1_000).withLearningRate(0.005);
        new Trainer<>(model, objective, source, settings, target).run();

        Target<Cell> exact = Target.of(StateGraph.of(grid), logReward);
        System.out.printf(
                Locale.ROOT,
                "total variation from the exact distribution: %.4f%n",
                TerminalDistribution.of(exact.graph(), model).distancesTo(exact).totalVariation());
    }

    private static FlowModel<Cell> model(Hypergrid grid, RandomStreams streams) {
        return new MlpFlowModel<>(
                grid,
                new HypergridEncoder(grid),
                BackwardPolicy.UNIFORM,
                new MlpFlowModel.Shape(64, 2, Activation.RELU),
                streams.generator(Purpose.INITIALISATION));
    }
    // end::learn[]
}
