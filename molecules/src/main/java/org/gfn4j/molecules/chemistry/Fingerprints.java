package org.gfn4j.molecules.chemistry;

import java.util.Arrays;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.fingerprint.CircularFingerprinter;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * Makes extended-connectivity fingerprints of diameter 4, folded to 2,048 bits (ECFP4; Rogers and Hahn 2010, J. Chem. Inf.
 * Model. 50, 742): a bit for each neighbourhood of up to two bonds around an atom. The bits are CDK's and not those of other
 * programs.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class Fingerprints {
    private final CircularFingerprinter fingerprinter =
            new CircularFingerprinter(CircularFingerprinter.CLASS_ECFP4, Fingerprint.BITS);

    /** Makes a maker. */
    public Fingerprints() {}

    /**
     * Returns the fingerprint of a molecule.
     *
     * @param molecule the molecule
     * @return its fingerprint, whatever the order of its atoms
     */
    public Fingerprint of(IAtomContainer molecule) {
        try {
            long[] words = fingerprinter.getBitFingerprint(molecule).asBitSet().toLongArray();
            return new Fingerprint(Arrays.copyOf(words, Fingerprint.BITS / Long.SIZE));
        } catch (CDKException e) {
            throw new IllegalStateException("cannot make the fingerprint of a molecule: " + e.getMessage(), e);
        }
    }
}
