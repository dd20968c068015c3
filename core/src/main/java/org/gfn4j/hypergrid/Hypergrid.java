package org.gfn4j.hypergrid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gfn4j.environment.DiscreteEnvironment;
import org.gfn4j.environment.InEdge;
import org.gfn4j.environment.StateFormat;
import org.gfn4j.environment.UniformTerminals;
import org.gfn4j.text.Checks;
import org.jspecify.annotations.Nullable;

/**
 * The hypergrid of Bengio et al. 2021 (Flow Network based Generative Models, section 4.1): cells of a grid of any
 * dimensions, built from the origin by adding 1 to one coordinate at a time, until the stop action.
 *
 * <p>The actions of an unfinished cell are the coordinates that are not at their last value, in order, and then stop.
 * The text of a finished cell is its coordinates with blanks between, {@code 3 0 7}; that of an unfinished one ends in
 * three dots, {@code 3 0 7 ...}.
 *
 * <p>Thread-safety: immutable.
 */
public final class Hypergrid implements DiscreteEnvironment<Cell>, UniformTerminals<Cell>, StateFormat<Cell> {
    private static final String UNFINISHED = " ...";
    private static final Pattern BLANKS = Pattern.compile(" +");

    private final int dimensions;
    private final int side;
    private final EpisodeEnd episodeEnd;
    private final Cell source;
    private final @Nullable CellTable table;

    /**
     * Makes a grid with free ends.
     *
     * @param dimensions the number of coordinates, at least 1
     * @param side the number of values of each coordinate, at least 2
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Hypergrid(int dimensions, int side) {
        this(dimensions, side, EpisodeEnd.FREE);
    }

    /**
     * Makes a grid.
     *
     * @param dimensions the number of coordinates, at least 1
     * @param side the number of values of each coordinate, at least 2
     * @param episodeEnd when a walk ends
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Hypergrid(int dimensions, int side, EpisodeEnd episodeEnd) {
        Checks.requireAtLeast("dimensions", dimensions, 1);
        Checks.requireAtLeast("side", side, 2);
        this.dimensions = dimensions;
        this.side = side;
        this.episodeEnd = episodeEnd;
        this.source = new Cell(new int[dimensions], false);
        this.table = CellTable.of(dimensions, side);
    }

    /**
     * Returns the number of coordinates.
     *
     * @return at least 1
     */
    public int dimensions() {
        return dimensions;
    }

    /**
     * Returns the number of values of each coordinate.
     *
     * @return at least 2
     */
    public int side() {
        return side;
    }

    /** 2·side^D; where the end is forced 2·(side − 1)^D + D·(side − 1)^(D − 1). */
    @Override
    public long leastStates() {
        if (episodeEnd == EpisodeEnd.FREE) {
            return product(2, power(side));
        }
        long unfinished = power(side - 1);
        long ends = unfinished == Long.MAX_VALUE ? unfinished : product(dimensions, unfinished / (side - 1));
        long both = product(2, unfinished);
        return both > Long.MAX_VALUE - ends ? Long.MAX_VALUE : both + ends;
    }

    private long power(int base) {
        long power = 1;
        for (int dimension = 0; dimension < dimensions && base > 1 && power < Long.MAX_VALUE; dimension++) {
            power = product(base, power);
        }
        return power;
    }

    private static long product(long one, long other) {
        return Math.multiplyHigh(one, other) == 0 && one * other >= 0 ? one * other : Long.MAX_VALUE;
    }

    /**
     * Makes a finished cell.
     *
     * @param coordinates its coordinates, each in {@code [0, side)}, [dimensions]
     * @return the terminal state
     * @throws IllegalArgumentException if the cell is not one that this grid can finish
     */
    public Cell finished(int... coordinates) {
        return checked(new Cell(coordinates.clone(), true));
    }

    /**
     * Makes an unfinished cell.
     *
     * @param coordinates its coordinates, each in {@code [0, side)}, [dimensions]
     * @return the state
     * @throws IllegalArgumentException if the cell is not one that this grid can build on
     */
    public Cell unfinished(int... coordinates) {
        return checked(new Cell(coordinates.clone(), false));
    }

