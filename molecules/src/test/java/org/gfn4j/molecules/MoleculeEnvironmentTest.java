package org.gfn4j.molecules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.environment.EnvironmentVerifier;
import org.gfn4j.environment.InEdge;
import org.gfn4j.environment.VerificationReport;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.testing.Effort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoleculeEnvironmentTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 3", "2, 3", "2, 4", "3, 4", "4, 4"})
    void keepsTheRulesInAllStatesOfASmallSpace(int minBlocks, int maxBlocks) {
        MoleculeEnvironment environment = new MoleculeEnvironment(Vocabularies.small(), minBlocks, maxBlocks);
        VerificationReport report = EnvironmentVerifier.of(environment)
                .format(new BlockMoleculeFormat(environment))
                .verify(new SplittableRandom(1));
        assertThat(report.passed()).as(report.describe()).isTrue();
        assertThat(report.exhaustive()).isTrue();
    }

    @Test
    void keepsTheRulesWithMuchSymmetry() {
        MoleculeEnvironment environment = new MoleculeEnvironment(Vocabularies.symmetric(), 2, 3);
        VerificationReport report = EnvironmentVerifier.of(environment)
                .format(new BlockMoleculeFormat(environment))
                .verify(new SplittableRandom(1));
        assertThat(report.passed()).as(report.describe()).isTrue();
        assertThat(report.exhaustive()).isTrue();
    }

    /** Walks 500 times as an acceptance test, or as often as {@code -Dgfn4j.walks} says. */
    private static VerificationReport walk(BlockVocabulary vocabulary) {
        MoleculeEnvironment environment = new MoleculeEnvironment(vocabulary);
        return EnvironmentVerifier.of(environment)
                .format(new BlockMoleculeFormat(environment))
                .maxStates(200)
                .walks(Integer.getInteger("gfn4j.walks", Effort.of(500)))
                .verify(new SplittableRandom(1));
    }

    @Test
    void keepsTheRulesWithTheBlocksOfThePaper() throws IOException {
        VerificationReport report = walk(BlockVocabulary.read(SharedData.file("bengio2021/blocks_PDB_105.json")));
        assertThat(report.passed()).as(report.describe()).isTrue();
    }

    @Test
    void keepsTheRulesWithTheBlocksOfTheProject() {
        VerificationReport report = walk(BlockVocabulary.standard());
        assertThat(report.passed()).as(report.describe()).isTrue();
    }

    @Test
    void namesTheBlockThatEachEdgeHasAdded() {
        BlockVocabulary vocabulary = Vocabularies.symmetric();
        MoleculeEnvironment environment = new MoleculeEnvironment(vocabulary, 2, 3);
        for (BlockMolecule state : StateGraph.of(environment).states()) {
            List<InEdge<BlockMolecule>> edges = environment.inEdges(state);
            int[] blocks = environment.removedBlocks(state);
            assertThat(blocks).hasSameSizeAs(edges);
            for (int i = 0; i < blocks.length; i++) {
                BlockMolecule parent = edges.get(i).parent();
                if (blocks[i] == MoleculeEnvironment.NO_BLOCK) {
                    assertThat(parent).isEqualTo(state.withFinished(false));
                } else if (state.size() == 1) {
                    assertThat(parent).isEqualTo(environment.source());
                } else {
                    assertThat(Growth.removed(vocabulary, state, blocks[i]).parent())
                            .isEqualTo(parent);
                    int entry = environment.entryOf(parent, edges.get(i).action());
                    assertThat(vocabulary.fragment(entry)).isEqualTo(state.fragment(blocks[i]));
                }
            }
        }
    }

    @Test
    void listsStopFirstAndThenEntriesByStem() {
        BlockVocabulary vocabulary = Vocabularies.small();
        MoleculeEnvironment environment = new MoleculeEnvironment(vocabulary, 2, 4);
        BlockMolecule ring = environment.child(environment.source(), 0);
        assertThat(environment.actionCount(environment.source())).isEqualTo(4);
        assertThat(environment.stopAction(environment.source())).isEqualTo(DiscreteEnvironment.NO_STOP);
        assertThat(environment.actionCount(ring)).isEqualTo(12);
        assertThat(environment.stopAction(ring)).isEqualTo(DiscreteEnvironment.NO_STOP);
        BlockMolecule two = environment.child(ring, environment.actionOf(ring, 1, 3));
        assertThat(environment.stopAction(two)).isZero();
        assertThat(environment.actionCount(two)).isEqualTo(9);
        assertThat(environment.entryOf(two, 8)).isEqualTo(3);
        assertThat(environment.stemOf(two, 8)).isEqualTo(1);
        assertThat(environment.child(two, 0)).isEqualTo(two.withFinished(true));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> environment.child(two, 9));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> environment.entryOf(two, 0));
    }

    @Test
    void endsWithoutStemsOrWithTheMostBlocks() {
        MoleculeEnvironment environment = new MoleculeEnvironment(Vocabularies.small(), 3, 4);
        BlockMolecule end = environment.child(environment.source(), 3);
        BlockMolecule two = environment.child(end, 3);
        assertThat(two.isFinished()).isTrue();
        assertThat(two.size()).isEqualTo(2);
        assertThat(environment.inEdges(two)).containsExactly(new InEdge<>(end, 3));
    }

    @Test
    void countsParallelEdges() {
        // three atoms of a ring are alike, and so are two ends of the chain with two bonds at one atom
        MoleculeEnvironment environment = new MoleculeEnvironment(Vocabularies.small(), 2, 4);
        BlockMolecule ring = environment.child(environment.source(), 0);
        BlockMolecule two = environment.child(ring, 3);
        assertThat(environment.inEdges(two))
                .containsExactlyInAnyOrder(
                        new InEdge<>(ring, 3),
                        new InEdge<>(ring, 7),
                        new InEdge<>(ring, 11),
                        new InEdge<>(environment.child(environment.source(), 3), 0));
    }

    @ParameterizedTest
    @CsvSource({"0, 8, minBlocks must be at least 1", "3, 2, 'maxBlocks must lie in [3, 64]'", "2, 65, maxBlocks"})
    void refusesNumbersOutOfRange(int minBlocks, int maxBlocks, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MoleculeEnvironment(Vocabularies.small(), minBlocks, maxBlocks))
                .withMessageContaining(problem);
    }
}
