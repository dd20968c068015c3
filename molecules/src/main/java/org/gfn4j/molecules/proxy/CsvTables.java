package org.gfn4j.molecules.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.gfn4j.molecules.MoleculeFileException;
import org.gfn4j.molecules.chemistry.SmilesException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * Reads tables of SMILES and numbers from files with comma-separated values and a header line.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class CsvTables {
    private static final Pattern NUMBER = Pattern.compile("[-+0-9.eE]+");

    /** Makes a reader. */
    public CsvTables() {}

    /**
     * Reads a table.
     *
     * @param file the file, in UTF-8
     * @param smilesColumn the column with SMILES
     * @param targetColumn the column with the numbers to be learned
     * @return its rows in the order of the file
     * @throws MoleculeFileException if a column is missing, a SMILES cannot be parsed, a number is none or not finite, or
     *     there is no row; the message names file, line and cause
     * @throws IOException if the file cannot be read
     */
    public ProxyTable read(Path file, String smilesColumn, String targetColumn) throws IOException {
        List<ProxyTable.Row> rows = new ArrayList<>();
        List<String> header = null;
        int smilesAt = -1;
        int targetAt = -1;
        for (Line line : lines(file)) {
            if (header == null) {
                header = line.values();
                smilesAt = column(file, header, smilesColumn);
                targetAt = column(file, header, targetColumn);
            } else {
                rows.add(row(file, line, header, smilesAt, targetAt));
            }
        }
        if (rows.isEmpty()) {
            throw new MoleculeFileException(
                    file.toString(), 0, "there must be a header line and at least one row, but there is none");
        }
        return new ProxyTable(rows);
    }

    private ProxyTable.Row row(Path file, Line line, List<String> header, int smilesAt, int targetAt) {
        if (line.values().size() != header.size()) {
            throw new MoleculeFileException(
                    file.toString(),
                    line.number(),
                    "there must be " + header.size() + " values, as in the header, but there are "
                            + line.values().size());
        }
        String text = line.values().get(targetAt).strip();
        double target = number(text);
        if (!Double.isFinite(target)) {
            throw new MoleculeFileException(
                    file.toString(),
                    line.number(),
                    "'" + header.get(targetAt) + "' must be a finite number, but is '" + text + "'");
        }
        String molecule = line.values().get(smilesAt).strip();
        try {
            return new ProxyTable.Row(molecule, AtomGraphs.of(molecule), target);
        } catch (SmilesException e) {
            throw new MoleculeFileException(file.toString(), line.number(), String.valueOf(e.getMessage()));
        }
    }

    /** Returns the number of a text, or NaN; Java's own suffixes and hexadecimal numbers are none in a table. */
    private static double number(String text) {
        try {
            return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static int column(Path file, List<String> header, String name) {
        int at = header.indexOf(name);
        if (at < 0) {
            throw new MoleculeFileException(
                    file.toString(), 1, "there is no column '" + name + "'; there are " + header);
        }
        if (header.lastIndexOf(name) != at) {
            throw new MoleculeFileException(file.toString(), 1, "there are several columns '" + name + "'");
        }
        return at;
    }

    private record Line(int number, List<String> values) {}

    private static List<Line> lines(Path file) throws IOException {
        CsvMapper mapper = CsvMapper.builder()
                .enable(CsvReadFeature.WRAP_AS_ARRAY)
                .enable(CsvReadFeature.SKIP_EMPTY_LINES)
                .build();
        String text = Files.readString(file, StandardCharsets.UTF_8);
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        List<Line> lines = new ArrayList<>();
        try (JsonParser parser = mapper.reader(CsvSchema.emptySchema()).createParser(text)) {
            List<String> values = new ArrayList<>();
            int number = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    number = values.isEmpty() ? parser.currentTokenLocation().getLineNr() : number;
                    values.add(parser.getString());
                } else if (token == JsonToken.END_ARRAY && !values.isEmpty()) {
                    lines.add(new Line(number, List.copyOf(values)));
                    values.clear();
                }
            }
        } catch (JacksonException e) {
            int place =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            throw new MoleculeFileException(file.toString(), place, "it is not valid CSV: " + e.getOriginalMessage());
        }
        return lines;
    }
}
