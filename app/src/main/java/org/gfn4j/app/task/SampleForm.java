package org.gfn4j.app.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.training.DrawnObject;
import org.jspecify.annotations.Nullable;

/**
 * How the objects of a task are told apart and written where {@code sample} draws them. Where nothing is overridden, objects
 * are their states, and files are JSON lines or comma-separated values with the common columns.
 *
 * <p>Thread-safety: confined to one thread.
 *
 * @param <S> the type of a state
 */
public interface SampleForm<S> {

    /**
     * Returns what tells objects apart for {@code --unique}.
     *
     * @param object a finished object
     * @return a value that is equal for objects that count as the same
     */
    default Object identity(S object) {
        return object;
    }

    /**
     * Returns the names of the columns that objects have before the common ones.
     *
     * @return names, [columns]
     */
    default List<String> columns() {
        return List.of();
    }

    /**
     * Returns what an object has in these columns.
     *
     * @param object a finished object
     * @return texts, numbers, or null where there is nothing to say, [columns]
     */
    default List<@Nullable Object> values(S object) {
        return List.of();
    }

    /**
     * Returns the endings of files of other formats.
     *
     * @return endings in lower case, without a dot
     */
    default List<String> endings() {
        return List.of();
    }

    /**
     * Tells whether an object can stand in a file of another format; one that cannot is left out.
     *
     * @param object a finished object
     * @param ending one of {@link #endings}
     * @return whether it can
     */
    default boolean isWritable(S object, String ending) {
        return true;
    }

    /**
     * Checks that so many objects fit a file of another format.
     *
     * @param count how many are requested
     * @param ending one of {@link #endings}
     * @throws WrongOptionException if they do not; the message names the option {@code --count} and says what is allowed
     */
    default void checkCount(int count, String ending) {}

    /**
     * Writes a file of another format.
     *
     * @param samples the objects, all of which can be written
     * @param ending one of {@link #endings}
     * @param file the file to create
     * @throws IOException if it cannot be written
     */
    default void write(List<DrawnObject<S>> samples, String ending, Path file) throws IOException {
        throw new IllegalArgumentException("there is no format with the ending ." + ending);
    }
}
