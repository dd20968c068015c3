package org.gfn4j.examples;

import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.evaluation.Target;
import org.gfn4j.evaluation.TerminalDistribution;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridEncoder;
import org.gfn4j.hypergrid.HypergridReward;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.MlpFlowModel;
import org.gfn4j.objective.PotentialObjective;
import org.gfn4j.objective.Potentials;
import org.gfn4j.objective.Regression;
import org.gfn4j.objective.StateFlow;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.sampling.TrajectorySource;
import org.gfn4j.training.Trainer;
import org.gfn4j.training.TrainingSettings;
import org.gfn4j.trajectory.Layout;

/** Writes a new objective and trains with it. */
public final class YourOwnObjective {
    private YourOwnObjective() {}

    // tag::objective[]
    /** Balances every part of a trajectory that starts at the source or ends in the terminal state. */
    static final class EndsBalance extends PotentialObjective {
        EndsBalance() {
            super(StateFlow.LEARNED, Regression.HUBER);
        }

        @Override
        protected void addResiduals(Layout layout, Potentials potentials) {
            for (int row = 0; row < layout.trajectories(); row++) {
                int end = layout.length(row);
                potentials.addResidual(row, 0, end, 1);
                for (int place = 1; place < end; place++) {
                    potentials.addResidual(row, 0, place, 1);
                    potentials.addResidual(row, place, end, 1);
                }
            }
        }
    }
    // end::objective[]

    // tag::train[]
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
        EndsBalance objective = new EndsBalance();
        Sampler<Cell> sampler = new Sampler<>(model, logReward, objective.needs());
        new Trainer<>(model, objective, TrajectorySource.onPolicy(sampler, 16, streams), TrainingSettings.of(2_000))
                .run();

        Target<Cell> target = Target.of(StateGraph.of(grid), logReward);
        System.out.printf(
                "total variation from the exact distribution: %.4f%n",
                TerminalDistribution.of(target.graph(), model)
                        .distancesTo(target)
                        .totalVariation());
    }
    // end::train[]
}
