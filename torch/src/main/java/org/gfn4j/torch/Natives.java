package org.gfn4j.torch;

import org.bytedeco.openblas.global.openblas_full;
import org.bytedeco.pytorch.global.torch;

/**
 * Loads libtorch, once for the process, and gives it one thread: small products lose by more, and with one the same
 * numbers give the same bits.
 *
 * <p>Thread-safety: stateless.
 */
final class Natives {
    static {
        torch.set_num_threads(1);
        // libtorch does not hand its number on to OpenBLAS, which has threads of its own
        openblas_full.openblas_set_num_threads(1);
    }

    private Natives() {}

    /** Makes sure that the natives are there. */
    static void load() {}

    /** Returns how many threads a product may use. */
    static int threads() {
        return Math.max(torch.get_num_threads(), openblas_full.openblas_get_num_threads());
    }
}
