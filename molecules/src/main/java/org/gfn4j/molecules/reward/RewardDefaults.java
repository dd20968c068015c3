package org.gfn4j.molecules.reward;

import java.util.List;
import org.gfn4j.reward.RewardScale;

/**
 * What suits a raw reward by default: log R(x) = β·log(max(raw(x), floor) / norm), natural logs.
 *
 * <p>Thread-safety: immutable.
 *
 * @param exponent the exponent β
 * @param norm what raw rewards are divided by
 * @param floor the smallest raw reward, which stands in for that of an impossible molecule, positive
 * @param modeThresholds raw rewards above which modes and scaffolds are counted, in ascending order
 */
public record RewardDefaults(double exponent, double norm, double floor, List<Double> modeThresholds) {

    /**
     * Makes defaults.
     *
     * @throws IllegalArgumentException if a number is out of the range that {@link RewardScale} gives it
     */
    public RewardDefaults {
        modeThresholds = List.copyOf(modeThresholds);
        RewardScale.ofScores(exponent, norm, floor);
    }

    /**
     * Returns the scale.
     *
     * @return a scale that lifts everything below the floor, −∞ included
     */
    public RewardScale scale() {
        return RewardScale.ofScores(exponent, norm, floor);
    }
}
