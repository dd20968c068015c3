package org.gfn4j.molecules.chemistry;

import java.io.IOException;
import java.util.List;

/**
 * Writes {@code .smi} files: a line for each molecule, with its canonical SMILES, a tab and its name.
 *
 * <p>Thread-safety: stateless.
 */
public final class SmilesFile {
    private SmilesFile() {}

    /**
     * Writes molecules.
     *
     * @param molecules the molecules
     * @param out where to
     * @throws IOException if it cannot be written to
     */
    public static void write(List<MoleculeRecord> molecules, Appendable out) throws IOException {
        for (MoleculeRecord molecule : molecules) {
            out.append(Smiles.canonical(molecule.molecule()))
                    .append('\t')
                    .append(molecule.name())
                    .append('\n');
        }
    }
}
