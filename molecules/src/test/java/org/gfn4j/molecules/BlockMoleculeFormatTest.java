package org.gfn4j.molecules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockMoleculeFormatTest {
    private final MoleculeEnvironment environment = new MoleculeEnvironment(Vocabularies.small(), 2, 4);
    private final BlockMoleculeFormat format = new BlockMoleculeFormat(environment);

    @Test
    void writesOneLineOfJson() {
        BlockMolecule ring = environment.child(environment.source(), 0);
        BlockMolecule two = environment.child(environment.child(ring, 3), 0);
        String text = "{\"blocks\":[\"F\",\"c1ccccc1\"],\"bonds\":[[0,1,0,0]],\"stems\":[[1,2],[1,4]],"
                + "\"finished\":true}";
        assertThat(format.format(two)).isEqualTo(text);
        assertThat(format.parse(text)).isEqualTo(two);
        String empty = "{\"blocks\":[],\"bonds\":[],\"stems\":[],\"finished\":false}";
        assertThat(format.format(environment.source())).isEqualTo(empty);
        assertThat(format.parse(empty)).isEqualTo(environment.source());
    }

    @Test
    void readsAnyOrder() {
        String one =
                "{\"blocks\":[\"F\",\"c1ccccc1\"],\"bonds\":[[0,1,0,0]],\"stems\":[[1,2],[1,4]],\"finished\":true}";
        String two =
                "{\"finished\":true,\"blocks\":[\"c1ccccc1\",\"F\"],\"bonds\":[[0,1,3,0]],\"stems\":[[0,1],[0,5]]}";
        assertThat(format.parse(two)).isEqualTo(format.parse(one));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            F-c1ccccc1                                                                  | it is not JSON
            []                                                                          | blocks is missing
            {"blocks":["N"],"bonds":[],"stems":[],"finished":false}                     | block 0 is "N", which is not the SMILES of a fragment
            {"blocks":["F"],"bonds":[],"stems":[[0,0]]}                                 | finished must be true or false
            {"blocks":["F"],"bonds":[[0]],"stems":[],"finished":false}                  | bonds are [block, block, atom, atom], but one is [0]
            {"blocks":["F"],"bonds":[],"stems":[[0,1]],"finished":false}                | atom 1 of F is not an attachment atom
            {"blocks":["F","F"],"bonds":[[0,1,0,0]],"stems":[],"finished":false}        | nothing can be added to it
            {"blocks":["F"],"bonds":[],"stems":[[0,0]],"finished":true}                 | stopping takes at least 2
            {"blocks":["c1ccccc1"],"bonds":[],"stems":[[0,0]],"finished":false}         | the entries of the vocabulary cannot make it
            {"blocks":["CO","CO","CO","CO","F"],"bonds":[[0,1,0,0],[1,2,1,0],[2,3,1,0],[3,4,1,0]],"stems":[[0,0]],"finished":true} | it has 5 blocks, but at most 4
            {"blocks":[],"bonds":[],"stems":[],"finished":true}                         | the empty molecule has no stems and is not finished
            """)
    void saysWhatIsWrong(String text, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> format.parse(text))
                .withMessageContaining(problem)
                .withMessageContaining("is not a molecule of blocks: ")
                .withMessageContaining("expected the form {");
    }
}
