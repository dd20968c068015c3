package org.gfn4j.molecules.proxy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gfn4j.storage.Tensor;
import org.gfn4j.torch.Precision;

/**
 * A proxy that has been trained, with what it can do on molecules that it was not trained on.
 *
 * <p>Thread-safety: immutable.
 *
 * @param description what the proxy is; its details hold split, seed and figures
 * @param epochs the figures of each epoch
 * @param validation how well it does on the molecules that decided when to stop
 * @param test how well it does on the molecules that nothing was decided on
 * @param parity each of the test molecules with target and score
 * @param tensors what the file holds, by name: the weights in single precision, and in double precision mean and deviation of
 *     the targets, which make scores of what the network gives
 */
public record TrainedProxy(
        ProxyDescription description,
        List<EpochReport> epochs,
        ProxyMetrics validation,
        ProxyMetrics test,
        List<ParityPair> parity,
        Map<String, Tensor> tensors) {

    /** Keeps copies of the lists. */
    public TrainedProxy {
        epochs = List.copyOf(epochs);
        parity = List.copyOf(parity);
    }

    /**
     * Writes the proxy as one safetensors file, the description as its metadata.
     *
     * @param file the file, replaced if it is there
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        ProxyFiles.write(file, description, tensors);
    }

    /**
     * Makes the proxy.
     *
     * @return a proxy in single precision, to be closed by the caller
     */
    public Proxy open() {
        return new Proxy(description, Precision.SINGLE, tensors);
    }
}
