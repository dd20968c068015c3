package org.gfn4j.torch;

import java.util.ArrayList;
import java.util.List;
import org.gfn4j.torch.FlowNetwork.Output;

/**
 * Copies between the matrices that a network gives and one packed array.
 *
 * <p>Thread-safety: stateless.
 */
final class PackedOutputs {
    private PackedOutputs() {}

    /** Copies the numbers of all outputs into one array. */
    static double[] gather(List<Output> outputs, int size) {
        double[] packed = new double[size];
        for (Output output : outputs) {
            if (output.starts().length == 0) {
                continue;
            }
            int width = (int) output.values().size(1);
            if (output.values().precision() == Precision.SINGLE) {
                float[] values = output.values().floats();
                for (int row = 0; row < output.starts().length; row++) {
                    int start = output.starts()[row];
                    for (int i = 0; start != Output.NOWHERE && i < width; i++) {
                        packed[start + i] = values[row * width + i];
                    }
                }
            } else {
                double[] values = output.values().doubles();
                for (int row = 0; row < output.starts().length; row++) {
                    int start = output.starts()[row];
                    if (start != Output.NOWHERE) {
                        System.arraycopy(values, row * width, packed, start, width);
                    }
                }
            }
        }
        return packed;
    }

    /** Pairs outputs that some loss depends on with their derivatives, picked from a packed array. */
    static void scatter(double[] packed, List<Output> outputs, List<NativeTensor> roots, List<NativeTensor> gradients) {
        if (isZero(packed)) {
            return;
        }
        for (Output output : outputs) {
            if (output.starts().length == 0) {
                continue;
            }
            int width = (int) output.values().size(1);
            roots.add(output.values());
            gradients.add(
                    output.values().precision() == Precision.SINGLE
                            ? NativeTensor.of(singles(packed, output.starts(), width), output.starts().length, width)
                            : NativeTensor.of(doubles(packed, output.starts(), width), output.starts().length, width));
        }
    }

    private static float[] singles(double[] packed, int[] starts, int width) {
        float[] values = new float[starts.length * width];
        for (int row = 0; row < starts.length; row++) {
            for (int i = 0; starts[row] != Output.NOWHERE && i < width; i++) {
                values[row * width + i] = (float) packed[starts[row] + i];
            }
        }
        return values;
    }

    private static double[] doubles(double[] packed, int[] starts, int width) {
        double[] values = new double[starts.length * width];
        for (int row = 0; row < starts.length; row++) {
            if (starts[row] != Output.NOWHERE) {
                System.arraycopy(packed, starts[row], values, row * width, width);
            }
        }
        return values;
    }

    /** Tells whether a loss depends on none of some numbers. */
    static boolean isZero(double[] values) {
        for (double value : values) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns all tensors of some outputs. */
    static List<NativeTensor> tensors(List<Output> outputs) {
        List<NativeTensor> tensors = new ArrayList<>();
        outputs.forEach(output -> tensors.add(output.values()));
        return tensors;
    }
}
