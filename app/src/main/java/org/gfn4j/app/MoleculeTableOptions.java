package org.gfn4j.app;

import java.io.IOException;
import org.gfn4j.molecules.MoleculeFileException;
import org.gfn4j.molecules.chemistry.MoleculeTable;
import org.gfn4j.molecules.proxy.ProxyTable;
import picocli.CommandLine.Option;

/**
 * A table of molecules with measured numbers.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class MoleculeTableOptions {
    private static final String DATA = "--data";

    @Option(
            names = DATA,
            paramLabel = "FILE",
            required = true,
            description = "Table of comma-separated values (.csv) with a header line.")
    private String data = "";

    @Option(names = "--smiles", paramLabel = "COLUMN", description = "Column with SMILES. Default smiles.")
    private String smiles = "smiles";

    @Option(names = "--target", paramLabel = "COLUMN", required = true, description = "Column with the numbers.")
    private String target = "";

    /** Returns the name of the column with the numbers. */
    String target() {
        return target;
    }

    /**
     * Reads the table.
     *
     * @throws WrongOptionException if it cannot be read; the message names file, line and cause
     */
    ProxyTable read() {
        try {
            return ProxyTable.of(MoleculeTable.csv(FileOptions.input(DATA, data, "csv"), smiles, target));
        } catch (MoleculeFileException | IOException e) {
            throw FileOptions.refusal(DATA, data, e);
        }
    }
}
