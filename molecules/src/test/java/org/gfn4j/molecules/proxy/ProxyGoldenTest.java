package org.gfn4j.molecules.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.gfn4j.molecules.BlockGraphs;
import org.gfn4j.molecules.BlockVocabulary;
import org.gfn4j.molecules.SharedData;
import org.gfn4j.molecules.chemistry.MoleculeAssembler;
import org.gfn4j.torch.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the paper's proxy against values that an independent implementation computed in double precision. */
class ProxyGoldenTest {
    private static final String WEIGHTS = "bengio2021/seh_proxy.safetensors";
    private static final Map<StemMask, String> KEYS =
            Map.of(StemMask.FREE, "proxy", StemMask.NONE, "proxyWithoutStems", StemMask.ZERO, "proxyZeroMask");

    @ParameterizedTest
    @EnumSource(Precision.class)
    void scoresThePapersMoleculesAsThePaperDid(Precision precision) throws IOException {
        double tolerance = precision == Precision.DOUBLE ? 1e-6 : 1e-3;
        BlockVocabulary vocabulary = vocabulary();
        List<AtomGraph> graphs = graphs(vocabulary);
        List<BlockGraphs.Row> rows =
                new BlockGraphs(vocabulary).rows(SharedData.file("bengio2021/seh_molecules_475.json"));
        assertThat(graphs).hasSize(475).hasSameSizeAs(rows);
        try (Proxy proxy = Proxy.load(SharedData.file(WEIGHTS), precision)) {
            assertThat(proxy.description().shape()).isEqualTo(ProxyShape.PAPER);
            for (StemMask mask : StemMask.values()) {
                double[] scores = proxy.score(graphs, mask);
                double largest = 0;
                for (int i = 0; i < scores.length; i++) {
                    largest = Math.max(
                            largest, Math.abs(scores[i] - rows.get(i).numbers().get(KEYS.get(mask))));
                }
                assertThat(largest)
                        .as("largest difference with the mask %s", mask)
                        .isLessThan(tolerance);
            }
        }
    }

    @Test
    void scoresAloneAsInABatch() throws IOException {
        List<AtomGraph> graphs = graphs(vocabulary()).subList(0, 40);
        try (Proxy proxy = Proxy.load(SharedData.file(WEIGHTS), Precision.DOUBLE)) {
            double[] together = proxy.score(graphs);
            for (int i = 0; i < graphs.size(); i++) {
                assertThat(proxy.score(graphs.subList(i, i + 1))[0]).isCloseTo(together[i], within(1e-12));
            }
        }
    }

    private static BlockVocabulary vocabulary() throws IOException {
        return BlockVocabulary.read(SharedData.file("bengio2021/blocks_PDB_105.json"));
    }

    private static List<AtomGraph> graphs(BlockVocabulary vocabulary) throws IOException {
        MoleculeAssembler assembler = new MoleculeAssembler(vocabulary);
        return new BlockGraphs(vocabulary)
                .rows(SharedData.file("bengio2021/seh_molecules_475.json")).stream()
                        .map(row -> assembler.assemble(row.graph()).orElseThrow())
                        .map(AtomGraphs::of)
                        .toList();
    }
}
