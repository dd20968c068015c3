package org.gfn4j.app.run;

import java.io.PrintWriter;
import java.util.Locale;
import org.gfn4j.app.cli.SlowNotice;
import org.gfn4j.app.report.ExactWords;
import org.gfn4j.evaluation.SpaceTooLargeException;
import org.gfn4j.evaluation.StateGraph;
import org.gfn4j.task.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Lists all states of a problem for exact figures, and tells the user where that takes long or cannot be done.
 *
 * <p>Thread-safety: stateless.
 */
public final class Enumeration {
    private Enumeration() {}

    /**
     * Lists all states.
     *
     * @param problem the problem
     * @param exactLimit how many there may be, 0 for none
     * @param err where messages go
     * @param <S> the type of a state
     * @return the states; null where there are more
     */
    public static <S> @Nullable StateGraph<S> of(Problem<S> problem, int exactLimit, PrintWriter err) {
        if (exactLimit == 0) {
            long states = problem.environment().leastStates();
            if (ExactWords.isOutside(problem) && states > 1 && states <= StateGraph.DEFAULT_LIMIT) {
                err.println("gfn4j: exact figures are left out, because " + ExactWords.whyNothingIsListed(problem));
            }
            return null;
        }
        String limit = String.format(Locale.ROOT, "%,d", exactLimit);
        SlowNotice notice = new SlowNotice(
                "enumerating up to " + limit + " states for exact figures (--exact-limit 0 skips this)", err);
        try (notice) {
            return StateGraph.of(problem.environment(), exactLimit);
        } catch (SpaceTooLargeException e) {
            err.println("gfn4j: exact figures are left out, because the space has more than " + limit
                    + " states (--exact-limit)");
            return null;
        }
    }
}
