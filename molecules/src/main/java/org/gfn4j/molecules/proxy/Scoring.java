package org.gfn4j.molecules.proxy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gfn4j.torch.NativeScope;
import org.gfn4j.torch.NativeTensor;

/**
 * Scores any number of molecules, packed into native calls of at least one molecule and otherwise at most so many atoms
 * that their numbers stay in the cache.
 *
 * <p>Thread-safety: stateless.
 */
final class Scoring {
    private static final int ATOMS_AT_ONCE = 1024;

    private Scoring() {}

    /** Returns scores in units of the scale, which need not be finite. */
    static double[] score(
            ProxyNetwork network,
            NativeTensor bondMatrices,
            Scaling scaling,
            List<AtomGraph> molecules,
            StemMask mask) {
        double[] scores = new double[molecules.size()];
        List<AtomGraph> batch = new ArrayList<>();
        int atoms = 0;
        for (int i = 0; i < scores.length; i++) {
            AtomGraph molecule = molecules.get(i);
            if (!batch.isEmpty() && atoms + molecule.atoms() > ATOMS_AT_ONCE) {
                score(network, bondMatrices, batch, mask, scores, i - batch.size());
                batch.clear();
                atoms = 0;
            }
            batch.add(molecule);
            atoms += molecule.atoms();
        }
        if (!batch.isEmpty()) {
            score(network, bondMatrices, batch, mask, scores, scores.length - batch.size());
        }
        Arrays.setAll(scores, i -> scaling.score(scores[i]));
        return scores;
    }

    private static void score(
            ProxyNetwork network,
            NativeTensor bondMatrices,
            List<AtomGraph> batch,
            StemMask mask,
            double[] scores,
            int at) {
        try (NativeScope scope = NativeScope.withoutGradient()) {
            double[] part =
                    network.score(GraphBatch.of(batch, mask), bondMatrices).doubles();
            System.arraycopy(part, 0, scores, at, part.length);
        }
    }
}
