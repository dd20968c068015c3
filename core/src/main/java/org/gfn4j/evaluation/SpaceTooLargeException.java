package org.gfn4j.evaluation;

/** A space with more states than may be enumerated. */
public final class SpaceTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** How many states were found. */
    private final int found;

    /** How many states were allowed. */
    private final int limit;

    SpaceTooLargeException(int found, int unfollowed, int limit) {
        super("the environment has more states than the limit of " + limit + ": " + found
                + " were found, and the edges out of "
                + unfollowed + " of them had not been expanded yet; raise the limit if memory allows, or use what "
                + "needs no enumeration: TrajectoryEstimator, and VisitedWindow without a target");
        this.found = found;
        this.limit = limit;
    }

    /** Tells of a space that nobody has begun to list. */
    SpaceTooLargeException(long known, int limit) {
        super("the environment has more states than the limit of " + limit + ": "
                + (known == Long.MAX_VALUE ? "more than 9·10^18" : known) + " exist, as is known without "
                + "enumeration; raise the limit if memory allows, or use what needs no enumeration: "
                + "TrajectoryEstimator, and VisitedWindow without a target");
        this.found = (int) Math.min(Integer.MAX_VALUE, known);
        this.limit = limit;
    }

    /**
     * Returns how many states were found before the search stopped, or were known of before.
     *
     * @return a lower bound of the number of states
     */
    public int found() {
        return found;
    }

    /**
     * Returns how many states were allowed.
     *
     * @return the limit
     */
    public int limit() {
        return limit;
    }
}
