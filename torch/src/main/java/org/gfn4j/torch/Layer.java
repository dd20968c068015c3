package org.gfn4j.torch;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A part of a network that has weights.
 *
 * <p>The weights are made by the layer and belong to the {@link TorchParameters} that it becomes part of.
 *
 * <p>Thread-safety: confined to one thread.
 */
public interface Layer {

    /**
     * Returns the weights.
     *
     * @return the weights by the names that PyTorch gives them, in an order that never changes
     */
    Map<String, NativeTensor> weights();

    /**
     * Joins the weights of parts.
     *
     * @param parts parts by their names, in order
     * @return the weights of all, called {@code PART.WEIGHT}
     */
    static Map<String, NativeTensor> join(Map<String, ? extends Layer> parts) {
        Map<String, NativeTensor> all = new LinkedHashMap<>();
        parts.forEach((name, part) -> part.weights().forEach((weight, tensor) -> all.put(name + "." + weight, tensor)));
        return all;
    }
}
