package org.gfn4j.molecules.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.gfn4j.storage.Tensor;
import org.gfn4j.torch.NativeScope;
import org.gfn4j.torch.NativeTensor;
import org.gfn4j.torch.Precision;
import org.gfn4j.torch.TorchParameters;

/**
 * Scores molecules with a trained message-passing network: that of Bengio et al. 2021, which predicts binding to soluble
 * epoxide hydrolase, or one of {@link ProxyTraining}.
 *
 * <p>The weights lie in native memory until the proxy is closed.
 *
 * <p>Thread-safety: many threads may score at once; closing it ends that.
 */
public final class Proxy implements AutoCloseable {
    private final ProxyDescription description;
    private final Precision precision;
    private final Scaling scaling;
    private final ProxyNetwork network;
    private final TorchParameters parameters;
    private final NativeTensor bondMatrices;

    Proxy(ProxyDescription description, Precision precision, Map<String, Tensor> tensors) {
        this.description = description;
        this.precision = precision;
        this.scaling = Scaling.among(tensors);
        try (NativeScope scope = NativeScope.withoutGradient()) {
            this.network = new ProxyNetwork(description.shape(), precision, new SplittableRandom(0));
            this.parameters = new TorchParameters("proxy", Map.of(ProxyFiles.GROUP, network));
            parameters.restore(Scaling.without(tensors));
            this.bondMatrices = scope.keep(network.bondMatrices());
        }
    }

    /**
     * Loads a proxy in single precision.
     *
     * @param file a safetensors file: the published one, or one that {@link TrainedProxy#write} wrote
     * @return the proxy, to be closed by the caller
     * @throws ProxyFileException if a tensor is missing, unknown, of another shape or not finite; the message names file and tensor
     * @throws IOException if the file cannot be read
     */
    public static Proxy load(Path file) throws IOException {
        return load(file, Precision.SINGLE);
    }

    /**
     * Loads a proxy.
     *
     * @param file a safetensors file: the published one, or one that {@link TrainedProxy#write} wrote
     * @param precision the precision that it computes in
     * @return the proxy, to be closed by the caller
     * @throws ProxyFileException if a tensor is missing, unknown, of another shape or not finite; the message names file and tensor
     * @throws IOException if the file cannot be read
     */
    public static Proxy load(Path file, Precision precision) throws IOException {
        return make(ProxyFiles.read(file, file.toString(), precision), precision);
    }

    /**
     * Loads a proxy from a stream, such as a resource of a jar.
     *
     * @param in the bytes of a safetensors file, read to the end
     * @param name what messages call it
     * @param precision the precision that it computes in
     * @return the proxy, to be closed by the caller
     * @throws ProxyFileException if a tensor is missing, unknown, of another shape or not finite
     * @throws IOException if the stream cannot be read
     */
    public static Proxy load(InputStream in, String name, Precision precision) throws IOException {
        Path copy = Files.createTempFile("proxy", ".safetensors");
        try {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return make(ProxyFiles.read(copy, name, precision), precision);
        } finally {
            Files.delete(copy);
        }
    }

    private static Proxy make(ProxyFiles.Content content, Precision precision) {
        return new Proxy(content.description(), precision, content.tensors());
    }

    /**
     * Returns what the proxy is.
     *
     * @return the description that its file gives
     */
    public ProxyDescription description() {
        return description;
    }

    /**
     * Returns the precision that the proxy computes in.
     *
     * @return the precision
     */
    public Precision precision() {
        return precision;
    }

    /**
     * Scores molecules with the stem mask that the proxy was trained with.
     *
     * @param molecules the molecules
     * @return the scores, finite, in the units of the description, [molecules]
     * @throws ArithmeticException if a score is not finite
     */
    public double[] score(List<AtomGraph> molecules) {
        return score(molecules, description.mask());
    }

    /**
     * Scores molecules.
     *
     * @param molecules the molecules
     * @param mask which atoms the stem feature marks
     * @return the scores, finite, in the units of the description, [molecules]
     * @throws ArithmeticException if a score is not finite
     */
    public double[] score(List<AtomGraph> molecules, StemMask mask) {
        return score(molecules, mask, i -> "molecule " + (i + 1) + " of " + molecules.size());
    }

    /**
     * Scores molecules. They are packed into native calls of some thousand atoms.
     *
     * @param molecules the molecules
     * @param mask which atoms the stem feature marks
     * @param name what the message of an exception calls the molecule of an index
     * @return the scores, finite, in the units of the description, [molecules]
     * @throws ArithmeticException if a score is not finite
     */
    public double[] score(List<AtomGraph> molecules, StemMask mask, IntFunction<String> name) {
        double[] scores = Scoring.score(network, bondMatrices, scaling, molecules, mask);
        for (int i = 0; i < scores.length; i++) {
            if (!Double.isFinite(scores[i])) {
                throw new ArithmeticException("the network must give finite scores, but gives " + scores[i] + " for "
                        + name.apply(i) + ": its weights are too large for "
                        + precision.name().toLowerCase(Locale.ROOT) + " precision");
            }
        }
        return scores;
    }

    /** Frees the weights; nothing can be scored afterwards. */
    @Override
    public void close() {
        bondMatrices.close();
        parameters.close();
    }
}
