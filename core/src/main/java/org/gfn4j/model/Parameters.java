package org.gfn4j.model;

import java.util.List;
import java.util.Map;

/**
 * What a model learns: named groups of numbers with their gradients, and an optimiser step over them.
 *
 * <p>Thread-safety: confined to one thread.
 */
public interface Parameters {
    /** The name of the group that holds log Z alone. */
    String LOG_Z = "logZ";

    /**
     * Returns the groups.
     *
     * @return the groups, in an order that never changes
     */
    List<ParameterGroup> groups();

    /**
     * Returns the group of a name.
     *
     * @param name a name
     * @return the group
     * @throws IllegalArgumentException if there is none
     */
    default ParameterGroup group(String name) {
        return groups().stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no parameter group '" + name + "'; there are "
                        + groups().stream().map(ParameterGroup::name).toList()));
    }

    /**
     * Returns the Euclidean norm of the gradients of all groups but log Z.
     *
     * @return the norm
     */
    double gradientNorm();

    /**
     * Moves every group by one step of the engine's optimiser and sets the gradients to zero.
     *
     * @param settings the settings of each group by its name
     * @param gradientScale a factor on the gradients of all groups but log Z, 1 or less where they are clipped
     * @throws IllegalArgumentException if a group has no settings
     */
    void step(Map<String, StepSettings> settings, double gradientScale);
}
