package org.gfn4j.app.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The tasks on the class path.
 *
 * <p>Thread-safety: immutable.
 */
public final class Tasks {
    private final SortedMap<String, Supplier<Task>> byName;

    private Tasks(SortedMap<String, Supplier<Task>> byName) {
        this.byName = byName;
    }

    /**
     * Finds the tasks.
     *
     * @return all of them
     * @throws IllegalStateException if two of them have the same name
     * @throws java.util.ServiceConfigurationError if one of them cannot be made
     */
    public static Tasks find() {
        SortedMap<String, Supplier<Task>> byName = new TreeMap<>();
        List<ServiceLoader.Provider<Task>> providers =
                ServiceLoader.load(Task.class).stream().toList();
        for (ServiceLoader.Provider<Task> provider : providers) {
            Task task = provider.get();
            if (byName.put(task.name(), provider) != null) {
                throw new IllegalStateException("two tasks on the class path are called '" + task.name()
                        + "'; one of them is " + task.getClass());
            }
        }
        return new Tasks(byName);
    }

    /**
     * Returns the names.
     *
     * @return them in alphabetical order
     */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /**
     * Makes a new instance of a task.
     *
     * @param name its name
     * @return the task; empty where there is none of this name
     */
    public Optional<Task> named(String name) {
        return Optional.ofNullable(byName.get(name)).map(Supplier::get);
    }

    /**
     * Makes a new instance of each task; an instance holds the options of one command.
     *
     * @return them in alphabetical order of their names
     */
    public List<Task> instances() {
        List<Task> tasks = new ArrayList<>();
        byName.values().forEach(task -> tasks.add(task.get()));
        return tasks;
    }
}
