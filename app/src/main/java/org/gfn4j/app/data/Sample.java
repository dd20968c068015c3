package org.gfn4j.app.data;

import java.util.List;
import java.util.OptionalDouble;
import org.gfn4j.training.DrawnObject;
import org.jspecify.annotations.Nullable;

/**
 * An object that a trained model has drawn.
 *
 * <p>Thread-safety: immutable.
 *
 * @param values what it has in the columns of its task, [columns]
 * @param object its text
 * @param logReward its log-reward
 * @param logForward the log-probability of the trajectory under the forward policy
 * @param logTerminal the log-probability of the object under the forward policy, where it is known
 * @param length the number of transitions of the trajectory
 */
public record Sample(
        List<@Nullable Object> values,
        String object,
        double logReward,
        double logForward,
        OptionalDouble logTerminal,
        int length) {

    /**
     * Makes a sample of a drawn object.
     *
     * @param object the object
     * @param logTerminal its log-probability, NaN where it is not known
     * @param values what it has in the columns of its task, [columns]
     */
    public static Sample of(DrawnObject<?> object, double logTerminal, List<@Nullable Object> values) {
        return new Sample(
                values,
                object.text(),
                object.logReward(),
                object.logForward(),
                Double.isNaN(logTerminal) ? OptionalDouble.empty() : OptionalDouble.of(logTerminal),
                object.length());
    }
}
