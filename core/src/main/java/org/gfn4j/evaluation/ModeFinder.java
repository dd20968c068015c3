package org.gfn4j.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Counts the different modes among all objects ever visited.
 *
 * <p>The first object of each mode is kept, in the order of discovery, so that a run can be resumed.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a terminal state
 */
public final class ModeFinder<S> {
    private final Function<? super S, ? extends Optional<?>> mode;
    private final OptionalLong total;
    private final Map<Object, S> firstObjects = new LinkedHashMap<>();
    private long visited;

    /**
     * Makes a finder that has seen nothing.
     *
     * @param mode the identity of the mode that an object belongs to, with {@code equals} and {@code hashCode}; empty if
     *     it belongs to none
     * @param total how many modes there are, where that is known
     */
    public ModeFinder(Function<? super S, ? extends Optional<?>> mode, OptionalLong total) {
        this.mode = mode;
        this.total = total;
    }

    /**
     * Takes note of a visited object.
     *
     * @param object a terminal state
     * @return true if it is the first of its mode
     */
    public boolean add(S object) {
        visited++;
        Optional<?> found = mode.apply(object);
        return found.isPresent() && firstObjects.putIfAbsent(found.get(), object) == null;
    }

    /**
     * Takes note of visited objects.
     *
     * @param objects terminal states
     */
    public void addAll(List<S> objects) {
        objects.forEach(this::add);
    }

    /**
     * Returns how many modes have been found.
     *
     * @return the number of different modes
     */
    public int found() {
        return firstObjects.size();
    }

    /**
     * Returns how many modes there are.
     *
     * @return the total, where it is known
     */
    public OptionalLong total() {
        return total;
    }

    /**
     * Returns how many objects have been visited.
     *
     * @return the number of objects, repeated ones included
     */
    public long visited() {
        return visited;
    }

    /**
     * Returns the first object of each mode.
     *
     * @return the objects in the order of discovery, [found]
     */
    public List<S> firstObjects() {
        return List.copyOf(firstObjects.values());
    }

    /**
     * Goes back to an earlier state of a run.
     *
     * @param objects what {@link #firstObjects} was
     * @param visitedBefore what {@link #visited} was
     */
    public void restore(List<S> objects, long visitedBefore) {
        firstObjects.clear();
        addAll(objects);
        visited = visitedBefore;
    }
}
