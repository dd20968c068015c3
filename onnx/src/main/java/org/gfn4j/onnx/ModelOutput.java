package org.gfn4j.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;

/**
 * What a model gave.
 *
 * @param name what the model calls it
 * @param type such as {@code float32}
 * @param shape the extents
 * @param numbers its numbers, the last axis running fastest; none where they are of another type than float32 and float64
 */
record ModelOutput(String name, String type, long[] shape, double[] numbers) {

    static ModelOutput of(String name, OnnxTensor tensor) {
        TensorInfo info = tensor.getInfo();
        return new ModelOutput(name, ModelTensor.type(info), info.getShape(), numbers(tensor));
    }

    private static double[] numbers(OnnxTensor tensor) {
        return switch (tensor.getInfo().onnxType) {
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT -> {
                float[] single = new float[tensor.getFloatBuffer().remaining()];
                tensor.getFloatBuffer().get(single);
                double[] numbers = new double[single.length];
                Arrays.setAll(numbers, i -> single[i]);
                yield numbers;
            }
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_DOUBLE -> {
                double[] numbers = new double[tensor.getDoubleBuffer().remaining()];
                tensor.getDoubleBuffer().get(numbers);
                yield numbers;
            }
            default -> new double[0];
        };
    }

    /** Tells whether this is a number for each of so many objects; that of a single one may be a scalar. */
    boolean isNumberForEach(int objects) {
        boolean scalar = objects == 1 && shape.length == 0;
        boolean fits = Arrays.equals(shape, new long[] {objects}) || Arrays.equals(shape, new long[] {objects, 1});
        return (fits || scalar) && numbers.length == objects;
    }

    /** Returns how many numbers the shape says there are. */
    long size() {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    @Override
    public String toString() {
        return name + ": " + type + Arrays.toString(shape);
    }
}
