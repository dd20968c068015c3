package org.gfn4j.molecules.mining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files of SMILES: one molecule on a line, its SMILES first and, after a blank or tab, its name. Empty lines, and those
 * that begin with {@code #}, are passed over.
 *
 * <p>Thread-safety: stateless.
 */
public final class SmilesFile {
    private SmilesFile() {}

    /**
     * Reads the lines of a file, without reading the SMILES in them.
     *
     * @param file the file
     * @return its molecules, in order
     * @throws IOException if the file cannot be read
     */
    public static List<Compound> read(Path file) throws IOException {
        List<Compound> compounds = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                String[] parts = line.split("\\s+", 2);
                compounds.add(new Compound(parts[0], parts.length > 1 ? parts[1] : "", i + 1));
            }
        }
        return compounds;
    }
}
