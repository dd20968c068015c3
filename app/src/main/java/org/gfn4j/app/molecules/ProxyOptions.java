package org.gfn4j.app.molecules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.FileOptions;
import org.gfn4j.app.cli.PrecisionConverter;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.molecules.proxy.Proxy;
import org.gfn4j.molecules.proxy.ProxyFileException;
import org.gfn4j.molecules.proxy.StemMask;
import org.gfn4j.molecules.reward.MoleculeRewards;
import org.gfn4j.molecules.reward.RewardKind;
import org.gfn4j.storage.SafetensorsException;
import org.gfn4j.torch.Precision;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which proxy scores, and how.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class ProxyOptions {
    private static final String NAME = "--proxy";

    @Option(
            names = NAME,
            paramLabel = "FILE",
            description = "Weights of the network, as proxy train writes them. Default: the installed seh-proxy.")
    private @Nullable String file;

    @Option(
            names = "--precision",
            paramLabel = "BITS",
            converter = PrecisionConverter.class,
            defaultValue = "32",
            description = "Precision in bits. Default 32; one of 32, 64.")
    private Precision precision = Precision.SINGLE;

    @Option(
            names = "--stem-mask",
            paramLabel = "NAME",
            description = "Which atoms are marked: those of free stems (or the first atom, if there are none), the "
                    + "first atom, or none. Default: as in the network's training.")
    private @Nullable StemMask mask;

    /**
     * Loads the network.
     *
     * @return the proxy, to be closed by the caller
     * @throws WrongOptionException if there is no file, or no proxy in it
     */
    Proxy load() {
        Path weights;
        if (file == null) {
            try {
                weights = MoleculeRewards.file(RewardKind.SEH, null);
            } catch (IllegalArgumentException e) {
                throw new WrongOptionException("Missing option '" + NAME + "': " + Failures.describe(e));
            }
        } else {
            weights = FileOptions.input(NAME, file);
        }
        return load(weights, precision);
    }

    /** Loads the network of a file that the option names. */
    static Proxy load(Path weights, Precision precision) {
        try {
            return Proxy.load(weights, precision);
        } catch (ProxyFileException | SafetensorsException e) {
            throw FileOptions.refusal(NAME, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read '" + weights + "': " + Failures.describe(e), e);
        }
    }

    /** Returns the mask that is requested, or that of the network. */
    StemMask maskOf(Proxy proxy) {
        return mask == null ? proxy.description().mask() : mask;
    }
}
