package org.gfn4j.examples;

import java.util.ArrayList;
import java.util.List;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.environment.EnvironmentVerifier;
import org.gfn4j.environment.InEdge;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.evaluation.Target;
import org.gfn4j.evaluation.TerminalDistribution;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.TabularFlowModel;
import org.gfn4j.objective.Objective;
import org.gfn4j.objective.TrajectoryBalance;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.sampling.TrajectorySource;
import org.gfn4j.training.RateSchedule;
import org.gfn4j.training.Trainer;
import org.gfn4j.training.TrainingSettings;

/** Writes a new environment, verifies it, and trains it to its exact distribution. */
public final class YourOwnEnvironment {
    private YourOwnEnvironment() {}

    // tag::environment[]
    /** Committees of three out of eight people, put together one by one; a state is a set of bits. */
    static final class Committees implements DiscreteEnvironment<Integer> {
        static final int PEOPLE = 8;
        private static final int SEATS = 3;

        @Override
        public Integer source() {
            return 0;
        }

        @Override
        public int actionCount(Integer state) {
            int members = Integer.bitCount(state);
            return members == SEATS ? 0 : PEOPLE - members;
        }

        @Override
        public Integer child(Integer state, int action) {
            int absent = ~state;
            for (int skipped = 0; skipped < action; skipped++) {
                absent &= absent - 1;
            }
            return state | Integer.lowestOneBit(absent);
        }

        @Override
        public List<InEdge<Integer>> inEdges(Integer state) {
            List<InEdge<Integer>> edges = new ArrayList<>();
            for (int left = state; left != 0; left &= left - 1) {
                int member = Integer.lowestOneBit(left);
                int parent = state & ~member;
                edges.add(new InEdge<>(parent, Integer.bitCount(~parent & (member - 1))));
            }
            return edges;
        }
    }
    // end::environment[]

    // tag::train[]
    /**
     * Runs the example.
     *
     * @param arguments not used
     */
    public static void main(String[] arguments) {
        Committees committees = new Committees();
        RandomStreams streams = new RandomStreams(0);
        System.out.println(EnvironmentVerifier.of(committees)
                .verify(streams.generator(Purpose.VERIFICATION))
                .describe());

        LogReward<Integer> logReward = new LogReward<>(Reward.of(state -> 1.0 + state % 5));
        FlowModel<Integer> model = new TabularFlowModel<>(committees, BackwardPolicy.UNIFORM);
        Objective objective = new TrajectoryBalance();
        Sampler<Integer> sampler = new Sampler<>(model, logReward, objective.needs());
        TrainingSettings settings =
                TrainingSettings.of(2_000).withLearningRate(0.05).withSchedule(RateSchedule.LINEAR);
        new Trainer<>(model, objective, TrajectorySource.onPolicy(sampler, 16, streams), settings).run();

        Target<Integer> target = Target.of(StateGraph.of(committees), logReward);
        System.out.printf(
                "total variation from the exact distribution: %.4f%n",
                TerminalDistribution.of(target.graph(), model)
                        .distancesTo(target)
                        .totalVariation());
    }
    // end::train[]
}
