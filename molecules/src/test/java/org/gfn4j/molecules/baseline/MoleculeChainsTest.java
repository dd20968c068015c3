package org.gfn4j.molecules.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.gfn4j.baseline.ChainLearner;
import org.gfn4j.baseline.Counting;
import org.gfn4j.baseline.Edit;
import org.gfn4j.baseline.Editing;
import org.gfn4j.baseline.ImitatingProposals;
import org.gfn4j.baseline.ImitatingProposals.Imitation;
import org.gfn4j.baseline.Proposals;
import org.gfn4j.baseline.UniformProposals;
import org.gfn4j.environment.InEdge;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.Exploration;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.molecules.flow.SmallSpace;
import org.gfn4j.reward.LogReward;
import org.gfn4j.reward.Reward;
import org.gfn4j.sampling.ExplorationSchedule;
import org.gfn4j.sampling.RandomStreams;
import org.gfn4j.sampling.RandomStreams.Purpose;
import org.gfn4j.torch.Precision;
import org.gfn4j.training.RateSchedule;
import org.gfn4j.training.TrainingSettings;
import org.gfn4j.training.TrainingStep;
import org.junit.jupiter.api.Test;

/** Chains of molecules, whose symmetric blocks give parallel edges, in a space that is enumerated. */
class MoleculeChainsTest {
    private static final RandomStreams STREAMS = new RandomStreams(6);
    private static final ExplorationSchedule PLAIN = ExplorationSchedule.constant(Exploration.NONE);

    private final MoleculeEnvironment environment = SmallSpace.environment();
    private final LogReward<BlockMolecule> logReward = new LogReward<>(Reward.of(SmallSpace::reward));

    /** q(y|x)·e^min(0, ratio) must be symmetric for all x and y, where rewards are equal. */
    @Test
    void uniformEditsAreInDetailedBalanceWithTheirRatio() {
        Editing<BlockMolecule> editing = new Editing<>(environment);
        Map<BlockMolecule, Map<BlockMolecule, Double>> moves = new HashMap<>();
        List<BlockMolecule> waiting = new ArrayList<>(List.of(editing.start(new SplittableRandom(1))));
        while (!waiting.isEmpty()) {
            BlockMolecule state = waiting.remove(waiting.size() - 1);
            if (!moves.containsKey(state)) {
                Map<BlockMolecule, Double> probabilities = probabilities(editing, state);
                moves.put(state, probabilities);
                waiting.addAll(probabilities.keySet());
            }
        }

        assertThat(moves)
                .as("all molecules of 1 to 4 blocks")
                .hasSize(StateGraph.of(environment).terminals());
        moves.forEach((from, probabilities) -> probabilities.forEach((to, there) ->
                assertThat(moves.get(to).get(from)).as("%s and %s", from, to).isCloseTo(there, within(1e-12))));
    }

    private static Map<BlockMolecule, Double> probabilities(Editing<BlockMolecule> editing, BlockMolecule state) {
        int grows = editing.growCount(state);
        List<InEdge<BlockMolecule>> shrinks = editing.shrinking(state);
        Map<BlockMolecule, Double> probabilities = new HashMap<>();
        for (int i = 0; i < grows; i++) {
            add(
                    probabilities,
                    editing.grow(state, editing.growAction(state, i)),
                    (shrinks.isEmpty() ? 1 : 0.5) / grows);
        }
        for (InEdge<BlockMolecule> edge : shrinks) {
            add(probabilities, editing.shrink(state, edge), (grows == 0 ? 1 : 0.5) / shrinks.size());
        }
        return probabilities;
    }

    private static void add(Map<BlockMolecule, Double> probabilities, Edit<BlockMolecule> edit, double proposed) {
        probabilities.merge(edit.to(), proposed * Math.min(1, Math.exp(edit.logRatio())), Double::sum);
    }

    @Test
    void learnedEditsFindMoreRings() {
        double uniform = meanRings(new UniformProposals<>(environment));
        double learned = meanRings(new ImitatingProposals<>(
                environment,
                new EditingEngine(environment, new EditingNetworkShape(16, 2, Precision.SINGLE))
                        .model(BackwardPolicy.LEARNED, STREAMS.generator(Purpose.INITIALISATION)),
                TrainingSettings.of(60).withLearningRate(0.01).withSchedule(RateSchedule.CONSTANT),
                new Imitation(4, 32, 0, 1_000),
                STREAMS));
        assertThat(learned).isGreaterThan(uniform + 0.3);
    }

    private double meanRings(Proposals<BlockMolecule> proposals) {
        ChainLearner<BlockMolecule> chains =
                new ChainLearner<>(environment, proposals, logReward, 50, Counting.ALL, PLAIN, STREAMS);
        double rings = 0;
        for (int iteration = 0; iteration < 60; iteration++) {
            TrainingStep<BlockMolecule> step = chains.step(iteration);
            if (iteration >= 40) {
                List<BlockMolecule> visited = step.batch().produced().lastStates();
                rings += visited.stream()
                                .mapToDouble(molecule -> (SmallSpace.reward(molecule) - 1) / 2)
                                .sum()
                        / visited.size();
            }
        }
        return rings / 20;
    }
}
