package org.gfn4j.app.molecules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.molecules.BlockMoleculeFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveriesTest {
    @TempDir
    private Path folder;

    private static BlockMolecule chain(int... entries) {
        return Built.chain(entries);
    }

    @Test
    void statesOfOneMolecule_countOnceWithTheBestReward() {
        Discoveries discoveries = new Discoveries(Built.ASSEMBLER);
        BlockMolecule two = chain(0, 0);
        BlockMolecule one = chain(1);
        assertThat(discoveries.visit(1, two, 3)).isNotNull();
        assertThat(discoveries.visit(1, two, 3)).isNull();
        assertThat(discoveries.visit(2, one, 5)).isNotNull();
        assertThat(discoveries.figures())
                .containsEntry("distinctMolecules", 1)
                .containsEntry("distinctStates", 2)
                .containsEntry("invalidFraction", 0.0)
                .containsEntry("rawRewardTop10", null);
        assertThat(discoveries.bestFirst()).singleElement().satisfies(found -> {
            assertThat(found.smiles()).isEqualTo("CC");
            assertThat(found.reward()).isEqualTo(5);
            assertThat(found.iteration()).isEqualTo(2);
        });
        assertThat(discoveries.visits()).isEqualTo(3);
    }

    @Test
    void molecules_areSortedByRewardAndThenBySmiles() {
        Discoveries discoveries = new Discoveries(Built.ASSEMBLER);
        discoveries.visit(1, chain(0), 1);
        discoveries.visit(1, chain(2), 1);
        discoveries.visit(1, chain(3), 2);
        assertThat(discoveries.bestFirst().stream()
                        .map(found -> Objects.requireNonNull(found.smiles()))
                        .toList())
                .containsExactly("F", "C", "c1ccccc1");
    }

    @Test
    void file_bringsBackWhatWasFound() {
        BlockMoleculeFormat format = new BlockMoleculeFormat(Built.ENVIRONMENT);
        DiscoveryFile file = new DiscoveryFile(folder, format);
        List<FoundMolecule> found = new ArrayList<>(List.of(
                new FoundMolecule(1, chain(0, 2), 0.1 + 0.2, "Cc1ccccc1"),
                new FoundMolecule(7, chain(3), Double.NEGATIVE_INFINITY, null)));
        file.append(found.subList(0, 1));
        file.append(List.of());
        file.append(found.subList(1, 2));
        assertThat(file.read()).isEqualTo(found);
        assertThat(folder.resolve("molecules.csv")).content().startsWith("iteration,smiles,rawReward,object\n1,");

        Discoveries discoveries = new Discoveries(Built.ASSEMBLER);
        discoveries.restore(file.read(), 10, 5);
        assertThat(discoveries.figures())
                .containsEntry("distinctMolecules", 1)
                .containsEntry("distinctStates", 2)
                .containsEntry("invalidFraction", 0.5);
    }

    @Test
    void modesAndScaffolds_areCountedFromTheThresholdOn() {
        Discoveries discoveries = new Discoveries(Built.ASSEMBLER);
        discoveries.visit(1, chain(2), 9); // benzene
        discoveries.visit(1, chain(2, 2), 8); // biphenyl
        discoveries.visit(1, chain(0, 2), 7); // toluene, another molecule with the scaffold of benzene
        discoveries.visit(1, chain(3), 6);
        Chemistry chemistry = new Chemistry(List.of(7.0, 7.5, 9.5));
        assertThat(chemistry.figures(discoveries.bestFirst()))
                .containsEntry("tanimotoTop1000", null)
                .hasEntrySatisfying("modesAt", modes -> assertThat(modes).hasToString("{7=3, 7.5=2, 9.5=0}"))
                .hasEntrySatisfying(
                        "scaffoldsAt", scaffolds -> assertThat(scaffolds).hasToString("{7=2, 7.5=2, 9.5=0}"));
        assertThat(chemistry.figures(List.of()).get("modesAt")).hasToString("{7=0, 7.5=0, 9.5=0}");
    }

    @Test
    void topMeans_areThoseOfTheBest() {
        Discoveries discoveries = new Discoveries(Built.ASSEMBLER);
        List<BlockMolecule> chains = new ArrayList<>();
        for (int first = 0; first < 3; first++) {
            for (int second = 0; second < 4; second++) {
                chains.add(chain(first, second));
                chains.add(chain(first, first, second));
            }
        }
        for (int i = 0; i < chains.size(); i++) {
            discoveries.visit(1, chains.get(i), i);
        }
        int molecules = discoveries.bestFirst().size();
        double expected = discoveries.bestFirst().stream()
                .limit(10)
                .mapToDouble(FoundMolecule::reward)
                .average()
                .orElseThrow();
        assertThat(molecules).isGreaterThanOrEqualTo(10);
        assertThat((Double) discoveries.figures().get("rawRewardTop10")).isCloseTo(expected, within(1e-12));
    }
}
