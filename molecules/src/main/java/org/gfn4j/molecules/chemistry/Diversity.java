package org.gfn4j.molecules.chemistry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How different molecules are.
 *
 * <p>Thread-safety: stateless.
 */
public final class Diversity {
    /** The Tanimoto similarity from which on two molecules belong to one mode, .7 as in Bengio et al. 2021. */
    public static final double SAME_MODE = 0.7;

    private Diversity() {}

    /**
     * Returns the mean similarity of all pairs of different places in a list.
     *
     * @param fingerprints the fingerprints of the molecules
     * @return the mean Tanimoto similarity in [0, 1], or NaN for fewer than two
     */
    public static double meanSimilarity(List<Fingerprint> fingerprints) {
        double sum = 0;
        for (int first = 1; first < fingerprints.size(); first++) {
            Fingerprint fingerprint = fingerprints.get(first);
            for (int second = 0; second < first; second++) {
                sum += fingerprint.tanimoto(fingerprints.get(second));
            }
        }
        double pairs = 0.5 * fingerprints.size() * (fingerprints.size() - 1.0);
        return pairs < 1 ? Double.NaN : sum / pairs;
    }

    /**
     * Finds modes among good molecules: in descending order of reward, each molecule that is less similar than
     * {@link #SAME_MODE} to all leaders before it becomes a leader. Of equal rewards the first in the list goes first.
     *
     * @param fingerprints the fingerprint of each molecule, [molecules]
     * @param rewards the raw reward of each molecule, [molecules]
     * @param threshold the reward that must be reached
     * @return the numbers of the leaders, in descending order of reward
     * @throws IllegalArgumentException if there are not as many rewards as fingerprints
     */
    public static List<Integer> leaders(List<Fingerprint> fingerprints, double[] rewards, double threshold) {
        if (rewards.length != fingerprints.size()) {
            throw new IllegalArgumentException("there must be as many rewards as fingerprints, but there are "
                    + rewards.length + " and " + fingerprints.size());
        }
        List<Integer> leaders = new ArrayList<>();
        Leaders groups = new Leaders();
        IntStream.range(0, rewards.length)
                .filter(molecule -> rewards[molecule] >= threshold)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer molecule) -> rewards[molecule])
                        .reversed())
                .forEach(molecule -> {
                    if (groups.addIfFar(fingerprints.get(molecule))) {
                        leaders.add(molecule);
                    }
                });
        return leaders;
    }

    /** Leaders grouped by the number of their bits: similarity is at most the smaller number divided by the larger. */
    private static final class Leaders {
        private final List<List<Fingerprint>> byCardinality = new ArrayList<>();

        boolean addIfFar(Fingerprint fingerprint) {
            int bits = fingerprint.cardinality();
            int fewest = (int) Math.floor(SAME_MODE * bits);
            int most = (int) Math.ceil(bits / SAME_MODE);
            for (int count = fewest; count <= most && count < byCardinality.size(); count++) {
                for (Fingerprint leader : byCardinality.get(count)) {
                    if (fingerprint.tanimoto(leader) >= SAME_MODE) {
                        return false;
                    }
                }
            }
            while (byCardinality.size() <= bits) {
                byCardinality.add(new ArrayList<>());
            }
            byCardinality.get(bits).add(fingerprint);
            return true;
        }
    }
}
