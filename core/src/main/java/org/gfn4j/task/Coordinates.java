package org.gfn4j.task;

import java.util.List;
import java.util.function.Function;

/**
 * Whole numbers that describe a finished object, of which pairs can be shown as heat maps.
 *
 * <p>Thread-safety: immutable, as far as the function is.
 *
 * @param names what each number is called, [coordinates]
 * @param sizes how many values each has, from 0 on, [coordinates]
 * @param values the numbers of a finished object, each in {@code [0, size)}, [coordinates]
 * @param <S> the type of a state
 */
public record Coordinates<S>(List<String> names, List<Integer> sizes, Function<S, int[]> values) {

    /**
     * Makes coordinates.
     *
     * @throws IllegalArgumentException if there are not as many names as sizes
     */
    public Coordinates {
        names = List.copyOf(names);
        sizes = List.copyOf(sizes);
        if (names.size() != sizes.size()) {
            throw new IllegalArgumentException(
                    "names and sizes must be equally many, but there are " + names.size() + " and " + sizes.size());
        }
    }
}
