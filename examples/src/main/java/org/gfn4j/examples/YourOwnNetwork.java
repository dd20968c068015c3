package org.gfn4j.examples;

import static org.gfn4j.examples.YourOwnEnvironment.Committees.PEOPLE;
import static org.gfn4j.torch.FlowNetwork.Output.NOWHERE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.evaluation.Target;
import org.gfn4j.evaluation.TerminalDistribution;
import org.gfn4j.examples.YourOwnEnvironment.Committees;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.Engine;
import org.gfn4j.model.FlowModel;
import org.gfn4j.model.ShapeSetting;
import org.gfn4j.model.StateRows;
import org.gfn4j.objective.Objective;
import org.gfn4j.objective.TrajectoryBalance;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.sampling.Sampler;
import org.gfn4j.sampling.TrajectorySource;
import org.gfn4j.torch.Embedding;
import org.gfn4j.torch.FlowNetwork;
import org.gfn4j.torch.Layer;
import org.gfn4j.torch.NativeTensor;
import org.gfn4j.torch.Perceptron;
import org.gfn4j.torch.Precision;
import org.gfn4j.torch.TorchFlowModel;
import org.gfn4j.training.Trainer;
import org.gfn4j.training.TrainingSettings;

/** Learns with a new network on libtorch. */
public final class YourOwnNetwork {
    private YourOwnNetwork() {}

    // tag::network[]
    /** A learned row for each person; a committee is the sum of its members' rows, whoever joined first. */
    static final class CommitteeNetwork implements FlowNetwork<Integer> {
        private final Embedding people;
        private final Perceptron join;
        private final Perceptron leave;
        private final Perceptron flow;

        CommitteeNetwork(int width, RandomGenerator generator) {
            people = new Embedding(PEOPLE, width, Precision.SINGLE, generator);
            join = new Perceptron(Precision.SINGLE, generator, width, width, width);
            leave = new Perceptron(Precision.SINGLE, generator, width, width, width);
            flow = new Perceptron(Precision.SINGLE, generator, width, width, 1);
        }

        @Override
        public Map<String, Layer> groups() {
            Map<String, Layer> groups = new LinkedHashMap<>(Map.of("people", people));
            groups.put("join", join);
            groups.put("leave", leave);
            groups.put("flow", flow);
            return groups;
        }

        @Override
        public Outputs evaluate(StateRows<Integer> rows) {
            float[] members = new float[rows.size() * PEOPLE];
            int[] joining = new int[members.length];
            int[] leaving = new int[members.length];
            for (int i = 0, out = 0, in = 0; i < members.length; i++) {
                int row = i / PEOPLE;
                members[i] = rows.state(row) >> i % PEOPLE & 1;
                joining[i] = members[i] == 0 && rows.forwardStart(row + 1) > rows.forwardStart(row) ? out++ : NOWHERE;
                leaving[i] = members[i] == 1 && rows.backwardStart(row + 1) > rows.backwardStart(row) ? in++ : NOWHERE;
            }
            NativeTensor committees =
                    NativeTensor.of(members, rows.size(), PEOPLE).matmul(people.weight());
            return new Outputs(
                    List.of(logits(join, committees, joining)),
                    List.of(logits(leave, committees, leaving)),
                    flow.apply(committees).reshape(-1),
                    List.of());
        }

        private Output logits(Perceptron head, NativeTensor committees, int[] places) {
            return new Output(
                    head.apply(committees).matmul(people.weight().transpose()).reshape(-1, 1), places);
        }
    }
    // end::network[]

    /**
     * Runs the example.
     *
     * @param arguments not used
     */
    public static void main(String[] arguments) {
        Committees committees = new Committees();
        LogReward<Integer> logReward = new LogReward<>(Reward.of(state -> 1.0 + state % 5));
        // tag::train[]
        RandomStreams streams = new RandomStreams(0);
        CommitteeNetwork network = new CommitteeNetwork(32, streams.generator(Purpose.INITIALISATION));
        try (TorchFlowModel<Integer> model = new TorchFlowModel<>(committees, BackwardPolicy.LEARNED, network)) {
            Objective objective = new TrajectoryBalance();
            Sampler<Integer> sampler = new Sampler<>(model, logReward, objective.needs());
            TrainingSettings settings = TrainingSettings.of(1_500).withLearningRate(0.003);
            new Trainer<>(model, objective, TrajectorySource.onPolicy(sampler, 16, streams), settings).run();
            Target<Integer> target = Target.of(StateGraph.of(committees), logReward);
            TerminalDistribution<Integer> learned = TerminalDistribution.of(target.graph(), model);
            double distance = learned.distancesTo(target).totalVariation();
            System.out.printf("total variation from the exact distribution: %.4f%n", distance);
        }
        // end::train[]
    }

    // tag::engine[]
    /** Makes networks on committees, as wide as is asked for. */
    record CommitteeEngine(Committees committees, int width) implements Engine<Integer> {
        static final ShapeSetting<Integer> WIDTH =
                ShapeSetting.whole("width", "width", "Width of a person's row.", 32, 1, 1024);

        @Override
        public String name() {
            return "committee";
        }

        @Override
        public Map<String, Object> shape() {
            return Map.of(WIDTH.name(), width);
        }

        @Override
        public List<ShapeSetting<?>> settings() {
            return List.of(WIDTH);
        }

        @Override
        public CommitteeEngine withShape(Map<String, ?> shape) {
            return new CommitteeEngine(committees, WIDTH.in(shape, width));
        }

        @Override
        public FlowModel<Integer> model(BackwardPolicy backwardPolicy, RandomGenerator generator) {
            return new TorchFlowModel<>(committees, backwardPolicy, new CommitteeNetwork(width, generator));
        }

        @Override
        public long multiplyAdds(Integer state) {
            return width * (Integer.bitCount(state) + 3L * width + PEOPLE + 1);
        }
    }
    // end::engine[]
}
