package org.gfn4j.molecules.chemistry;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A set of 2,048 bits, each of which stands for features of a molecule.
 *
 * <p>Thread-safety: immutable.
 */
public final class Fingerprint {
    /** The number of bits. */
    public static final int BITS = 2048;

    private final long[] words;
    private final int cardinality;

    /**
     * Keeps the bits.
     *
     * @param words bits, 64 in a word, lowest first, [32]
     * @throws IllegalArgumentException if there are not 32 words
     */
    public Fingerprint(long[] words) {
        if (words.length != BITS / Long.SIZE) {
            throw new IllegalArgumentException(
                    "a fingerprint must have " + BITS / Long.SIZE + " words, but has " + words.length);
        }
        this.words = words.clone();
        int bits = 0;
        for (long word : words) {
            bits += Long.bitCount(word);
        }
        this.cardinality = bits;
    }

    /**
     * Returns how many bits are set.
     *
     * @return at most {@link #BITS}
     */
    public int cardinality() {
        return cardinality;
    }

    /**
     * Returns the bits that are set.
     *
     * @return their indices, in ascending order, [{@link #cardinality}]
     */
    public int[] bits() {
        return BitSet.valueOf(words).stream().toArray();
    }

    /**
     * Returns the Tanimoto similarity |a ∩ b| / |a ∪ b|.
     *
     * @param other another fingerprint
     * @return in [0, 1]; 1 for two without bits
     */
    public double tanimoto(Fingerprint other) {
        int common = 0;
        for (int word = 0; word < words.length; word++) {
            common += Long.bitCount(words[word] & other.words[word]);
        }
        int union = cardinality + other.cardinality - common;
        return union == 0 ? 1 : (double) common / union;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint fingerprint && Arrays.equals(words, fingerprint.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        return "fingerprint with " + cardinality + " of " + BITS + " bits";
    }
}
