package org.gfn4j.molecules.asset;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the weights of the proxy of Bengio et al. 2021, which its authors keep as a list of arrays, as a file of named
 * tensors, always to the same bytes.
 */
final class SehProxyConversion {
    /** What the arrays of the list are, in its order. */
    private static final List<Named> TENSORS = List.of(
            new Named("lin0.weight", 64, 71),
            new Named("lin0.bias", 64),
            new Named("conv.lin.weight", 64, 64),
            new Named("conv.bias", 64),
            new Named("conv.nn.0.weight", 128, 4),
            new Named("conv.nn.0.bias", 128),
            new Named("conv.nn.2.weight", 4096, 128),
            new Named("conv.nn.2.bias", 4096),
            new Named("gru.weight_ih_l0", 192, 64),
            new Named("gru.weight_hh_l0", 192, 64),
            new Named("gru.bias_ih_l0", 192),
            new Named("gru.bias_hh_l0", 192),
            new Named("lin1.weight", 512, 64),
            new Named("lin1.bias", 512),
            new Named("lin2.weight", 105, 512),
            new Named("lin2.bias", 105),
            new Named("set2set.lstm.weight_ih_l0", 256, 128),
            new Named("set2set.lstm.weight_hh_l0", 256, 64),
            new Named("set2set.lstm.bias_ih_l0", 256),
            new Named("set2set.lstm.bias_hh_l0", 256),
            new Named("lin3.weight", 1, 128),
            new Named("lin3.bias", 1));

    private static final int ROOT = 2;
    private static final int ALIGNMENT = 8;

    private SehProxyConversion() {}

    private record Named(String name, List<Integer> shape) {
        Named(String name, Integer... shape) {
            this(name, List.of(shape));
        }
    }

    /**
     * Returns the two files that the arrays may stand for: versions of the library that the network was written with keep
     * the matrix that an atom's own state is multiplied by as it is or transposed, and its shape does not tell.
     */
    static List<byte[]> of(List<FloatArray> arrays) {
        if (arrays.size() != TENSORS.size()) {
            throw new IllegalArgumentException(
                    "it must hold " + TENSORS.size() + " arrays, but holds " + arrays.size());
        }
        for (int i = 0; i < arrays.size(); i++) {
            Named expected = TENSORS.get(i);
            if (!arrays.get(i).shape().equals(expected.shape())) {
                throw new IllegalArgumentException("array " + i + ", " + expected.name() + ", must be of shape "
                        + expected.shape() + ", but is of " + arrays.get(i).shape());
            }
        }
        List<FloatArray> turned = new ArrayList<>(arrays);
        turned.set(ROOT, arrays.get(ROOT).transposed());
        return List.of(file(arrays), file(turned));
    }

    private static byte[] file(List<FloatArray> arrays) {
        List<String> entries = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < arrays.size(); i++) {
            int end = begin + arrays.get(i).bytes().length;
            entries.add("\"mpnn." + TENSORS.get(i).name() + "\": {\"dtype\": \"F32\", \"shape\": "
                    + arrays.get(i).shape() + ", \"data_offsets\": [" + begin + ", " + end + "]}");
            begin = end;
        }
        String header = "{" + String.join(", ", entries) + "}";
        String padded = header + " ".repeat(Math.floorMod(-header.length(), ALIGNMENT));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded.length())
                .array());
        out.writeBytes(padded.getBytes(StandardCharsets.US_ASCII));
        arrays.forEach(array -> out.writeBytes(array.bytes()));
        return out.toByteArray();
    }
}
