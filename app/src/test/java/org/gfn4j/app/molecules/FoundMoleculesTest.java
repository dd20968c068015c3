package org.gfn4j.app.molecules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gfn4j.app.folder.RunRecord;
import org.gfn4j.app.report.Curve;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

class FoundMoleculesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static RunRecord run(int... iterations) {
        List<JsonNode> lines = new ArrayList<>();
        for (int iteration : iterations) {
            lines.add(
                    JSON.readTree("{\"iterations\":" + iteration + ",\"visited\":{\"count\":" + 10 * iteration + "}}"));
        }
        return new RunRecord(Path.of("run"), lines, MissingNode.getInstance());
    }

    private static final List<DiscoveryFile.Row> ROWS = List.of(
            new DiscoveryFile.Row(1, "c1ccccc1", 0.2),
            new DiscoveryFile.Row(2, "c1ccncc1", 0.6),
            new DiscoveryFile.Row(2, "CCCCCCCCCC", 0.7),
            new DiscoveryFile.Row(3, "CCCCCCCCCCC", 0.8),
            new DiscoveryFile.Row(4, "c1ccccc1", 0.5),
            new DiscoveryFile.Row(5, "CCO", 0.9));

    @Test
    void modes_areThoseOfWhatHadBeenFound() {
        Curve modes = FoundMolecules.modes(ROWS, run(1, 2, 3, 4), 0.5).orElseThrow();
        assertThat(modes.x()).containsExactly(10, 20, 30, 40);
        assertThat(modes.y())
                .as(
                        "none is good enough, two that differ, one that is like another, one whose better state comes later")
                .containsExactly(0, 2, 2, 3);
    }

    @Test
    void ofManyLines_fewAreTaken_andTheLastIsAmongThem() {
        int[] iterations = IntStream.rangeClosed(1, 99).toArray();
        Curve modes = FoundMolecules.modes(ROWS, run(iterations), 0.5).orElseThrow();
        assertThat(modes.x()).hasSize(FoundMolecules.POINTS).isSorted().endsWith(990);
        assertThat(modes.y()).endsWith(4);
    }

    @Test
    void withoutLines_thereIsNoCurve() {
        assertThat(FoundMolecules.modes(ROWS, run(), 0.5)).isEmpty();
    }

    @Test
    void aMolecule_hasTheBestRewardOfItsStates() {
        assertThat(FoundMolecules.rewards(ROWS)).containsExactly(0.5, 0.6, 0.7, 0.8, 0.9);
    }
}
