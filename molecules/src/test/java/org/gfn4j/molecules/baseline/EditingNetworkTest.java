package org.gfn4j.molecules.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.gfn4j.environment.InEdge;
import org.gfn4j.model.BackwardPolicy;
import org.gfn4j.model.FlowModel;
import org.gfn4j.molecules.Block;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.MoleculeEnvironment;
import org.gfn4j.molecules.chemistry.MoleculeAssembler;
import org.gfn4j.molecules.chemistry.SmilesException;
import org.gfn4j.torch.Precision;
import org.gfn4j.torch.TorchFlowModel;
import org.gfn4j.trajectory.Ending;
import org.gfn4j.trajectory.IntActions;
import org.gfn4j.trajectory.Layout;
import org.gfn4j.trajectory.Need;
import org.gfn4j.trajectory.Scores;
import org.gfn4j.trajectory.Trajectories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The network on packed atoms against loops over one molecule at a time. */
final class EditingNetworkTest {
    private static final int WIDTH = 6;
    private static final int STEPS = 3;
    private static final Set<Need> NEEDS = Set.of(Need.TRANSITIONS, Need.OUT_EDGES, Need.STATE_FLOW);
    private static final MoleculeEnvironment STANDARD = new MoleculeEnvironment(BlockVocabulary.standard(), 2, 8);

    /** Walks whose actions are drawn uniformly, or are given. */
    private record Walk(List<BlockMolecule> states, List<Integer> actions) {

        static Walk random(MoleculeEnvironment environment, SplittableRandom random) {
            List<BlockMolecule> states = new ArrayList<>(List.of(environment.source()));
            List<Integer> actions = new ArrayList<>();
            for (BlockMolecule last = environment.source(); !environment.isTerminal(last); ) {
                actions.add(random.nextInt(environment.actionCount(last)));
                last = environment.child(last, actions.get(actions.size() - 1));
                states.add(last);
            }
            return new Walk(states, actions);
        }

        static Walk of(MoleculeEnvironment environment, int... entries) {
            List<BlockMolecule> states = new ArrayList<>(List.of(environment.source()));
            List<Integer> actions = new ArrayList<>();
            for (int entry : entries) {
                BlockMolecule last = states.get(states.size() - 1);
                actions.add(environment.actionOf(last, 0, entry));
                states.add(environment.child(last, actions.get(actions.size() - 1)));
            }
            return new Walk(states, actions);
        }

        Trajectories<BlockMolecule> batch() {
            Ending ending = ending();
            return new Trajectories<>(
                    new Layout(new int[] {0, actions.size()}, new boolean[] {true}, new Ending[] {ending}),
                    states,
                    new IntActions(actions.stream().mapToInt(Integer::intValue).toArray()),
                    new double[] {ending.isTerminal() ? 0 : Double.NaN},
                    null);
        }

        private Ending ending() {
            BlockMolecule last = states.get(states.size() - 1);
            if (!last.isFinished()) {
                return Ending.OPEN;
            }
            return states.get(states.size() - 2).size() == last.size() ? Ending.STOPPED : Ending.COMPLETED;
        }
    }

    private static TorchFlowModel<BlockMolecule> model(MoleculeEnvironment environment, BackwardPolicy policy) {
        EditingNetworkShape shape = new EditingNetworkShape(WIDTH, STEPS, Precision.DOUBLE);
        return new TorchFlowModel<>(
                environment, policy, new EditingNetwork(environment, policy, shape, new SplittableRandom(5)));
    }

    @ParameterizedTest
    @EnumSource(
            value = BackwardPolicy.class,
            names = {"UNIFORM", "LEARNED"})
    void equalsTheNaiveForm(BackwardPolicy policy) throws SmilesException {
        SplittableRandom random = new SplittableRandom(9);
        List<Walk> walks = new ArrayList<>();
        for (int walk = 0; walk < 6; walk++) {
            walks.add(Walk.random(STANDARD, random));
        }
        assertThat(walks).anyMatch(walk -> walk.states().size() > 5);
        try (TorchFlowModel<BlockMolecule> model = model(STANDARD, policy)) {
            assertNaive(model, STANDARD, walks);
        }
    }

    @Test
    void moleculesThatNoChemistryAllowsHaveLogits() throws SmilesException {
        BlockVocabulary vocabulary = BlockVocabulary.of(List.of(
                new Block("C=O", 2, List.of(0, 0, 0)),
                new Block("C", 1, List.of(0)),
                new Block("[S]C", 2, List.of(0))));
        MoleculeEnvironment environment = new MoleculeEnvironment(vocabulary, 1, 5);
        Walk walk = Walk.of(environment, 0, 1, 1, 1);
        BlockMolecule last = walk.states().get(4);
        assertThat(last.isFinished()).isTrue();
        assertThat(new MoleculeAssembler(vocabulary).assemble(last)).isEmpty();
        try (TorchFlowModel<BlockMolecule> model = model(environment, BackwardPolicy.LEARNED)) {
            Scores scores = model.scores(walk.batch(), NEEDS);
            assertThat(scores.outEdges().values()).doesNotContain(Double.NaN).isNotEmpty();
            assertThat(scores.logBackward()).doesNotContain(Double.NaN).hasSize(4);
        }
    }

