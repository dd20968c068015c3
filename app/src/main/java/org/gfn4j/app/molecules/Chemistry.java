package org.gfn4j.app.molecules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.gfn4j.molecules.chemistry.Diversity;
import org.gfn4j.molecules.chemistry.Fingerprint;
import org.gfn4j.molecules.chemistry.Fingerprints;
import org.gfn4j.molecules.chemistry.Scaffolds;
import org.gfn4j.molecules.chemistry.Smiles;
import org.gfn4j.molecules.chemistry.SmilesException;
import org.gfn4j.molecules.task.Thresholds;
import org.jspecify.annotations.Nullable;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * How different the good molecules of a run are. Fingerprints and scaffolds are made of canonical SMILES, once for each, so
 * that they do not depend on when or in what order they are requested.
 *
 * <p>Thread-safety: confined to one thread at a time.
 */
final class Chemistry {
    private static final int TOP = 1000;

    private final List<Double> thresholds;
    private final Fingerprints fingerprints = new Fingerprints();
    private final Map<String, Features> known = new HashMap<>();

    private record Features(Fingerprint fingerprint, String scaffold) {}

    /**
     * Starts without any molecule.
     *
     * @param thresholds the raw rewards from which on modes and scaffolds are counted, in ascending order
     */
    Chemistry(List<Double> thresholds) {
        this.thresholds = List.copyOf(thresholds);
    }

    /** Makes ready what will be needed of a molecule if its reward is high enough. */
    void prepare(FoundMolecule found) {
        if (found.smiles() != null && !thresholds.isEmpty() && found.reward() >= thresholds.get(0)) {
            features(found.smiles());
        }
    }

    private Features features(String smiles) {
        return known.computeIfAbsent(smiles, text -> {
            try {
                IAtomContainer molecule = Smiles.parse(text);
                return new Features(fingerprints.of(molecule), Scaffolds.of(molecule));
            } catch (SmilesException e) {
                throw new IllegalStateException("a SMILES that gfn4j wrote cannot be read: " + e.getMessage(), e);
            }
        });
    }

    /**
     * Returns the figures that are expensive.
     *
     * @param bestFirst the different molecules, the best first
     * @return names and values; thresholds are keys
     */
    Map<String, @Nullable Object> figures(List<FoundMolecule> bestFirst) {
        Map<String, @Nullable Object> figures = new LinkedHashMap<>();
        figures.put("tanimotoTop1000", bestFirst.size() < TOP ? null : meanSimilarity(bestFirst.subList(0, TOP)));
        List<FoundMolecule> good = thresholds.isEmpty()
                ? List.of()
                : bestFirst.stream()
                        .filter(found -> found.reward() >= thresholds.get(0))
                        .toList();
        List<Features> features = new ArrayList<>(good.size());
        good.forEach(found -> features.add(features(Objects.requireNonNull(found.smiles()))));
        double[] rewards = good.stream().mapToDouble(FoundMolecule::reward).toArray();
        List<Integer> leaders = thresholds.isEmpty() ? List.of() : leaders(features, rewards);
        List<String> scaffolds = features.stream().map(Features::scaffold).toList();
        Map<String, @Nullable Object> modesAt = new LinkedHashMap<>();
        Map<String, @Nullable Object> scaffoldsAt = new LinkedHashMap<>();
        for (double threshold : thresholds) {
            modesAt.put(
                    Thresholds.text(threshold),
                    leaders.stream()
                            .filter(leader -> rewards[leader] >= threshold)
                            .count());
            scaffoldsAt.put(Thresholds.text(threshold), Scaffolds.distinct(scaffolds, rewards, threshold));
        }
        figures.put("modesAt", modesAt);
        figures.put("scaffoldsAt", scaffoldsAt);
        return figures;
    }

    /**
     * Counts modes from the lowest threshold on, as {@link #figures} does.
     *
     * @param rewards the raw reward of each different molecule by its canonical SMILES, in the order of these
     * @return how many there are
     */
    int modes(SortedMap<String, Double> rewards) {
        List<Features> features = rewards.keySet().stream().map(this::features).toList();
        return leaders(
                        features,
                        rewards.values().stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray())
                .size();
    }

    private List<Integer> leaders(List<Features> features, double[] rewards) {
        return Diversity.leaders(features.stream().map(Features::fingerprint).toList(), rewards, thresholds.get(0));
    }

    private double meanSimilarity(List<FoundMolecule> found) {
        return Diversity.meanSimilarity(found.stream()
                .map(each -> features(Objects.requireNonNull(each.smiles())).fingerprint())
                .toList());
    }
}
