package org.gfn4j.onnx;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.gfn4j.reward.RewardExpression.Term;
import org.gfn4j.rewards.Launch;
import org.gfn4j.rewards.OutsideKind;
import org.gfn4j.rewards.OutsideTerms;
import org.gfn4j.rewards.RewardKey;
import org.gfn4j.rewards.RewardSource;
import org.gfn4j.rewards.RewardSourceException;
import org.gfn4j.rewards.RewardWorker;

/**
 * Rewards by a model in an ONNX file, which gives one number for each object: its first output.
 *
 * <p>The model runs on the processor and on one thread for each worker, so that its numbers do not depend on how many cores
 * there are. Still, it may give an object other last bits in another batch.
 *
 * <p>Thread-safety: safe for any number of threads, which share the model.
 *
 * @param <S> the type of a finished object
 */
public final class OnnxSource<S> implements RewardSource<S> {
    /** The name of a reward by a model. */
    public static final String NAME = "onnx";

    private static final int BATCH = 64;

    private final OnnxModel model;
    private final OnnxInputs<S> inputs;

    private OnnxSource(OnnxModel model, OnnxInputs<S> inputs) {
        this.model = model;
        this.inputs = inputs;
    }

    /**
     * Opens a file, checks that the model can be fed, and tries it with one and with three of the samples of its inputs.
     *
     * @param <S> the type of a finished object
     * @param file the file, whose path stands in messages as it is
     * @param candidates how objects can be given, of which the first that the model can be fed with is taken; at least one
     * @return a source, to be closed by the caller
     * @throws RewardSourceException if the file cannot be read, holds no model that ONNX Runtime can run, or one that wants
     *     other inputs or gives something else than a number of its own for each object; the message names the file, what is
     *     given and what is wanted
     * @throws IllegalStateException if ONNX Runtime cannot be loaded; the message names folder, cause and remedy
     */
    public static <S> OnnxSource<S> open(Path file, List<? extends OnnxInputs<S>> candidates) {
        OnnxModel model = OnnxModel.open(file);
        boolean isFit = false;
        try {
            OnnxSource<S> source = new OnnxSource<>(model, choose(model, candidates));
            model.requireNumber();
            Trial.run(model, source.inputs);
            isFit = true;
            return source;
        } finally {
            if (!isFit) {
                model.close();
            }
        }
    }

    /**
     * Reads a file without loading its model.
     *
     * @param file the file
     * @return the SHA-256 of the file and of those beside it that hold weights, which {@link #identity} has
     * @throws RewardSourceException if one cannot be read, or the file holds no model; the message names it
     */
    public static String sha256(Path file) {
        return OnnxFile.read(file).sha256();
    }

    /**
     * Returns rewards by a model.
     *
     * @return the kind of terms with the name {@value #NAME}
     */
    public static OutsideKind kind() {
        return new OutsideKind(NAME, "a model, such as onnx:model.onnx", true, OnnxSource::launch);
    }

    private static Launch launch(Term term) {
        Path file = OutsideTerms.file(term);
        Launch launch = Launch.ofFile(OutsideTerms.REWARD, Launch.Kind.MODEL, file);
        if (launch.problem() != null) {
            return launch;
        }
        String name = file.toAbsolutePath().normalize().toString();
        try {
            return new Launch(launch.option(), launch.kind(), Launch.withDigest(name, sha256(file)), null);
        } catch (RewardSourceException e) {
            return new Launch(launch.option(), launch.kind(), launch.text(), e.getMessage());
        }
    }

    private static <S> OnnxInputs<S> choose(OnnxModel model, List<? extends OnnxInputs<S>> candidates) {
        for (OnnxInputs<S> candidate : candidates) {
            if (model.takes(candidate.tensors())) {
                return candidate;
            }
        }
        String given = candidates.stream()
                .map(candidate -> "as " + joined(candidate.tensors()))
                .collect(Collectors.joining(", or "));
        String remedy = candidates.stream().anyMatch(candidate -> model.almostTakes(candidate.tensors()))
                ? "; export it with dynamic axes in place of the fixed ones"
                : "";
        throw new RewardSourceException("'" + model.name() + "' wants " + joined(model.inputs()) + ", but "
                + candidates.get(0).noun() + " are given " + given + remedy);
    }

    private static String joined(List<?> tensors) {
        return tensors.isEmpty()
                ? "nothing"
                : tensors.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String identity() {
        return "onnx " + model.sha256() + " " + inputs.identity();
    }

    @Override
    public RewardKey key(S object) {
        return inputs.key(object);
    }

    @Override
    public int batchSize() {
        return BATCH;
    }

    @Override
    public RewardWorker<S> newWorker() {
        return new OnnxWorker<>(model, inputs);
    }

    /**
     * Returns how objects are given to the model.
     *
     * @return one of the candidates
     */
    public OnnxInputs<S> inputs() {
        return inputs;
    }

    /** Frees the model; workers cannot be asked any more. */
    @Override
    public void close() {
        model.close();
    }
}
