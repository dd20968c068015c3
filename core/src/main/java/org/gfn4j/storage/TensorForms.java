package org.gfn4j.storage;

import java.util.Map;

/**
 * Compares the names, types and shapes of tensors with those that are requested.
 *
 * <p>Thread-safety: stateless.
 */
public final class TensorForms {
    private TensorForms() {}

    /**
     * Refuses tensors that are not called and formed as others are.
     *
     * @param expected tensors of the names, types and shapes that are requested
     * @param found tensors by their names
     * @throws IllegalArgumentException if a name is missing or unknown, or a tensor has another type or shape
     */
    public static void require(Map<String, Tensor> expected, Map<String, Tensor> found) {
        expected.forEach((name, form) -> {
            Tensor tensor = found.get(name);
            if (tensor == null) {
                throw new IllegalArgumentException("the tensor '" + name + "' must be " + form + ", but is missing");
            }
            if (!tensor.hasFormOf(form)) {
                throw new IllegalArgumentException("the tensor '" + name + "' must be " + form + ", but is " + tensor);
            }
        });
        for (String name : found.keySet()) {
            if (!expected.containsKey(name)) {
                throw new IllegalArgumentException(
                        "the tensor '" + name + "' is unknown; known are " + expected.keySet());
            }
        }
    }
}
