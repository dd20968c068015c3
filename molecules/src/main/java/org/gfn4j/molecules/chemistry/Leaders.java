package org.gfn4j.molecules.chemistry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fingerprints that are all less similar to each other than a limit, found again by their rarest bits.
 *
 * <p>Two of similarity t or more have at least t·n bits in common, n being the bits of either. In any fixed order of bits
 * the first n − ⌈t·n⌉ + 1 of both therefore share one: prefix filtering (Chaudhuri et al. 2006; Bayardo et al. 2007). The
 * rarest bits go first, so that few leaders share them.
 *
 * <p>Thread-safety: none.
 */
final class Leaders {
    /** Errors of rounding in t·n that must not shorten a prefix. */
    private static final double ROUNDING = 1e-9;

    private final double limit;
    /** The place of each bit in the order, the rarest first. */
    private final int[] rank;
    /** The leaders that have a bit in their prefix, [bits]. */
    private final List<List<Fingerprint>> byBit;

    private final List<Fingerprint> bitless = new ArrayList<>();

    /**
     * Starts without leaders.
     *
     * @param fingerprints those that will be offered; they say which bits are rare
     * @param limit the Tanimoto similarity that leaders stay below, above 0
     */
    Leaders(List<Fingerprint> fingerprints, double limit) {
        this.limit = limit;
        int[] frequency = new int[Fingerprint.BITS];
        for (Fingerprint fingerprint : fingerprints) {
            for (int bit : fingerprint.bits()) {
                frequency[bit]++;
            }
        }
        rank = new int[Fingerprint.BITS];
        List<Integer> rarestFirst = IntStream.range(0, Fingerprint.BITS)
                .boxed()
                .sorted(Comparator.comparingInt(bit -> frequency[bit]))
                .toList();
        for (int place = 0; place < rank.length; place++) {
            rank[rarestFirst.get(place)] = place;
        }
        byBit = IntStream.range(0, Fingerprint.BITS)
                .<List<Fingerprint>>mapToObj(bit -> new ArrayList<>())
                .toList();
    }

    /**
     * Makes a fingerprint a leader if it is less similar than the limit to all that there are.
     *
     * @param fingerprint the fingerprint
     * @return whether it is a leader now
     */
    boolean addIfFar(Fingerprint fingerprint) {
        List<List<Fingerprint>> places = places(fingerprint);
        for (List<Fingerprint> leaders : places) {
            for (Fingerprint leader : leaders) {
                if (fingerprint.tanimoto(leader) >= limit) {
                    return false;
                }
            }
        }
        places.forEach(leaders -> leaders.add(fingerprint));
        return true;
    }

    /** Returns the lists where a fingerprint stands as a leader, and where all that are similar to it stand. */
    private List<List<Fingerprint>> places(Fingerprint fingerprint) {
        int bits = fingerprint.cardinality();
        if (bits == 0) {
            return List.of(bitless);
        }
        int prefix = bits - (int) Math.ceil(limit * bits - ROUNDING) + 1;
        return Arrays.stream(fingerprint.bits())
                .boxed()
                .sorted(Comparator.comparingInt(bit -> rank[bit]))
                .limit(prefix)
                .map(byBit::get)
                .toList();
    }
}
