package org.gfn4j.app.reward;

import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gfn4j.reward.RewardDetail;
import org.gfn4j.text.CsvCell;
import org.gfn4j.text.CsvReader;
import org.gfn4j.text.CsvReader.Cell;
import org.gfn4j.text.CsvTable;
import org.jspecify.annotations.Nullable;

/**
 * Rows of comma-separated values that say what the rewards of objects are made of: when, which object, its reward, the number of
 * each part, why it failed, its state. What there is not is left empty.
 *
 * <p>Thread-safety: immutable.
 */
public final class RewardRows {
    private static final String ITERATION = "iteration";
    private static final String OBJECT = "object";
    private static final String FAILURE = "failure";
    private static final String STATE = "state";
    private static final String SCORED = "scored";

    private final String first;
    private final String reward;
    private final List<String> parts;
    private final @Nullable String last;

    /**
     * A row.
     *
     * @param number how many iterations were done when the object was found, or its index
     * @param object what readers call it
     * @param reward its raw reward, −∞ where it has none
     * @param detail what the reward was made of
     * @param state the text form of the state, or what was scored of a numbered object
     */
    public record Row(long number, String object, double reward, RewardDetail detail, String state) {}

    /**
     * Makes the form of the rows of a run.
     *
     * @param parts what the parts are called
     */
    RewardRows(List<String> parts) {
        this(ITERATION, "rawReward", parts, STATE);
    }

    /**
     * Makes the form of rows that number objects, from 0, and have no states.
     *
     * @param parts what the parts are called
     * @param scored whether a last column says what was scored of each object
     */
    public static RewardRows numbered(List<String> parts, boolean scored) {
        return new RewardRows("index", "reward", parts, scored ? SCORED : null);
    }

    private RewardRows(String first, String reward, List<String> parts, @Nullable String last) {
        this.first = first;
        this.reward = reward;
        this.last = last;
        this.parts = List.copyOf(parts);
    }

    /** Returns what a part is called in a file: parts may share a name, and one may be called as another column is. */
    String column(int part) {
        String name = parts.get(part);
        boolean taken = parts.subList(0, part).contains(name)
                || List.of(first, OBJECT, reward, FAILURE, STATE, SCORED).contains(name);
        return taken ? name + " (part " + (part + 1) + ")" : name;
    }

    /** Returns the first line of a file. */
    public String header() {
        List<String> names = new ArrayList<>(List.of(first, OBJECT, reward));
        IntStream.range(0, parts.size()).mapToObj(this::column).forEach(names::add);
        names.add(FAILURE);
        if (last != null) {
            names.add(last);
        }
        return CsvTable.row(names);
    }

    /** Returns the text of a row, with its line end. */
    public String text(Row row) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(row.number);
        values.add(CsvCell.encode(row.object));
        values.add(finite(row.reward));
        row.detail.parts().forEach(part -> values.add(finite(part)));
        String failure = row.detail.failure();
        values.add(failure == null ? null : CsvCell.defuse(failure));
        if (last != null) {
            values.add(CsvCell.encode(row.state));
        }
        return CsvTable.line(values);
    }

    private static @Nullable Double finite(double number) {
        return Double.isFinite(number) ? number : null;
    }

    /**
     * Reads rows after a header.
     *
     * @param reader the text, which is closed
     * @throws IllegalArgumentException if it holds something else
     */
    List<Row> read(Reader reader) {
        List<Row> rows = new ArrayList<>();
        try (CsvReader table = new CsvReader(reader, true)) {
            int columns = parts.size() + 5;
            for (List<Cell> cells = table.next(columns); cells != null; cells = table.next(columns)) {
                rows.add(row(cells));
            }
            return rows;
        } catch (CsvReader.Fault e) {
            throw new IllegalArgumentException(
                    "the rewards have changed since they were written: " + e.getMessage(), e);
        }
    }

    private Row row(List<Cell> cells) {
        int failed = 3 + parts.size();
        String failure = CsvCell.words(cells.get(failed).text());
        return new Row(
                Long.parseLong(cells.get(0).text()),
                CsvCell.decode(cells.get(1).text()),
                number(cells.get(2), Double.NEGATIVE_INFINITY),
                new RewardDetail(
                        cells.subList(3, failed).stream()
                                .map(cell -> number(cell, Double.NaN))
                                .toList(),
                        failure.isEmpty() ? null : failure),
                CsvCell.decode(cells.get(failed + 1).text()));
    }

    private static double number(Cell cell, double otherwise) {
        return cell.text().isEmpty() ? otherwise : Double.parseDouble(cell.text());
    }
}
