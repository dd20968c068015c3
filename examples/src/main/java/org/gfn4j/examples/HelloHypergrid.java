package org.gfn4j.examples;

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
import org.gfn4j.objective.Objective;
import org.gfn4j.objective.TrajectoryBalance;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.sampling.TrajectorySource;
import org.gfn4j.training.Trainer;
import org.gfn4j.training.TrainingSettings;

/** Trains a sampler on an 8 × 8 grid and prints how far it is from the exact distribution. */
public final class HelloHypergrid {
    private HelloHypergrid() {}

    // tag::hello[]
    /**
     * Runs the example.
     *
     * @param arguments not used
     */
    public static void main(String[] arguments) {
        Hypergrid grid = new Hypergrid(2, 8);
        LogReward<Cell> logReward = new LogReward<>(Reward.of(HypergridReward.corners(grid, 0.1, 0.5, 2)));
        RandomStreams streams = new RandomStreams(0);
        FlowModel<Cell> model = new MlpFlowModel<>(
                grid, new HypergridEncoder(grid), BackwardPolicy.LEARNED, streams.generator(Purpose.INITIALISATION));
        Sampler<Cell> sampler = new Sampler<>(model, logReward);
        Objective objective = new TrajectoryBalance();
        new Trainer<>(model, objective, TrajectorySource.onPolicy(sampler, 16, streams), TrainingSettings.of(2_000))
                .run();

        Target<Cell> target = Target.of(StateGraph.of(grid), logReward);
        double distance = TerminalDistribution.of(target.graph(), model)
                .distancesTo(target)
                .totalVariation();
        System.out.printf("total variation from the exact distribution: %.4f%n", distance);
        sampler.forward(5, Exploration.NONE, streams.trajectories(Purpose.SAMPLING, 0))
                .lastStates()
                .forEach(System.out::println);
    }
    // end::hello[]
}
