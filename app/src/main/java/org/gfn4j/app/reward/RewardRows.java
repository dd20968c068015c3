package org.gfn4j.app.reward;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gfn4j.reward.RewardDetail;
import org.gfn4j.text.CsvCell;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;
import tools.jackson.dataformat.csv.CsvWriteFeature;

/**
 * Rows of comma-separated values that say what the rewards of objects are made of: when, which object, its reward, the number of
 * each part, why it failed, its state. What there is not is left empty.
 *
 * <p>Thread-safety: immutable.
 */
public final class RewardRows {
    private static final CsvMapper CSV =
            CsvMapper.builder().enable(CsvWriteFeature.STRICT_CHECK_FOR_QUOTING).build();
    private static final String ITERATION = "iteration";
    private static final String OBJECT = "object";
    private static final String FAILURE = "failure";
    private static final String STATE = "state";
    private static final String SCORED = "scored";

    private final String first;
    private final String reward;
    private final List<String> parts;
    private final @Nullable String last;
    private final CsvSchema schema;
    private final ObjectWriter writer;

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
        CsvSchema.Builder builder =
                CsvSchema.builder().addColumn(first).addColumn(OBJECT).addColumn(reward);
        for (int part = 0; part < parts.size(); part++) {
            builder.addColumn(column(part));
        }
        builder.addColumn(FAILURE);
        schema = (last == null ? builder : builder.addColumn(last)).build();
        writer = CSV.writer(schema);
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
        Map<String, String> names = new LinkedHashMap<>();
        schema.forEach(column -> names.put(column.getName(), CsvCell.encode(column.getName())));
        return writer.writeValueAsString(names);
    }

    /** Returns the text of a row, with its line end. */
    public String text(Row row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put(first, row.number);
        values.put(OBJECT, CsvCell.encode(row.object));
        values.put(reward, finite(row.reward));
        for (int part = 0; part < parts.size(); part++) {
            values.put(column(part), finite(row.detail.parts().get(part)));
        }
        String failure = row.detail.failure();
        values.put(FAILURE, failure == null ? null : CsvCell.defuse(failure));
        if (last != null) {
            values.put(last, CsvCell.encode(row.state));
        }
        return writer.writeValueAsString(values);
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
        try (reader;
                MappingIterator<Map<String, String>> values = CSV.readerFor(Map.class)
                        .with(schema.withSkipFirstDataRow(true))
                        .readValues(reader)) {
            while (values.hasNext()) {
                rows.add(row(values.next()));
            }
            return rows;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "the rewards have changed since they were written: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read rewards", e);
        }
    }

    private Row row(Map<String, String> values) {
        List<Double> numbers = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            numbers.add(number(values, column(part), Double.NaN));
        }
        String failure = CsvCell.words(values.getOrDefault(FAILURE, ""));
        return new Row(
                Long.parseLong(values.getOrDefault(first, "")),
                text(values, OBJECT),
                number(values, reward, Double.NEGATIVE_INFINITY),
                new RewardDetail(numbers, failure.isEmpty() ? null : failure),
                text(values, STATE));
    }

    private static String text(Map<String, String> values, String column) {
        return CsvCell.decode(values.getOrDefault(column, ""));
    }

    private static double number(Map<String, String> values, String column, double otherwise) {
        String text = values.getOrDefault(column, "");
        return text.isEmpty() ? otherwise : Double.parseDouble(text);
    }
}
