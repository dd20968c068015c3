package org.gfn4j.onnx;

import java.util.List;
import org.gfn4j.rewards.RewardKey;

/**
 * How objects look to a model.
 *
 * <p>Thread-safety: safe for any number of threads.
 *
 * @param <S> the type of a finished object
 */
public interface OnnxInputs<S> {

    /**
     * Returns what numbers a model gets for an object. Inputs of the same identity give the same object the same numbers.
     *
     * @return a text that a reader understands, the same in every process, such as {@code ecfp4-2048}
     */
    String identity();

    /**
     * Returns what the objects are called in messages.
     *
     * @return a noun in the plural, such as {@code molecules}
     */
    String noun();

    /**
     * Returns the tensors that objects are given as. A model with one input may call it as it likes, one with several must have
     * these names.
     *
     * @return their forms, at least one, no two of the same name, [tensors]
     */
    List<TensorForm> tensors();

    /**
     * Makes the tensors of a batch.
     *
     * @param objects objects, at least one, unchanged, [objects]
     * @return their numbers, in the order of {@link #tensors}, [tensors]
     */
    List<TensorData> encode(List<S> objects);

    /**
     * Returns what a model sees of an object: objects of the same key get the same numbers.
     *
     * @param object an object, unchanged
     * @return its key
     */
    RewardKey key(S object);

    /**
     * Returns objects that there always are. A model is tried with them when it is opened; what it gives does not matter.
     *
     * @return at least two, different ones where there are any, so that a model shows whether it gives a number of its own for
     *     each; or none, where no object is known
     */
    default List<S> samples() {
        return List.of();
    }
}
