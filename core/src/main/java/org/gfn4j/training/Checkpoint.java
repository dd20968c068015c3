package org.gfn4j.training;

import java.util.Map;
import java.util.TreeMap;
import org.gfn4j.storage.Tensor;
import org.gfn4j.text.Checks;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything that a run needs to resume from an iteration as if it had never stopped.
 *
 * <p>Thread-safety: immutable, as long as nobody writes to its parts.
 *
 * @param iteration how many iterations were done
 * @param tensors tensors by the name of their file without its ending, and there by their own name
 * @param state the rest, as JSON
 */
public record Checkpoint(long iteration, Map<String, Map<String, Tensor>> tensors, ObjectNode state) {
    /** The file of the values of the model that learns. */
    public static final String MODEL = "model";

    /** The file of what its optimiser keeps. */
    public static final String OPTIMISER = "optimiser";

    /** The file of the values of the target network, where there is one. */
    public static final String TARGET = "target";

    /**
     * Makes a checkpoint.
     *
     * @throws IllegalArgumentException if the iteration is negative
     */
    public Checkpoint {
        Checks.requireAtLeast("iteration", iteration, 0);
        tensors = new TreeMap<>(tensors);
    }

    /**
     * Returns the tensors of a file.
     *
     * @param file its name without ending
     * @return the tensors by name
     * @throws CheckpointException if there is no such file
     */
    public Map<String, Tensor> tensors(String file) throws CheckpointException {
        Map<String, Tensor> found = tensors.get(file);
        if (found == null) {
            throw new CheckpointException("the checkpoint of iteration " + iteration + " has no " + file
                    + ".safetensors, but only " + tensors.keySet());
        }
        return found;
    }
}
