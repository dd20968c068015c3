package org.gfn4j.molecules.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.torch.Precision;
import org.gfn4j.torch.TorchFlowModel;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.Ragged;
import org.gfn4j.trajectory.Scores;
import org.gfn4j.trajectory.Trajectories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The network on packed molecules against loops over one molecule at a time. */
final class MoleculeFlowNetworkTest {
    private static final int WIDTH = 6;
    private static final int STEPS = 3;
    private static final MoleculeEnvironment ENVIRONMENT = new MoleculeEnvironment(BlockVocabulary.standard(), 2, 8);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void equalsTheNaiveForm(boolean bothWays) {
        List<BlockMolecule> molecules = molecules();
        MoleculeFlowNetwork network = new MoleculeFlowNetwork(
                ENVIRONMENT,
                BackwardPolicy.UNIFORM,
                new FlowNetworkShape(WIDTH, STEPS, Precision.DOUBLE, bothWays),
                new SplittableRandom(5));
        try (TorchFlowModel<BlockMolecule> model = new TorchFlowModel<>(ENVIRONMENT, BackwardPolicy.UNIFORM, network)) {
            NaiveFlowNetwork naive =
                    new NaiveFlowNetwork(model.parameters().values(), ENVIRONMENT, WIDTH, STEPS, bothWays);
            Scores scores = model.scores(Trajectories.ofStates(molecules), Set.of(Need.OUT_EDGES, Need.STATE_FLOW));
            Ragged logits = scores.outEdges();
            for (int i = 0; i < molecules.size(); i++) {
                NaiveFlowNetwork.Answer expected = naive.evaluate(molecules.get(i));
                assertThat(scores.logFlow()[i]).isCloseTo(expected.logFlow(), within(1e-12));
                assertThat(logits.end(i) - logits.start(i)).isEqualTo(expected.logits().length);
                for (int action = 0; action < expected.logits().length; action++) {
                    assertThat(logits.values()[logits.start(i) + action])
                            .isCloseTo(expected.logits()[action], within(1e-12));
                }
            }
        }
    }

    /** The states of some random walks that are not terminal, the source among them. */
    private static List<BlockMolecule> molecules() {
        SplittableRandom random = new SplittableRandom(9);
        List<BlockMolecule> molecules = new ArrayList<>();
        for (int walk = 0; walk < 4; walk++) {
            BlockMolecule state = ENVIRONMENT.source();
            while (!ENVIRONMENT.isTerminal(state)) {
                molecules.add(state);
                state = ENVIRONMENT.child(state, random.nextInt(ENVIRONMENT.actionCount(state)));
            }
        }
        assertThat(molecules).anyMatch(molecule -> molecule.size() > 4);
        return molecules;
    }
}
