package org.gfn4j.app.molecules;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gfn4j.app.folder.AppendedFile;
import org.gfn4j.environment.StateFormat;
import org.gfn4j.molecules.BlockMolecule;
import org.gfn4j.storage.PlainFile;
import org.gfn4j.text.CsvReader;
import org.gfn4j.text.CsvReader.Cell;
import org.gfn4j.text.CsvTable;

/**
 * The file {@value #NAME} of a run folder: comma-separated values with a row for each different state that training has
 * produced, in the order of discovery. An impossible molecule has no SMILES; a reward that is not finite is left out.
 *
 * <p>Thread-safety: confined to one thread at a time.
 */
final class DiscoveryFile {
    /** The name of the file. */
    static final String NAME = "molecules.csv";

    private static final int COLUMNS = 4;
    private static final String HEADER = CsvTable.row(List.of("iteration", "smiles", "rawReward", "object"));

    private final AppendedFile file;
    private final StateFormat<BlockMolecule> format;

    /**
     * Makes an object for a file of which nothing counts yet.
     *
     * @param folder the folder of the run
     * @param format the text form of states
     */
    DiscoveryFile(Path folder, StateFormat<BlockMolecule> format) {
        this.file = new AppendedFile(folder.resolve(NAME));
        this.format = format;
    }

    /** Returns the file. */
    AppendedFile file() {
        return file;
    }

    /**
     * Adds rows.
     *
     * @throws UncheckedIOException if they cannot be written
     */
    void append(List<FoundMolecule> found) {
        if (found.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        if (file.length() == 0) {
            text.append(HEADER);
        }
        for (FoundMolecule each : found) {
            text.append(CsvTable.line(Arrays.asList(
                    each.iteration(),
                    each.smiles(),
                    Double.isFinite(each.reward()) ? each.reward() : null,
                    format.format(each.state()))));
        }
        file.append(text.toString());
    }

    /**
     * Reads all rows that count.
     *
     * @throws IllegalArgumentException if the file holds something else
     */
    List<FoundMolecule> read() {
        List<FoundMolecule> found = new ArrayList<>();
        try {
            read(file.read(), found);
            return found;
        } catch (CsvReader.Fault e) {
            throw new IllegalArgumentException(NAME + " is not as it was written: " + e.getMessage(), e);
        }
    }

    /**
     * What can be read of a file that may belong to a run that is going on or was interrupted.
     *
     * @param found the rows, as far as they can be read
     * @param fault why what follows cannot be read, as a clause; empty where all rows could be
     */
    record Contents(List<FoundMolecule> found, String fault) {}

    /**
     * Reads all rows that are whole, whether they count or not.
     *
     * @param folder the folder of the run
     * @param format the text form of states
     * @return the rows up to the first that is not as it was written; none where there is no file
     * @throws UncheckedIOException if the file is there and cannot be read
     */
    static Contents readWhole(Path folder, StateFormat<BlockMolecule> format) {
        Path file = folder.resolve(NAME);
        List<FoundMolecule> found = new ArrayList<>();
        if (!PlainFile.exists(file)) {
            return new Contents(found, "");
        }
        DiscoveryFile reader = new DiscoveryFile(folder, format);
        try {
            String text = new String(PlainFile.readAll(file), StandardCharsets.UTF_8);
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            reader.read(new StringReader(whole), found);
            return new Contents(found, "");
        } catch (IllegalArgumentException e) {
            return new Contents(found, fault(found.size() + 1, String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read '" + file + "'", e);
        }
    }

    /**
     * A row of a possible molecule with a finite reward, without its state.
     *
     * @param iteration how many iterations were done when the state was produced first
     * @param smiles its canonical SMILES
     * @param reward its raw reward
     */
    record Row(long iteration, String smiles, double reward) {}

    /**
     * Reads the rows of all possible molecules with finite rewards, whether they count or not; their states may be of any
     * vocabulary.
     *
     * @param folder the folder of the run
     * @return the rows in the order of discovery, up to the first that is not whole; empty where there is no file
     * @throws UncheckedIOException if the file is there and cannot be read
     */
    static Optional<List<Row>> readPossible(Path folder) {
        Path file = folder.resolve(NAME);
        if (!PlainFile.exists(file)) {
            return Optional.empty();
        }
        List<Row> possible = new ArrayList<>();
        try (CsvReader rows =
                new CsvReader(new InputStreamReader(PlainFile.read(file), StandardCharsets.UTF_8), true)) {
            for (List<Cell> row = rows.next(COLUMNS); row != null; row = rows.next(COLUMNS)) {
                String smiles = row.get(1).text();
                String reward = row.get(2).text();
                if (!smiles.isEmpty() && !reward.isEmpty()) {
                    possible.add(new Row(Long.parseLong(row.get(0).text()), smiles, Double.parseDouble(reward)));
                }
            }
        } catch (IllegalArgumentException e) {
            return Optional.of(possible); // a run that is going on may be writing a row
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read '" + file + "'", e);
        }
        return Optional.of(possible);
    }

    private static String fault(int row, String reason) {
        return "row " + row + " of " + NAME + " cannot be read: " + reason;
    }

    private void read(Reader text, List<FoundMolecule> found) {
        try (CsvReader rows = new CsvReader(text, true)) {
            for (List<Cell> row = rows.next(COLUMNS); row != null; row = rows.next(COLUMNS)) {
                String smiles = row.get(1).text();
                String reward = row.get(2).text();
                found.add(new FoundMolecule(
                        Long.parseLong(row.get(0).text()),
                        format.parse(row.get(3).text()),
                        reward.isEmpty() ? Double.NEGATIVE_INFINITY : Double.parseDouble(reward),
                        smiles.isEmpty() ? null : smiles));
            }
        }
    }
}
