package org.gfn4j.molecules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockGraphsTest {

    @Test
    void readsAndWritesTheMoleculesOfThePaper(@TempDir Path folder) throws IOException {
        BlockVocabulary vocabulary = BlockVocabulary.read(SharedData.file("bengio2021/blocks_PDB_105.json"));
        BlockGraphs graphs = new BlockGraphs(vocabulary);
        List<BlockGraphs.Entry> entries = graphs.read(SharedData.file("bengio2021/seh_molecules_475.json"));
        assertThat(entries).hasSize(475);
        MoleculeEnvironment environment = new MoleculeEnvironment(vocabulary);
        BlockMoleculeFormat format = new BlockMoleculeFormat(environment);
        for (BlockGraphs.Entry entry : entries) {
            assertThat(environment.whyNoState(entry.molecule()))
                    .as(entry.toString())
                    .isNull();
            assertThat(environment.inEdges(entry.molecule())).isNotEmpty();
            assertThat(format.parse(format.format(entry.molecule()))).isEqualTo(entry.molecule());
        }
        Path file = folder.resolve("molecules.json");
        graphs.write(file, entries);
        assertThat(graphs.read(file)).isEqualTo(entries);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"index":0}                                                          | m.json, line 1: is not a list
            [{"index":0,"blocks":[0],                                            | m.json, line 1: is not JSON
            [][]                                                                 | m.json, line 1: goes on after its list
            [1]                                                                  | m.json, line 1: molecule 0: it is NUMBER, not an object
            [{"blocks":[0],"junctionBonds":[],"freeStems":[]}]                   | index must be a whole number
            [{"index":0,"junctionBonds":[],"freeStems":[]}]                      | blocks is missing
            [{"index":0,"blocks":[],"junctionBonds":[],"freeStems":[]}]          | it has no blocks
            [{"index":0,"blocks":[4],"junctionBonds":[],"freeStems":[]}]         | from 0 to 3, but one is 4
            [{"index":0,"blocks":[0.5],"junctionBonds":[],"freeStems":[]}]       | but there is 0.5 where a whole number is needed
            [{"index":0,"blocks":[0],"junctionBonds":{},"freeStems":[]}]         | junctionBonds must be a list, but is {}
            [{"index":0,"blocks":[0,3],"junctionBonds":[[0,1,0]],"freeStems":[]}] | junctionBonds are [block, block, atom, atom], but one is [0,1,0]
            [{"index":0,"blocks":[0],"junctionBonds":[],"freeStems":[[1,0]]}]    | blocks must lie in [0, 0], but one is 1
            """)
    void saysWhatIsWrong(String text, String problem) {
        assertThatExceptionOfType(MoleculeFileException.class)
                .isThrownBy(() -> new BlockGraphs(Vocabularies.small()).parse("m.json", text))
                .withMessageContaining(problem)
                .withMessageContaining("m.json, line 1: ");
    }

    @Test
    void namesTheLine() {
        String text = """
                [
                {"index":0,"blocks":[3,3],"junctionBonds":[[0,1,0,0]],"freeStems":[]},
                {"index":1,"blocks":[9],"junctionBonds":[],"freeStems":[]}
                ]
                """;
        assertThatExceptionOfType(MoleculeFileException.class)
                .isThrownBy(() -> new BlockGraphs(Vocabularies.small()).parse("m.json", text))
                .withMessageContaining("m.json, line 3: molecule 1: ")
                .satisfies(e -> assertThat(e.line()).isEqualTo(3));
    }
}
