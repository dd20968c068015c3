package org.gfn4j.molecules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.gfn4j.molecules.Vocabularies.block;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.environment.EnvironmentVerifier;
import org.gfn4j.environment.InEdge;
import org.gfn4j.evaluation.GraphPolicies;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.molecules.TreeOracle.Drawing;
import org.junit.jupiter.api.Test;

class Code2021EnvironmentTest {

    /** Computes Σ_τ Π 1/n(s) over all ways to build each state, n being what an environment counts edges in to be. */
    private static double[] weights(StateGraph<BlockMolecule> graph, DiscreteEnvironment<BlockMolecule> environment) {
        double[] weights = new double[graph.size()];
        weights[0] = 1;
        for (int state = 0; state < graph.size(); state++) {
            for (int edge = graph.firstEdge(state); edge < graph.firstEdge(state + 1); edge++) {
                BlockMolecule child = graph.state(graph.child(edge));
                weights[graph.child(edge)] += weights[state] / environment.inEdgeCount(child);
            }
        }
        return weights;
    }

    /** Total variation between R/Z and what comes out, for the reward that is 1 everywhere. */
    private static double variation(StateGraph<BlockMolecule> graph, double[] weights) {
        double total = 0;
        for (int terminal = 0; terminal < graph.terminals(); terminal++) {
            total += weights[graph.stateOfTerminal(terminal)];
        }
        double variation = 0;
        for (int terminal = 0; terminal < graph.terminals(); terminal++) {
            variation += Math.abs(weights[graph.stateOfTerminal(terminal)] / total - 1.0 / graph.terminals()) / 2;
        }
        return variation;
    }

    @Test
    void isTrueToTheRewardWhereEdgesAreCountedAsTheyAre() {
        for (BlockVocabulary vocabulary : List.of(Vocabularies.small(), Vocabularies.symmetric())) {
            MoleculeEnvironment exact = new MoleculeEnvironment(vocabulary, 2, 3);
            StateGraph<BlockMolecule> graph = StateGraph.of(exact);
            for (double weight : weights(graph, exact)) {
                assertThat(weight).isEqualTo(1, within(1e-12));
            }
            double[] uniform = GraphPolicies.uniformBackward(graph);
            for (int edge = 0; edge < graph.edges(); edge++) {
                assertThat(Math.exp(-uniform[edge]))
                        .isEqualTo(exact.inEdgeCount(graph.state(graph.child(edge))), within(1e-9));
            }
        }
    }

    @Test
    void dividesTheRewardByTheSymmetriesOfTheMolecule() {
        BlockVocabulary vocabulary = BlockVocabulary.of(
                List.of(block("CO", 2, 0, 1), block("CO", 2, 1, 0), block("NC=O", 3, 0, 1), block("NC=O", 3, 1, 0)));
        MoleculeEnvironment exact = new MoleculeEnvironment(vocabulary, 2, 4);
        StateGraph<BlockMolecule> graph = StateGraph.of(exact);
        double[] weights = weights(graph, new Code2021Environment(exact));
        TreeOracle oracle = new TreeOracle(vocabulary);
        int symmetric = 0;
        for (int state = 1; state < graph.size(); state++) {
            int symmetries = oracle.symmetriesOf(Drawing.of(graph.state(state)));
            symmetric += symmetries > 1 ? 1 : 0;
            assertThat(weights[state]).as(graph.state(state).toString()).isEqualTo(2.0 / symmetries, within(1e-12));
        }
        // two entries start each molecule and are counted as one
        assertThat(symmetric).isEqualTo(24);
        assertThat(variation(graph, weights)).isEqualTo(0.053, within(0.001));
    }

    @Test
    void missesTheRewardFurtherWhereBlocksHaveSymmetries() {
        MoleculeEnvironment small = new MoleculeEnvironment(Vocabularies.small(), 2, 4);
        StateGraph<BlockMolecule> graph = StateGraph.of(small);
        double[] weights = weights(graph, new Code2021Environment(small));
        double variation = variation(graph, weights);
        assertThat(variation).isEqualTo(0.205, within(0.001));
    }

    @Test
    void doesNotAlwaysInvertItsEdges() throws IOException {
        BlockVocabulary vocabulary = BlockVocabulary.read(SharedData.file("bengio2021/blocks_PDB_105.json"));
        MoleculeEnvironment exact = new MoleculeEnvironment(vocabulary);
        Code2021Environment environment = new Code2021Environment(exact);
        SplittableRandom random = new SplittableRandom(3);
        int states = 0;
        int statesWithWrongEdges = 0;
        int edges = 0;
        int wrongEdges = 0;
        int unlistedSteps = 0;
        for (int walk = 0; walk < 2000; walk++) {
            BlockMolecule state = environment.source();
            while (!state.isFinished()) {
                int action = random.nextInt(environment.actionCount(state));
                InEdge<BlockMolecule> step = new InEdge<>(state, action);
                state = environment.child(state, action);
                if (exact.endsByStop(state) || state.size() == 1) {
                    continue;
                }
                List<InEdge<BlockMolecule>> edgesIn = environment.inEdges(state);
                assertThat(environment.inEdgeCount(state)).isEqualTo(edgesIn.size());
                assertThat(environment.removedBlocks(state)).hasSize(edgesIn.size());
                int wrong = 0;
                for (InEdge<BlockMolecule> edge : edgesIn) {
                    wrong += environment.child(edge.parent(), edge.action()).equals(state) ? 0 : 1;
                }
                states++;
                statesWithWrongEdges += wrong > 0 ? 1 : 0;
                edges += edgesIn.size();
                wrongEdges += wrong;
                unlistedSteps += edgesIn.contains(step) ? 0 : 1;
            }
        }
        // measured: 242 of 25,871 edges, in 242 of 9,299 states; 679 of 9,299 steps are not listed
        assertThat((double) wrongEdges / edges).isBetween(0.005, 0.02);
        assertThat((double) unlistedSteps / states).isBetween(0.05, 0.1);
        assertThat((double) statesWithWrongEdges / states).isBetween(0.015, 0.04);
    }

    @Test
    void failsTheVerifier() {
        Code2021Environment environment = new Code2021Environment(new MoleculeEnvironment(Vocabularies.small(), 2, 3));
        assertThat(EnvironmentVerifier.of(environment)
                        .verify(new SplittableRandom(1))
                        .passed())
                .isFalse();
    }

    @Test
    void needsAnEntryForEachAttachmentAtom() {
        BlockVocabulary vocabulary = BlockVocabulary.of(List.of(block("CO", 2, 0, 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Code2021Environment(new MoleculeEnvironment(vocabulary)))
                .withMessageContaining("no entry lists atom 1 of OC first");
    }
}
