package org.gfn4j.molecules.proxy;

import java.util.Arrays;
import java.util.List;
import org.gfn4j.molecules.chemistry.MoleculeRow;
import org.gfn4j.molecules.chemistry.Salts;

/**
 * Molecules with a number to be learned for each.
 *
 * <p>Thread-safety: immutable.
 *
 * @param rows the molecules, at least one
 */
public record ProxyTable(List<Row> rows) {

    /** Keeps a copy of the rows. */
    public ProxyTable {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a table must have at least one molecule, but has none");
        }
    }

    /**
     * A molecule and its number.
     *
     * <p>Thread-safety: immutable.
     *
     * @param name what the molecule is called in reports: its SMILES, or its index
     * @param graph the molecule
     * @param target the number, finite
     */
    public record Row(String name, AtomGraph graph, double target) {
        /**
         * Makes a row.
         *
         * @throws IllegalArgumentException if the target is not finite
         */
        public Row {
            if (!Double.isFinite(target)) {
                throw new IllegalArgumentException("the target of '" + name + "' must be finite, but is " + target);
            }
        }
    }

    /**
     * Makes a table of what a user's file holds.
     *
     * @param molecules the molecules with their targets, at least one
     * @param salts what counts of salts and the like
     * @return a row for each, called by its SMILES, no stem free
     * @throws IllegalArgumentException if a molecule is refused; the message names its line and SMILES
     */
    public static ProxyTable of(List<MoleculeRow> molecules, Salts salts) {
        return new ProxyTable(molecules.stream()
                .map(molecule -> new Row(molecule.smiles(), AtomGraphs.of(molecule, salts), molecule.target()))
                .toList());
    }

    /**
     * Returns how many molecules there are.
     *
     * @return the number of rows
     */
    public int size() {
        return rows.size();
    }

    /**
     * Returns the molecules.
     *
     * @return the graphs, [rows]
     */
    public List<AtomGraph> graphs() {
        return rows.stream().map(Row::graph).toList();
    }

    /**
     * Returns the numbers.
     *
     * @return the targets, [rows]
     */
    public double[] targets() {
        return rows.stream().mapToDouble(Row::target).toArray();
    }

    /** Returns the rows of some numbers. */
    ProxyTable only(int[] numbers) {
        return new ProxyTable(Arrays.stream(numbers).mapToObj(rows::get).toList());
    }
}
