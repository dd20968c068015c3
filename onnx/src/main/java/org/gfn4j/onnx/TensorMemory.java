package org.gfn4j.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Native memory for the inputs of one batch after the other, so that none is left to the garbage collector each time. */
final class TensorMemory {
    private final List<ByteBuffer> buffers = new ArrayList<>();

    /** Makes the tensor of an input, which uses the memory until it is closed. */
    OnnxTensor tensor(OrtEnvironment environment, int input, TensorData data) throws OrtException {
        return switch (data.type()) {
            case FLOAT32 ->
                OnnxTensor.createTensor(
                        environment,
                        buffer(input, Float.BYTES, data.floats().remaining())
                                .asFloatBuffer()
                                .put(data.floats())
                                .flip(),
                        data.shape());
            case INT64 ->
                OnnxTensor.createTensor(
                        environment,
                        buffer(input, Long.BYTES, data.longs().remaining())
                                .asLongBuffer()
                                .put(data.longs())
                                .flip(),
                        data.shape());
        };
    }

    private ByteBuffer buffer(int input, int width, int numbers) {
        int bytes = Math.multiplyExact(width, numbers);
        while (buffers.size() <= input) {
            buffers.add(ByteBuffer.allocateDirect(0));
        }
        if (buffers.get(input).capacity() < bytes) {
            int larger = Math.max(bytes, Math.min(2 * buffers.get(input).capacity(), Integer.MAX_VALUE / 2));
            buffers.set(input, ByteBuffer.allocateDirect(larger));
        }
        return buffers.get(input).slice(0, bytes).order(ByteOrder.nativeOrder());
    }
}
