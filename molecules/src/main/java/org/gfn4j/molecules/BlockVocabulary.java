package org.gfn4j.molecules;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The blocks that molecules are assembled from. */
public final class BlockVocabulary {
    private final List<Block> entries;
    private final List<String> smiles;
    private final int[] fragmentOfEntry;

    BlockVocabulary(List<Block> entries) {
        this.entries = List.copyOf(entries);
        this.smiles = entries.stream().map(Block::smiles).distinct().sorted().toList();
        this.fragmentOfEntry = entries.stream()
                .mapToInt(entry -> smiles.indexOf(entry.smiles()))
                .toArray();
    }

    /**
     * Reads a vocabulary in the format of the paper's {@code blocks_PDB_105.json}.
     *
     * @param file the file
     * @return the vocabulary
     * @throws IOException if the file cannot be read
     */
    public static BlockVocabulary read(Path file) throws IOException {
        throw new UnsupportedOperationException("still to be written");
    }

    /**
     * Returns the project's own vocabulary.
     *
     * @return 72 fragments mined from approved drugs
     */
    public static BlockVocabulary standard() {
        throw new UnsupportedOperationException("still to be written");
    }

    /**
     * Returns the entries.
     *
     * @return the entries, in the order of the file
     */
    public List<Block> entries() {
        return entries;
    }

    /**
     * Returns the number of different fragments.
     *
     * @return how many different SMILES there are
     */
    public int fragments() {
        return smiles.size();
    }

    /**
     * Returns the fragment of an entry.
     *
     * @param entry its number, in {@code [0, entries().size())}
     * @return the number of the fragment; fragments are numbered in the order of their SMILES
     */
    public int fragment(int entry) {
        return fragmentOfEntry[entry];
    }

    /**
     * Returns the SMILES of a fragment.
     *
     * @param fragment its number, in {@code [0, fragments())}
     * @return the SMILES
     */
    public String smiles(int fragment) {
        return smiles.get(fragment);
    }
}
