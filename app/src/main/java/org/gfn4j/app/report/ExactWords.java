package org.gfn4j.app.report;

import org.gfn4j.reward.DetailedReward;
import org.gfn4j.task.Problem;

/**
 * Says why exact figures are missing where no states are listed.
 *
 * <p>Thread-safety: stateless.
 */
public final class ExactWords {
    private ExactWords() {}

    /**
     * Tells whether a reward is external, so that the space is not enumerated unless requested.
     *
     * @param problem the problem
     * @return whether some part of its reward is
     */
    public static boolean isOutside(Problem<?> problem) {
        return problem.reward().detailed().filter(DetailedReward::isOutside).isPresent();
    }

    /**
     * Says why no states are listed.
     *
     * @param problem the problem
     * @return a clause without capital and full stop
     */
    public static String whyNothingIsListed(Problem<?> problem) {
        long states = problem.environment().leastStates();
        return isOutside(problem)
                ? "every object would need an external reward ("
                        + (states > 1 && states < Integer.MAX_VALUE ? "--exact-limit " + states : "--exact-limit")
                        + " asks for all)"
                : "enumeration was switched off (the exact limit is 0)";
    }
}