    @Override
    public Cell source() {
        return source;
    }

    @Override
    public int actionCount(Cell state) {
        if (state.isFinished()) {
            return 0;
        }
        int count = 1;
        for (int dimension = 0; dimension < dimensions; dimension++) {
            if (canGrow(state, dimension)) {
                count++;
            }
        }
        return count;
    }

    @Override
    public Cell child(Cell state, int action) {
        int dimension = dimensionOf(state, action);
        if (dimension == dimensions) {
            return finish(state);
        }
        boolean last = episodeEnd == EpisodeEnd.FORCED && state.coordinate(dimension) + 1 == side - 1;
        return moved(state, dimension, 1, last);
    }

    private Cell finish(Cell state) {
        return table == null ? state.finish() : table.finished(state);
    }

    private Cell moved(Cell state, int dimension, int step, boolean finishedThere) {
        return table == null
                ? state.moved(dimension, step, finishedThere)
                : table.moved(state, dimension, step, finishedThere);
    }

    @Override
    public int stopAction(Cell state) {
        return actionCount(state) - 1;
    }

    /**
     * Returns what an action does.
     *
     * @param state an unfinished cell
     * @param action an action in {@code [0, actionCount(state))}
     * @return the coordinate that it adds 1 to, or {@link #dimensions()} for stop
     * @throws IndexOutOfBoundsException if the state has no such action
     */
    public int dimensionOf(Cell state, int action) {
        if (action >= 0 && !state.isFinished()) {
            int left = action;
            for (int dimension = 0; dimension < dimensions; dimension++) {
                if (canGrow(state, dimension) && left-- == 0) {
                    return dimension;
                }
            }
            if (left == 0) {
                return dimensions;
            }
        }
        throw new IndexOutOfBoundsException(
                "action " + action + " of " + state + ", which has " + actionCount(state) + " actions");
    }

    /**
     * Returns the coordinate that an edge into a cell has added 1 to.
     *
     * @param state a cell that is reached by adding to a coordinate
     * @param inEdge the index of the edge among its edges in
     * @return the coordinate
     * @throws IndexOutOfBoundsException if the state has no such edge
     */
    public int dimensionOfInEdge(Cell state, int inEdge) {
        if (inEdge >= 0 && !endsByStop(state)) {
            int left = inEdge;
            for (int dimension = 0; dimension < dimensions; dimension++) {
                if (canShrink(state, dimension) && left-- == 0) {
                    return dimension;
                }
            }
        }
        throw new IndexOutOfBoundsException("edge " + inEdge + " into " + state);
    }

    @Override
    public List<InEdge<Cell>> inEdges(Cell state) {
        if (table == null) {
            return findInEdges(state);
        }
        List<InEdge<Cell>> known = table.inEdges(state);
        if (known == null) {
            known = List.copyOf(findInEdges(state));
            table.keepInEdges(state, known);
        }
        return known;
    }

    private List<InEdge<Cell>> findInEdges(Cell state) {
        if (endsByStop(state)) {
            Cell twin = new Cell(coordinates(state), false);
            return List.of(new InEdge<>(twin, stopAction(twin)));
        }
        List<InEdge<Cell>> edges = new ArrayList<>(dimensions);
        for (int dimension = 0; dimension < dimensions; dimension++) {
            if (canShrink(state, dimension)) {
                Cell parent = moved(state, dimension, -1, false);
                edges.add(new InEdge<>(parent, actionOf(parent, dimension)));
            }
        }
        return edges;
    }

    @Override
    public int inEdgeCount(Cell state) {
        if (endsByStop(state)) {
            return 1;
        }
        int count = 0;
        for (int dimension = 0; dimension < dimensions; dimension++) {
            if (canShrink(state, dimension)) {
                count++;
            }
        }
        return count;
    }

