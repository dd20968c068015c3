package org.gfn4j.examples;

import java.util.List;
import java.util.Locale;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.evaluation.Target;
import org.gfn4j.evaluation.TerminalDistribution;
import org.gfn4j.hypergrid.Cell;
import org.gfn4j.hypergrid.Hypergrid;
import org.gfn4j.hypergrid.HypergridEncoder;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.MlpFlowModel;
import org.gfn4j.objective.TrajectoryBalance;
import org.gfn4j.reward.CachedReward;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.sampling.TrajectorySource;
import org.gfn4j.training.Trainer;
import org.gfn4j.training.TrainingSettings;

/** Writes a new reward, keeps its values, and trains on it. */
public final class YourOwnReward {
    private YourOwnReward() {}

    // tag::reward[]
    /**
     * The higher, the nearer a cell is to a circle in the middle of its grid.
     *
     * @param side the number of values of each coordinate
     * @param radius the radius of the circle, in steps of the grid
     */
    record Ring(int side, double radius) implements Reward<Cell> {

        @Override
        public double[] evaluate(List<Cell> objects) {
            return objects.stream().mapToDouble(this::reward).toArray();
        }

        private double reward(Cell cell) {
            double middle = (side - 1) / 2.0;
            double distance = Math.hypot(cell.coordinate(0) - middle, cell.coordinate(1) - middle) - radius;
            return Math.exp(-distance * distance);
        }
    }
    // end::reward[]

    // tag::train[]
    /**
     * Runs the example.
     *
     * @param arguments not used
     */
    public static void main(String[] arguments) {
        Hypergrid grid = new Hypergrid(2, 8);
        CachedReward<Cell> cached = new CachedReward<>(new Ring(8, 3));
        LogReward<Cell> logReward = new LogReward<>(cached, 2, LogReward.DEFAULT_FLOOR);
        RandomStreams streams = new RandomStreams(0);
        FlowModel<Cell> model = new MlpFlowModel<>(
                grid, new HypergridEncoder(grid), BackwardPolicy.LEARNED, streams.generator(Purpose.INITIALISATION));
        Sampler<Cell> sampler = new Sampler<>(model, logReward);
        new Trainer<>(
                        model,
                        new TrajectoryBalance(),
                        TrajectorySource.onPolicy(sampler, 16, streams),
                        TrainingSettings.of(1_000))
                .run();
        System.out.printf(
                Locale.ROOT, "log-rewards: %,d requested, %,d computed%n", logReward.requests(), cached.size());

        Target<Cell> target = Target.of(StateGraph.of(grid), logReward);
        System.out.printf(
                Locale.ROOT,
                "total variation from the exact distribution: %.4f%n",
                TerminalDistribution.of(target.graph(), model)
                        .distancesTo(target)
                        .totalVariation());
    }
    // end::train[]
}
