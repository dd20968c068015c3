package org.gfn4j.molecules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockVocabularyTest {

    @Test
    void readsTheBlocksOfThePaper() throws IOException {
        BlockVocabulary vocabulary = BlockVocabulary.read(SharedData.file("bengio2021/blocks_PDB_105.json"));
        assertThat(vocabulary.entries()).hasSize(105);
        assertThat(vocabulary.fragments()).isEqualTo(72);
        assertThat(vocabulary.entries().get(2)).isEqualTo(new Block("CO", 2, List.of(1, 0, 0, 0)));
        assertThat(vocabulary.smiles(vocabulary.fragment(0))).isEqualTo("c1ccccc1");
        assertThat(vocabulary.attachmentTypes()).isEqualTo(127);
    }

    @Test
    void numbersFragmentsAndAttachments() {
        BlockVocabulary vocabulary = Vocabularies.small();
        assertThat(vocabulary.fragments()).isEqualTo(3);
        assertThat(List.of(vocabulary.smiles(0), vocabulary.smiles(1), vocabulary.smiles(2)))
                .containsExactly("CO", "F", "c1ccccc1");
        assertThat(vocabulary.attachmentAtoms(2)).containsExactly(0, 2, 4);
        assertThat(vocabulary.attachmentTypes()).isEqualTo(6);
        assertThat(vocabulary.attachmentType(2, 4)).isEqualTo(5);
        assertThat(vocabulary.attachmentType(2, 1)).isEqualTo(-1);
    }

    private static String json(String smiles, String attachments) {
        return "{\"block_name\":{\"0\":\"a\",\n\"1\":\"b\"},\n\"block_smi\":{\"0\":\"F\",\n" + smiles
                + "},\n\"block_r\":{\"0\":[0],\n" + attachments + "}}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "1":"c1ccc"       | "1":[0]      | blocks.json, line 4: entry 1: 'c1ccc' is no SMILES
            "1":""            | "1":[0]      | blocks.json, line 4: entry 1: '' has no atoms
            "1":"C.C"         | "1":[0]      | blocks.json, line 4: entry 1: 'C.C' is in several pieces
            "1":"C[C@H](N)O"  | "1":[0]      | blocks.json, line 4: entry 1: 'C[C@H](N)O' says which way round it is
            "1":7             | "1":[0]      | blocks.json, line 4: entry 1: block_smi is '7', but must be a text
            "1":"CO"          | "1":[2]      | blocks.json, line 6: entry 1: attachment atom 2 of 'CO' is out of range; its atoms are numbered from 0 to 1
            "1":"CO"          | "1":[-1]     | blocks.json, line 6: entry 1: attachment atom -1 of 'CO' is out of range
            "1":"CO"          | "1":[]       | blocks.json, line 6: entry 1: 'CO' has no attachment atoms, so that it can never attach
            "1":"FC(F)F"      | "1":[1,0]    | blocks.json, line 6: entry 1: attachment atom 0 of 'FC(F)F' can never attach: this F has no hydrogen
            "1":"F"           | "1":[0]      | blocks.json, line 6: entry 1: 'F' with attachment atoms [0] duplicates entry 0
            "1":"[FH]"        | "1":[0]      | blocks.json, line 4: entry 1: '[FH]' is the same fragment as 'F' of entry 0
            "1":"[H]F"        | "1":[0]      | blocks.json, line 4: entry 1: '[H]F' has an atom 'H'
            "1":"CO*"         | "1":[0]      | blocks.json, line 4: entry 1: 'CO*' has an atom '*'
            "1":"CO"          | "1":"0"      | blocks.json, line 6: entry 1: block_r is '0', but must be a list of atoms
            "1":"CO"          | "1":[0.5]    | blocks.json, line 6: entry 1: block_r has '0.5' in it, but must be a list of atoms
            "1":"CO"          | "1":[{}]     | blocks.json, line 6: entry 1: block_r has an object in it
            "1":"CO"          | "2":[0]      | blocks.json: entry 1 has no block_r; each of the 2 entries
            "1":"CO"          | "x":[0]      | blocks.json, line 6: block_r has the key 'x'; its keys are the numbers of entries
            "1":"CO"          | "1":[0]]     | blocks.json, line 6: is not JSON
            "1":"CO"          | "0":[0]      | blocks.json, line 6: is not JSON: Duplicate
            """)
    void saysWhatIsWrong(String smiles, String attachments, String problem) {
        assertThatExceptionOfType(MoleculeFileException.class)
                .isThrownBy(() -> BlockVocabulary.parse("blocks.json", json(smiles, attachments)))
                .withMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `[]`                                              | blocks.json, line 1: is not an object
            `{"block_smi":{},"block_r":{}}`                   | blocks.json: has no key block_name
            `{"block_name":{},"block_smi":{},"block_r":{}}`   | blocks.json: has no entries
            `{"block_name":[]}`                               | blocks.json, line 1: block_name is not an object
            `hello`                                           | blocks.json, line 1: is not JSON
            ``                                                | blocks.json, line 1: is not an object
            """)
    void saysWhatIsMissing(String text, String problem) {
        assertThatExceptionOfType(MoleculeFileException.class)
                .isThrownBy(() -> BlockVocabulary.parse("blocks.json", text))
                .withMessageContaining(problem);
    }
}
