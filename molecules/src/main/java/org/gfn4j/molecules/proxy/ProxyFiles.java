package org.gfn4j.molecules.proxy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gfn4j.storage.DoubleTensor;
import org.gfn4j.storage.ElementType;
import org.gfn4j.storage.FloatTensor;
import org.gfn4j.storage.Safetensors;
import org.gfn4j.storage.Tensor;
import org.gfn4j.torch.Precision;

/**
 * Proxies as safetensors files: the tensors of the published file under their names, and the description as metadata.
 *
 * <p>The published file has no metadata; the steps of its network are then those of the paper. Its layers lin1 and lin2, on
 * which the score does not depend, are passed over, and its scores are what the network gives: it lacks the two tensors of
 * {@link Scaling}.
 *
 * <p>Thread-safety: stateless.
 */
final class ProxyFiles {
    /** What stands before the names of all tensors. */
    static final String GROUP = "mpnn";

    private static final String INPUT = "mpnn.lin0.weight";
    private static final String EDGES = "mpnn.conv.nn.0.weight";
    private static final List<String> UNUSED =
            List.of("mpnn.lin1.weight", "mpnn.lin1.bias", "mpnn.lin2.weight", "mpnn.lin2.bias");

    private static final String TARGET = "target";
    private static final String UNITS = "units";
    private static final String WIDTH = "width";
    private static final String EDGE_WIDTH = "edgeWidth";
    private static final String STEPS = "steps";
    private static final String READOUT_STEPS = "readoutSteps";
    private static final String STEM_MASK = "stemMask";

    private ProxyFiles() {}

    /**
     * What a file holds.
     *
     * @param description the description
     * @param tensors the weights by their names, checked against the shape, finite, in the precision that was requested, and
     *     those of the scale
     */
    record Content(ProxyDescription description, Map<String, Tensor> tensors) {}

    static Content read(Path file, String name, Precision precision) throws IOException {
        Safetensors.Content content = Safetensors.read(file);
        Map<String, Tensor> given = Scaling.without(content.tensors());
        Scaling scaling = scaling(name, content.tensors());
        Map<String, String> metadata = new TreeMap<>(content.metadata());
        ProxyShape shape = shape(name, given, metadata);
        String target = metadata.getOrDefault(TARGET, "");
        String units = metadata.getOrDefault(UNITS, "");
        StemMask mask = mask(name, metadata.getOrDefault(STEM_MASK, StemMask.FREE.text()));
        List.of(TARGET, UNITS, STEM_MASK, WIDTH, EDGE_WIDTH, STEPS, READOUT_STEPS)
                .forEach(metadata::remove);
        ProxyDescription description = new ProxyDescription(target, units, shape, mask, metadata);
        return new Content(description, scaling.beside(weights(name, given, shape, precision)));
    }

    private static Scaling scaling(String file, Map<String, Tensor> tensors) throws ProxyFileException {
        try {
            return Scaling.among(tensors);
        } catch (IllegalArgumentException e) {
            throw new ProxyFileException(file, String.valueOf(e.getMessage()));
        }
    }

    private static ProxyShape shape(String file, Map<String, Tensor> tensors, Map<String, String> metadata)
            throws ProxyFileException {
        long width = outputs(file, tensors, INPUT);
        long edgeWidth = outputs(file, tensors, EDGES);
        try {
            return new ProxyShape(
                    Math.toIntExact(width),
                    Math.toIntExact(edgeWidth),
                    number(metadata, STEPS, ProxyShape.PAPER.steps()),
                    number(metadata, READOUT_STEPS, ProxyShape.PAPER.readoutSteps()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ProxyFileException(file, String.valueOf(e.getMessage()));
        }
    }

    private static long outputs(String file, Map<String, Tensor> tensors, String name) throws ProxyFileException {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new ProxyFileException(
                    file, "the tensor '" + name + "' is missing; there are " + List.copyOf(tensors.keySet()));
        }
        if (tensor.shape().size() != 2) {
            throw new ProxyFileException(file, "the tensor '" + name + "' must have two dimensions, but is " + tensor);
        }
        return tensor.shape().get(0);
    }

    private static int number(Map<String, String> metadata, String key, int otherwise) {
        String text = metadata.get(key);
        if (text == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + key + "' of its metadata must be a number, but is '" + text + "'", e);
        }
    }

    private static StemMask mask(String file, String text) throws ProxyFileException {
        try {
            return StemMask.of(text);
        } catch (IllegalArgumentException e) {
            throw new ProxyFileException(file, "'" + STEM_MASK + "' of its metadata: " + e.getMessage());
        }
    }

