package org.gfn4j.model;

import java.util.List;
import java.util.Map;
import org.gfn4j.storage.Tensor;

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

    /**
     * Returns the values of all parameters.
     *
     * @return copies by name, in an order that never changes
     */
    Map<String, Tensor> values();

    /**
     * Returns what the optimiser keeps from step to step: {@code first.NAME} and {@code second.NAME} hold the moments of
     * the values called NAME, {@code steps.…} the number of steps so far, [1].
     *
     * @return copies by name, in an order that never changes
     */
    Map<String, Tensor> optimiserState();

    /**
     * Sets all values to those that {@link #values} gave, bit for bit, and all gradients to zero. The optimiser's state
     * stays as it is.
     *
     * @param values the values of parameters of the same engine and the same shapes, copied
     * @throws IllegalArgumentException if a name is missing or unknown, or a tensor has another type or shape; nothing is
     *     changed then
     */
    void restore(Map<String, Tensor> values);

    /**
     * Sets the optimiser's state to the one that {@link #optimiserState} gave, bit for bit, and all gradients to zero. The
     * values stay as they are.
     *
     * @param state the state of the optimiser of the same engine for the same shapes, copied
     * @throws IllegalArgumentException if a name is missing or unknown, a tensor has another type or shape, or a number of
     *     steps is negative; nothing is changed then
     */
    void restoreOptimiser(Map<String, Tensor> state);

    /**
     * Moves all values, log Z included, towards others: θ ← θ + share·(θ′ − θ). Steps of a small share make θ an
     * exponential moving average of θ′. Gradients and the optimiser's state stay as they are.
     *
     * @param other parameters θ′ of the same engine and the same shapes
     * @param share in [0, 1]; 1 copies the values bit for bit
     * @throws IllegalArgumentException if the share is out of range, or the others do not correspond to these; nothing is
     *     changed then
     */
    void approach(Parameters other, double share);
}
