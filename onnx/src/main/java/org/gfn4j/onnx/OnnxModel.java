package org.gfn4j.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.gfn4j.rewards.RewardSourceException;

/** A model that has been opened; safe for any number of threads. */
final class OnnxModel implements AutoCloseable {
    private static final Set<String> REAL = Set.of("float32", "float64");

    private final String name;
    private final String sha256;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final List<ModelTensor> inputs;
    private final List<ModelTensor> outputs;

    private OnnxModel(
            String name,
            String sha256,
            OrtEnvironment environment,
            OrtSession session,
            List<ModelTensor> inputs,
            List<ModelTensor> outputs) {
        this.name = name;
        this.sha256 = sha256;
        this.environment = environment;
        this.session = session;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    static OnnxModel open(Path path) {
        OnnxFile file = OnnxFile.read(path);
        OrtEnvironment environment = OnnxRuntime.environment();
        OrtSession session = OnnxRuntime.open(environment, file);
        try {
            return new OnnxModel(
                    file.path().toString(),
                    file.sha256(),
                    environment,
                    session,
                    session.getInputInfo().values().stream()
                            .map(ModelTensor::of)
                            .toList(),
                    session.getOutputInfo().values().stream()
                            .map(ModelTensor::of)
                            .toList());
        } catch (OrtException e) {
            OnnxRuntime.close(session);
            throw OnnxRuntime.refusal(path, e);
        }
    }

    /** Returns the path of the file. */
    String name() {
        return name;
    }

    String sha256() {
        return sha256;
    }

    List<ModelTensor> inputs() {
        return inputs;
    }

    /** Tells whether the model can be fed with tensors: a single one by any name, several by theirs in any order. */
    boolean takes(List<TensorForm> forms) {
        return takes(forms, TensorForm::fits);
    }

    /** Tells whether the model could be fed with tensors if all its extents were dynamic that may have to be. */
    boolean almostTakes(List<TensorForm> forms) {
        return takes(forms, TensorForm::almostFits);
    }

    private boolean takes(List<TensorForm> forms, BiPredicate<TensorForm, ModelTensor> fits) {
        if (forms.size() != inputs.size()) {
            return false;
        }
        if (forms.size() == 1) {
            return fits.test(forms.get(0), inputs.get(0));
        }
        return forms.stream()
                .allMatch(form ->
                        inputs.stream().anyMatch(input -> input.name().equals(form.name()) && fits.test(form, input)));
    }

    /** Returns what the model calls tensors that it takes. */
    List<String> names(List<TensorForm> forms) {
        return forms.size() == 1
                ? List.of(inputs.get(0).name())
                : forms.stream().map(TensorForm::name).toList();
    }

    /** Refuses a model whose first output cannot be a number for each object. */
    void requireNumber() {
        if (outputs.isEmpty()) {
            throw new RewardSourceException("'" + name + "' gives nothing, but" + wanted());
        }
        ModelTensor output = outputs.get(0);
        List<Extent> shape = output.shape();
        boolean isColumn =
                shape.size() == 2 && (shape.get(1).isDynamic() || shape.get(1).size() == 1);
        // Without axes the model does not say how many there are, and the first batch shows it.
        boolean fits = shape.isEmpty() || (shape.get(0).isDynamic() && (shape.size() == 1 || isColumn));
        if (!output.isTensor() || !REAL.contains(output.type()) || !fits) {
            throw new RewardSourceException("'" + name + "' gives " + output + ", but" + wanted());
        }
    }

    private static String wanted() {
        return " one number for each of n objects is needed: float32[n], float32[n, 1], float64[n] or float64[n, 1]"
                + ", where n is dynamic";
    }

    /**
     * Runs the model.
     *
     * @param tensors what it is fed with, [tensors]
     * @param names what it calls them, [tensors]
     * @param objects how many objects that are
     * @param memory of the thread
     * @return a number for each object, which need not be finite, [objects]
     * @throws RewardSourceException if it fails, or gives something else
     */
    double[] run(List<TensorData> tensors, List<String> names, int objects, TensorMemory memory) {
        ModelOutput output = output(tensors, names, memory);
        if (!output.isNumberForEach(objects)) {
            throw new RewardSourceException("'" + name + "' must give " + objects + " numbers for " + objects
                    + " objects, as " + output.type() + "[" + objects + "] or " + output.type() + "[" + objects
                    + ", 1], but gave " + output.size() + ", as " + output);
        }
        return output.numbers();
    }

    /** Runs the model and returns what it gives, whatever that is. */
    ModelOutput output(List<TensorData> tensors, List<String> names, TensorMemory memory) {
        List<OnnxTensor> fed = new ArrayList<>();
        try {
            Map<String, OnnxTensor> feeds = new LinkedHashMap<>();
            for (int i = 0; i < tensors.size(); i++) {
                OnnxTensor tensor = memory.tensor(environment, i, tensors.get(i));
                fed.add(tensor);
                feeds.put(names.get(i), tensor);
            }
            String first = outputs.get(0).name();
            try (OrtSession.Result result = session.run(feeds, Set.of(first))) {
                if (!(result.get(0) instanceof OnnxTensor tensor)) {
                    throw new RewardSourceException(
                            "'" + name + "' gave " + result.get(0).getType() + ", but" + wanted());
                }
                return ModelOutput.of(first, tensor);
            }
        } catch (OrtException e) {
            throw new RewardSourceException("'" + name + "' failed: " + OnnxRuntime.reason(e), e);
        } finally {
            fed.forEach(OnnxTensor::close);
        }
    }

    @Override
    public void close() {
        OnnxRuntime.close(session);
    }
}