    private static Map<String, Tensor> weights(
            String file, Map<String, Tensor> given, ProxyShape shape, Precision precision) throws ProxyFileException {
        Map<String, List<Long>> expected = shapes(shape);
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (Map.Entry<String, List<Long>> entry : expected.entrySet()) {
            Tensor tensor = given.get(entry.getKey());
            String what = "the tensor '" + entry.getKey() + "' must be F32 " + entry.getValue()
                    + " for a network of width " + shape.width() + ", but ";
            if (tensor == null) {
                throw new ProxyFileException(file, what + "is missing");
            }
            if (!tensor.shape().equals(entry.getValue()) || tensor.type() == ElementType.I64) {
                throw new ProxyFileException(file, what + "is " + tensor);
            }
            weights.put(entry.getKey(), convert(file, entry.getKey(), tensor, precision));
        }
        for (String name : given.keySet()) {
            if (!expected.containsKey(name) && !UNUSED.contains(name)) {
                throw new ProxyFileException(
                        file,
                        "there must be no tensors but " + List.copyOf(expected.keySet()) + ", but there is '" + name
                                + "' " + given.get(name));
            }
        }
        return weights;
    }

    /** Returns the shape of each tensor, in an order that never changes. */
    private static Map<String, List<Long>> shapes(ProxyShape shape) {
        long width = shape.width();
        long edge = shape.edgeWidth();
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        shapes.put(INPUT, List.of(width, (long) AtomGraph.FEATURES));
        shapes.put("mpnn.lin0.bias", List.of(width));
        shapes.put("mpnn.conv.lin.weight", List.of(width, width));
        shapes.put("mpnn.conv.bias", List.of(width));
        shapes.put(EDGES, List.of(edge, (long) AtomGraph.BOND_TYPES));
        shapes.put("mpnn.conv.nn.0.bias", List.of(edge));
        shapes.put("mpnn.conv.nn.2.weight", List.of(width * width, edge));
        shapes.put("mpnn.conv.nn.2.bias", List.of(width * width));
        shapes.put("mpnn.gru.weight_ih_l0", List.of(3 * width, width));
        shapes.put("mpnn.gru.weight_hh_l0", List.of(3 * width, width));
        shapes.put("mpnn.gru.bias_ih_l0", List.of(3 * width));
        shapes.put("mpnn.gru.bias_hh_l0", List.of(3 * width));
        shapes.put("mpnn.set2set.lstm.weight_ih_l0", List.of(4 * width, 2 * width));
        shapes.put("mpnn.set2set.lstm.weight_hh_l0", List.of(4 * width, width));
        shapes.put("mpnn.set2set.lstm.bias_ih_l0", List.of(4 * width));
        shapes.put("mpnn.set2set.lstm.bias_hh_l0", List.of(4 * width));
        shapes.put("mpnn.lin3.weight", List.of(1L, 2 * width));
        shapes.put("mpnn.lin3.bias", List.of(1L));
        return shapes;
    }

    private static Tensor convert(String file, String name, Tensor tensor, Precision precision)
            throws ProxyFileException {
        double[] values = doubles(tensor);
        boolean single = precision == Precision.SINGLE;
        float[] narrow = new float[single ? values.length : 0];
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i]) || (single && !Float.isFinite((float) values[i]))) {
                throw new ProxyFileException(
                        file,
                        "the tensor '" + name + "' must hold finite numbers" + (single ? " of 32 bits" : "")
                                + ", but holds " + values[i]);
            }
            if (single) {
                narrow[i] = (float) values[i];
            }
        }
        long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
        return single ? Tensor.of(narrow, shape) : Tensor.of(values, shape);
    }

    private static double[] doubles(Tensor tensor) {
        if (tensor instanceof FloatTensor single) {
            double[] values = new double[single.size()];
            Arrays.setAll(values, i -> single.values()[i]);
            return values;
        }
        return ((DoubleTensor) tensor).values();
    }

    static void write(Path file, ProxyDescription description, Map<String, Tensor> tensors) throws IOException {
        Map<String, String> metadata = new TreeMap<>(description.details());
        metadata.put(TARGET, description.target());
        metadata.put(UNITS, description.units());
        metadata.put(WIDTH, String.valueOf(description.shape().width()));
        metadata.put(EDGE_WIDTH, String.valueOf(description.shape().edgeWidth()));
        metadata.put(STEPS, String.valueOf(description.shape().steps()));
        metadata.put(READOUT_STEPS, String.valueOf(description.shape().readoutSteps()));
        metadata.put(STEM_MASK, description.mask().text());
        Safetensors.write(file, tensors, metadata);
    }
}
