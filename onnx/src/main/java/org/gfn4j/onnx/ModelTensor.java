package org.gfn4j.onnx;

import ai.onnxruntime.MapInfo;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An input or output of a model; what is no tensor has a type that says so, and no shape.
 *
 * @param type such as {@code float32}
 * @param shape the extents; empty for a scalar, and where the model does not say how many axes there are
 * @param isTensor whether it has a shape
 */
record ModelTensor(String name, String type, List<Extent> shape, boolean isTensor) {
    private static final String TYPE_PREFIX = "ONNX_TENSOR_ELEMENT_DATA_TYPE_";

    static ModelTensor of(NodeInfo node) {
        if (node.getInfo() instanceof TensorInfo tensor) {
            return new ModelTensor(node.getName(), type(tensor), shape(tensor), true);
        }
        String type = "another type";
        if (node.getInfo() instanceof SequenceInfo) {
            type = "a sequence";
        } else if (node.getInfo() instanceof MapInfo) {
            type = "a map";
        }
        return new ModelTensor(node.getName(), type, List.of(), false);
    }

    /** Returns the type of the numbers of a tensor. */
    static String type(TensorInfo tensor) {
        String type = tensor.onnxType.name().replace(TYPE_PREFIX, "").toLowerCase(Locale.ROOT);
        return switch (type) {
            case "float" -> "float32";
            case "double" -> "float64";
            default -> type;
        };
    }

    private static List<Extent> shape(TensorInfo tensor) {
        long[] sizes = tensor.getShape();
        String[] names = tensor.getDimensionNames();
        List<Extent> shape = new ArrayList<>(sizes.length);
        for (int axis = 0; axis < sizes.length; axis++) {
            shape.add(sizes[axis] < 0 ? Extent.dynamic(names[axis]) : Extent.fixed(sizes[axis]));
        }
        return List.copyOf(shape);
    }

    @Override
    public String toString() {
        return name + ": " + type + (isTensor ? shape : "");
    }
}
