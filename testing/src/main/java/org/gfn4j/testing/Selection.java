package org.gfn4j.testing;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The cases of a full product that are tested by default: those that a table names. The acceptance tests take the others.
 *
 * <p>The text of a case is its values, each after a comma and a blank but for the first; a line of the table is such a
 * text.
 *
 * <p>Thread-safety: immutable.
 *
 * @param <C> a case
 */
public final class Selection<C> {
    private final Set<String> table;
    private final List<C> product;

    /**
     * Makes a selection.
     *
     * @param table the texts of the cases that are chosen, one a line
     * @param product all cases
     */
    public Selection(String table, List<C> product) {
        this.table = new LinkedHashSet<>(table.lines().toList());
        this.product = List.copyOf(product);
    }

    /** {@return the cases that the table names} */
    public Stream<C> chosen() {
        return product.stream().filter(each -> table.contains(each.toString()));
    }

    /** {@return the cases that the table does not name} */
    public Stream<C> others() {
        return product.stream().filter(each -> !table.contains(each.toString()));
    }

    /** {@return the lines of the table that are no case of the product} */
    public Set<String> strangers() {
        Set<String> strangers = new LinkedHashSet<>(table);
        product.forEach(each -> strangers.remove(each.toString()));
        return strangers;
    }

    /** {@return every two values that a case of the product has and no line of the table, each after the index of its column} */
    public Set<List<String>> missingPairs() {
        Set<List<String>> missing = new LinkedHashSet<>();
        product.forEach(each -> missing.addAll(pairs(each.toString())));
        table.forEach(line -> missing.removeAll(pairs(line)));
        return missing;
    }

    private static Set<List<String>> pairs(String line) {
        List<String> values = Arrays.asList(line.split(", "));
        Set<List<String>> pairs = new LinkedHashSet<>();
        for (int second = 1; second < values.size(); second++) {
            for (int first = 0; first < second; first++) {
                pairs.add(List.of(first + " " + values.get(first), second + " " + values.get(second)));
            }
        }
        return pairs;
    }
}
