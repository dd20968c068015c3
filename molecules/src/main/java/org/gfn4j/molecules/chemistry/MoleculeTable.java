package org.gfn4j.molecules.chemistry;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.gfn4j.molecules.MoleculeFileException;
import org.gfn4j.text.CsvCell;
import org.gfn4j.text.CsvReader;
import org.gfn4j.text.CsvReader.Cell;
import org.gfn4j.text.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * Reads molecules from files of users.
 *
 * <p>Thread-safety: stateless.
 */
public final class MoleculeTable {
    /** Java's own suffixes and hexadecimal numbers are none in a table. */
    private static final Pattern NUMBER = Pattern.compile("[-+0-9.eE]+");

    private MoleculeTable() {}

    /**
     * Reads comma-separated values (RFC 4180, UTF-8) whose first line names the columns. Empty lines and blanks around
     * values do not count.
     *
     * @param file the file
     * @param smilesColumn the column of the SMILES
     * @param targetColumn the column of the numbers to be learned, or null if they are not needed
     * @return the molecules in order, at least one
     * @throws IOException if the file cannot be read
     * @throws MoleculeFileException if it is not such a file, lacks a column, or has a row whose SMILES is not that of a
     *     molecule or whose target is not a finite number; the message names file, line and cause
     */
    public static List<MoleculeRow> csv(Path file, String smilesColumn, @Nullable String targetColumn)
            throws IOException {
        List<MoleculeRow> rows = new ArrayList<>();
        try (CsvReader table = new CsvReader(new StringReader(TextFile.read(file)), false)) {
            int smilesIndex = column(file, table, smilesColumn);
            int targetIndex = targetColumn == null ? -1 : column(file, table, targetColumn);
            int columns = table.names().size();
            for (List<Cell> cells = table.next(columns); cells != null; cells = table.next(columns)) {
                int line = cells.get(0).line();
                String smiles = CsvCell.decode(cells.get(smilesIndex).text());
                check(file, line, smiles, "the column '" + smilesColumn + "': ");
                double target = targetColumn == null
                        ? Double.NaN
                        : number(
                                file,
                                line,
                                targetColumn,
                                CsvCell.decode(cells.get(targetIndex).text()));
                rows.add(new MoleculeRow(smiles, "", target, line));
            }
        } catch (CsvReader.Fault e) {
            throw new MoleculeFileException(file.toString(), e.line(), String.valueOf(e.getMessage()));
        }
        return atLeastOne(file, rows);
    }

    /**
     * Reads a {@code .smi} file (UTF-8): on each line a SMILES and perhaps, after blanks, a name. Empty lines and those that
     * start with {@code #} do not count.
     *
     * @param file the file
     * @return the molecules in order, at least one
     * @throws IOException if the file cannot be read
     * @throws MoleculeFileException if a line does not start with the SMILES of a molecule, or there is no line; the message
     *     names file, line and cause
     */
    public static List<MoleculeRow> smiles(Path file) throws IOException {
        List<MoleculeRow> rows = new ArrayList<>();
        int line = 0;
        for (String text : TextFile.read(file).lines().toList()) {
            line++;
            String stripped = text.strip();
            if (stripped.isEmpty() || stripped.startsWith("#")) {
                continue;
            }
            String[] parts = stripped.split("\\s+", 2);
            check(file, line, parts[0], "");
            rows.add(new MoleculeRow(parts[0], parts.length > 1 ? parts[1] : "", Double.NaN, line));
        }
        return atLeastOne(file, rows);
    }

    private static int column(Path file, CsvReader table, String name) {
        int column = table.names().indexOf(name);
        if (column < 0) {
            String names = table.names().isEmpty()
                    ? "the file is empty"
                    : "the columns are '" + VisibleText.line(String.join("', '", table.names())) + "'";
            throw new MoleculeFileException(file.toString(), 1, "there is no column '" + name + "'; " + names);
        }
        return column;
    }

    private static List<MoleculeRow> atLeastOne(Path file, List<MoleculeRow> rows) {
        if (rows.isEmpty()) {
            throw new MoleculeFileException(file.toString(), 0, "there is no molecule in it");
        }
        return List.copyOf(rows);
    }

    private static void check(Path file, int line, String smiles, String where) {
        try {
            Smiles.parse(smiles);
        } catch (SmilesException e) {
            throw new MoleculeFileException(file.toString(), line, where + e.getMessage());
        }
    }

    private static double number(Path file, int line, String column, String text) {
        double value = Double.NaN;
        try {
            value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        } catch (NumberFormatException e) {
            // said below, together with what is a number but not finite
        }
        if (!Double.isFinite(value)) {
            throw new MoleculeFileException(
                    file.toString(),
                    line,
                    "the column '" + column + "' must be a finite number, but is '" + VisibleText.line(text) + "'");
        }
        return value;
    }
}
