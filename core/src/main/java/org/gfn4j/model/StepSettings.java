package org.gfn4j.model;

import java.util.Map;
import org.gfn4j.text.Checks;

/**
 * How far one optimiser step moves a group.
 *
 * <p>Thread-safety: immutable.
 *
 * @param learningRate the rate, 0 to leave the group as it is
 * @param weightDecay decoupled weight decay (Loshchilov and Hutter 2019): values shrink by learningRate·weightDecay
 */
public record StepSettings(double learningRate, double weightDecay) {

    /**
     * Makes settings.
     *
     * @throws IllegalArgumentException if a value is negative or not finite
     */
    public StepSettings {
        Checks.requireAtLeastZero("learningRate", learningRate);
        Checks.requireAtLeastZero("weightDecay", weightDecay);
    }

    /**
     * Finds the settings of a group.
     *
     * @param settings the settings of each group by its name
     * @param group the name of a group
     * @return its settings
     * @throws IllegalArgumentException if there are none
     */
    public static StepSettings of(Map<String, StepSettings> settings, String group) {
        StepSettings own = settings.get(group);
        if (own == null) {
            throw new IllegalArgumentException(
                    "no settings for the parameter group '" + group + "'; there are settings for " + settings.keySet());
        }
        return own;
    }
}
