package org.gfn4j.app.molecules;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.FileOptions;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.molecules.MoleculeFileException;
import org.gfn4j.molecules.chemistry.MoleculeRow;
import org.gfn4j.molecules.chemistry.MoleculeTable;
import org.gfn4j.molecules.chemistry.Salts;
import org.gfn4j.molecules.chemistry.Smiles;
import org.gfn4j.molecules.chemistry.SmilesException;
import org.gfn4j.molecules.proxy.ProxyTable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A table of molecules with measured numbers.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class MoleculeTableOptions {
    private static final String DATA = "--data";

    @Option(names = DATA, paramLabel = "FILE", required = true, description = "CSV table (.csv) with a header line.")
    private String data = "";

    @Option(names = "--smiles", paramLabel = "COLUMN", description = "Column with SMILES. Default smiles.")
    private String smiles = "smiles";

    @Option(names = "--target", paramLabel = "COLUMN", required = true, description = "Column with the numbers.")
    private String target = "";

    @Mixin
    private SaltsOption salts = new SaltsOption();

    /** Returns the name of the column with the numbers. */
    String target() {
        return target;
    }

    /**
     * Reads the table.
     *
     * @param err is notified of salts and the like
     * @throws WrongOptionException if it cannot be read; the message names file, line and cause
     */
    ProxyTable read(PrintWriter err) {
        try {
            List<MoleculeRow> rows = MoleculeTable.csv(FileOptions.input(DATA, data, "csv"), smiles, target);
            ProxyTable table = ProxyTable.of(rows, salts.choice());
            List<String> peculiarities = new ArrayList<>();
            for (MoleculeRow row : rows) {
                String peculiarity = Salts.peculiarity(Smiles.parse(row.smiles()));
                if (!peculiarity.isEmpty()) {
                    peculiarities.add("'" + row.smiles() + "', line " + row.line() + ", with " + peculiarity);
                }
            }
            salts.say(peculiarities, rows.size(), err);
            return table;
        } catch (MoleculeFileException | SmilesException | IOException e) {
            throw FileOptions.refusal(DATA, data, e);
        } catch (IllegalArgumentException e) {
            throw FileOptions.refusal(DATA, data, Failures.describe(e));
        }
    }
}
