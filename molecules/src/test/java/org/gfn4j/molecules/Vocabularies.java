package org.gfn4j.molecules;

import java.util.List;

/** Small vocabularies for tests. */
final class Vocabularies {
    private Vocabularies() {}

    static Block block(String smiles, int atoms, Integer... attachments) {
        return new Block(smiles, atoms, List.of(attachments));
    }

    /** A symmetric ring with three attachments, one with an atom of two bonds, a chain by either end, an end. */
    static BlockVocabulary small() {
        return BlockVocabulary.of(List.of(
                block("c1ccccc1", 6, 0, 2, 4), block("CO", 2, 0, 0, 1), block("CO", 2, 1, 0, 0), block("F", 1, 0)));
    }

    /** Rings with all their atoms attached, and a chain whose entries have different attachments. */
    static BlockVocabulary symmetric() {
        return BlockVocabulary.of(List.of(
                block("c1ccccc1", 6, 0, 1, 2, 3, 4, 5),
                block("c1ccncc1", 6, 0, 1, 5),
                block("c1ccncc1", 6, 1, 0, 5),
                block("CN", 2, 0, 1, 1),
                block("CN", 2, 1, 0),
                block("CC", 2, 0, 1)));
    }
}