    private static void assertNaive(
            TorchFlowModel<BlockMolecule> model, MoleculeEnvironment environment, List<Walk> walks)
            throws SmilesException {
        NaiveEditingNetwork naive = new NaiveEditingNetwork(model.parameters().values(), environment, WIDTH, STEPS);
        Scores scores = model.scores(
                Trajectories.concatenate(walks.stream().map(Walk::batch).toList()), NEEDS);
        int state = 0;
        int transition = 0;
        for (Walk walk : walks) {
            for (int i = 0; i < walk.states().size(); i++, state++) {
                BlockMolecule molecule = walk.states().get(i);
                NaiveEditingNetwork.Answer expected = naive.evaluate(molecule);
                if (i > 0) {
                    InEdge<BlockMolecule> edge = new InEdge<>(
                            walk.states().get(i - 1), walk.actions().get(i - 1));
                    double logit = expected.cuts()[environment.inEdges(molecule).indexOf(edge)];
                    double all = Math.log(
                            Arrays.stream(expected.cuts()).map(Math::exp).sum());
                    assertThat(scores.logBackward()[transition++]).isCloseTo(logit - all, within(1e-12));
                }
                if (!molecule.isFinished()) {
                    assertThat(scores.logFlow()[state]).isCloseTo(expected.logFlow(), within(1e-12));
                    assertThat(Arrays.copyOfRange(
                                    scores.outEdges().values(),
                                    scores.outEdges().start(state),
                                    scores.outEdges().end(state)))
                            .containsExactly(expected.logits(), within(1e-12));
                }
            }
        }
    }

    @Test
    void theEntriesThatAOneBlockMoleculeMayComeFromAreAlike() {
        MoleculeEnvironment environment = new MoleculeEnvironment(
                BlockVocabulary.of(List.of(
                        new Block("CO", 2, List.of(0, 1)),
                        new Block("CO", 2, List.of(1, 0)),
                        new Block("F", 1, List.of(0)))),
                1,
                3);
        try (TorchFlowModel<BlockMolecule> model = model(environment, BackwardPolicy.LEARNED)) {
            double[] two = model.scores(Walk.of(environment, 1).batch(), NEEDS).logBackward();
            double[] one = model.scores(Walk.of(environment, 2).batch(), NEEDS).logBackward();
            assertThat(two).containsExactly(new double[] {-Math.log(2)}, within(1e-12));
            assertThat(one).containsExactly(0);
        }
    }

    @Test
    void logitsDoNotDependOnTheRestOfTheBatch() throws Exception {
        SplittableRandom random = new SplittableRandom(2);
        Walk walk = Walk.random(STANDARD, random);
        List<Trajectories<BlockMolecule>> batch = new ArrayList<>();
        for (int other = 0; other < 20; other++) {
            batch.add(Walk.random(STANDARD, random).batch());
        }
        batch.add(walk.batch());
        batch.add(walk.batch());
        EditingEngine engine = new EditingEngine(STANDARD, EditingNetworkShape.DEFAULT);
        FlowModel<BlockMolecule> model = engine.model(BackwardPolicy.LEARNED, new SplittableRandom(7));
        try (AutoCloseable closing = (AutoCloseable) model) {
            assertThat(closing).isNotNull();
            Scores alone = model.scores(walk.batch(), NEEDS);
            Scores among = model.scores(Trajectories.concatenate(batch), NEEDS);
            assertTail(among.outEdges().values(), alone.outEdges().values());
            assertTail(among.logBackward(), alone.logBackward());
            assertTail(among.logFlow(), alone.logFlow());
            assertThat(alone.outEdges().values()).hasSizeGreaterThan(200);
        }
    }

    /** Holds the last numbers, and those before them, against others. */
    private static void assertTail(double[] all, double[] expected) {
        int end = all.length - expected.length;
        assertThat(Arrays.copyOfRange(all, end, all.length)).containsExactly(expected, within(1e-5));
        assertThat(Arrays.copyOfRange(all, end - expected.length, end)).containsExactly(expected, within(1e-5));
    }

    @Test
    void theEngineSaysWhatItMakes() {
        EditingEngine engine = new EditingEngine(STANDARD, EditingNetworkShape.DEFAULT);
        assertThat(engine.name()).isEqualTo("atom-graph");
        assertThat(engine.shape()).hasToString("{width=64, steps=6, precision=SINGLE}");
        // one atom with 74 features, one stem with 105 entries
        int entries = STANDARD.vocabulary().entries().size();
        assertThat(engine.multiplyAdds(STANDARD.source()))
                .isEqualTo(74 * 64 + 42 * 4096 + 3 * 4096 + entries * 64 + 4096 + 128);
    }
}