    @Override
    public int inEdgeIndex(Cell parent, int action, Cell child) {
        int changed = dimensionOf(parent, action);
        if (changed == dimensions) {
            return 0;
        }
        int index = 0;
        for (int dimension = 0; dimension < changed; dimension++) {
            if (canShrink(child, dimension)) {
                index++;
            }
        }
        return index;
    }

    @Override
    public Cell uniformTerminal(RandomGenerator generator) {
        int[] coordinates = new int[dimensions];
        if (episodeEnd == EpisodeEnd.FREE) {
            Arrays.setAll(coordinates, dimension -> generator.nextInt(side));
            return new Cell(coordinates, true);
        }
        // one coordinate may have any of its values or push the last one into any place; the others stay below it
        int choice = generator.nextInt(side - 1 + dimensions);
        Arrays.setAll(coordinates, dimension -> generator.nextInt(side - 1));
        if (choice < side - 1) {
            coordinates[dimensions - 1] = choice;
        } else {
            coordinates[choice - (side - 1)] = side - 1;
        }
        return new Cell(coordinates, true);
    }

    @Override
    public String format(Cell state) {
        return IntStream.of(coordinates(state)).mapToObj(Integer::toString).collect(Collectors.joining(" "))
                + (state.isFinished() ? "" : UNFINISHED);
    }

    @Override
    public Cell parse(String text) {
        boolean unfinished = text.endsWith(UNFINISHED);
        String numbers = unfinished ? text.substring(0, text.length() - UNFINISHED.length()) : text;
        try {
            int[] coordinates =
                    BLANKS.splitAsStream(numbers).mapToInt(Integer::parseInt).toArray();
            return checked(new Cell(coordinates, !unfinished));
        } catch (IllegalArgumentException e) {
            String reason = e instanceof NumberFormatException ? "" : " (" + e.getMessage() + ")";
            throw new IllegalArgumentException(
                    "'" + text + "' is not a cell: expected " + dimensions
                            + " whole numbers with blanks between, and ' ...' after them if it is unfinished" + reason,
                    e);
        }
    }

    private Cell checked(Cell cell) {
        if (cell.dimensions() != dimensions) {
            throw new IllegalArgumentException("a cell of this grid has " + dimensions + " coordinates, but " + cell
                    + " has " + cell.dimensions());
        }
        int[] coordinates = coordinates(cell);
        if (Arrays.stream(coordinates).anyMatch(x -> x < 0 || x >= side)) {
            throw new IllegalArgumentException(
                    "coordinates must lie in [0, " + (side - 1) + "], but the cell is " + cell);
        }
        long last = Arrays.stream(coordinates).filter(x -> x == side - 1).count();
        if (episodeEnd == EpisodeEnd.FORCED && last > (cell.isFinished() ? 1 : 0)) {
            throw new IllegalArgumentException("where the end is forced, " + (cell.isFinished() ? "at most one" : "no")
                    + " coordinate can be " + (side - 1) + ", but the cell is " + cell);
        }
        return cell;
    }

    private boolean endsByStop(Cell state) {
        if (!state.isFinished()) {
            return false;
        }
        return episodeEnd == EpisodeEnd.FREE || lastCoordinates(state) == 0;
    }

    private int lastCoordinates(Cell state) {
        int count = 0;
        for (int dimension = 0; dimension < dimensions; dimension++) {
            if (state.coordinate(dimension) == side - 1) {
                count++;
            }
        }
        return count;
    }

    private boolean canGrow(Cell state, int dimension) {
        return state.coordinate(dimension) < side - 1;
    }

    private boolean canShrink(Cell state, int dimension) {
        if (state.isFinished()) {
            return state.coordinate(dimension) == side - 1;
        }
        return state.coordinate(dimension) > 0;
    }

    private int actionOf(Cell state, int dimension) {
        int action = 0;
        for (int d = 0; d < dimension; d++) {
            if (canGrow(state, d)) {
                action++;
            }
        }
        return action;
    }

    private static int[] coordinates(Cell state) {
        return IntStream.range(0, state.dimensions()).map(state::coordinate).toArray();
    }
}
